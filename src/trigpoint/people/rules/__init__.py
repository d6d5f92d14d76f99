"""Who may do what with people's accounts and appointments."""

from trigpoint.people.rules import accounts, appointing, tokens

__all__ = ["accounts", "appointing", "tokens"]
