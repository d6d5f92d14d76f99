import datetime as dt

import pytest
from tests.factories.people import hats
from tests.factories.preparation import evaluated, focused, released
from tests.factories.reviews import whole

from trigpoint.reviews.actions import focus, timetable
from trigpoint.reviews.queries import work_preparation as work

pytestmark = pytest.mark.django_db
SOON = dt.date(2026, 12, 28)


def texts(person, *, on=SOON):
    return [item.text for item in work.items(hats(person, on=on), on=on)]


def test_the_head_is_asked_step_by_step(at):
    w = whole()
    assert texts(w.host_head) == ["Say how your school sees itself", "Agree the focus of your review with its lead"]
    evaluated(w, at=at)
    assert texts(w.host_head)[0] == "Release the data pack to your review team"


def test_who_has_agreed_is_no_longer_asked(at):
    w = whole()
    made = focused(w, at=at, agreed=False)
    focus.agree(actor=w.lead, at=at, review=w.review, version=made.version)
    assert texts(w.lead) == ["Brief your team for Hawthorn Vale School"]
    assert "Agree the focus of your review with its lead" in texts(w.host_head)


def test_the_team_is_asked_to_read_the_pack_and_the_lead_to_move_what_lost_its_class(at):
    w = whole()
    released(w, at=at)
    assert texts(w.reviewer, on=at.date()) == ["Read the data pack of Hawthorn Vale School"]
    timetable.add_activity(
        actor=w.lead, at=at, review=w.review, starts_at=at, ends_at=at.replace(hour=11), what="Lesson", codes=["4B"]
    )
    timetable.set_not_observed(actor=w.host_head, at=at, review=w.review, code="4B")
    assert "Find another class or time for “Lesson”" in texts(w.lead, on=at.date())


def test_too_early_nobody_is_asked_and_strangers_never(at):
    w = whole()
    assert texts(w.host_head, on=dt.date(2026, 10, 1)) == []
    assert texts(w.stranger) == []


def test_the_number_of_queries_stays(at, django_assert_max_num_queries):
    w = whole()
    released(w, at=at)
    worn = hats(w.lead)
    with django_assert_max_num_queries(6):
        work.items(worn, on=at.date())
