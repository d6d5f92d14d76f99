"""The schools of a partnership with their people, over time."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Sequence

from trigpoint.access.roles import Place, Role
from trigpoint.kernel.errors import Missing
from trigpoint.people.queries import appointments
from trigpoint.programmes.models import Membership, Partnership

POOL = (Role.LEAD_REVIEWER, Role.REVIEWER, Role.FACILITATOR)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody with a role there. `trained_until` is a date, or None where nothing is known."""

    person_id: uuid.UUID
    name: str
    role: str
    role_label: str
    school_id: uuid.UUID | None
    school_name: str
    trained_until: dt.date | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A school's time in the partnership, with its head and Champion today."""

    membership: Membership
    is_current: bool
    heads: tuple[str, ...]
    champions: tuple[str, ...]


def members(partnership: Partnership, *, on: dt.date) -> list[Member]:
    """Every school that is, was or will be a member: present ones first, by name. Two queries."""
    found = list(Membership.objects.filter(partnership=partnership).select_related("school").order_by("school__name"))
    held = appointments.at_place(
        Place.SCHOOL, [row.school_id for row in found], on=on, roles=[Role.HEAD, Role.CHAMPION]
    ).filter(network_id=partnership.network_id)
    names: dict[tuple[uuid.UUID | None, str], list[str]] = {}
    for one in held:
        names.setdefault((one.place_id, one.role), []).append(one.person.name)
    listed = [
        Member(
            membership=row,
            is_current=row.joined_on <= on and (row.left_on is None or row.left_on >= on),
            heads=tuple(names.get((row.school_id, Role.HEAD), ())),
            champions=tuple(names.get((row.school_id, Role.CHAMPION), ())),
        )
        for row in found
    ]
    return sorted(listed, key=lambda member: not member.is_current)


def one(partnership: Partnership, membership_id: uuid.UUID) -> Membership:
    """Raises Missing when it is not of this partnership."""
    found = (
        Membership.objects.filter(partnership=partnership, pk=membership_id)
        .select_related("school", "partnership")
        .first()
    )
    if found is None:
        raise Missing
    return found


def people(partnership: Partnership, *, on: dt.date, roles: Sequence[str]) -> list[Person]:
    """Who holds these roles in the partnership, by role and name. One query."""
    order = list(Role.values)
    found = [
        Person(
            person_id=held.person_id,
            name=held.person.name,
            role=held.role,
            role_label=str(Role(held.role).label),
            school_id=held.school_id,
            school_name=held.school.name if held.school else "",
            trained_until=held.trained_until,
        )
        for held in appointments.at_place(Place.PARTNERSHIP, [partnership.pk], on=on, roles=roles)
    ]
    return sorted(found, key=lambda person: (order.index(person.role), person.name))
