"""The lead's side of the profile: priority, check of facts, corrections, release."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from trigpoint.evidence.queries import plans
from trigpoint.findings import actions, rules
from trigpoint.findings.queries import outputs
from trigpoint.findings.queries import profile as profiles
from trigpoint.findings.web.forms import DraftForm, QualityForm, SettleForm
from trigpoint.findings.web.presenters import profile as present
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Refused, Stale, Unacceptable
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.queries.scene import Scene, load
from trigpoint.ui import dates
from trigpoint.ui.web import act, show


@login_required
def draft(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Write the priority, look the profile through, send it."""
    scene = _leading(request, review_id)
    page = _page(scene, request.POST or None)
    if request.method == "POST" and act(
        page["form"], actions.profile.draft, actor=request.user, at=clock.now(), review=scene.review
    ):
        messages.success(
            request,
            _("Saved the improvement {priority}.") if "priority" in page["form"].fields else _("Saved what you wrote."),
        )
        return redirect("findings:draft", review_id)
    return show(request, "findings/draft.html", page)


@login_required
@require_POST
def send(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Give it to the head for a check of facts."""
    scene = _leading(request, review_id)
    try:
        row = actions.profile.send_for_factual_check(actor=request.user, at=clock.now(), review=scene.review)  # type: ignore[arg-type]
    except (Refused, Unacceptable) as error:
        return _refused(request, scene, error)
    said = _("The {head} has the %(profile)s, and can answer until the end of %(day)s.")
    messages.success(request, said % {"profile": scene.model.word("profile"), "day": dates.long(row.answer_by)})
    return redirect("findings:profile", review_id)


@login_required
@require_POST
def take_back(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Draft on; the school is asked anew when it is sent again."""
    scene = _leading(request, review_id)
    actions.profile.take_back(actor=request.user, at=clock.now(), review=scene.review)  # type: ignore[arg-type]
    messages.success(request, _("The %(profile)s is with the team again.") % {"profile": scene.model.word("profile")})
    return redirect("findings:draft", review_id)


@login_required
def settle(request: HttpRequest, review_id: uuid.UUID, correction_id: uuid.UUID) -> HttpResponse:
    """Say what became of a correction."""
    scene = _leading(request, review_id)
    correction = profiles.correction(scene.review, correction_id)
    form = SettleForm(request.POST or None)
    if request.method == "POST" and act(
        form, actions.profile.settle_correction, actor=request.user, at=clock.now(), correction=correction
    ):
        messages.success(request, _("Saved what became of the correction."))
        return redirect("findings:profile", review_id)
    standing = profiles.standing(scene.review)
    context = {
        "scene": scene,
        "correction": correction,
        "aspect": scene.tree.aspects[correction.aspect],
        "form": form,
        "seen_by": present.seen_by(scene, standing),
    }
    return show(request, "findings/settle.html", context)


@login_required
def release(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Look once more at what is released, then release it: these positions, in these versions."""
    scene = load(request.hats, review_id, on=clock.today())
    output = outputs.of(scene.model)
    standing = profiles.standing(scene.review)
    rules.settling.may_prepare_release(scene, output).require()
    rules.visibility.may_see_profile(scene, standing).require()
    context = present.page(scene, standing) | {"versions": present.versions(scene)}
    if request.method != "POST":
        return show(request, "findings/release.html", context)
    try:
        actions.profile.release(
            actor=request.user,  # type: ignore[arg-type]
            at=clock.now(),
            review=scene.review,
            versions=_versions(request),
        )
    except (Refused, Stale) as error:
        status = 409 if isinstance(error, Stale) else 403
        return show(request, "findings/release.html", context | {"refusal": str(error)}, status=status)
    said = _("The %(profile)s is released. It belongs to the {school} now.")
    messages.success(request, said % {"profile": scene.model.word("profile")})
    return redirect("findings:profile", review_id)


@login_required
def quality(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """The programme looks the profile through before it is released, where the model has it do so."""
    scene = load(request.hats, review_id, on=clock.today())
    standing = profiles.standing(scene.review)
    may = rules.settling.may_check_quality(scene, outputs.of(scene.model), standing)
    may.require()
    form = QualityForm(request.POST or None)
    if request.method == "POST" and act(
        form, actions.quality.check, actor=request.user, at=clock.now(), review=scene.review
    ):
        messages.success(request, _("Saved. The {lead} is told."))
        return redirect("findings:profile", review_id)
    page = present.page(scene, standing) | present.quality(scene, standing)
    return show(request, "findings/quality.html", page | {"form": form})


def _versions(request: HttpRequest) -> dict[str, int]:
    """What the release page showed: one hidden field an aspect."""
    found = {}
    for name, text in request.POST.items():
        code, _sep, rest = name.partition("-version")
        if not rest and _sep and str(text).isdecimal():
            found[code] = int(str(text)[:9])
    return found


def _page(scene: Scene, posted: Any = None) -> dict[str, Any]:
    standing = profiles.standing(scene.review)
    aspects = plans.in_focus(scene.review)
    initial = {
        "version": standing.version,
        "priority": standing.priority,
        "priority_aspect": standing.priority_aspect,
    }
    page = present.page(scene, standing)
    output = page["output"]
    agreed = {entry["aspect"].code for entry in page["aspects"]}
    return page | {
        "form": DraftForm(
            posted,
            aspects=aspects,
            initial=initial,
            output=output,
            texts=standing.texts,
            one=scene.model.word("aspect"),
        ),
        "left": [aspect for aspect in aspects if aspect.code not in agreed],
        "days": output.fact_check_days if output else 0,
    }


def _refused(request: HttpRequest, scene: Scene, error: Refused | Unacceptable) -> HttpResponse:
    """The draft again, with what stands in the way."""
    page = _page(scene)
    status = 403
    if isinstance(error, Unacceptable):
        status = 422
        standing = page["standing"]
        bound = DraftForm(
            {
                **page["form"].initial,
                "priority": standing.priority,
                **{f"text_{source}": text for source, text in standing.texts.items()},
            },
            aspects=plans.in_focus(scene.review),
            output=page["output"],
            texts=standing.texts,
            one=scene.model.word("aspect"),
        )
        bound.is_valid()
        _put(bound, error)
        page["form"] = bound
    return show(request, "findings/draft.html", page | {"refusal": str(error)}, status=status)


def _put(form: forms.Form, error: Unacceptable) -> None:
    for field, said in error.errors.items():
        if field in form.fields and field not in form.errors:
            form.add_error(field, said)


def _leading(request: HttpRequest, review_id: uuid.UUID) -> Scene:
    scene = load(request.hats, review_id, on=clock.today())
    rules.settling.may_lead(scene).require()
    rules.visibility.may_see_positions(scene, released=profiles.is_known_released(scene)).require()
    return scene
