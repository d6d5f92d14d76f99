"""Who might take a seat on a review, with all that the guards ask about them. A fixed number of queries."""

import dataclasses
import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q

from trigpoint.access.roles import Place, Role
from trigpoint.organisations.queries import by_id
from trigpoint.organisations.queries.by_id import School
from trigpoint.people.queries import readiness
from trigpoint.people.queries.appointments import at_place, employers_of, ever_at_place
from trigpoint.people.queries.readiness import Readiness
from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.queries.agreements import signed_both, signed_themselves
from trigpoint.reviews.models import Review
from trigpoint.reviews.queries import conflicts
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.queries.team import TEAM, Member, of_reviews

OFF = "off"
POOL = (Role.LEAD_REVIEWER, Role.REVIEWER, Role.FACILITATOR)
ASKED_AT_SCHOOLS = (Role.HEAD, Role.SENIOR_LEADER, Role.CHAMPION)
COUNTS_AS_TRAINED: dict[str, tuple[str, ...]] = {
    Role.LEAD_REVIEWER: (Role.LEAD_REVIEWER,),
    Role.REVIEWER: (Role.REVIEWER, Role.LEAD_REVIEWER),
    Role.FACILITATOR: (Role.FACILITATOR,),
}
NOT_HAPPENING = ("cancelled", "postponed")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TeamChoice:
    """
    The review for which somebody is chosen: what the guards ask about it.

    `localities` are the areas of the host and of the schools that are visited; `phases` those of the people with a seat,
    by person; `reviewed_before_by` are the schools that have sent somebody to this host before.
    """

    host_id: uuid.UUID
    host_name: str
    standings: frozenset[str]
    visit_ends_on: dt.date
    workshop_on: dt.date
    cycle_number: int
    seats: tuple[Member, ...]
    schools_led_by_host: frozenset[uuid.UUID]
    schools_reviewed_by_host: frozenset[uuid.UUID] = frozenset()
    host_trust: int | None = None
    host_phase: str = ""
    localities: frozenset[str] = frozenset()
    subject_name: str = ""
    team_min: int = 1
    phases: Mapping[uuid.UUID, str] = dataclasses.field(default_factory=dict)
    reviewed_before_by: frozenset[uuid.UUID] = frozenset()

    def without(self, seat: Member) -> "TeamChoice":
        """The same before this person took the seat: to ask whether the choice still holds."""
        return dataclasses.replace(self, seats=tuple(one for one in self.seats if one != seat))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """
    One person who might be asked.

    `school_id` sends the person; `employers` are all schools where they hold a role; `roles` those that they hold
    there; `trained` is until when, by role in the pool; `busy_at` are hosts visited on the same days; `has_signed`:
    the sending school has signed both agreements, or the person has where no school sends them. `trusts` and
    `localities` are those of all schools where they work; `knows` what they say they know (asked only where a rule is).
    """

    person_id: uuid.UUID
    name: str
    school_id: uuid.UUID | None
    school_name: str
    employers: frozenset[uuid.UUID]
    roles: frozenset[str]
    trained: dict[str, dt.date]
    conflicts: frozenset[uuid.UUID]
    standings: frozenset[str]
    busy_at: tuple[str, ...]
    has_signed: bool
    trusts: frozenset[int] = frozenset()
    localities: frozenset[str] = frozenset()
    phase: str = ""
    knows: frozenset[str] = frozenset()

    def trained_for(self, role: str) -> dt.date | None:
        """Until when the person is trained for the role; a lead reviewer's training serves a reviewer too."""
        return max((self.trained[r] for r in COUNTS_AS_TRAINED[role] if r in self.trained), default=None)


def choice(scene: Scene) -> TeamChoice:
    """What is to be filled. Four queries, and up to four for the allocation rules that the model names."""
    review, model = scene.review, scene.model
    cycle = Review.objects.filter(cycle_id=review.cycle_id).exclude(state="cancelled").exclude(pk=review.pk)
    others = dict(cycle.values_list("pk", "host_id"))
    seats = of_reviews([review.pk, *others], on=scene.on)
    workshop = review.stages.filter(kind=StageKind.WORKSHOP).values_list("due_on", flat=True).first()
    return TeamChoice(
        host_id=review.host_id,
        host_name=review.host.name,
        standings=_standings(review, [review.host_id]).get(review.host_id, frozenset()),
        visit_ends_on=review.visit_ends_on,
        workshop_on=workshop or review.visit_ends_on,
        cycle_number=review.cycle.number,
        seats=tuple(seats[review.pk]),
        schools_led_by_host=frozenset(
            host_id
            for pk, host_id in others.items()
            if any(seat.leads and seat.school_id == review.host_id for seat in seats[pk])
        ),
        schools_reviewed_by_host=frozenset(
            host_id
            for pk, host_id in others.items()
            if any(seat.reviews and seat.school_id == review.host_id for seat in seats[pk])
        ),
        host_trust=review.host.trust_id,
        host_phase=review.host.phase,
        localities=_localities(_visited(review) if model.enforcement("same_locality") != OFF else [review.host]),
        subject_name=review.subject_name,
        team_min=model.number("team.min"),
        phases=_phases(seats[review.pk]) if model.enforcement("phase_mix") != OFF else {},
        reviewed_before_by=_before(review) if model.enforcement("not_same_pair_twice") != OFF else frozenset(),
    )


def candidates(scene: Scene, *, only: uuid.UUID | None = None) -> list[Candidate]:
    """
    Everybody of the pool, and heads, senior leaders and Champions of the partnership's schools, by name.

    With `only`, no more than this person is asked about.
    """
    review, on = scene.review, scene.on
    memberships = review.partnership.memberships.filter(joined_on__lte=on).exclude(left_on__lt=on)
    at_hand = Q() if only is None else Q(person_id=only)
    pool = list(at_place(Place.PARTNERSHIP, [review.partnership_id], on=on, roles=POOL).filter(at_hand))
    schools = list(memberships.values_list("school_id", flat=True))
    local = at_place(Place.SCHOOL, schools, on=on, roles=ASKED_AT_SCHOOLS).filter(at_hand, network_id=review.network_id)
    return _known(scene, {row.person_id: row.person for row in [*local, *pool] if row.person.is_active}, pool)


def candidate(scene: Scene, person_id: uuid.UUID) -> Candidate | None:
    """One of them; None for somebody who is not."""
    return next(iter(candidates(scene, only=person_id)), None)


def lent(scene: Scene, person_id: uuid.UUID) -> Candidate | None:
    """Somebody of the pool of another partnership of the same programme; None for anybody else."""
    others = scene.review.programme.partnerships.values_list("pk", flat=True)
    pool = list(at_place(Place.PARTNERSHIP, others, on=scene.on, roles=POOL).filter(person_id=person_id))
    found = _known(scene, {row.person_id: row.person for row in pool if row.person.is_active}, pool)
    return found[0] if found else None


def _known(scene: Scene, people: dict[uuid.UUID, Any], pool: list[Any]) -> list[Candidate]:
    review, on = scene.review, scene.on
    employers = employers_of(people, network_id=review.network_id, on=on)
    at_work = at_place(Place.SCHOOL, {school for schools in employers.values() for school in schools}, on=on)
    held = defaultdict(list)
    for row in at_work.filter(network_id=review.network_id, person_id__in=list(people)):
        held[row.person_id].append(row)
    trained: dict[uuid.UUID, list[Any]] = defaultdict(list)
    for row in pool:
        trained[row.person_id].append(row)
    sent_by = {
        person_id: next((row.school for row in [*trained[person_id], *held[person_id]] if row.school), None)
        for person_id in people
    }
    declared = conflicts.schools_by_person(people)
    standings = _standings(review, [school.pk for school in sent_by.values() if school])
    busy = _busy(review, people, on)
    knowing = (
        readiness.of_people(people, network_id=review.network_id) if scene.model.enforcement("expertise") != OFF else {}
    )
    signed = signed_both(review.partnership, [school.pk for school in sent_by.values() if school], on=on)
    alone = signed_themselves(review.partnership, [pk for pk, school in sent_by.items() if school is None])
    found = [
        Candidate(
            person_id=person_id,
            name=person.name,
            school_id=school.pk if school else None,
            school_name=school.name if school else "",
            employers=frozenset(employers.get(person_id, ())),
            roles=frozenset(row.role for row in held[person_id]),
            trained={row.role: row.trained_until for row in trained[person_id] if row.trained_until},
            conflicts=declared.get(person_id, frozenset()),
            standings=standings.get(school.pk, frozenset()) if school else frozenset(),
            busy_at=tuple(busy.get(person_id, ())),
            has_signed=school.pk in signed if school is not None else person_id in alone,
            **_work(school, held[person_id], knowing.get(person_id)),
        )
        for (person_id, person), school in zip(people.items(), sent_by.values(), strict=True)
    ]
    return sorted(found, key=lambda one: (one.name, str(one.person_id)))


def _work(school: School | None, held: Iterable[Any], ready: Readiness | None) -> dict[str, Any]:
    """Where somebody works, and what they say they know."""
    places = [*filter(None, [school]), *(row.school for row in held if row.school)]
    return {
        "trusts": frozenset(place.trust_id for place in places if place.trust_id is not None),
        "localities": _localities(places),
        "phase": school.phase if school else "",
        "knows": frozenset([*ready.phases, *ready.specialisms] if ready else []) | {place.phase for place in places},
    }


def _localities(places: Iterable[School]) -> frozenset[str]:
    """The local authorities."""
    return frozenset(place.la_name for place in places if place.la_name)


def _visited(review: Review) -> list[School]:
    """The host and the schools that are visited."""
    return [review.host, *(by_id.schools(review.site_ids) if review.site_ids else [])]


def _phases(seats: Iterable[Member]) -> dict[uuid.UUID, str]:
    """The phase of the school that sends each of the team, where it has one."""
    found = list(seats)
    phases = {school.pk: school.phase for school in by_id.schools(seat.school_id for seat in found if seat.school_id)}
    return {seat.person_id: phases[seat.school_id] for seat in found if seat.school_id and phases.get(seat.school_id)}


def _before(review: Review) -> frozenset[uuid.UUID]:
    """The schools that have sent somebody to an earlier review of this host (and subject)."""
    earlier = Review.objects.filter(
        network_id=review.network_id,
        host_id=review.host_id,
        subject_name=review.subject_name,
        visit_starts_on__lt=review.visit_starts_on,
    ).exclude(state__in=NOT_HAPPENING)
    sent = ever_at_place(Place.REVIEW, earlier.values_list("pk", flat=True), roles=TEAM)
    return frozenset(filter(None, sent.exclude(school_id__isnull=True).values_list("school_id", flat=True)))


def _standings(review: Review, school_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, frozenset[str]]:
    """The standings that hold on the first day of the visit."""
    day = review.visit_starts_on
    rows = (
        review.programme.standings.filter(school_id__in=list(school_ids), starts_on__lte=day)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))
        .values_list("school_id", "name")
    )
    found: dict[uuid.UUID, set[str]] = defaultdict(set)
    for school_id, name in rows:
        found[school_id].add(name)
    return {school_id: frozenset(names) for school_id, names in found.items()}


def _busy(review: Review, people: Iterable[uuid.UUID], on: dt.date) -> dict[uuid.UUID, list[str]]:
    """
    Hosts of the network's other visits on the same days, by which of these people is on their teams.

    In a large network many visits fall on the same days: only the seats of those who are asked about are read.
    """
    others = dict(
        Review.objects.filter(
            network_id=review.network_id,
            visit_starts_on__lte=review.visit_ends_on,
            visit_ends_on__gte=review.visit_starts_on,
        )
        .exclude(state__in=NOT_HAPPENING)
        .exclude(pk=review.pk)
        .values_list("pk", "host__name")
    )
    found: dict[uuid.UUID, list[str]] = defaultdict(list)
    seats = at_place(Place.REVIEW, others, on=on, roles=TEAM).filter(person_id__in=list(people))
    for person_id, review_id in seats.values_list("person_id", "place_id"):
        if review_id is not None:
            found[person_id].append(others[review_id])
    return found
