"""People and their appointments, in one line each."""

import datetime as dt
import itertools
import uuid
from typing import Any

from django.db import models

from tests.factories.organisations import NetworkFactory, SchoolFactory
from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place, Role
from trigpoint.people.models import Account, Appointment
from trigpoint.people.queries.hats import hats_of

NAMES = (
    "Amira Okafor",
    "Daniel Osei",
    "Megan Hughes",
    "Sioned Ellis",
    "Tomos Prydderch",
    "Grace Adeyemi",
    "Piotr Zieliński",
    "Helen Marsh",
    "Yusuf Rahman",
    "Bronwen Tudor",
)
LONG_AGO = dt.date(2020, 9, 1)

_numbers = itertools.count()


def AccountFactory(*, name: str = "", email: str = "", **fields: Any) -> Account:  # noqa: N802 - reads as one
    """A person who has signed in before. Names repeat after ten; addresses never do."""
    account = _account(name, email, **fields)
    account.save(force_insert=True)
    return account


def accounts(*names: str) -> list[Account]:
    """Several people at once; whose name is empty has any."""
    return Account.objects.bulk_create([_account(name) for name in names])


def _account(name: str = "", email: str = "", **fields: Any) -> Account:
    number = next(_numbers)
    name = name or NAMES[number % len(NAMES)]
    address = email or f"{name.split()[0].lower().encode('ascii', 'ignore').decode()}.{number}@schools.example"
    return Account(name=name, email=address, **fields)


def appoint(
    person: Account,
    role: str,
    place: str = "",
    place_id: uuid.UUID | models.Model | None = None,
    network: Any = None,
    *,
    school: Any = None,
    starts_on: dt.date = LONG_AGO,
    ends_on: dt.date | None = None,
    trained_until: dt.date | None = None,
) -> Appointment:
    """
    Appoint without asking any rule. `place_id` may be the row itself; its network is taken when it has one.

    `place` may be left out where the role has only one; `network` may be an id.
    """
    made = appointment(
        person, role, place, place_id, network, school=school, starts_on=starts_on, ends_on=ends_on,
        trained_until=trained_until,
    )  # fmt: skip
    made.save(force_insert=True)
    return made


def appointment(
    person: Account,
    role: str,
    place: str = "",
    place_id: uuid.UUID | models.Model | None = None,
    network: Any = None,
    *,
    school: Any = None,
    starts_on: dt.date = LONG_AGO,
    **fields: Any,
) -> Appointment:
    """The same, not saved yet."""
    row = place_id if isinstance(place_id, models.Model) else None
    if not place:
        place = row._meta.model_name or "" if row is not None else Place.INSTALLATION
    if row is not None:
        place_id = row.pk
        network = network or (row if place == Place.NETWORK else getattr(row, "network", None))
    if place == Place.SCHOOL:
        school = place_id
    return Appointment(
        person=person,
        role=role,
        place=place,
        place_id=place_id,
        network_id=getattr(network, "pk", network),
        school_id=getattr(school, "pk", school),
        starts_on=starts_on,
        **fields,
    )


def someone(
    role: str, place_id: uuid.UUID | models.Model | None = None, network: Any = None, *, name: str = "", **more: Any
) -> Account:
    """A new person with one appointment: `someone("head", school, network)`."""
    person = AccountFactory(name=name)
    appoint(person, role, more.pop("place", ""), place_id, network, **more)
    return person


def head(school: Any = None, network: Any = None, **more: Any) -> Account:
    """The head of a school (a new one in a new network, when none is given)."""
    return someone(Role.HEAD, school or SchoolFactory(), network or NetworkFactory(), **more)


def operator(**more: Any) -> Account:
    return someone(Role.OPERATOR, **more)


def hats(person: Account, *, on: dt.date | None = None) -> Hats:
    """What the person may act as on the day (without one: a day on which the factories' appointments hold)."""
    return hats_of(person.pk, on=on or dt.date(2027, 1, 14))
