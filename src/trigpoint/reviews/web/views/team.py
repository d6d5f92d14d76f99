"""Who sits on a review, and who could: each with the guards that the choice would break."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trigpoint.access.roles import Role
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.people.queries import accounts
from trigpoint.reviews.actions import team as actions
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.queries.team import SEATS, members
from trigpoint.reviews.rules import team as rules
from trigpoint.reviews.web import asking
from trigpoint.reviews.web.forms.team import SeatForm
from trigpoint.reviews.web.presenters import team as presenters
from trigpoint.ui.web import act, is_fragment, show


@login_required
def team(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """The team, for everybody who takes part; and, for the partnership lead, whom to choose."""
    scene = asking.scene(request, review_id)
    rules.may_see(scene).require()
    if not rules.may_choose(scene):
        if request.method == "POST":
            rules.may_choose(scene).require()
        return show(request, "reviews/team.html", presenters.seats(scene))
    role = _role(request, scene)
    known = presenters.choosing(scene, role)
    form = SeatForm(
        request.POST or None, people=known.offered, label=presenters.question(scene, role), initial={"role": role}
    )
    if request.method == "POST" and form.is_valid() and _appoint(request, scene, form, role):
        return redirect("reviews:team", review_id)
    template = "reviews/team_choice.html" if is_fragment(request) else "reviews/team.html"
    return show(request, template, {**known.context, "form": form, "role": role})


@login_required
@require_POST
def release(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Take a seat away."""
    scene = asking.scene(request, review_id)
    rules.may_choose(scene).require()
    wanted = (request.POST.get("person"), request.POST.get("role"))
    seat = next((s for s in members(scene.review, on=scene.on) if (str(s.person_id), s.role) == wanted), None)
    person = accounts.any_by_id(seat.person_id) if seat else None
    if seat is None or person is None:
        raise Missing
    actions.release(actor=request.user, at=clock.now(), review=scene.review, person=person, role=seat.role)
    messages.success(request, _("Saved. %(name)s has no seat on this review any more.") % {"name": seat.name})
    return redirect("reviews:team", review_id)


def _role(request: HttpRequest, scene: Scene) -> str:
    """The seat that is being filled: as asked for, else the first that is empty."""
    asked = request.POST.get("role") or request.GET.get("role")
    return asked if asked in SEATS else presenters.first_empty(scene)


def _appoint(request: HttpRequest, scene: Scene, form: SeatForm, role: str) -> bool:
    person = accounts.by_id(form.cleaned_data["person"])
    if person is None:
        raise Missing
    given = {"actor": request.user, "at": clock.now(), "review": scene.review, "person": person}
    if role == Role.FACILITATOR:
        done = act(form, actions.appoint_facilitator, **given)
    else:
        done = act(form, actions.appoint, **given, role=role)
    if done:
        messages.success(request, _("Saved. %(name)s is told by mail.") % {"name": person.name})
    return bool(done)
