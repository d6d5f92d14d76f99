"""Who may be asked: where they work, where they may be asked and as what, and what they can give."""

import dataclasses
import datetime as dt
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from trigpoint.access.roles import Place, Role
from trigpoint.organisations.queries.networks import School
from trigpoint.people.queries import readiness
from trigpoint.people.queries.accounts import Account
from trigpoint.people.queries.appointments import at_place, employers_of
from trigpoint.programmes.queries.review_models import Definition
from trigpoint.reviews.queries import every
from trigpoint.reviews.rules import sending

__all__ = ["POOL", "Held", "Person", "load", "untrained"]

POOL = (Role.LEAD_REVIEWER, Role.REVIEWER)

type Held = Mapping[str, dt.date | None]
"""As what somebody may be asked, by role, and until when they are trained for it; None: no day is recorded."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """
    Somebody who may be asked.

    `held` is by partnership: one person may be in several pools, and in each as something else. `employers` are all schools
    at which they hold a role, with `roles`, `trusts` and `localities`; `engaged` are visits outside what is planned.
    """

    account: Account
    school: School | None
    held: Mapping[uuid.UUID, Held]
    employers: frozenset[uuid.UUID]
    roles: frozenset[str]
    trusts: frozenset[int]
    localities: frozenset[str]
    knows: frozenset[str]
    ready: readiness.Readiness
    absences: tuple[readiness.Absence, ...]
    engaged: tuple[every.Engagement, ...]
    visits: int

    @property
    def partnership_id(self) -> uuid.UUID:
        """The first in whose pool they are."""
        return next(iter(self.held), uuid.UUID(int=0))

    @property
    def trained(self) -> Held:
        """Over all pools, the latest day by role."""
        found: dict[str, dt.date | None] = {}
        for held in self.held.values():
            for role, until in held.items():
                found[role] = later(found.get(role), until)
        return found

    def held_in(self, partnership_id: uuid.UUID) -> Held:
        """As what they may be asked there: by that partnership's own pool where they are in it, else by any."""
        return self.held.get(partnership_id, self.trained)


def later(one: dt.date | None, other: dt.date | None) -> dt.date | None:
    """The later of two days, of which either may not be known."""
    return max(filter(None, (one, other)), default=None)


@dataclasses.dataclass(kw_only=True)
class _Found:
    """Who was found so far, by person."""

    accounts: dict[uuid.UUID, Account] = dataclasses.field(default_factory=dict)
    schools: dict[uuid.UUID, School | None] = dataclasses.field(default_factory=dict)
    held: dict[uuid.UUID, dict[uuid.UUID, dict[str, dt.date | None]]] = dataclasses.field(
        default_factory=lambda: defaultdict(dict)
    )

    def keep(self, row: Any, partnership_id: uuid.UUID, role: str = "") -> None:
        self.accounts[row.person_id] = row.person
        self.schools[row.person_id] = self.schools.get(row.person_id) or row.school
        roles = self.held[row.person_id].setdefault(partnership_id, {})
        roles[role or row.role] = later(roles.get(role or row.role), None if role else row.trained_until)


def load(
    partnerships: Iterable[uuid.UUID],
    seated: Mapping[uuid.UUID, uuid.UUID],
    members: Mapping[uuid.UUID, uuid.UUID],
    *,
    visits: "Counter[uuid.UUID]",
    planned: Iterable[uuid.UUID],
    network_id: uuid.UUID,
    model: Definition,
    on: dt.date,
) -> tuple[Person, ...]:
    """
    The pools' people, whoever has a seat on a review that is planned here, and those whom the model asks for untrained.

    `seated` are those reviews, `members` the schools, each with its partnership; `planned` are all reviews of the scope.
    About eight queries.
    """
    found = _Found()
    for row in at_place(Place.PARTNERSHIP, partnerships, on=on, roles=POOL):
        if row.person.is_active and row.place_id is not None:
            found.keep(row, row.place_id)
    pooled = set(found.held)
    for row in at_place(Place.REVIEW, seated, on=on, roles=POOL):
        if row.person.is_active and row.person_id not in pooled and row.place_id is not None:
            found.keep(row, seated[row.place_id])
    for role, eligible in untrained(model):
        for row in at_place(Place.SCHOOL, members, on=on, roles=eligible).filter(network_id=network_id):
            if row.person.is_active and row.place_id is not None:
                found.keep(row, members[row.place_id], role)
    people = list(found.accounts)
    work = _work(people, network_id=network_id, on=on)
    ready = readiness.of_people(people, network_id=network_id)
    away = readiness.absences_of(people, network_id=network_id, since=on - dt.timedelta(days=7))
    engaged = every.engagements(people, network_id=network_id, on=on, but=planned)
    nothing = readiness.Readiness(network_id=network_id, version=0)
    return tuple(
        _person(
            account,
            found,
            work[person_id],
            ready=ready.get(person_id, nothing),
            absences=tuple(away.get(person_id, ())),
            engaged=tuple(engaged.get(person_id, ())),
            visits=visits[person_id],
        )
        for person_id, account in sorted(found.accounts.items(), key=lambda pair: (pair[1].name, str(pair[0])))
    )


def untrained(model: Definition) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Seats for which nobody is trained: whoever holds one of these roles at a school may be asked, pool or not."""
    for role in POOL:
        own = sending.own_role(model, role)
        if own is not None and own.eligible and sending.training(model, role, cycle_number=2) == sending.OFF:
            yield role, own.eligible


def _work(people: Iterable[uuid.UUID], *, network_id: uuid.UUID, on: dt.date) -> dict[uuid.UUID, list[Any]]:
    """Each person's appointments at schools. Two queries."""
    employers = employers_of(people, network_id=network_id, on=on)
    rows = at_place(Place.SCHOOL, {school for schools in employers.values() for school in schools}, on=on)
    held: dict[uuid.UUID, list[Any]] = defaultdict(list)
    for row in rows.filter(network_id=network_id, person_id__in=list(employers)):
        held[row.person_id].append(row)
    return held


def _person(account: Account, found: _Found, work: list[Any], **given: Any) -> Person:
    own = found.schools[account.pk] or next((row.school for row in work if row.school), None)
    places = [*filter(None, [own]), *(row.school for row in work if row.school)]
    ready = given["ready"]
    return Person(
        account=account,
        school=own,
        held=found.held[account.pk],
        employers=frozenset(row.place_id for row in work),
        roles=frozenset(row.role for row in work),
        trusts=frozenset(place.trust_id for place in places if place.trust_id is not None),
        localities=frozenset(place.la_name for place in places if place.la_name),
        knows=frozenset(
            word.casefold() for word in (*ready.phases, *ready.specialisms, *(place.phase for place in places)) if word
        ),
        **given,
    )
