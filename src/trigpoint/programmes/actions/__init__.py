"""Writes of programmes."""

from trigpoint.programmes.actions import (
    agreements,
    cycles,
    members,
    partnerships,
    programmes,
    reminders,
    review_models,
    school_days,
    terms,
)

__all__ = [
    "agreements",
    "cycles",
    "members",
    "partnerships",
    "programmes",
    "reminders",
    "review_models",
    "school_days",
    "terms",
]
