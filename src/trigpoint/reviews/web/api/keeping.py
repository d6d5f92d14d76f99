"""Calls about how long what a review leaves behind is kept; the contexts that keep it hold it."""

import dataclasses
import datetime as dt
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from trigpoint.reviews.rules import keeping as rules
from trigpoint.reviews.web import asking

router = Router()


class KeptOut(Schema):
    """
    How long a thing is kept: `days` from `since`, or without end; deleted after `until` unless it is held.

    `told_on`: the head was told that it will be, where that is due. `held_for` is told to the school's head alone.
    """

    what: str
    days: int | None
    since: dt.date | None
    until: dt.date | None
    told_on: dt.date | None
    held_on: dt.date | None
    held_for: str
    deleted_on: dt.date | None


@router.get("/reviews/{uuid:review_id}/kept", response=list[KeptOut], operation_id="reviews.kept", summary="Kept")
def kept(request: HttpRequest, review_id: uuid.UUID) -> list[dict[str, Any]]:
    """How long notes and what comes out of the review are kept, as far as it is told to the token's person."""
    scene = asking.scene(request, review_id)
    is_head = bool(rules.may_decide(scene))
    return [
        {
            **dataclasses.asdict(found),
            "what": keeper.thing.key,
            "until": found.until,
            "held_for": found.held_for if is_head else "",
        }
        for keeper, found in rules.readable(scene)
    ]
