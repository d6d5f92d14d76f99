"""Writes of improvement."""

from trigpoint.improvement.actions import plan, workshop

__all__ = ["plan", "workshop"]
