"""The people of a place: who is there, inviting, changing and ending."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place, Role
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.people import actions, queries, rules
from trigpoint.people.queries.places import Where
from trigpoint.people.web import presenters
from trigpoint.people.web.forms import InviteForm, RoleForm
from trigpoint.ui.web import act, show


def index(request: HttpRequest) -> HttpResponse:
    """The places whose people this person may see."""
    on = clock.today()
    mine = queries.rolls.of_person(request.user.pk, on=on)
    networks = queries.places.all_networks() if _hats(request).is_operator else []
    return show(request, "people/index.html", presenters.index(mine, networks, hats=_hats(request)))


def people(
    request: HttpRequest, place: str, place_id: uuid.UUID | None = None, network_id: uuid.UUID | None = None
) -> HttpResponse:
    """Who does what here."""
    where = _where(request, place, place_id, network_id)
    addresses = bool(rules.appointing.may_see_addresses(_hats(request), where))
    roll = queries.rolls.roll(where, on=clock.today(), addresses=addresses)
    return show(request, "people/place.html", presenters.place(where, roll, hats=_hats(request)))


def invite(
    request: HttpRequest, place: str, place_id: uuid.UUID | None = None, network_id: uuid.UUID | None = None
) -> HttpResponse:
    """Invite somebody to a role here."""
    where = _where(request, place, place_id, network_id)
    roles = rules.appointing.roles_to_give(_hats(request), where)
    if not roles:
        rules.appointing.may_appoint(_hats(request), Role.STAFF, where).require()
    form = InviteForm(request.POST or None, roles=roles)
    if request.method == "POST":
        made = act(
            form,
            actions.invitations.invite,
            actor=request.user,
            at=clock.now(),
            place=where.place,
            place_id=where.place_id,
            network_id=where.network_id,
        )
        if made:
            messages.success(request, _("Invited: %(name)s. The mail is on its way.") % {"name": made.person.name})
            return redirect(presenters.url_of(where.place, where.place_id, where.network_id))
    return show(request, "people/invite.html", {"where": where, "form": form, "back": presenters.back(where)})


def role(request: HttpRequest, appointment_id: uuid.UUID) -> HttpResponse:
    """Change the dates of an appointment, or end it."""
    appointment, where = _appointment(request, appointment_id)
    rules.appointing.may_appoint(_hats(request), appointment.role, where).require()
    initial = {"trained_until": appointment.trained_until, "ends_on": appointment.ends_on}
    form = RoleForm(request.POST or None, role=appointment.role, initial=initial)
    if request.method == "POST" and act(
        form, actions.invitations.change_role, actor=request.user, at=clock.now(), appointment=appointment
    ):
        messages.success(request, _("Saved: %(name)s.") % {"name": appointment.person.name})
        return redirect(presenters.url_of(where.place, where.place_id, where.network_id))
    context = {"where": where, "form": form, "appointment": appointment, "back": presenters.back(where)}
    return show(request, "people/role.html", context)


@require_POST
def end(request: HttpRequest, appointment_id: uuid.UUID) -> HttpResponse:
    """End an appointment at once."""
    appointment, where = _appointment(request, appointment_id)
    actions.invitations.end_role(actor=request.user, at=clock.now(), appointment=appointment)
    words = {"name": appointment.person.name, "role": Role(appointment.role).label}
    messages.success(request, _("Ended: %(name)s is no longer %(role)s here.") % words)
    still_theirs = rules.appointing.may_see_people(_hats(request), where)
    return redirect(
        presenters.url_of(where.place, where.place_id, where.network_id) if still_theirs else "people:people"
    )


def _hats(request: HttpRequest) -> Hats:
    return request.hats  # HatsMiddleware puts them there


def _where(request: HttpRequest, place: str, place_id: uuid.UUID | None, network_id: uuid.UUID | None) -> Where:
    """The place, or Missing: who is no part of it does not learn that it is there."""
    where = queries.places.find(place, place_id, network_id, on=clock.today())
    if not rules.appointing.may_see_people(_hats(request), where):
        raise Missing("not this person's to know of")
    return where


def _appointment(request: HttpRequest, appointment_id: uuid.UUID) -> tuple[queries.rolls.Appointment, Where]:
    appointment = queries.rolls.appointment(appointment_id)
    if appointment is None or appointment.place == Place.REVIEW:
        raise Missing("no such appointment")
    return appointment, _where(request, appointment.place, appointment.place_id, appointment.network_id)
