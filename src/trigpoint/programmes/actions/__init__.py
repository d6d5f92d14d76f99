"""Writes of programmes."""

from trigpoint.programmes.actions import (
    agreements,
    cycles,
    drafts,
    members,
    partnerships,
    programmes,
    reminders,
    review_models,
    school_days,
    suggestions,
    terms,
)

__all__ = [
    "agreements",
    "cycles",
    "drafts",
    "members",
    "partnerships",
    "programmes",
    "reminders",
    "review_models",
    "school_days",
    "suggestions",
    "terms",
]
