"""Writes of evidence."""

from trigpoint.evidence.actions import attachments, notes, visit

__all__ = ["attachments", "notes", "visit"]
