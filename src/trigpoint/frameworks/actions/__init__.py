"""Writes of frameworks."""

from trigpoint.frameworks.actions import publishing

__all__ = ["publishing"]
