"""How long notes are kept; the school's head holds them, and lifts the hold."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from trigpoint.evidence import actions, rules
from trigpoint.evidence.queries import retention as retentions
from trigpoint.evidence.web import presenters
from trigpoint.evidence.web.forms import HoldForm
from trigpoint.kernel import clock
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.queries.scene import load
from trigpoint.ui.web import act, show


@login_required
def retention(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Until when, and whether a hold is in force; what it is for is told to the head alone."""
    scene = load(request.hats, review_id, on=clock.today())
    rules.retention.may_read(scene).require()
    found = retentions.of(scene.review)
    allowed = rules.retention.may_hold(scene, found)
    form = HoldForm(request.POST if request.method == "POST" else None) if allowed else None
    if request.method == "POST":
        allowed.require()
    if form and act(form, actions.retention.hold, actor=request.user, at=clock.now(), review=scene.review):
        messages.success(request, _("The notes are held until you lift the hold."))
        return redirect("evidence:retention", review_id)
    return show(
        request,
        "evidence/retention.html",
        {
            "scene": scene,
            "kept": presenters.kept(scene),
            "lines": presenters.retention_lines(found, to_head=bool(rules.retention.may_decide(scene))),
            "form": form,
            "may_lift": rules.retention.may_lift(scene, found),
            "after_lifting": presenters.after_lifting(found, on=scene.on),
            "seen_by": _(
                "Seen by the {school}'s {head} and the {review_team}. What notes are held for is told to the {head} alone."
            ),
        },
    )


@login_required
@require_POST
def lift(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """The notes are held no longer."""
    scene = load(request.hats, review_id, on=clock.today())
    actions.retention.lift(actor=request.user, at=clock.now(), review=scene.review)  # type: ignore[arg-type]
    messages.success(request, _("The notes are held no longer."))
    return redirect("evidence:retention", review_id)
