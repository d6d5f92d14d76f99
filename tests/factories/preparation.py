"""The steps before a visit, taken by the people whose they are."""

import datetime as dt
from typing import Any

from tests.factories.reviews import Whole
from trigpoint.reviews.actions import focus, pack, self_evaluation
from trigpoint.reviews.models import Focus, PackRelease

CODES = ["OI2", "LI2", "LI4"]


def evaluated(whole: Whole, *, at: dt.datetime, aspect: str = "OI2", complete: bool = True, **fields: Any) -> None:
    """The host has placed itself in one aspect, and (unless told otherwise) its head has said that it is complete."""
    given = {"level": "E", "evidence": "Reading ages of six year groups.", "how_we_know": "We test twice a year."}
    self_evaluation.save(actor=whole.host_head, at=at, review=whole.review, aspect=aspect, **{**given, **fields})
    if complete:
        self_evaluation.complete(actor=whole.host_head, at=at, review=whole.review)


def released(whole: Whole, *, at: dt.datetime, expires_on: dt.date | None = None) -> PackRelease:
    """The host has released a pack with a note in it to its team."""
    evaluated(whole, at=at)
    pack.add_item(
        actor=whole.host_head, at=at, review=whole.review, kind="note", title="Attendance", text="95% this term."
    )
    return pack.release(actor=whole.host_head, at=at, review=whole.review, expires_on=expires_on)


def focused(whole: Whole, *codes: str, at: dt.datetime, agreed: bool = True, **fields: Any) -> Focus:
    """Lead and head have written a focus on these aspects, and (unless told otherwise) both have agreed it."""
    made = focus.save(actor=whole.lead, at=at, review=whole.review, version=0, aspects=list(codes) or CODES, **fields)
    if agreed:
        for person in (whole.lead, whole.host_head):
            made = focus.agree(actor=person, at=at, review=whole.review, version=made.version)
    return made
