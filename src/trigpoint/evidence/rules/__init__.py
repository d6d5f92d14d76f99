"""Who may see and keep evidence, what a note may say, and how long notes are kept."""

from trigpoint.evidence.rules import keeping, names, retention, visibility

__all__ = ["keeping", "names", "retention", "visibility"]
