import datetime as dt

import pytest
from tests.factories.preparation import focused
from tests.factories.reviews import whole

from trigpoint.kernel.errors import Refused, Unacceptable
from trigpoint.reviews.actions import briefing
from trigpoint.reviews.queries import briefing as queries
from trigpoint.reviews.queries import focus as focuses
from trigpoint.reviews.queries.stages import stages
from trigpoint.reviews.rules.briefing import uncovered

pytestmark = pytest.mark.django_db


def allocate(w, at, person, aspects, *, by=None):
    briefing.allocate(actor=by or w.lead, at=at, review=w.review, person_id=person.pk, aspects=aspects)


def test_who_looks_at_what_and_what_nobody_looks_at(at):
    w = whole()
    focused(w, at=at)
    allocate(w, at, w.reviewer, ["OI2", "LI2"])
    allocate(w, at, w.reviewer, ["OI2"])
    tasks = queries.allocations(w.review)
    assert {person: set(task.aspects) for person, task in tasks.items()} == {w.reviewer.pk: {"OI2"}}
    assert [a.code for a in uncovered(focuses.in_focus(w.review), tasks.values())] == ["LI2", "LI4"]


def test_held_the_second_meeting_is_done(at):
    w = whole()
    focused(w, at=at)
    with pytest.raises(Refused):
        briefing.hold(actor=w.lead, at=at, review=w.review)
    allocate(w, at, w.reviewer, ["OI2"])
    with pytest.raises(Unacceptable):
        briefing.hold(actor=w.lead, at=at, review=w.review, held_on=dt.date(2027, 3, 1))
    briefing.hold(actor=w.lead, at=at, review=w.review)
    assert "meeting_2" in [step.kind for step in stages(w.review) if step.is_done]
    with pytest.raises(Refused):
        briefing.hold(actor=w.lead, at=at, review=w.review)


def test_it_waits_for_the_focus(at):
    w = whole()
    focused(w, at=at, agreed=False)
    allocate(w, at, w.reviewer, ["OI2"])
    with pytest.raises(Refused):
        briefing.hold(actor=w.lead, at=at, review=w.review)


def test_only_the_lead_allocates_and_only_to_the_team_and_only_what_is_in_focus(at):
    w = whole()
    focused(w, at=at)
    for person in (w.host_head, w.reviewer, w.partnership_lead):
        with pytest.raises(Refused):
            allocate(w, at, w.reviewer, ["OI2"], by=person)
    with pytest.raises(Unacceptable):
        allocate(w, at, w.host_head, ["OI2"])
    with pytest.raises(Unacceptable):
        allocate(w, at, w.reviewer, ["LF1"])
