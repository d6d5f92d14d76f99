"""How the process went: the host says, the team reads."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from trigpoint.assurance import actions, queries, rules
from trigpoint.assurance.web.forms import ProcessFeedbackForm
from trigpoint.kernel import clock
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.queries.scene import load
from trigpoint.ui.web import act, show


@login_required
def process_feedback(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Read it, or (the host's leaders, until it is given) write it."""
    scene = load(request.hats, review_id, on=clock.today())
    rules.may_read(scene).require()
    found = queries.find(scene)
    form = None
    if rules.may_answer(scene) and (found is None or found.state != "given"):
        form = ProcessFeedbackForm(request.POST or None)
        if request.method == "POST" and act(
            form, actions.give, actor=request.user, at=clock.now(), review=scene.review
        ):
            messages.success(request, _("Thank you. The {review_team} and the {facilitator} can read it now."))
            return redirect("assurance:process_feedback", review_id)
    context = {
        "scene": scene,
        "review": scene.review,
        "feedback": found,
        "form": form,
        "seen_by": _(
            "Seen by the {school}'s leaders and Champion, the {review_team}, the {facilitator} and the programme's staff."
        ),
    }
    return show(request, "assurance/process_feedback.html", context)


@login_required
@require_POST
def decline(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """The school would rather not answer."""
    scene = load(request.hats, review_id, on=clock.today())
    actions.decline(actor=request.user, at=clock.now(), review=scene.review)
    messages.success(request, _("Noted: your {school} would rather not answer."))
    return redirect("assurance:process_feedback", review_id)
