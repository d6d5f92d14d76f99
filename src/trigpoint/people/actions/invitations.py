"""
Invite, change and end: what people do with appointments.

An invitation needs no secret of its own: it goes to an address, and signing in sends a code to that same address.
"""

import datetime as dt
import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from trigpoint.access.roles import HELD_AT, Place, Role
from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Refused, Unacceptable
from trigpoint.messaging.actions import send
from trigpoint.people.actions import appointments
from trigpoint.people.models import Account, Appointment
from trigpoint.people.queries import places
from trigpoint.people.queries.appointments import employers_of
from trigpoint.people.queries.hats import current, hats_of
from trigpoint.people.queries.places import Where
from trigpoint.people.rules.appointing import TRAINED, may_appoint


@action("people.invite")
def invite(
    *,
    actor: Account | None,
    at: dt.datetime,
    email: str,
    name: str,
    role: str,
    place: str,
    place_id: uuid.UUID | None = None,
    network_id: uuid.UUID | None = None,
    school_id: uuid.UUID | None = None,
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
    trained_until: dt.date | None = None,
) -> Appointment:
    """
    Appoint whoever has this address, with an account made for them if they have none, and tell them by mail.

    `network_id` is needed where the place is a school; `school_id` is the school that sends a person who is trained to
    review. A person who is known already keeps the name that they gave.
    Raises Missing, Refused, or Unacceptable when the address can't be one, or its person has the role already.
    """
    on = timezone.localdate(at)
    where = places.find(place, place_id, network_id, on=on)
    _check(role, where, email=email, name=name)
    if actor is not None:
        may_appoint(hats_of(actor.pk, on=on), role, where).require()
    person = _person(email, name)
    if _holds(person, role, where, on):
        raise Unacceptable({"email": [_already(person, role, where)]})
    appointment = appointments.record(
        actor=actor,
        at=at,
        person=person,
        role=role,
        place=place,
        place_id=place_id,
        network_id=where.network_id,
        starts_on=starts_on or on,
        ends_on=ends_on,
        school_id=school_id or _sent_by(person, role, where, on),
        trained_until=trained_until if role in TRAINED else None,
    )
    _tell(person, actor, role, where)
    return appointment


@action("people.change_role", subject="appointment")
def change_role(
    *,
    actor: Account,
    at: dt.datetime,
    appointment: Appointment,
    ends_on: dt.date | None = None,
    trained_until: dt.date | None = None,
) -> None:
    """Set the last day of an appointment (none: until further notice) and until when its training holds."""
    _require(actor, at, appointment)
    if ends_on is not None and ends_on < appointment.starts_on:
        raise Unacceptable({"ends_on": [_("The last day is before the first.")]})
    if ends_on is None and _held_otherwise(appointment):
        raise Unacceptable({"ends_on": [_("The person has this role a second time, until further notice.")]})
    appointment.ends_on = ends_on
    appointment.trained_until = trained_until if appointment.role in TRAINED else None
    appointment.save(update_fields=["ends_on", "trained_until"])


@action("people.end_role", subject="appointment")
def end_role(*, actor: Account, at: dt.datetime, appointment: Appointment) -> None:
    """End an appointment at once: from this moment the role opens nothing."""
    _require(actor, at, appointment)
    on = timezone.localdate(at)
    if appointment.role == Role.OPERATOR and not _other_operator(appointment, on):
        raise Refused(_("This is the only operator. Invite another one first."))
    appointments.end(actor=actor, at=at, appointment=appointment, ends_on=on - dt.timedelta(days=1))


def _require(actor: Account, at: dt.datetime, appointment: Appointment) -> None:
    on = timezone.localdate(at)
    where = places.find(appointment.place, appointment.place_id, appointment.network_id, on=on)
    may_appoint(hats_of(actor.pk, on=on), appointment.role, where).require()


def _check(role: str, where: Where, *, email: str, name: str) -> None:
    wrong: dict[str, list[str]] = {}
    try:
        validate_email(email.strip())
    except ValidationError:
        wrong["email"] = [_("An e-mail address looks like name@school.sch.uk")]
    if not name.strip():
        wrong["name"] = [_("Give the person's name")]
    elif len(name.strip()) > 120:
        wrong["name"] = [_("A name may have up to 120 characters")]
    if role not in Role.values or Place(where.place) not in HELD_AT[Role(role)]:
        wrong["role"] = [_("Choose a role that is held there")]
    if wrong:
        raise Unacceptable(wrong)


def _person(email: str, name: str) -> Account:
    """The person with this address, made now if there is none."""
    known = Account.objects.filter(email__iexact=email.strip()).first()
    if known is None:
        fresh = Account(email=email.strip().lower(), name=" ".join(name.split()))
        fresh.set_unusable_password()
        fresh.save()
        return fresh
    if not known.is_active:
        raise Unacceptable(
            {
                "email": [
                    _("The account with this address is closed. Ask the people who run Trigpoint to open it again.")
                ]
            }
        )
    return known


def _holds(person: Account, role: str, where: Where, on: dt.date) -> bool:
    held = current(on).filter(person=person, role=role, place=where.place, place_id=where.place_id)
    return held.filter(network_id=where.network_id).exists()  # type: ignore[misc]  # no network is IS NULL


def _sent_by(person: Account, role: str, where: Where, on: dt.date) -> uuid.UUID | None:
    """The school that sends a trained person: the one at which the person works, when there is just one."""
    if role not in TRAINED or where.network_id is None:
        return None
    schools = employers_of([person.pk], network_id=where.network_id, on=on).get(person.pk, set())
    return next(iter(schools)) if len(schools) == 1 else None


def _held_otherwise(appointment: Appointment) -> bool:
    """Whether another row says the same, without an end: there can be only one of those."""
    same = Appointment.objects.filter(  # type: ignore[misc]  # no network is IS NULL
        person_id=appointment.person_id,
        role=appointment.role,
        place=appointment.place,
        place_id=appointment.place_id,
        network_id=appointment.network_id,
        ends_on=None,
    )
    return same.exclude(pk=appointment.pk).exists()


def _already(person: Account, role: str, where: Where) -> str:
    words = {"name": person.name, "role": Role(role).label, "place": where.name}
    return _("%(name)s has this role already: %(role)s, %(place)s.") % words


def _other_operator(appointment: Appointment, on: dt.date) -> bool:
    others = current(on).filter(role=Role.OPERATOR, person__is_active=True).exclude(person_id=appointment.person_id)
    return others.exists()


def _tell(person: Account, actor: Account | None, role: str, where: Where) -> None:
    """The mail says who invites and to what; its subject says nothing."""
    with translation.override(person.language):
        words = {
            "person": person,
            "inviter": actor,
            "role": Role(role).label,
            "place": where.name,
            "url": settings.PUBLIC_URL + "/",
        }
        send.queue(
            to=person.email,
            subject=_("You are invited to Trigpoint"),
            text=render_to_string("people/mail/invitation.txt", words),
        )
