"""Immediate feedback: that it was given, when, and its points."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from trigpoint.findings import actions, rules
from trigpoint.findings.queries import profile as profiles
from trigpoint.findings.web.forms import FeedbackForm
from trigpoint.kernel import clock
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.queries.scene import load
from trigpoint.ui.web import act, show


@login_required
def feedback(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """The lead records it; team and head read it."""
    scene = load(request.hats, review_id, on=clock.today())
    rules.visibility.may_see_feedback(scene).require()
    recorded = profiles.feedback(scene.review)
    form = None
    if rules.settling.may_lead(scene) and (recorded is None or request.method == "POST"):
        now = timezone.localtime(clock.now())
        initial = {"day": now.date(), "time": now.time().replace(second=0, microsecond=0)}
        form = FeedbackForm(request.POST or None, initial=initial)
        form.is_valid()
        if request.method == "POST" and act(
            form,
            actions.meeting.record_feedback,
            actor=request.user,
            at=clock.now(),
            review=scene.review,
            **form.given() if form.is_bound else {},
        ):
            messages.success(request, _("Saved that the {head} was told, and what."))
            return redirect("findings:feedback", review_id)
    seen_by = _("Seen by the {review_team} and the {school}'s {head} and senior leaders.")
    return show(
        request, "findings/feedback.html", {"scene": scene, "form": form, "recorded": recorded, "seen_by": seen_by}
    )
