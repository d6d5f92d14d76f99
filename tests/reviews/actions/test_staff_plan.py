"""Where a programme says so, its staff set dates and teams, with people of every partnership in it."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.programmes import Group, partnership
from tests.factories.reviews import review
from tests.sign_in import signed_in

from trigpoint.access.roles import Role
from trigpoint.kernel.errors import Refused, Unacceptable
from trigpoint.reviews.actions import conflicts, planning, team
from trigpoint.reviews.queries import conflicts as conflict_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Group:
    made = partnership(4, number=2)
    made.programme.staff_plan_reviews = True
    made.programme.save()
    return made


def _plan(group: Group, at: dt.datetime) -> object:
    return planning.plan(
        actor=group.staff,
        at=at,
        cycle=group.cycle,
        host=group.schools[0],
        visit_starts_on=dt.date(2027, 3, 9),
        visit_days=2,
    )


def test_staff_plan_where_the_programme_lets_them(group: Group, at: dt.datetime) -> None:
    group.cycle.partnership.programme = group.programme
    made = _plan(group, at)
    team.appoint(actor=group.staff, at=at, review=made, person=group.heads[1], role=Role.LEAD_REVIEWER)


def test_staff_plan_on_the_pages_too(group: Group) -> None:
    staff = signed_in(Client(), group.staff)
    plan = reverse("reviews:plan", args=[group.cycle.pk, group.schools[0].pk])
    assert plan in staff.get(reverse("reviews:cycle", args=[group.cycle.pk])).content.decode()
    assert staff.get(plan).status_code == 200
    group.programme.staff_plan_reviews = False
    group.programme.save()
    assert staff.get(plan).status_code == 403


def test_staff_are_refused_where_it_does_not(group: Group, at: dt.datetime) -> None:
    group.programme.staff_plan_reviews = False
    group.programme.save()
    with pytest.raises(Refused):
        _plan(group, at)


def test_staff_lend_people_of_another_partnership(group: Group, at: dt.datetime) -> None:
    other = partnership(3, programme=group.programme, name="Two Rivers")
    made = review(group)
    with pytest.raises(Unacceptable):
        team.appoint(actor=group.lead, at=at, review=made, person=other.leaders[0], role=Role.REVIEWER)
    team.appoint(actor=group.staff, at=at, review=made, person=other.leaders[0], role=Role.REVIEWER)


def test_a_conflict_that_planners_record_holds_and_is_theirs_to_lift(group: Group, at: dt.datetime) -> None:
    person, school = group.leaders[1], group.schools[0]
    made = conflicts.record(
        actor=group.lead, at=at, person=person, school=school, source="planner", reason="Worked there until 2025"
    )
    assert list(conflict_queries.of_person(person.pk)) == []
    with pytest.raises(Refused):
        team.appoint(actor=group.lead, at=at, review=review(group), person=person, role=Role.REVIEWER)
    with pytest.raises(Unacceptable):
        conflicts.withdraw(actor=person, at=at, school=school)
    conflicts.lift(actor=group.lead, at=at, conflict=made)
    assert conflict_queries.schools_by_person([person.pk]) == {}


def test_what_a_person_said_is_theirs_alone_to_take_back(group: Group, at: dt.datetime) -> None:
    made = conflicts.declare(actor=group.leaders[1], at=at, school=group.schools[0])
    with pytest.raises(Unacceptable):
        conflicts.lift(actor=group.lead, at=at, conflict=made)
