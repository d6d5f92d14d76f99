"""The hats that a person wears on a day."""

import datetime as dt
import uuid

from django.db.models import Q, QuerySet

from trigpoint.access.hats import Hat, Hats
from trigpoint.access.roles import Place
from trigpoint.people.models import Appointment


def current(on: dt.date) -> QuerySet[Appointment]:
    """Appointments that hold on the day, its first and last day included."""
    return Appointment.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)


def hats_of(person_id: uuid.UUID, *, on: dt.date) -> Hats:
    """All current appointments of one person, as a value. One query."""
    rows = current(on).filter(person_id=person_id).order_by("role", "place", "place_id")
    return Hats(
        person_id=person_id,
        worn=tuple(
            Hat(
                role=row.role,
                place=row.place,
                place_id=row.place_id,
                network_id=row.network_id,
                school_id=row.place_id if row.place == Place.SCHOOL else row.school_id,
                trained_until=row.trained_until,
            )
            for row in rows
        ),
    )
