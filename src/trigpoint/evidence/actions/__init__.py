"""Writes of evidence."""

from trigpoint.evidence.actions import attachments, notes, retention, visit

__all__ = ["attachments", "notes", "retention", "visit"]
