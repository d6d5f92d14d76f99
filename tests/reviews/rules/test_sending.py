"""G20: who may be sent where, as a model has it."""

import dataclasses
import datetime as dt
import uuid
from typing import Any

import pytest
from tests.factories.models import model
from tests.factories.organisations import SchoolFactory, central_office, trust
from tests.factories.people import AccountFactory, appoint
from tests.factories.programmes import TRAINED_UNTIL, partnership, programme
from tests.factories.reviews import review, seat

from trigpoint.access.roles import Place, Role
from trigpoint.kernel.errors import NeedsReason, Refused
from trigpoint.reviews.actions import team
from trigpoint.reviews.queries.candidates import Candidate, TeamChoice
from trigpoint.reviews.queries.team import Member
from trigpoint.reviews.rules import sending

SOMEWHERE = uuid.uuid4()
RULES = ("own_trust", "same_locality", "direct_swap", "phase_mix", "expertise", "not_same_pair_twice")
CHOICE = TeamChoice(
    host_id=uuid.uuid4(),
    host_name="Hawthorn Vale",
    standings=frozenset(),
    visit_ends_on=dt.date(2027, 1, 14),
    workshop_on=dt.date(2027, 1, 20),
    cycle_number=1,
    seats=(),
    schools_led_by_host=frozenset(),
)
PERSON = Candidate(
    person_id=uuid.uuid4(),
    name="Daniel Osei",
    school_id=SOMEWHERE,
    school_name="Kestrel Lane",
    employers=frozenset({SOMEWHERE}),
    roles=frozenset({"senior_leader"}),
    trained={},
    conflicts=frozenset(),
    standings=frozenset(),
    busy_at=(),
    has_signed=True,
)
OTHER = Member(
    person_id=uuid.uuid4(),
    name="Megan Hughes",
    initials="MH",
    role="reviewer",
    school_id=uuid.uuid4(),
    school_name="Alderbrook",
    trained_until=None,
    appointment_id=uuid.uuid4(),
)


def broken(choice: dict[str, Any], person: dict[str, Any], rule: str) -> bool:
    found = sending.RULES[rule](dataclasses.replace(CHOICE, **choice), dataclasses.replace(PERSON, **person))
    return bool(found)


@pytest.mark.parametrize("rule", RULES)
def test_g20_nothing_known_breaks_nothing(rule: str) -> None:
    assert not broken({}, {}, rule)


@pytest.mark.parametrize(
    ("rule", "choice", "person", "saved"),
    [
        ("own_trust", {"host_trust": 7}, {"trusts": frozenset({7, 8})}, {"trusts": frozenset({8})}),
        (
            "same_locality",
            {"localities": frozenset({"Surrey"})},
            {"localities": frozenset({"Surrey", "Kent"})},
            {"localities": frozenset({"Kent"})},
        ),
        ("direct_swap", {"schools_reviewed_by_host": frozenset({SOMEWHERE})}, {}, {"school_id": uuid.uuid4()}),
        (
            "phase_mix",
            {"seats": (OTHER,), "phases": {OTHER.person_id: "Primary"}, "team_min": 2},
            {"phase": "Primary"},
            {"phase": "Secondary"},
        ),
        ("expertise", {"subject_name": "History"}, {"knows": frozenset({"Art"})}, {"knows": frozenset({"history"})}),
        ("expertise", {"host_phase": "Primary"}, {"knows": frozenset()}, {"knows": frozenset({"Primary"})}),
        ("not_same_pair_twice", {"reviewed_before_by": frozenset({SOMEWHERE})}, {}, {"school_id": uuid.uuid4()}),
    ],
)
def test_g20_each_rule_binds(rule: str, choice: dict[str, Any], person: dict[str, Any], saved: dict[str, Any]) -> None:
    assert broken(choice, person, rule)
    assert not broken(choice, {**person, **saved}, rule)


@pytest.mark.django_db
def test_g20_the_models_roles_and_rules_are_asked_when_somebody_is_chosen(at: dt.datetime) -> None:
    heron = trust("Heron Learning Trust")
    office = central_office(heron)
    roles = [
        {
            "key": "lead_reviewer",
            "part": "lead",
            "label": "Independent lead",
            "side": "team",
            "max": 1,
            "independent": True,
        },
        {"key": "peer", "part": "reviewer", "label": "Trust leader", "side": "team", "min": 1, "eligible": ["head"]},
    ]
    made = model(
        subject={"kind": "trust", "sites": {"min": 1, "max": 3}},
        roles=roles,
        allocation=[{"rule": "own_trust", "enforce": "hard"}, {"rule": "direct_swap", "enforce": "soft"}],
        stages={"workshop": {"kind": "record", "owner": "lead_reviewer"}},
    )
    run = programme()
    run.review_model = made
    run.save()
    others = [central_office(trust(name)) for name in ("Curlew Trust", "Plover Trust")]
    group = partnership([office, *others], programme=run)
    one = review(group)

    def choose(person: Any, role: str = Role.REVIEWER, reason: str = "") -> None:
        team.appoint(actor=group.lead, at=at, review=one, person=person, role=role, reason=reason)

    alone = AccountFactory(name="Ines Carvalho")
    appoint(alone, Role.LEAD_REVIEWER, Place.PARTNERSHIP, group.partnership, trained_until=TRAINED_UNTIL)
    appoint(alone, Role.REVIEWER, Place.PARTNERSHIP, group.partnership, trained_until=TRAINED_UNTIL)
    with pytest.raises(Refused, match="sent by no school"):
        choose(alone)
    choose(alone, Role.LEAD_REVIEWER)  # who may come alone, and need be no head
    with pytest.raises(Refused, match="somebody is asked who is at a school: Headteacher"):
        choose(group.leaders[1])
    elsewhere = SchoolFactory(name="Heron Bank", trust=heron)  # of the reviewed trust, by a second post
    appoint(group.heads[1], Role.GOVERNOR, Place.SCHOOL, elsewhere, group.network)
    with pytest.raises(Refused, match="works in the trust"):
        choose(group.heads[1])
    seat(review(group, host=others[1]), group.heads[0], Role.REVIEWER, office)
    with pytest.raises(NeedsReason, match="would review each other"):
        choose(group.heads[2])
    choose(group.heads[2], reason="Nobody else is free that week.")
