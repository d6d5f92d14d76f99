"""Writes of findings."""

from trigpoint.findings.actions import agreeing, meeting, positions, profile, proposals, quality, retention, school

__all__ = ["agreeing", "meeting", "positions", "profile", "proposals", "quality", "retention", "school"]
