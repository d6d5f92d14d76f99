"""Networks and schools, in one line each."""

import itertools
from typing import Any

from trigpoint.organisations.models import Network, School

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
    number = next(_numbers)
    return School.objects.create(name=name or SCHOOLS[number % len(SCHOOLS)], is_invented=True, **fields)
