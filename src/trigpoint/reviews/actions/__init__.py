"""Writes of reviews."""

from trigpoint.reviews.actions import (
    briefing,
    conflicts,
    focus,
    overrides,
    pack,
    planning,
    reminders,
    self_evaluation,
    stages,
    team,
    timetable,
)

__all__ = [
    "briefing",
    "conflicts",
    "focus",
    "overrides",
    "pack",
    "planning",
    "reminders",
    "self_evaluation",
    "stages",
    "team",
    "timetable",
]
