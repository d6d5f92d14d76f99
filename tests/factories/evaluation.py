"""A study of a programme, open to its evaluator."""

import datetime as dt
from typing import Any

from tests.factories.reviews import Whole, whole
from trigpoint.evaluation import actions
from trigpoint.evaluation.models import Grant, Study
from trigpoint.people.models import Account

PURPOSE = "To evaluate the programme for its funder"


def granted(people: Whole, at: dt.datetime, *, person: Account | None = None, days: int = 365) -> Grant:
    """Access of the evaluator, given by the programme's staff."""
    return actions.access.give(
        actor=people.programme_staff,
        at=at,
        programme=people.programme,
        person=person or people.evaluator,
        purpose=PURPOSE,
        ends_on=at.date() + dt.timedelta(days=days),
    )


def study(people: Whole | None = None, at: dt.datetime | None = None, **over: Any) -> Study:
    """A study of the year 2026/27 with its first plan."""
    assert at is not None
    people = people or whole()
    given = {
        "title": "Peer review and mathematics at age 11",
        "starts_on": dt.date(2026, 9, 1),
        "ends_on": dt.date(2027, 8, 31),
        **over,
    }
    return actions.studies.open_study(actor=people.evaluator, at=at, programme=people.programme, **given)
