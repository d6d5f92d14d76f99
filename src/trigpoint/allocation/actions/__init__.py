"""Writes of allocation."""

from trigpoint.allocation.actions import (
    availability,
    drafts,
    feeds,
    files,
    invitations,
    pins,
    publishing,
    repairs,
    schedules,
    searching,
)

__all__ = [
    "availability",
    "drafts",
    "feeds",
    "files",
    "invitations",
    "pins",
    "publishing",
    "repairs",
    "schedules",
    "searching",
]
