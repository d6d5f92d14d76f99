"""Whom to tell, in each school that a person has to do with, when they are worried about a child."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Callable, Iterable

from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place, Role
from trigpoint.organisations.queries import by_id
from trigpoint.people.queries.appointments import at_place

type SchoolsOf = Callable[[Hats, dt.date], Iterable[uuid.UUID]]

_more: list[SchoolsOf] = []


def register_schools(function: SchoolsOf) -> None:
    """Add schools that people have to do with: a context above knows of visits that this one does not."""
    if function not in _more:
        _more.append(function)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Contacts:
    """The people to tell in one school, by name, and its office's telephone; empty where the school has named none."""

    school_id: uuid.UUID
    school: str
    telephone: str
    leads: tuple[str, ...]
    deputies: tuple[str, ...]
    heads: tuple[str, ...]
    chairs: tuple[str, ...]


def schools_of(hats: Hats, *, on: dt.date) -> frozenset[uuid.UUID]:
    """The schools where the person works, governs or was sent from, and those that other contexts add."""
    own = {hat.school_id for hat in hats.worn if hat.school_id is not None}
    return frozenset(own.union(*(function(hats, on) for function in _more)))


def safeguarding(school_ids: Iterable[uuid.UUID], on: dt.date) -> list[Contacts]:
    """Whom to tell in each of these schools, by the schools' names. Two queries, however many schools."""
    ids = frozenset(school_ids)
    roles = (Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD, Role.HEAD, Role.CHAIR_OF_GOVERNORS)
    named: dict[tuple[uuid.UUID | None, str], list[str]] = {}
    for row in at_place(Place.SCHOOL, ids, on=on, roles=roles).filter(person__is_active=True):
        names = named.setdefault((row.place_id, row.role), [])
        if row.person.name not in names:  # a school may name the same person in two networks
            names.append(row.person.name)

    def of(school_id: uuid.UUID, role: str) -> tuple[str, ...]:
        return tuple(named.get((school_id, role), ()))

    return [
        Contacts(
            school_id=school.pk,
            school=school.name,
            telephone=school.telephone,
            leads=of(school.pk, Role.SAFEGUARDING_LEAD),
            deputies=of(school.pk, Role.DEPUTY_SAFEGUARDING_LEAD),
            heads=of(school.pk, Role.HEAD),
            chairs=of(school.pk, Role.CHAIR_OF_GOVERNORS),
        )
        for school in by_id.schools(ids)
    ]
