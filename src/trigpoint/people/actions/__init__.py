"""Writes about people."""

from trigpoint.people.actions import accounts, appointments, invitations, tokens

__all__ = ["accounts", "appointments", "invitations", "tokens"]
