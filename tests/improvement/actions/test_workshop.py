"""Prepare, record and hold a workshop."""

import datetime as dt

import pytest
from tests.factories import improvement
from tests.factories.reviews import whole

from trigpoint.improvement import actions
from trigpoint.improvement.actions.workshop import AttendanceEntry
from trigpoint.improvement.models import Attendance, Option, Plan, Workshop
from trigpoint.kernel.errors import Missing, NeedsReason, Refused, Stale, Unacceptable
from trigpoint.reviews.models import Override, Stage

pytestmark = pytest.mark.django_db

HELD = dt.date(2027, 1, 14)


def test_preparing_invites_the_whole_team_once(at: dt.datetime) -> None:
    people = whole()
    for _ in range(2):
        made = actions.workshop.prepare(actor=people.facilitator, at=at, review=people.review)
    names = set(made.attendances.values_list("person__name", flat=True))
    assert names == {"Amira Okafor", "Daniel Osei", "Megan Hughes"}
    assert Workshop.objects.count() == 1


@pytest.mark.parametrize("who", ["lead", "reviewer", "host_leader", "partnership_lead", "stranger", "associate"])
def test_only_facilitator_champion_and_head_write_the_record(at: dt.datetime, who: str) -> None:
    people = whole()
    with pytest.raises(Refused):
        actions.workshop.prepare(actor=getattr(people, who), at=at, review=people.review)


def test_holding_completes_the_stage_and_opens_the_plan(at: dt.datetime) -> None:
    people = whole(state="under_way")
    made = improvement.workshop(people, at)
    actions.workshop.hold(actor=people.facilitator, at=at, workshop=made, held_on=HELD)
    made.refresh_from_db()
    assert (made.state, made.held_on) == ("held", HELD)
    assert Stage.objects.get(review=people.review, kind="workshop").done_at == at
    assert Plan.objects.get(review=people.review).state == "drafting"


def test_g12_a_workshop_on_day_eight_asks_for_a_reason_and_keeps_it(at: dt.datetime) -> None:
    people = whole(state="under_way")
    made = improvement.workshop(people, at)
    later = at + dt.timedelta(days=8)
    day = HELD + dt.timedelta(days=8)
    with pytest.raises(NeedsReason) as refusal:
        actions.workshop.hold(actor=people.facilitator, at=later, workshop=made, held_on=day)
    assert refusal.value.guard == "G12"
    actions.workshop.hold(actor=people.facilitator, at=later, workshop=made, held_on=day, reason="Snow closed us")
    kept = Override.objects.get(review=people.review)
    assert (kept.guard, kept.reason, kept.given_by) == ("G12", "Snow closed us", people.facilitator)


def test_g13_an_absence_without_a_reason_asks_for_one(at: dt.datetime) -> None:
    people = whole(state="under_way")
    made = improvement.workshop(people, at)
    row = made.attendances.get(person=people.reviewer)
    entry = AttendanceEntry(attendance_id=row.pk, came="absent")
    actions.workshop.record_attendance(actor=people.facilitator, at=at, workshop=made, entries=[entry])
    with pytest.raises(NeedsReason, match="Daniel Osei") as refusal:
        actions.workshop.hold(actor=people.facilitator, at=at, workshop=made, held_on=HELD)
    assert refusal.value.guard == "G13"
    entry = AttendanceEntry(attendance_id=row.pk, came="absent", absence_reason="Unwell")
    actions.workshop.record_attendance(actor=people.facilitator, at=at, workshop=made, entries=[entry])
    actions.workshop.hold(actor=people.facilitator, at=at, workshop=made, held_on=HELD)
    assert Override.objects.count() == 0


def test_the_team_can_not_be_uninvited(at: dt.datetime) -> None:
    people = whole()
    made = improvement.workshop(people, at)
    row = made.attendances.get(person=people.lead)
    with pytest.raises(Refused, match="whole review team"):
        actions.workshop.uninvite(actor=people.facilitator, at=at, workshop=made, attendance=row)
    guest = actions.workshop.invite(actor=people.facilitator, at=at, workshop=made, post="Year 4 teacher")
    actions.workshop.uninvite(actor=people.facilitator, at=at, workshop=made, attendance=guest)
    assert not Attendance.objects.filter(post="Year 4 teacher").exists()


@pytest.mark.parametrize("days", [-10, 3])
def test_it_is_held_after_the_visit_and_not_in_the_future(at: dt.datetime, days: int) -> None:
    people = whole()
    made = improvement.workshop(people, at)
    with pytest.raises(Unacceptable):
        actions.workshop.hold(actor=people.facilitator, at=at, workshop=made, held_on=HELD + dt.timedelta(days=days))


def test_a_workshop_without_a_cause_is_not_recorded(at: dt.datetime) -> None:
    people = whole()
    made = actions.workshop.prepare(actor=people.facilitator, at=at, review=people.review)
    with pytest.raises(Unacceptable, match="one cause"):
        actions.workshop.hold(actor=people.facilitator, at=at, workshop=made, held_on=HELD)


def test_two_tabs_never_overwrite_notes_or_decisions(at: dt.datetime) -> None:
    people = whole()
    made = improvement.workshop(people, at)
    actions.workshop.save_notes(actor=people.facilitator, at=at, workshop=made, version=1, purpose="Theirs")
    with pytest.raises(Stale) as refusal:
        actions.workshop.save_notes(actor=people.facilitator, at=at, workshop=made, version=1, purpose="Mine")
    assert refusal.value.current["purpose"] == "Theirs"
    found = made.issues.get()
    option = actions.workshop.add_option(actor=people.facilitator, at=at, issue=found, text="Word walls")
    actions.workshop.decide_option(actor=people.facilitator, at=at, option=option, version=1, choice="quick")
    with pytest.raises(Stale):
        actions.workshop.decide_option(actor=people.facilitator, at=at, option=option, version=1, choice="no")
    assert Option.objects.get().choice == "quick"


def test_another_workshops_invitation_is_not_found(at: dt.datetime) -> None:
    mine, other = whole(), whole()
    made, theirs = improvement.workshop(mine, at), improvement.workshop(other, at)
    entry = AttendanceEntry(attendance_id=theirs.attendances.first().pk, came="came")
    with pytest.raises(Missing):
        actions.workshop.record_attendance(actor=mine.facilitator, at=at, workshop=made, entries=[entry])
