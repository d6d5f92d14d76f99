"""The head's side of the profile: check the facts, reply, decide who else reads it."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from trigpoint.findings import actions, rules
from trigpoint.findings.queries import outputs
from trigpoint.findings.queries import profile as profiles
from trigpoint.findings.web.forms import CheckForm, ReplyForm, ShareForm
from trigpoint.findings.web.presenters import profile as present
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Refused
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.queries.scene import Scene, load
from trigpoint.ui.web import act, show


@login_required
def check(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Agree, or say what is not right in which aspect."""
    scene = _answering(request, review_id)
    standing = profiles.standing(scene.review)
    if standing.state != "fact_check" or (standing.answered and request.method != "POST"):
        raise Refused(
            _("The %(profile)s is not with you for a check of facts.") % {"profile": scene.model.word("profile")}
        )
    page = present.page(scene, standing)
    output = page["output"]
    form = CheckForm(
        request.POST or None, aspects=page["said"].aspects, has_priority=output is None or output.has("priority")
    )
    form.is_valid()
    if request.method == "POST" and act(
        form,
        actions.school.answer_factual_check,
        actor=request.user,
        at=clock.now(),
        review=scene.review,
        corrections=form.corrections() if form.is_bound and form.is_valid() else {},
    ):
        messages.success(request, _("The {lead} has your answer."))
        return redirect("findings:profile", review_id)
    return show(request, "findings/check.html", page | {"form": form})


@login_required
def reply(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """The school's own words, printed with the profile."""
    scene = _answering(request, review_id)
    said = profiles.reply(scene.review)
    form = ReplyForm(request.POST or None, initial={"text": said.text if said else ""})
    if request.method == "POST" and act(
        form, actions.school.reply, actor=request.user, at=clock.now(), review=scene.review
    ):
        messages.success(
            request,
            _("Saved your reply. It is printed with the %(profile)s.") % {"profile": scene.model.word("profile")},
        )
        return redirect("findings:profile", review_id)
    seen_by = _("Seen by everybody who reads the %(profile)s.") % {"profile": scene.model.word("profile")}
    return show(request, "findings/reply.html", {"scene": scene, "form": form, "seen_by": seen_by})


@login_required
def share(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Who else reads the profile."""
    scene = _answering(request, review_id)
    standing = profiles.standing(scene.review)
    initial = {
        "governors": standing.governors,
        "staff": standing.staff,
        "partnership_lead": standing.partnership_lead,
    }
    output = outputs.of(scene.model)
    named = output is not None and output.readers is not None
    form = ShareForm(request.POST if request.method == "POST" else None, initial=initial, named=named)
    if request.method == "POST" and act(
        form, actions.school.share, actor=request.user, at=clock.now(), review=scene.review
    ):
        messages.success(request, _("Saved who else reads the %(profile)s.") % {"profile": scene.model.word("profile")})
        return redirect("findings:profile", review_id)
    return show(
        request,
        "findings/share.html",
        {
            "scene": scene,
            "form": form,
            "standing": standing,
            "named": named,
            "seen_by": present.seen_by(scene, standing),
        },
    )


def _answering(request: HttpRequest, review_id: uuid.UUID) -> Scene:
    scene = load(request.hats, review_id, on=clock.today())
    rules.settling.may_answer(scene).require()
    return scene
