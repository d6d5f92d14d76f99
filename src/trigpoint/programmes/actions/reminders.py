"""Remind the heads who have still to sign: one click of the partnership lead."""

import datetime as dt

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from trigpoint.access.roles import Place, Role
from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Refused
from trigpoint.messaging.actions import send
from trigpoint.people.queries.accounts import Account
from trigpoint.people.queries.appointments import at_place
from trigpoint.programmes.actions.partnerships import may_lead
from trigpoint.programmes.models import Partnership
from trigpoint.programmes.queries import agreements


@action("programmes.remind_to_sign", subject="partnership")
def remind(*, actor: Account | None, at: dt.datetime, partnership: Partnership) -> list[str]:
    """
    Mail the head of each school that has still to sign. Returns the heads' names.

    Clicked twice in a day it is sent once. Raises Refused where nobody is there to be reminded.
    """
    may_lead(actor, at, partnership)
    on = timezone.localdate(at)
    waiting = {row.school_id: row.school_name for row in agreements.status(partnership, on=on) if not row.complete}
    if not waiting:
        raise Refused(_("Every school has signed both agreements; nobody needs a reminder."))
    held = at_place(Place.SCHOOL, waiting, on=on, roles=[Role.HEAD]).filter(network_id=partnership.network_id)
    heads = [(row.person, waiting[row.place_id]) for row in held if row.place_id]
    if not heads:
        raise Refused(_("None of these schools has a headteacher here yet. Invite them first."))
    for person, school_name in heads:
        _write(person, partnership, school_name, key=f"programmes.remind_to_sign:{partnership.pk}:{person.pk}:{on}")
    return [person.name for person, _school in heads]


def _write(person: Account, partnership: Partnership, school_name: str, *, key: str) -> None:
    with translation.override(person.language):
        page = settings.PUBLIC_URL + reverse("programmes:agreements", args=[partnership.pk])
        facts = {"person": person, "partnership": partnership, "school_name": school_name, "page": page}
        text = render_to_string("programmes/letters/sign.txt", facts)
        send.queue(to=person.email, subject=_("A reminder from your partnership lead"), text=text, key=key)
