"""Writes about people."""

from trigpoint.people.actions import accounts, appointments, invitations, readiness, tokens

__all__ = ["accounts", "appointments", "invitations", "readiness", "tokens"]
