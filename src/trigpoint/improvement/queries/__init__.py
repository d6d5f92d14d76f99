"""Reads of workshops and plans."""

from trigpoint.improvement.queries import plan, workshop

__all__ = ["plan", "workshop"]
