"""What a school puts forward: in a review, and after it."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing, TrigpointError
from trigpoint.proformas.actions import accreditations as actions
from trigpoint.proformas.queries import accreditations as queries
from trigpoint.proformas.rules import accreditations as rules
from trigpoint.proformas.web import forms
from trigpoint.proformas.web.presenters import follow_up as presenters
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.queries.scene import Scene, load
from trigpoint.ui.web import act, show


@login_required
def of_review(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """What was put forward, and what the school is accredited for already."""
    return _page(request, _scene(request, review_id))


@login_required
def nominate(request: HttpRequest, review_id: uuid.UUID, kind: str) -> HttpResponse:
    """Put something forward, or put it differently before the team has looked."""
    scene = _scene(request, review_id)
    asked = next((each for each in scene.model.accreditations if each.key == kind), None)
    if asked is None:
        raise Missing
    rules.may_nominate(scene).require()
    there = next((held.row for held in queries.of_review(scene.review, on=scene.on) if held.row.kind == kind), None)
    names = ("what", "why", "contact", "version")
    initial = {name: getattr(there, name) for name in names} if there else {"version": 0}
    form = forms.NominationForm(request.POST or None, initial=initial)
    if request.method == "POST" and act(
        form, actions.nominate, actor=request.user, at=clock.now(), review=scene.review, kind=kind
    ):
        messages.success(request, _("Put forward. The {review_team} can read it now."))
        return redirect("proformas:accreditations", review_id)
    return show(request, "proformas/nominate.html", {"scene": scene, "asked": asked, "form": form} | _seen(scene))


@login_required
def seen(request: HttpRequest, review_id: uuid.UUID, accreditation_id: uuid.UUID) -> HttpResponse:
    """The team says what it saw of it."""
    scene, row = _of(request, review_id, accreditation_id)
    rules.may_test(scene).require()
    initial = {"seen": row.seen, "impact": row.impact, "version": row.version}
    form = forms.SeenForm(request.POST or None, initial=initial)
    if request.method == "POST" and act(
        form, actions.record_seen, actor=request.user, at=clock.now(), accreditation=row
    ):
        messages.success(request, _("Saved what the team saw."))
        return redirect("proformas:accreditations", review_id)
    return show(request, "proformas/seen.html", {"scene": scene, "row": row, "form": form} | _seen(scene))


@login_required
def decide(request: HttpRequest, review_id: uuid.UUID, accreditation_id: uuid.UUID) -> HttpResponse:
    """The lead says whether it is accredited."""
    scene, row = _of(request, review_id, accreditation_id)
    rules.may_decide(scene).require()
    form = forms.DecisionForm(request.POST or None, initial={"version": row.version})
    if request.method == "POST" and act(form, actions.decide, actor=request.user, at=clock.now(), accreditation=row):
        messages.success(request, _("Saved. The {school} reads it at once."))
        return redirect("proformas:accreditations", review_id)
    return show(request, "proformas/decide.html", {"scene": scene, "row": row, "form": form} | _seen(scene))


@login_required
@require_POST
def pass_over(request: HttpRequest, review_id: uuid.UUID, stage: str) -> HttpResponse:
    """Nothing was put forward."""
    scene = _scene(request, review_id)
    rules.may_decide(scene).require()
    try:
        actions.pass_over(actor=request.user, at=clock.now(), review=scene.review, stage=stage)
    except Missing:
        raise
    except TrigpointError as refusal:
        return _page(request, scene, refusal=str(refusal), status=422)
    messages.success(request, _("Noted: nothing was put forward this time."))
    return redirect("proformas:accreditations", review_id)


@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """What one's own school is accredited for, and what others of the network share."""
    return show(request, "proformas/my_accreditations.html", presenters.my_accreditations(request.hats, clock.today()))  # type: ignore[attr-defined]


@login_required
@require_POST
def share(request: HttpRequest, accreditation_id: uuid.UUID) -> HttpResponse:
    """Let others of the network read it, or no longer."""
    row = _own(request, accreditation_id)
    sharing = request.POST.get("with_network") == "yes"
    actions.share(
        actor=request.user,
        at=clock.now(),
        accreditation=row,
        with_network=sharing,
        contact=request.POST.get("contact", ""),
    )
    said = _("Other schools of your network can read it now.") if sharing else _("Only your {school} reads it now.")
    messages.success(request, said)
    return redirect("proformas:my_accreditations")


@login_required
@require_POST
def withdraw(request: HttpRequest, accreditation_id: uuid.UUID) -> HttpResponse:
    """The school takes it back."""
    row = _own(request, accreditation_id)
    actions.withdraw(actor=request.user, at=clock.now(), accreditation=row)
    messages.success(request, _("Withdrawn: it no longer counts."))
    return redirect("proformas:my_accreditations")


def _own(request: HttpRequest, accreditation_id: uuid.UUID) -> queries.Accreditation:
    """One that the person may know of. Raises Missing."""
    row = queries.one(accreditation_id)
    if not rules.may_read_own(request.hats, row):  # type: ignore[attr-defined]
        raise Missing
    return row


def _scene(request: HttpRequest, review_id: uuid.UUID) -> Scene:
    scene = load(request.hats, review_id, on=clock.today())  # type: ignore[attr-defined]
    if not scene.model.accreditations:
        raise Missing
    rules.may_read(scene).require()
    return scene


def _of(request: HttpRequest, review_id: uuid.UUID, accreditation_id: uuid.UUID) -> tuple[Scene, queries.Accreditation]:
    scene = _scene(request, review_id)
    row = queries.one(accreditation_id)
    if row.review_id != scene.review.pk:
        raise Missing
    return scene, row


def _seen(scene: Scene) -> dict[str, Any]:
    return {"seen_by": presenters.ACCREDITATION_SEEN_BY}


def _page(request: HttpRequest, scene: Scene, *, refusal: str = "", status: int | None = None) -> HttpResponse:
    context = presenters.accreditations(scene) | {"refusal": refusal} | _seen(scene)
    return show(request, "proformas/accreditations.html", context, status=status)
