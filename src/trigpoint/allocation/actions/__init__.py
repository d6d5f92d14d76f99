"""Writes of allocation."""

from trigpoint.allocation.actions import (
    availability,
    drafts,
    feeds,
    files,
    invitations,
    pins,
    publishing,
    publishing_later,
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
    "publishing_later",
    "repairs",
    "schedules",
    "searching",
]
