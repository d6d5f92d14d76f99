"""Writes of findings."""

from trigpoint.findings.actions import meeting, positions, profile, proposals, school

__all__ = ["meeting", "positions", "profile", "proposals", "school"]
