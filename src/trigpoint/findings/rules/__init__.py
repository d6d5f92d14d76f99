"""Who may see and settle what the team finds, and what a position must rest on."""

from trigpoint.findings.rules import guards, retention, settling, visibility

__all__ = ["guards", "retention", "settling", "visibility"]
