"""Appointing to a team: the guards refuse or ask why, and what was passed is kept with the reason."""

import datetime as dt
from typing import Any

import pytest
from tests.factories.people import AccountFactory, appoint
from tests.factories.programmes import partnership
from tests.factories.reviews import VISIT, Whole, review, seat, whole

from trigpoint.access.roles import Place, Role
from trigpoint.kernel.errors import NeedsReason, Refused, Unacceptable
from trigpoint.people.models import Account, Appointment
from trigpoint.programmes.models import Standing
from trigpoint.reviews.actions import conflicts, team
from trigpoint.reviews.models import Override, Review
from trigpoint.reviews.queries.candidates import candidate, choice
from trigpoint.reviews.queries.scene import acting
from trigpoint.reviews.queries.team import members
from trigpoint.reviews.rules import team as rules

pytestmark = pytest.mark.django_db


def choose(one: Whole, at: dt.datetime, person: Account, role: str = Role.REVIEWER, reason: str = "") -> None:
    team.appoint(actor=one.partnership_lead, at=at, review=one.review, person=person, role=role, reason=reason)


def facilitate(one: Whole, at: dt.datetime, person: Account, reason: str = "") -> None:
    team.appoint_facilitator(actor=one.partnership_lead, at=at, review=one.review, person=person, reason=reason)


def refused(guard: str) -> Any:
    return pytest.raises(Refused, check=lambda e: e.guard == guard and not isinstance(e, NeedsReason))


def asks_why(guard: str) -> Any:
    return pytest.raises(NeedsReason, check=lambda e: [b.guard for b in e.breaches] == [guard])


def overridden(made: Review) -> list[tuple[str, str]]:
    return list(Override.objects.filter(review=made).values_list("guard", "reason"))


def test_a_team_is_chosen(at: dt.datetime) -> None:
    one = whole(team=False)
    choose(one, at, one.lead, Role.LEAD_REVIEWER)
    choose(one, at, one.reviewer)
    facilitate(one, at, one.facilitator)
    seats = members(one.review, on=at.date())
    assert [(seat.name, seat.role, seat.school_name) for seat in seats] == [
        ("Amira Okafor", "lead_reviewer", "Alderbrook Primary"),
        ("Daniel Osei", "reviewer", "Kestrel Lane Primary"),
        ("Sioned Ellis", "facilitator", "Ysgol Bryn Eithin"),
    ]
    assert not overridden(one.review)


def test_only_the_partnership_lead_chooses(at: dt.datetime) -> None:
    one = whole(team=False)
    for person in (one.host_head, one.lead, one.programme_staff, one.associate):
        with pytest.raises(Refused):
            team.appoint(actor=person, at=at, review=one.review, person=one.reviewer, role=Role.REVIEWER)


def test_g4_no_fifth_person(at: dt.datetime) -> None:
    one = whole()
    choose(one, at, one.group.heads[3])
    with refused("G4"):
        choose(one, at, one.group.heads[2])


def test_g4_the_size_is_the_models(at: dt.datetime) -> None:
    one = whole(rules={"team": {"max": 3}})
    with refused("G4"):
        choose(one, at, one.group.heads[3])


def test_g4_one_lead(at: dt.datetime) -> None:
    one = whole()
    with refused("G4"):
        choose(one, at, one.group.heads[2], Role.LEAD_REVIEWER)


def test_g4_a_lead_who_is_no_head_needs_a_reason(at: dt.datetime) -> None:
    one = whole(team=False)
    appoint(one.reviewer, Role.LEAD_REVIEWER, "partnership", one.partnership, trained_until=dt.date(2028, 1, 1))
    with asks_why("G4"):
        choose(one, at, one.reviewer, Role.LEAD_REVIEWER)
    choose(one, at, one.reviewer, Role.LEAD_REVIEWER, "Acting head since September")
    assert overridden(one.review) == [("G4", "Acting head since September")]


def test_g5_standing_is_recommended(at: dt.datetime) -> None:
    one = whole(team=False)
    Standing.objects.create(programme=one.programme, school=one.host, name="Beacon", starts_on=dt.date(2026, 1, 1))
    with asks_why("G5"):
        choose(one, at, one.lead, Role.LEAD_REVIEWER)
    Standing.objects.create(
        programme=one.programme, school=one.lead_school, name="Beacon", starts_on=dt.date(2026, 1, 1)
    )
    choose(one, at, one.lead, Role.LEAD_REVIEWER)
    assert not overridden(one.review)


def test_g5_a_standing_that_is_over_asks_nothing(at: dt.datetime) -> None:
    one = whole(team=False)
    Standing.objects.create(
        programme=one.programme,
        school=one.host,
        name="Beacon",
        starts_on=dt.date(2025, 1, 1),
        ends_on=dt.date(2026, 12, 31),
    )
    choose(one, at, one.lead, Role.LEAD_REVIEWER)


@pytest.mark.parametrize("level, answer", [("off", None), ("soft", NeedsReason), ("hard", Refused)])
def test_g5_is_as_hard_as_the_model_says(at: dt.datetime, level: str, answer: type[Exception] | None) -> None:
    one = whole(team=False, rules={"standing": {"enforce": level}})
    Standing.objects.create(programme=one.programme, school=one.host, name="Beacon", starts_on=dt.date(2026, 1, 1))
    if answer is None:
        choose(one, at, one.lead, Role.LEAD_REVIEWER)
        return
    with pytest.raises(answer):
        choose(one, at, one.lead, Role.LEAD_REVIEWER, "" if level == "soft" else "a reason does not help")


def test_g6_nobody_of_the_host(at: dt.datetime) -> None:
    one = whole(team=False)
    with refused("G6"):
        choose(one, at, one.host_leader, reason="Knows the school best")


def test_g6_a_declared_conflict(at: dt.datetime) -> None:
    one = whole(team=False)
    conflicts.declare(actor=one.reviewer, at=at, school=one.host)
    with refused("G6"):
        choose(one, at, one.reviewer, reason="It will be fine")
    conflicts.withdraw(actor=one.reviewer, at=at, school=one.host)
    choose(one, at, one.reviewer)


def test_g7_the_facilitator_is_not_of_the_team(at: dt.datetime) -> None:
    one = whole()
    team.release(actor=one.partnership_lead, at=at, review=one.review, person=one.facilitator, role=Role.FACILITATOR)
    appoint(one.reviewer, Role.FACILITATOR, "partnership", one.partnership, trained_until=dt.date(2028, 1, 1))
    with asks_why("G7"):
        facilitate(one, at, one.reviewer)
    facilitate(one, at, one.reviewer, "The only Champion who is free")
    assert overridden(one.review) == [("G7", "The only Champion who is free")]


def test_g7_the_facilitator_is_not_of_the_host(at: dt.datetime) -> None:
    one = whole(team=False)
    with asks_why("G7"):
        facilitate(one, at, one.host_champion)


def test_g7_is_hard_where_somebody_else_may_pass_it(at: dt.datetime) -> None:
    one = whole(team=False, rules={"facilitator": {"override_by": "programme_staff"}})
    with refused("G7"):
        facilitate(one, at, one.host_champion, "a reason does not help")


def test_g8_training_is_soft_in_the_first_cycle(at: dt.datetime) -> None:
    one = whole(team=False)
    Appointment.objects.filter(person=one.reviewer, place="partnership").update(trained_until=VISIT)
    with asks_why("G8"):
        choose(one, at, one.reviewer)
    choose(one, at, one.reviewer, reason="Refresher booked for 11 January")
    assert overridden(one.review) == [("G8", "Refresher booked for 11 January")]


def test_g8_training_is_hard_later(at: dt.datetime) -> None:
    one = whole(team=False, number=2)
    Appointment.objects.filter(person=one.reviewer, place="partnership").delete()
    with refused("G8"):
        choose(one, at, one.reviewer, reason="a reason does not help")


def test_g19_two_who_would_lead_each_other(at: dt.datetime) -> None:
    one = whole(team=False)
    other = review(one.group, host=one.lead_school, visit_starts_on=dt.date(2027, 3, 3))
    seat(other, one.host_head, Role.LEAD_REVIEWER, one.host)
    with asks_why("G19"):
        choose(one, at, one.lead, Role.LEAD_REVIEWER)


def test_twice_on_the_same_days(at: dt.datetime) -> None:
    one = whole(team=False)
    other = review(one.group, host=one.lead_school)
    seat(other, one.reviewer, Role.REVIEWER, one.reviewer_school)
    with pytest.raises(NeedsReason, match="is on the visit to Alderbrook Primary"):
        choose(one, at, one.reviewer)


def test_a_stranger_is_nobodys_choice(at: dt.datetime) -> None:
    one = whole(team=False)
    for person in (one.stranger, partnership(3).heads[0], AccountFactory()):
        with pytest.raises(Unacceptable):
            choose(one, at, person)


def test_released_from_now(at: dt.datetime) -> None:
    one = whole()
    team.release(actor=one.partnership_lead, at=at, review=one.review, person=one.reviewer, role=Role.REVIEWER)
    assert one.reviewer.pk not in {seat.person_id for seat in members(one.review, on=at.date())}


def test_a_seat_is_given_once(at: dt.datetime) -> None:
    one = whole()
    with refused("G4"):
        choose(one, at, one.reviewer)
    assert Appointment.objects.filter(place=Place.REVIEW, person=one.reviewer).count() == 1


def test_g1_is_told_when_somebody_is_chosen_and_asks_nothing(at: dt.datetime) -> None:
    one = whole(team=False, signed=False)
    scene = acting(one.partnership_lead.pk, one.review, at=at)
    known = candidate(scene, one.reviewer.pk)
    assert known is not None
    [told] = rules.breaches(choice(scene), known, Role.REVIEWER, scene)
    assert (told.guard, told.needs_reason) == ("G1", False)
    assert "before Kestrel Lane Primary has signed both" in str(told.message)
    choose(one, at, one.reviewer)
    assert not overridden(one.review)
