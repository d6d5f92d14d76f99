"""Networks and schools, in one line each."""

import itertools
from typing import Any

from trigpoint.organisations.enums import MULTI_ACADEMY_TRUST
from trigpoint.organisations.models import Group, Network, School

SCHOOLS = (
    "Alderbrook Primary School",
    "Hawthorn Vale Academy",
    "Kestrel Lane Primary School",
    "Ysgol Bryn Eithin",
    "Lapwing Infant School",
    "Marlow Road School",
    "Fernhill High School",
)

_numbers = itertools.count()


def NetworkFactory(*, name: str = "", **fields: Any) -> Network:  # noqa: N802 - reads as one
    return Network.objects.create(name=name or f"Lapwing Network {next(_numbers)}", **fields)


def SchoolFactory(*, name: str = "", **fields: Any) -> School:  # noqa: N802 - reads as one
    """An invented school, with no URN unless one is given."""
    school = _school(name, **fields)
    school.save(force_insert=True)
    return school


def schools(*names: str) -> list[School]:
    """Several at once; an empty name is invented."""
    return School.objects.bulk_create([_school(name) for name in names])


def _school(name: str, **fields: Any) -> School:
    number = next(_numbers)
    return School(name=name or SCHOOLS[number % len(SCHOOLS)], is_invented=True, **fields)


def trust(name: str = "Heron Learning Trust", **fields: Any) -> Group:
    """A multi-academy trust without schools."""
    return Group.objects.create(
        **{"uid": 900_000 + next(_numbers), "name": name, "type_code": MULTI_ACADEMY_TRUST, **fields}
    )


def central_office(of: Group) -> School:
    """Where the people of a trust itself hold roles."""
    return School.objects.create(name=of.name, trust=of, trust_name=of.name, is_central_office=True, is_invented=True)
