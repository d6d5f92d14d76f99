"""Staff plan all partnerships of a programme together, with people of each, and the worker publishes."""

import datetime as dt
from typing import Any

import pytest
from tests.factories import allocation as made
from tests.factories.programmes import Group

from rota.format import read_plan
from trigpoint.allocation.actions import publishing, publishing_later, schedules, searching
from trigpoint.allocation.models import Schedule
from trigpoint.allocation.queries import drafts
from trigpoint.allocation.queries.options import Options
from trigpoint.allocation.queries.schedules import scope_of
from trigpoint.allocation.web.presenters import starts
from trigpoint.kernel.errors import Refused
from trigpoint.reviews.models import Review

pytestmark = pytest.mark.django_db


@pytest.fixture
def two() -> tuple[Group, Group]:
    first = made.placed(4)
    first.programme.staff_plan_reviews = True
    first.programme.save()
    second = made.placed(3, programme=first.programme, name="Two Rivers", easting=384_000)
    return first, second


def test_staff_plan_both_and_people_may_cross(two: tuple[Group, Group], at: dt.datetime) -> None:
    first, second = two
    schedule = made.looked_for(made.programme_scope(first, at), first.staff, at, across=True)
    plan = read_plan(schedule.plan)
    assert len(plan.bookings) == 7
    publishing.publish(
        actor=first.staff, at=at, schedule=schedule, version=schedule.version, reason="Agreed in the network"
    )
    assert Review.objects.filter(cycle=first.cycle).count() == 4
    assert Review.objects.filter(cycle=second.cycle).count() == 3


def test_a_lead_does_not_plan_for_others(
    two: tuple[Group, Group], at: dt.datetime, django_assert_num_queries: Any
) -> None:
    scope = made.programme_scope(two[0], at)
    with django_assert_num_queries(1):  # however many partnerships there are
        assert starts.size(scope) == 7
    with pytest.raises(Refused):
        schedules.ask(actor=two[0].lead, at=at, scope=scope, options=Options())


def test_the_worker_publishes_and_says_what_stands_in_the_way(
    two: tuple[Group, Group], at: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    schedule = made.looked_for(made.programme_scope(two[0], at), two[0].staff, at)
    given: dict[str, Any] = {"actor": two[0].staff, "at": at, "schedule": schedule, "version": schedule.version}
    publishing_later.ask(**given, reason="Agreed in the network")
    two[0].programme.staff_plan_reviews = False
    two[0].programme.save()
    publishing_later.run(schedule_id=schedule.pk, now=lambda: at)
    schedule.refresh_from_db()
    assert schedule.state == "draft"
    assert "partnership leads" in schedule.trouble
    two[0].programme.staff_plan_reviews = True
    two[0].programme.save()
    publishing_later.ask(**given, reason="Agreed in the network")
    rows = Schedule.objects.filter(pk=schedule.pk)
    rows.update(version=schedule.version + 1)  # somebody changes it before the worker comes
    publishing_later.run(schedule_id=schedule.pk, now=lambda: at)
    schedule.refresh_from_db()
    assert (schedule.state, "changed while you looked" in schedule.trouble) == ("draft", True)
    given["version"] = schedule.version
    publishing_later.ask(**given, reason="Agreed in the network")
    publishing_later.sweep(at=at + dt.timedelta(hours=1))
    assert "publishing" in rows.get().options
    publishing_later.sweep(at=at + dt.timedelta(hours=3))  # its worker has died
    assert ("publishing" in rows.get().options, rows.get().trouble) == (False, "It broke off. Publish it again.")
    publishing_later.ask(**given, reason="Agreed in the network")
    publishing_later.run(schedule_id=schedule.pk, now=lambda: at)
    schedule.refresh_from_db()
    assert (schedule.state, schedule.trouble) == ("published", "")


def test_a_search_that_is_told_to_stop_keeps_the_best(two: tuple[Group, Group], at: dt.datetime) -> None:
    scope = made.programme_scope(two[0], at)
    schedule = schedules.ask(actor=two[0].staff, at=at, scope=scope, options=Options(), seconds=30)
    Schedule.objects.filter(pk=schedule.pk).update(stop_asked=True)
    searching.run(schedule_id=schedule.pk, now=lambda: at)
    schedule.refresh_from_db()
    assert schedule.state == "draft"
    assert schedule.progress["seconds"] < 15
    drafts.of(schedule, scope_of(schedule, on=at.date()), on=at.date())


def test_a_search_that_has_not_begun_is_put_aside(two: tuple[Group, Group], at: dt.datetime) -> None:
    scope = made.programme_scope(two[0], at)
    schedule = schedules.ask(actor=two[0].staff, at=at, scope=scope, options=Options(), seconds=30)
    schedules.stop(actor=two[0].staff, at=at, schedule=schedule)
    searching.run(schedule_id=schedule.pk, now=lambda: at)
    schedule.refresh_from_db()
    assert schedule.state == "discarded"
