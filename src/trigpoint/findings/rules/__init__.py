"""Who may see and settle what the team finds, and what a position must rest on."""

from trigpoint.findings.rules import guards, settling, visibility

__all__ = ["guards", "settling", "visibility"]
