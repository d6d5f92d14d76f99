"""Dates and teams are asked for, found, published and taken back."""

import datetime as dt
from typing import Any

import pytest
from django.apps import apps
from tests.factories import allocation as made
from tests.factories.programmes import Group

import rota
from rota.format import read_plan, read_problem
from trigpoint.allocation.actions import drafts, invitations, pins, publishing, repairs, schedules
from trigpoint.allocation.models import Invitation, Schedule
from trigpoint.allocation.queries import drafts as opened
from trigpoint.allocation.queries import reserves
from trigpoint.allocation.queries.options import Options
from trigpoint.kernel.errors import Missing, NeedsReason, Refused, Stale, Unacceptable
from trigpoint.messaging.models import Mail
from trigpoint.people.actions import readiness
from trigpoint.people.models import Account
from trigpoint.reviews.models import Review
from trigpoint.reviews.queries.team import of_reviews

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Group:
    return made.placed(5)


def test_what_is_found_keeps_every_rule_and_fills_every_seat(group: Group, at: dt.datetime) -> None:
    schedule = made.found(group, at)
    problem, plan = read_problem(schedule.problem), read_plan(schedule.plan)
    assert rota.check(problem, plan) == ()
    assert len(plan.bookings) == 5
    assert all(len(booking.team) == 3 for booking in plan.bookings)
    assert schedule.finished_at == at
    assert "scipy" in schedule.engine


def test_publishing_goes_through_the_actions_of_reviews(group: Group, at: dt.datetime) -> None:
    schedule = made.found(group, at)
    publishing.publish(actor=group.lead, at=at, schedule=schedule, version=schedule.version, reason="Agreed by all")
    reviews = list(Review.objects.filter(cycle=group.cycle))
    assert len(reviews) == 5
    seats = of_reviews([review.pk for review in reviews], on=at.date())
    assert all(sum(seat.reviews for seat in found) == 3 for found in seats.values())
    assert Invitation.objects.filter(answer="asked").count() == 15
    verbs = list(apps.get_model("audit.Entry").objects.filter(actor_id=group.lead.pk).values_list("verb", flat=True))
    assert verbs.count("reviews.plan") == 5
    assert verbs.count("reviews.appoint") == 15
    assert verbs.count("allocation.publish") == 1
    _whoever_steps_in_fills_the_seat_that_was_chosen_and_no_other(group, at)
    assert schedules.forget(at=at + dt.timedelta(days=401)) == 1
    with pytest.raises(Refused, match="not known any more"):
        publishing.undo(actor=group.lead, at=at, schedule=schedule, reason="Too early in the year")
    assert set(Review.objects.values_list("state", flat=True)) == {"planned"}


def _whoever_steps_in_fills_the_seat_that_was_chosen_and_no_other(group: Group, at: dt.datetime) -> None:
    first, second = Invitation.objects.filter(role="reviewer").order_by("review_id", "pk")[:2]
    for hours, row in enumerate((first, second)):
        invitations.decline(actor=row.person, at=at + dt.timedelta(hours=hours), invitation=row)
    bench = reserves.bench(made.scope(group), second, on=at.date())
    given = {"person": Account.objects.get(pk=bench.able[0].person), "reason": "Knows the phase"}
    invitations.step_in(actor=group.lead, at=at + dt.timedelta(hours=2), invitation=second, **given)
    assert [row.invitation_id for row in reserves.board(made.scope(group), on=at.date()).declined] == [first.pk]


def test_what_was_published_can_be_taken_back(group: Group, at: dt.datetime) -> None:
    schedule = made.found(group, at)
    publishing.publish(actor=group.lead, at=at, schedule=schedule, version=schedule.version, reason="Agreed by all")
    gone, stays = Invitation.objects.filter(role="reviewer").order_by("review_id", "pk")[:2]
    invitations.decline(actor=gone.person, at=at, invitation=gone)
    for past in schedule.before:  # as if the two had joined a team that there was before
        if past["review"] == str(gone.review_id):
            joined = [[str(row.person_id), row.role] for row in (gone, stays)]
            past.update(planned=True, moved=False, left=[], joined=joined)
    schedule.save(update_fields=["before"])
    publishing.undo(actor=group.lead, at=at, schedule=schedule, reason="Too early in the year")
    assert sorted(Review.objects.values_list("state", flat=True)) == [*["cancelled"] * 4, "planned"]
    assert {row.review_id for row in Invitation.objects.filter(answer="asked")} == {gone.review_id}
    told = Mail.objects.filter(text__contains=f"review of {gone.review.host.name}, planned for").values_list(
        "to", flat=True
    )
    assert (gone.person.email in told, stays.person.email in told) == (False, True)
    schedule.refresh_from_db()
    assert schedule.state == "undone"


def test_a_day_far_away_and_a_number_without_measure_are_refused(group: Group, at: dt.datetime) -> None:
    schedule, day = made.drafted(group, at), dt.date(9999, 12, 31)
    given = {"actor": group.lead, "at": at}
    review = schedule.plan["reviews"][0]["id"]
    with pytest.raises(Unacceptable, match="Choose a day"):
        drafts.move(**given, schedule=schedule, version=schedule.version, review=review, starts_on=day)
    with pytest.raises(Unacceptable, match="Give one of lead, member"):
        drafts.swap(**given, schedule=schedule, version=schedule.version, review=review, seat="chair")
    for options in (Options(first_day=day), Options(last_day=dt.date(1, 1, 1))):
        with pytest.raises(Unacceptable, match="The cycle"):
            schedules.ask(**given, scope=made.scope(group), options=options)
    with pytest.raises(Unacceptable, match="at most an hour"):
        repairs.repair(**given, scope=made.scope(group), options=Options(), seconds=10**9)
    with pytest.raises(Unacceptable, match="Give a number from 0"):
        schedules.ask(**given, scope=made.scope(group), options=Options(), seed=-1)
    pin: dict[str, Any] = {**given, "scope": made.scope(group), "cycle": group.cycle, "school": group.schools[0]}
    with pytest.raises(Unacceptable, match="Choose a day of the cycle"):
        pins.pin(**pin, kind="date", starts_on=day)
    with pytest.raises(Refused, match="not on working days") as refusal:  # for good, whatever the reason
        pins.pin(**pin, kind="date", starts_on=dt.date(2026, 12, 25), reason="We want it")
    assert not isinstance(refusal.value, NeedsReason)


def test_what_found_nothing_is_not_opened(group: Group, at: dt.datetime) -> None:
    schedule = made.drafted(group, at)
    schedule.state = "failed"  # a repair has the plan that was to be mended
    with pytest.raises(Missing):
        opened.of(schedule, made.scope(group), on=at.date())


def test_what_was_settled_and_can_not_be_any_more_is_named(group: Group, at: dt.datetime) -> None:
    person, where = group.heads[1], made.scope(group)
    given: dict[str, Any] = {"actor": group.lead, "at": at, "scope": where}
    pins.pin(**given, cycle=group.cycle, school=group.schools[0], kind="lead", person=person)
    absence = {"starts_on": at.date(), "ends_on": dt.date(2027, 8, 31)}
    readiness.add_absence(actor=None, at=at, network=group.network, person=person, **absence)
    with pytest.raises(Unacceptable) as problem:
        schedules.ask(**given, options=Options())
    (said,) = problem.value.errors[""]
    assert said.startswith(
        f"{group.schools[0].name}, {person.name}: what is settled can't be any more. Is not available"
    )


def test_a_second_schedule_changes_as_little_as_it_can(group: Group, at: dt.datetime) -> None:
    first = made.found(group, at)
    publishing.publish(actor=group.lead, at=at, schedule=first, version=first.version, reason="Agreed by all")
    second = made.found(group, at, calm=2)
    old, new = read_plan(first.plan).by_review(), read_plan(second.plan).by_review()
    assert {key: booking.start for key, booking in old.items()} == {k: b.start for k, b in new.items()}
    assert {key: set(booking.team) for key, booking in old.items()} == {k: set(b.team) for k, b in new.items()}


def test_an_old_page_publishes_nothing(group: Group, at: dt.datetime) -> None:
    schedule = made.found(group, at)
    with pytest.raises(Stale):
        publishing.publish(actor=group.lead, at=at, schedule=schedule, version=schedule.version - 1)
    assert not Review.objects.exists()


def test_only_the_lead_and_the_staff_look_and_only_the_lead_publishes(group: Group, at: dt.datetime) -> None:
    with pytest.raises(Refused):
        schedules.ask(actor=group.heads[0], at=at, scope=made.scope(group), options=Options())
    schedule = made.looked_for(made.scope(group), group.staff, at)
    with pytest.raises(Refused):
        publishing.publish(actor=group.staff, at=at, schedule=schedule, version=schedule.version)


def test_who_is_away_all_year_is_not_asked(group: Group, at: dt.datetime) -> None:
    person = group.heads[0]
    readiness.add_absence(
        actor=None,
        at=at,
        network=group.network,
        person=person,
        starts_on=at.date(),
        ends_on=dt.date(2027, 8, 31),
        reason="Leave",
    )
    plan = read_plan(made.found(group, at).plan)
    assert str(person.pk) not in {one for booking in plan.bookings for one in booking.team}


def test_a_window_without_days_is_refused_before_anything_is_looked_for(group: Group, at: dt.datetime) -> None:
    options = Options(first_day=dt.date(2027, 7, 1), last_day=dt.date(2027, 7, 1))
    with pytest.raises(Unacceptable):
        schedules.ask(actor=group.lead, at=at, scope=made.scope(group), options=options)


def test_a_schedule_that_is_put_aside_forgets_what_it_knew_of_people(group: Group, at: dt.datetime) -> None:
    schedule = made.found(group, at)
    schedules.discard(actor=group.lead, at=at, schedule=schedule)
    assert Schedule.objects.get().problem == {}


def test_what_is_settled_holds_in_the_first_plan_too(at: dt.datetime) -> None:
    group = made.placed(5)
    where, day = {"scope": made.scope(group), "cycle": group.cycle, "school": group.schools[0]}, dt.date(2027, 3, 9)
    pins.pin(actor=group.lead, at=at, kind="lead", person=group.heads[3], **where)
    pins.pin(actor=group.lead, at=at, kind="date", starts_on=day, **where)
    row = schedules.ask(actor=group.lead, at=at, scope=where["scope"], options=Options())
    plan = rota.solve(read_problem(row.problem), seconds=0, aim=rota.Aim.TIERS).plan  # no time to mend what broke
    booking = next(one for one in plan.bookings if one.review.endswith(str(group.schools[0].pk)))
    assert (booking.lead, booking.start) == (str(group.heads[3].pk), day)
