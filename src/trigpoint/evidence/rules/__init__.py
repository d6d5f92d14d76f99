"""Who may see and keep evidence, and what a note may say."""

from trigpoint.evidence.rules import keeping, names, visibility

__all__ = ["keeping", "names", "visibility"]
