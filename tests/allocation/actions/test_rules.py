"""What a review model and people's standings rule out reaches the problem, hard or soft as the model has it."""

import datetime as dt
from typing import Any

import pytest
from tests.factories import allocation as made
from tests.factories.models import model
from tests.factories.organisations import SchoolFactory, trust
from tests.factories.people import AccountFactory, appoint
from tests.factories.programmes import TRAINED_UNTIL, Group
from tests.factories.reviews import review as reviewed

import rota
from trigpoint.access.roles import Place, Role
from trigpoint.allocation.actions import schedules
from trigpoint.allocation.queries.options import Options
from trigpoint.allocation.queries.problem import Built, build
from trigpoint.kernel.errors import Unacceptable
from trigpoint.people.models import Account, Appointment
from trigpoint.programmes.models import Standing
from trigpoint.reviews.models import Conflict

pytestmark = pytest.mark.django_db


def _group(schools: int = 4, **parts: Any) -> Group:
    """A partnership whose programme uses the shipped model with these parts in it."""
    group = made.placed(schools)
    group.programme.review_model = model(**parts)
    group.programme.save()
    return group


def _rule(rule: str, enforce: str) -> dict[str, Any]:
    return {"allocation": [{"rule": rule, "enforce": enforce}]}


def _built(group: Group, at: dt.datetime, **options: Any) -> Built:
    return build(made.scope(group), Options(**options), on=at.date())


def _kept_from(built: Built, person: Account, school: Any, *, lead: bool = False) -> list[float | None]:
    """The points of each group that keeps this person from this school's review in this seat; None: never."""
    key = next(host.key for host in built.facts.hosts if host.school.pk == school.pk)
    seat = rota.Seat.LEAD if lead else rota.Seat.MEMBER
    return [
        one.points
        for one in built.problem.extra.apart
        if key in one.reviews and (str(person.pk) in one.people) != one.but and (not one.seats or seat in one.seats)
    ]


@pytest.mark.parametrize("enforce, points", [("hard", None), ("soft", 150.0)])
def test_who_works_in_the_same_area_stays_away(enforce: str, points: float | None, at: dt.datetime) -> None:
    group = _group(**_rule("same_locality", enforce))
    for school in group.schools[:2]:
        school.la_name = "Hawthorn"
        school.save()
    built = _built(group, at)
    assert _kept_from(built, group.leaders[0], group.schools[1]) == [points]
    assert _kept_from(built, group.leaders[0], group.schools[2]) == []


def test_every_trust_for_which_somebody_works_counts(at: dt.datetime) -> None:
    group = _group(**_rule("own_trust", "hard"))
    second = SchoolFactory(trust=trust())
    group.schools[0].trust = second.trust
    group.schools[0].save()
    appoint(group.leaders[3], Role.GOVERNOR, Place.SCHOOL, second, group.network)
    built = _built(group, at)
    assert _kept_from(built, group.leaders[3], group.schools[0]) == [None]
    assert built.problem.programme.own_trust == "allow"  # the group says it, for all who work there


def test_where_the_model_says_nothing_of_trusts_others_are_asked_first(at: dt.datetime) -> None:
    group = _group()
    one = trust()
    for school in group.schools:
        school.trust = one
        school.save()
    assert _built(group, at).problem.extra.settings["own_trust"] == rota.Setting.SOFT
    schedule = made.found(group, at)
    assert schedule.progress["shortfalls"] == 0


def test_what_is_not_known_is_asked_of_the_team_and_not_of_who_leads(at: dt.datetime) -> None:
    group = _group(**_rule("expertise", "soft"))
    group.schools[0].phase = "Special"
    group.schools[0].save()
    built = _built(group, at)
    assert _kept_from(built, group.leaders[1], group.schools[0]) == [100.0]
    assert _kept_from(built, group.heads[1], group.schools[0], lead=True) == []
    assert _kept_from(built, group.leaders[1], group.schools[2]) == []


def test_a_school_is_not_sent_to_the_same_host_again(at: dt.datetime) -> None:
    group = _group(**_rule("not_same_pair_twice", "hard"))
    review = reviewed(group, visit_starts_on=dt.date(2026, 10, 6), state="closed")
    appoint(group.leaders[1], Role.REVIEWER, Place.REVIEW, review, school=group.schools[1])
    later = type(group.cycle).objects.create(
        network=group.network,
        partnership=group.partnership,
        number=3,
        name="2027/28",
        starts_on=dt.date(2027, 9, 1),
        ends_on=dt.date(2028, 8, 31),
    )
    scope = made.scope(group)
    built = build(type(scope)(**{**_fields(scope), "cycles": (later,)}), Options(), on=at.date())
    assert _kept_from(built, group.heads[1], group.schools[0]) == [None]
    assert _kept_from(built, group.heads[2], group.schools[0]) == []


def test_who_is_visited_by_a_settled_review_does_not_visit_back(at: dt.datetime) -> None:
    group = _group(**_rule("direct_swap", "hard"))
    review = reviewed(group, visit_starts_on=dt.date(2027, 1, 20))  # too near to be planned again
    appoint(group.leaders[1], Role.REVIEWER, Place.REVIEW, review, school=group.schools[1])
    built = _built(group, at)
    assert built.problem.extra.settings["reciprocal"] == rota.Setting.HARD
    assert _kept_from(built, group.leaders[0], group.schools[1]) == [None]
    assert _kept_from(built, group.leaders[0], group.schools[2]) == []


def test_a_host_with_a_standing_is_led_from_a_school_that_holds_it(at: dt.datetime) -> None:
    group = made.placed(4)
    for school, name in zip(group.schools, ("Lead school", "Lead school", "Partner school"), strict=False):
        Standing.objects.create(programme=group.programme, school=school, name=name, starts_on=dt.date(2026, 9, 1))
    built = _built(group, at)
    assert _kept_from(built, group.heads[1], group.schools[0], lead=True) == []
    assert _kept_from(built, group.heads[2], group.schools[0], lead=True) == [300.0]


def test_people_are_asked_in_each_partnership_as_what_they_are_there(at: dt.datetime) -> None:
    first = made.placed(3)
    second = made.placed(3, programme=first.programme, name="Two Rivers", easting=384_000)
    person = first.heads[0]  # leads in the first, reviews in the second
    appoint(person, Role.REVIEWER, Place.PARTNERSHIP, second.partnership, trained_until=TRAINED_UNTIL)
    built = build(made.programme_scope(first, at), Options(), on=at.date())
    assert _kept_from(built, person, second.schools[0]) == []
    assert _kept_from(built, person, second.schools[0], lead=True) == [None]
    assert _kept_from(built, person, first.schools[1], lead=True) == []
    assert _kept_from(built, first.heads[1], second.schools[0]) == [None]


def test_a_visit_of_another_programme_takes_its_days(at: dt.datetime) -> None:
    group = made.placed(3)
    other = made.placed(3, name="Elsewhere", network=group.network, easting=390_000)
    review = reviewed(other, visit_starts_on=dt.date(2027, 3, 9))
    appoint(group.leaders[0], Role.REVIEWER, Place.REVIEW, review, school=group.schools[0])
    person = next(p for p in _built(group, at).problem.people if p.id == str(group.leaders[0].pk))
    assert dt.date(2027, 3, 9) in [span.first for span in person.unavailable]


def test_a_visit_over_a_weekend_is_left_alone(at: dt.datetime) -> None:
    group = _group()
    review = reviewed(group, visit_starts_on=dt.date(2027, 3, 12), visit_days=4)  # from Friday to Monday
    assert [host.review for host in _built(group, at).settled] == [review]
    long = _group(rules={"visit": {"min_days": 6, "max_days": 6}})
    with pytest.raises(Unacceptable, match="longer than a week"):
        schedules.ask(actor=long.lead, at=at, scope=made.scope(long), options=Options())


def test_a_conflict_with_a_school_elsewhere_is_not_known_here(at: dt.datetime) -> None:
    group, other = made.placed(3), made.placed(3, name="Elsewhere", easting=390_000)
    person = group.leaders[0]
    for school in (group.schools[1], other.schools[1]):
        Conflict.objects.create(person=person, school=school, declared_on=at.date(), source="planner", reason="A feud")
    facts = _built(group, at).facts
    assert [row.school for row in facts.conflicts] == [group.schools[1]]


def test_a_role_s_own_terms_hold(at: dt.datetime) -> None:
    roles = [
        {
            "key": "lead_reviewer",
            "part": "lead",
            "label": "Lead",
            "side": "team",
            "min": 1,
            "max": 1,
            "independent": True,
        },
        {
            "key": "reviewer",
            "part": "reviewer",
            "label": "Peer",
            "side": "team",
            "min": 3,
            "max": 3,
            "training": "required",
            "eligible": ["head"],
        },
    ]
    group = _group(roles=roles)
    free = AccountFactory()
    appoint(free, Role.LEAD_REVIEWER, Place.PARTNERSHIP, group.partnership, trained_until=TRAINED_UNTIL)
    Appointment.objects.filter(person=group.heads[3], place=Place.PARTNERSHIP).update(trained_until=None)
    problem = _built(group, at).problem
    assert {review.members for review in problem.reviews} == {3}
    assert [one.id for one in problem.extra.pool] == [str(free.pk)]
    known = {one.id for one in problem.reviewers}
    assert str(group.leaders[0].pk) not in known  # a senior leader, where heads are asked
    assert str(group.heads[0].pk) in known
    with pytest.raises(Unacceptable):
        schedules.ask(actor=group.lead, at=at, scope=made.scope(group), options=Options(team_size=3))


def test_a_subject_is_asked_for_before_anything_is_looked_for(at: dt.datetime) -> None:
    group = made.placed(3, model="middle-leader-review")
    with pytest.raises(Unacceptable) as caught:
        schedules.ask(actor=group.lead, at=at, scope=made.scope(group), options=Options())
    assert list(caught.value.errors) == ["subject"]


def test_a_member_that_cannot_be_reviewed_is_left_out_with_the_reason(at: dt.datetime) -> None:
    group = made.placed(3, model="cp-trust-peer-review")
    built = _built(group, at)
    assert len(built.facts.unfit) == 3
    with pytest.raises(Unacceptable, match="for trusts"):
        schedules.ask(actor=group.lead, at=at, scope=made.scope(group), options=Options())


def _fields(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row.__dataclass_fields__}
