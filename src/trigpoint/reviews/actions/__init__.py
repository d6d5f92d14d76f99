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
    suggestions,
    team,
    timetable,
    versions,
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
    "suggestions",
    "team",
    "timetable",
    "versions",
]
