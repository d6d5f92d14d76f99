"""The action plan: what changes because of the review."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from trigpoint.improvement import actions, queries, rules
from trigpoint.improvement.web import forms, presenters
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing, Refused
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.queries.scene import Scene, load
from trigpoint.ui.web import act, show


@login_required
def plan(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """The plan as far as this person may see it."""
    scene = load(request.hats, review_id, on=clock.today())
    found = queries.plan.find(scene, rules.visibility.sight(scene))
    if not presenters.may_see_any(scene, found):
        rules.visibility.may_see_plan(scene).require()
    return show(request, "improvement/plan.html", presenters.plan(scene, found))


@login_required
@require_POST
def begin(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Begin the plan before the workshop is recorded."""
    scene = load(request.hats, review_id, on=clock.today())
    actions.plan.open_plan(actor=request.user, at=clock.now(), review=scene.review)
    return redirect("improvement:plan", review_id)


@login_required
def new_action(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Write an action."""
    scene, found = _plan(request, review_id)
    rules.visibility.may_write_plan(scene, found.state).require()
    form = forms.ActionForm(
        request.POST or None,
        choices=presenters.choices(scene),
        one=scene.model.word("aspect"),
        initial=presenters.suggested(scene, request.GET),
    )
    if request.method == "POST" and act(form, actions.plan.add_action, actor=request.user, at=clock.now(), plan=found):
        return _done(request, review_id, _("The action is in the plan."))
    return show(request, "improvement/action.html", presenters.plan(scene, found) | {"form": form})


@login_required
def change_action(request: HttpRequest, review_id: uuid.UUID, action_id: uuid.UUID) -> HttpResponse:
    """Change an action."""
    scene, found = _plan(request, review_id)
    rules.visibility.may_write_plan(scene, found.state).require()
    planned = _among(found.seen, action_id)
    form = forms.ActionForm(
        request.POST or None,
        choices=presenters.choices(scene),
        one=scene.model.word("aspect"),
        initial=presenters.values(planned),
    )
    if request.method == "POST" and act(
        form, actions.plan.change_action, actor=request.user, at=clock.now(), planned=planned
    ):
        return _done(request, review_id, _("The action is saved."))
    return show(request, "improvement/action.html", presenters.plan(scene, found) | {"form": form, "planned": planned})


@login_required
@require_POST
def remove_action(request: HttpRequest, review_id: uuid.UUID, action_id: uuid.UUID) -> HttpResponse:
    """Take an action out of a plan that is still being written."""
    _scene, found = _plan(request, review_id)
    planned = _among(found.seen, action_id)
    actions.plan.remove_action(actor=request.user, at=clock.now(), plan=found, planned=planned)
    return _done(request, review_id, _("The action is out of the plan."))


@login_required
def progress(request: HttpRequest, review_id: uuid.UUID, action_id: uuid.UUID) -> HttpResponse:
    """Say where an action stands."""
    scene, found = _plan(request, review_id)
    planned = _among(found.seen, action_id)
    rules.visibility.may_report_progress(scene, own=planned.owner_person_id == request.user.pk).require()
    form = forms.ProgressForm(request.POST or None, initial=presenters.values(planned))
    if request.method == "POST" and act(
        form, actions.plan.report_progress, actor=request.user, at=clock.now(), planned=planned
    ):
        return _done(request, review_id, _("Progress saved."))
    return show(
        request, "improvement/progress.html", presenters.plan(scene, found) | {"form": form, "planned": planned}
    )


@login_required
def telling(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Agree who will be told what."""
    scene, found = _plan(request, review_id)
    rules.visibility.may_write_plan(scene, found.state).require()
    form = forms.TellingForm(request.POST or None)
    if request.method == "POST" and act(form, actions.plan.add_telling, actor=request.user, at=clock.now(), plan=found):
        return _done(request, review_id, _("Saved who will be told what."))
    return show(request, "improvement/telling.html", presenters.plan(scene, found) | {"form": form})


@login_required
@require_POST
def remove_telling(request: HttpRequest, review_id: uuid.UUID, telling_id: uuid.UUID) -> HttpResponse:
    """Take a line out of the communication agreement."""
    _scene, found = _plan(request, review_id)
    row = _among(found.tellings.all(), telling_id)
    actions.plan.remove_telling(actor=request.user, at=clock.now(), plan=found, telling=row)
    return _done(request, review_id, _("The line is out of the agreement."))


@login_required
@require_POST
def agree(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """The head agrees the plan."""
    scene, found = _plan(request, review_id)
    try:
        actions.plan.agree(actor=request.user, at=clock.now(), plan=found)
    except Refused as refusal:
        rules.visibility.may_agree_plan(scene).require()
        return show(
            request, "improvement/plan.html", presenters.plan(scene, found) | {"refusal": refusal.reason}, status=403
        )
    return _done(request, review_id, _("The plan is agreed. Everybody who acts in it has it on their list."))


@login_required
@require_POST
def impact(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Record that the impact review took place."""
    scene, found = _plan(request, review_id)
    rules.visibility.may_report_progress(scene, own=False).require()
    try:
        actions.plan.record_impact_review(actor=request.user, at=clock.now(), plan=found)
    except Refused as refusal:
        context = presenters.plan(scene, found) | {"refusal": refusal.reason}
        return show(request, "improvement/plan.html", context, status=403)
    return _done(request, review_id, _("The {impact_review} is recorded. The {headteacher} can close the review now."))


def _plan(request: HttpRequest, review_id: uuid.UUID) -> tuple[Scene, Any]:
    scene = load(request.hats, review_id, on=clock.today())
    found = queries.plan.find(scene, rules.visibility.sight(scene))
    if found is None:
        raise Missing
    if not presenters.may_see_any(scene, found):
        rules.visibility.may_see_plan(scene).require()
    return scene, found


def _among(rows: Any, row_id: uuid.UUID) -> Any:
    found = next((row for row in rows if row.pk == row_id), None)
    if found is None:
        raise Missing
    return found


def _done(request: HttpRequest, review_id: uuid.UUID, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("improvement:plan", review_id)
