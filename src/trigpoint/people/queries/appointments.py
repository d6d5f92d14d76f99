"""Appointments at a place, with their people."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import QuerySet

from trigpoint.access.roles import Place
from trigpoint.people.models import Appointment
from trigpoint.people.queries.hats import current


def at_place(
    place: str, place_ids: Iterable[uuid.UUID], *, on: dt.date, roles: Iterable[str] = ()
) -> QuerySet[Appointment]:
    """Who holds these roles (all when none is named) at these places on the day, with person and school."""
    found = current(on).filter(place=place, place_id__in=list(place_ids))
    if wanted := list(roles):
        found = found.filter(role__in=wanted)
    return found.select_related("person", "school").order_by("person__name", "role")


def ever_at_place(place: str, place_ids: Iterable[uuid.UUID], *, roles: Iterable[str]) -> QuerySet[Appointment]:
    """Who has held these roles at these places on any day: for counting what was done. Names nobody."""
    return Appointment.objects.filter(place=place, place_id__in=list(place_ids), role__in=list(roles)).order_by("pk")


def employers_of(
    person_ids: Iterable[uuid.UUID], *, network_id: uuid.UUID, on: dt.date
) -> dict[uuid.UUID, set[uuid.UUID]]:
    """The schools at which each person holds any appointment in the network on the day, by person id."""
    found: dict[uuid.UUID, set[uuid.UUID]] = {}
    rows = current(on).filter(place=Place.SCHOOL, network_id=network_id, person_id__in=list(person_ids))
    for person_id, school_id in rows.values_list("person_id", "place_id"):
        if school_id is not None:
            found.setdefault(person_id, set()).add(school_id)
    return found
