"""Who is who, and who is appointed to what."""

from trigpoint.people.queries import accounts, appointments, hats, places, rolls, safeguarding, tokens, work

__all__ = ["accounts", "appointments", "hats", "places", "rolls", "safeguarding", "tokens", "work"]
