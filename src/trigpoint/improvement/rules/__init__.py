"""Who may do what with a workshop and a plan."""

from trigpoint.improvement.rules import guards, visibility

__all__ = ["guards", "visibility"]
