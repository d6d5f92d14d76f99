"""Who does what at a place, and what one person does where."""

import dataclasses
import datetime as dt
import uuid

from django.db.models import Q, QuerySet

from trigpoint.access.roles import Place, Role
from trigpoint.people.models import Appointment
from trigpoint.people.queries import places
from trigpoint.people.queries.places import Where

__all__ = ["Appointment", "Entry", "appointment", "of_person", "roll"]

ORDER = {role: number for number, role in enumerate(Role)}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """
    One appointment that holds now or is still to begin.

    `email` is empty for readers who may not see addresses; `signed_in` tells whether the person has ever been here.
    """

    appointment_id: uuid.UUID
    person_id: uuid.UUID
    name: str
    email: str
    role: str
    role_label: str
    place: str
    place_id: uuid.UUID | None
    place_name: str
    network_id: uuid.UUID | None
    school_name: str
    starts_on: dt.date
    ends_on: dt.date | None
    trained_until: dt.date | None
    signed_in: bool
    closed: bool


def roll(where: Where, *, on: dt.date, addresses: bool) -> list[Entry]:
    """The people of a place, by role and name. One query. The caller has asked whether the reader may see it."""
    rows = _lasting(on).filter(place=where.place, place_id=where.place_id, network_id=where.network_id)  # type: ignore[misc]  # no network is IS NULL
    entries = [_entry(row, where.name, addresses=addresses) for row in rows]
    return sorted(entries, key=lambda entry: (ORDER[Role(entry.role)], entry.name))


def of_person(person_id: uuid.UUID, *, on: dt.date) -> list[Entry]:
    """What one person does, now and from a later day on."""
    rows = list(_lasting(on).filter(person_id=person_id))
    called = places.names((row.place, row.place_id) for row in rows)
    entries = [_entry(row, called.get(row.place_id, "") if row.place_id else "", addresses=True) for row in rows]
    return sorted(entries, key=lambda entry: (entry.place_name, ORDER[Role(entry.role)]))


def appointment(appointment_id: uuid.UUID) -> Appointment | None:
    """The caller asks whether the person may know of it."""
    return Appointment.objects.select_related("person", "school", "network").filter(pk=appointment_id).first()


def _lasting(on: dt.date) -> QuerySet[Appointment]:
    found = Appointment.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    return found.select_related("person", "school")


def _entry(row: Appointment, place_name: str, *, addresses: bool) -> Entry:
    return Entry(
        appointment_id=row.pk,
        person_id=row.person_id,
        name=row.person.name,
        email=row.person.email if addresses else "",
        role=row.role,
        role_label=str(Role(row.role).label),
        place=row.place,
        place_id=row.place_id,
        place_name=place_name or str(Place(row.place).label),
        network_id=row.network_id,
        school_name=row.school.name if row.school else "",
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        trained_until=row.trained_until,
        signed_in=row.person.last_login is not None,
        closed=not row.person.is_active,
    )
