"""How long what the profile says is kept, where the model says so; the school's head holds it, and lifts the hold."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from trigpoint.findings import actions, rules
from trigpoint.findings.queries import retention as retentions
from trigpoint.findings.web.forms import HoldForm
from trigpoint.findings.web.presenters import retention as presenters
from trigpoint.kernel import clock
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.queries.scene import load
from trigpoint.ui.web import act, show


@login_required
def retention(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Until when, and whether a hold is in force; what it is for is told to the head alone."""
    scene = load(request.hats, review_id, on=clock.today())
    found = retentions.of(scene.review)
    rules.retention.may_read(scene, found).require()
    allowed = rules.retention.may_hold(scene, found)
    form = HoldForm(request.POST if request.method == "POST" else None) if allowed else None
    if request.method == "POST":
        allowed.require()
    if form and act(form, actions.retention.hold, actor=request.user, at=clock.now(), review=scene.review):
        messages.success(request, _("The {profile} is held until you lift the hold."))
        return redirect("findings:retention", review_id)
    return show(request, "findings/retention.html", {"form": form, **presenters.page(scene, found)})


@login_required
@require_POST
def lift(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """It is held no longer."""
    scene = load(request.hats, review_id, on=clock.today())
    actions.retention.lift(actor=request.user, at=clock.now(), review=scene.review)  # type: ignore[arg-type]
    messages.success(request, _("The {profile} is held no longer."))
    return redirect("findings:retention", review_id)
