"""Programmes beside the first, each with a review model of another shape: small, in mid-life, to be walked on from."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction

from trigpoint.home.demo.beside import fellowship, hub, trust
from trigpoint.home.demo.beside.programme import Beside, held

__all__ = ["INTRODUCED", "TO_TRY", "load"]

PROGRAMMES: tuple[type[Beside], ...] = (hub.Hub, trust.Trust, fellowship.Fellowship)
INTRODUCED = tuple(row for programme in PROGRAMMES for row in programme.introduced)
TO_TRY = tuple(programme.to_try for programme in PROGRAMMES)


def load(*, at: dt.datetime, say: Callable[[str], None]) -> None:
    """Each in one transaction; one that is there already is left alone."""
    there = held(on=at.date())
    for programme in PROGRAMMES:
        if programme.title not in there:
            say(programme.title)
            with transaction.atomic():
                programme(at=at).build()
