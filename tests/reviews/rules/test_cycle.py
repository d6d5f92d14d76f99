"""What a partnership lead is told to look at in a cycle."""

import datetime as dt

import pytest
from tests.factories.people import hats
from tests.factories.reviews import Whole, review, seat, whole

from trigpoint.access.roles import Role
from trigpoint.programmes.models import Membership
from trigpoint.reviews.models import Stage
from trigpoint.reviews.queries.cycle import CycleView, Line, Share, add_months, overview
from trigpoint.reviews.rules.cycle import flags, late

pytestmark = pytest.mark.django_db

TODAY = dt.date(2027, 1, 14)


def seen(one: Whole, *, on: dt.date = TODAY) -> CycleView:
    return overview(hats(one.partnership_lead), one.cycle.pk, on=on)


def line(view: CycleView, school: object) -> Line:
    return next(line for line in view.lines if line.school_id == school.pk)


def flagged(one: Whole, school: object, *, on: dt.date = TODAY) -> list[str]:
    view = seen(one, on=on)
    return [flag.guard for flag in flags(line(view, school), view)]


def test_g17_no_review_within_a_year_of_joining() -> None:
    one = whole(visit_starts_on=dt.date(2027, 3, 3))
    Membership.objects.filter(school=one.host).update(joined_on=dt.date(2026, 3, 3))
    assert "G17" not in flagged(one, one.host)
    Membership.objects.filter(school=one.host).update(joined_on=dt.date(2026, 3, 2))
    assert "G17" in flagged(one, one.host)


def test_g17_no_review_within_a_year_of_the_last() -> None:
    one = whole()
    Membership.objects.filter(school=one.other_school).update(joined_on=dt.date(2024, 9, 1))
    assert "G17" in flagged(one, one.other_school)
    before = review(one.group, host=one.other_school, visit_starts_on=dt.date(2026, 10, 7), state="closed")
    assert "G17" not in flagged(one, one.other_school)
    before.state = "cancelled"
    before.save()
    assert "G17" in flagged(one, one.other_school)


def test_g17_takes_its_months_from_the_model() -> None:
    one = whole(visit_starts_on=dt.date(2027, 3, 3), rules={"cadence": {"months": 3}})
    assert "G17" in flagged(one, one.host)


def test_g18_days_given_and_received() -> None:
    one = whole()
    view = seen(one)
    assert line(view, one.host).share == Share(visits_given=0, visits_received=3, days_given=0, days_received=6)
    assert line(view, one.lead_school).share == Share(visits_given=1, visits_received=0, days_given=2, days_received=0)
    assert "G18" in flagged(one, one.host)
    assert "G18" not in flagged(one, one.lead_school)


def test_g18_is_even_once_it_is_given_back() -> None:
    one = whole()
    for school in (one.lead_school, one.reviewer_school):
        seat(review(one.group, host=school), one.host_leader, Role.REVIEWER, one.host)
    assert "G18" not in flagged(one, one.host)


def test_g19_two_who_lead_each_other() -> None:
    one = whole()
    assert "G19" not in flagged(one, one.host)
    other = review(one.group, host=one.lead_school)
    seat(other, one.host_head, Role.LEAD_REVIEWER, one.host)
    assert "G19" in flagged(one, one.host)
    assert "G19" in flagged(one, one.lead_school)


def test_g12_a_late_workshop_is_counted() -> None:
    one = whole()
    assert "G12" not in flagged(one, one.host)
    Stage.objects.filter(review=one.review, key="workshop").update(due_on=dt.date(2027, 1, 22))
    view = seen(one)
    assert [flag.message for flag in flags(line(view, one.host), view) if flag.guard == "G12"] == [
        "The workshop is planned 1 day later than this model allows."
    ]


def test_g4_a_team_that_is_not_whole() -> None:
    one = whole(team=False)
    assert flagged(one, one.host).count("G4") == 2


def test_late_is_the_first_date_that_passed() -> None:
    one = whole(done=["self_evaluation"])
    found = late(line(seen(one), one.host), on=TODAY)
    assert found is not None
    assert found.key == "data_pack"


@pytest.mark.parametrize("state", ["postponed", "closed"])
def test_nothing_is_late_in_what_rests(state: str) -> None:
    one = whole(state=state)
    assert late(line(seen(one), one.host), on=TODAY) is None


@pytest.mark.parametrize(
    "day, months, later",
    [
        (dt.date(2026, 8, 31), 6, dt.date(2027, 2, 28)),
        (dt.date(2026, 12, 1), 12, dt.date(2027, 12, 1)),
        (dt.date(2026, 12, 15), 1, dt.date(2027, 1, 15)),
    ],
)
def test_months_on(day: dt.date, months: int, later: dt.date) -> None:
    assert add_months(day, months) == later
