"""All that is known of the schools, people and reviews of a scope: what a problem is made from. A fixed number of queries."""

import dataclasses
import datetime as dt
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable

from trigpoint.access.roles import Place, Role
from trigpoint.allocation.models import Pin
from trigpoint.allocation.queries.scope import Scope
from trigpoint.organisations.queries.networks import School
from trigpoint.people.queries import readiness
from trigpoint.people.queries.accounts import Account
from trigpoint.people.queries.appointments import at_place, employers_of
from trigpoint.programmes.queries import school_days, standings
from trigpoint.programmes.queries.calendar import Calendar, calendar
from trigpoint.programmes.queries.partnerships import memberships
from trigpoint.programmes.queries.review_models import Definition, definition
from trigpoint.reviews.queries import conflicts
from trigpoint.reviews.queries.cycle import Share, shared
from trigpoint.reviews.queries.every import of_programme
from trigpoint.reviews.queries.scene import Review
from trigpoint.reviews.queries.team import Member, of_reviews

__all__ = ["Facts", "Host", "Person", "load"]

POOL = (Role.LEAD_REVIEWER, Role.REVIEWER)
OVER = ("closed", "cancelled", "postponed")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """A school that is to be reviewed in a cycle. `review` is None until one is planned."""

    key: str
    cycle_id: uuid.UUID
    partnership_id: uuid.UUID
    school: School
    earliest: dt.date
    latest: dt.date
    review: Review | None
    seats: tuple[Member, ...]
    last_visit_on: dt.date | None

    @property
    def settled(self) -> bool:
        """Whether it is under way, over or put off: nothing of it is planned any more."""
        return self.review is not None and self.review.state != "planned"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who may be asked. `trained` is by role in the pool; None: no day is recorded."""

    account: Account
    school: School | None
    partnership_id: uuid.UUID
    trained: dict[str, dt.date | None]
    employers: frozenset[uuid.UUID]
    ready: readiness.Readiness
    absences: tuple[readiness.Absence, ...]
    visits: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class Facts:
    """Everything of one scope on one day."""

    scope: Scope
    on: dt.date
    model: Definition
    calendar: Calendar
    hosts: tuple[Host, ...]
    people: tuple[Person, ...]
    schools: dict[uuid.UUID, School]
    partnership_of: dict[uuid.UUID, uuid.UUID]
    windows: dict[uuid.UUID, list[school_days.Window]]
    capacities: dict[uuid.UUID, school_days.Capacity]
    standings: dict[uuid.UUID, str]
    conflicts: tuple[conflicts.Conflict, ...]
    pins: tuple[Pin, ...]
    earlier: dict[uuid.UUID, Share]
    cycle_number: int

    @property
    def first_day(self) -> dt.date:
        return min((cycle.starts_on for cycle in self.scope.cycles), default=self.on)

    @property
    def last_day(self) -> dt.date:
        return max((cycle.ends_on for cycle in self.scope.cycles), default=self.on)


def load(scope: Scope, *, on: dt.date) -> Facts:
    """About sixteen queries, and two for each partnership's members."""
    reviews = of_programme(scope.programme.pk)
    seats = of_reviews([review.pk for review in reviews], on=on)
    hosts, partnership_of = _hosts(scope, reviews, seats, on)
    people = _people(scope, hosts, reviews, seats, on)
    schools = {host.school.pk: host.school for host in hosts}
    schools |= {person.school.pk: person.school for person in people if person.school is not None}
    for person in people:
        if person.school is not None:
            partnership_of.setdefault(person.school.pk, person.partnership_id)
    ours = set(scope.cycle_ids)
    return Facts(
        scope=scope,
        on=on,
        model=definition(scope.programme.review_model_id),
        calendar=calendar(scope.network.pk),
        hosts=hosts,
        people=people,
        schools=schools,
        partnership_of=partnership_of,
        windows=school_days.windows(schools, network_id=scope.network.pk, since=on - dt.timedelta(days=7)),
        capacities=school_days.capacities(schools, network_id=scope.network.pk),
        standings=standings.standings_on(scope.programme.pk, schools, on=on),
        conflicts=tuple(conflicts.of_people([person.account.pk for person in people])),
        pins=tuple(Pin.objects.filter(cycle_id__in=ours).select_related("person", "school").order_by("pk")),
        earlier=shared([review for review in reviews if review.cycle_id not in ours], seats),
        cycle_number=min((cycle.number for cycle in scope.cycles), default=1),
    )


def key_of(cycle_id: uuid.UUID, school_id: uuid.UUID) -> str:
    """What the review of a school in a cycle is called in a problem and in a plan, planned or not."""
    return f"{cycle_id}/{school_id}"


def _hosts(
    scope: Scope, reviews: Iterable[Review], seats: dict[uuid.UUID, list[Member]], on: dt.date
) -> tuple[tuple[Host, ...], dict[uuid.UUID, uuid.UUID]]:
    known = {(review.cycle_id, review.host_id): review for review in reviews if review.state != "cancelled"}
    visited: dict[uuid.UUID, dt.date] = {}
    for review in reviews:
        if review.visit_ends_on < on and review.state not in ("cancelled", "postponed"):
            visited[review.host_id] = max(review.visit_ends_on, visited.get(review.host_id, review.visit_ends_on))
    found: list[Host] = []
    partnership_of: dict[uuid.UUID, uuid.UUID] = {}
    for cycle in scope.cycles:
        day = min(max(on, cycle.starts_on), cycle.ends_on)
        for member in memberships(cycle.partnership_id, on=day):
            planned = known.get((cycle.pk, member.school_id))
            partnership_of[member.school_id] = cycle.partnership_id
            found.append(
                Host(
                    key=key_of(cycle.pk, member.school_id),
                    cycle_id=cycle.pk,
                    partnership_id=cycle.partnership_id,
                    school=member.school,
                    earliest=cycle.starts_on,
                    latest=min(cycle.ends_on, member.left_on or cycle.ends_on),
                    review=planned,
                    seats=tuple(seat for seat in seats[planned.pk] if seat.reviews) if planned else (),
                    last_visit_on=visited.get(member.school_id),
                )
            )
    return tuple(found), partnership_of


def _people(
    scope: Scope, hosts: Iterable[Host], reviews: Iterable[Review], seats: dict[uuid.UUID, list[Member]], on: dt.date
) -> tuple[Person, ...]:
    """The pools' people, and whoever has a seat already on a review that is planned here."""
    partnerships = {cycle.partnership_id for cycle in scope.cycles}
    pool = [row for row in at_place(Place.PARTNERSHIP, partnerships, on=on, roles=POOL) if row.person.is_active]
    held = defaultdict(list)
    for row in pool:
        held[row.person_id].append(row)
    seated = {seat.appointment_id for host in hosts if not host.settled for seat in host.seats}
    of_seats = {host.review.pk: host for host in hosts if host.review is not None}
    for row in at_place(Place.REVIEW, of_seats, on=on, roles=POOL):
        if row.pk in seated and row.person_id not in held and row.place_id is not None:
            held[row.person_id].append(row)
    accounts = {person_id: rows[0].person for person_id, rows in held.items()}
    ready = readiness.of_people(accounts, network_id=scope.network.pk)
    away = readiness.absences_of(accounts, network_id=scope.network.pk, since=on - dt.timedelta(days=7))
    employers = employers_of(accounts, network_id=scope.network.pk, on=on)
    visits = Counter(
        seat.person_id
        for review in reviews
        if review.visit_ends_on < on and review.state not in ("cancelled", "postponed")
        for seat in seats[review.pk]
        if seat.reviews
    )
    nothing = readiness.Readiness(network_id=scope.network.pk, version=0)
    return tuple(
        Person(
            account=account,
            school=next((row.school for row in held[person_id] if row.school), None),
            partnership_id=next(
                (row.place_id for row in held[person_id] if row.place == Place.PARTNERSHIP and row.place_id),
                next(
                    (of_seats[r.place_id].partnership_id for r in held[person_id] if r.place_id in of_seats),
                    uuid.UUID(int=0),
                ),
            ),
            trained=_trained(held[person_id]),
            employers=frozenset(employers.get(person_id, ())),
            ready=ready.get(person_id, nothing),
            absences=tuple(away.get(person_id, ())),
            visits=visits[person_id],
        )
        for person_id, account in sorted(accounts.items(), key=lambda pair: (pair[1].name, str(pair[0])))
    )


def _trained(rows: Iterable[object]) -> dict[str, dt.date | None]:
    """The latest day by role; a role without a day is kept, with None, unless another row has one."""
    found: dict[str, dt.date | None] = {}
    for row in rows:
        role, until = row.role, row.trained_until  # type: ignore[attr-defined]  # appointments, whose table is private
        known = found.get(role)
        found[role] = until if known is None else max(known, until or known)
    return found
