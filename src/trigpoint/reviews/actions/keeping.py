"""
Hold a thing beyond its time, and lift the hold: what the actions of those who keep one have in common.

Each waits for the others and for the deletion, so that no hold comes too late unnoticed.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from trigpoint.kernel.errors import Unacceptable
from trigpoint.people.queries.accounts import Account
from trigpoint.reviews.actions.locks import one_at_a_time
from trigpoint.reviews.enums import HeldFor
from trigpoint.reviews.queries import scene as scenes
from trigpoint.reviews.queries.keeping import Thing
from trigpoint.reviews.queries.scene import Review
from trigpoint.reviews.rules import keeping as rules

type Row = Callable[[Review], Any]
"""Gives what its table says of the review, with a row made where there is none."""


def hold(thing: Thing, row: Row, *, actor: Account, at: dt.datetime, review: Review, held_for: str) -> None:
    """The head keeps it, for a `request` or a `dispute`. Raises Refused where it is held or deleted already."""
    one_at_a_time(review)
    rules.may_hold(scenes.acting(actor.pk, review, at=at), thing, thing.of(review)).require()
    if held_for not in HeldFor.values:
        raise Unacceptable({"held_for": [_("Choose what you hold it for.")]})
    _write(row(review), at, actor, held_for)


def lift(thing: Thing, row: Row, *, actor: Account, at: dt.datetime, review: Review) -> None:
    """Its time counts again. What is over by then is deleted in the next night, once the head was told where that is due."""
    one_at_a_time(review)
    rules.may_lift(scenes.acting(actor.pk, review, at=at), thing.of(review)).require()
    _write(row(review), None, None, "")


def _write(found: Any, at: dt.datetime | None, by: Account | None, held_for: str) -> None:
    found.held_at, found.held_by, found.held_for = at, by, held_for
    found.save()
