"""
Appoint and end.

These two are called by other contexts' actions, which have asked their own rules; pages and the API reach them only
through `people.rules.may_appoint`, asked by the actions in `people.actions.invitations`.
"""

import datetime as dt
import uuid

from django.utils.translation import gettext_lazy as _

from trigpoint.access.roles import HELD_AT, Place, Role
from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Unacceptable
from trigpoint.kernel.events import publish
from trigpoint.people.events import AppointmentEnded, PersonAppointed
from trigpoint.people.models import Account, Appointment


@action("people.record_appointment")
def record(
    *,
    actor: Account | None,
    at: dt.datetime,
    person: Account,
    role: str,
    place: str,
    place_id: uuid.UUID | None,
    network_id: uuid.UUID | None,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    school_id: uuid.UUID | None = None,
    trained_until: dt.date | None = None,
) -> Appointment:
    """
    Appoint a person. The same current appointment again only moves its dates.

    Raises Unacceptable when the role can't be held at such a place, or ends before it starts.
    """
    if Place(place) not in HELD_AT[Role(role)]:
        raise Unacceptable({"role": [_("%(role)s is not a role in a %(place)s.") % _words(role, place)]})
    if ends_on is not None and ends_on < starts_on:
        raise Unacceptable({"ends_on": [_("The last day is before the first.")]})
    appointment, _created = Appointment.objects.update_or_create(
        person=person,
        role=role,
        place=place,
        place_id=place_id,
        network_id=network_id,  # type: ignore[misc]  # no network is IS NULL
        ends_on__isnull=True,
        defaults={"ends_on": ends_on, "trained_until": trained_until},
        create_defaults={
            "ends_on": ends_on,
            "trained_until": trained_until,
            "starts_on": starts_on,
            "school_id": place_id if place == Place.SCHOOL else school_id,
        },
    )
    publish(
        PersonAppointed(
            at=at,
            actor_id=actor.pk if actor else None,
            appointment_id=appointment.pk,
            person_id=person.pk,
            role=role,
            place=place,
            place_id=place_id,
        )
    )
    return appointment


@action("people.end_appointment", subject="appointment")
def end(*, actor: Account | None, at: dt.datetime, appointment: Appointment, ends_on: dt.date) -> None:
    """Give an appointment its last day. One that would end before it began is removed from that very day."""
    appointment.ends_on = ends_on
    if ends_on < appointment.starts_on:
        appointment.delete()
    else:
        appointment.save(update_fields=["ends_on"])
    publish(
        AppointmentEnded(
            at=at,
            actor_id=actor.pk if actor else None,
            appointment_id=appointment.pk,
            person_id=appointment.person_id,
            role=appointment.role,
            place=appointment.place,
            place_id=appointment.place_id,
        )
    )


def _words(role: str, place: str) -> dict[str, str]:
    return {"role": str(Role(role).label), "place": str(Place(place).label)}
