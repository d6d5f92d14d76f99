"""Looking back at the last review, what is to be published, and what reviewers take home."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.proformas import actions
from trigpoint.proformas.queries import clocks
from trigpoint.proformas.queries import look_back as looking
from trigpoint.proformas.queries import take_aways as queries
from trigpoint.proformas.rules import look_back as look_back_rules
from trigpoint.proformas.rules import publications
from trigpoint.proformas.rules import take_aways as rules
from trigpoint.proformas.web import forms
from trigpoint.proformas.web.presenters import follow_up as presenters
from trigpoint.reviews.queries.scene import Scene, load
from trigpoint.ui.web import act, show


@login_required
def look_back(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """What the last review left to work on, and what became of it."""
    scene = _scene(request, review_id)
    look_back_rules.may_read(scene).require()
    return show(request, "proformas/look_back.html", presenters.look_back(scene))


@login_required
def say(request: HttpRequest, review_id: uuid.UUID, point: str) -> HttpResponse:
    """Say what became of one point."""
    scene = _scene(request, review_id)
    look_back_rules.may_say(scene).require()
    before = looking.earlier(scene)
    found = next((each for each in looking.points(before) if each.key == point), None) if before else None
    if found is None:
        raise Missing
    said = looking.said(scene.review).get(point)
    initial = {"became": said.became, "note": said.note, "version": said.version} if said else {"version": 0}
    form = forms.LookedForm(request.POST or None, initial=initial)
    if request.method == "POST" and act(
        form, actions.look_back.say, actor=request.user, at=clock.now(), review=scene.review, point=point
    ):
        messages.success(request, _("Saved what became of it."))
        return redirect("proformas:look_back", review_id)
    context = {"scene": scene, "point": found, "form": form, "seen_by": presenters.LOOK_BACK_SEEN_BY}
    return show(request, "proformas/say.html", context)


@login_required
def published(request: HttpRequest, review_id: uuid.UUID, output: str) -> HttpResponse:
    """Say where something of the review was published."""
    scene = _scene(request, review_id)
    clock_ = next((each for each in clocks.of(scene) if each.output == output), None)
    if clock_ is None or not output:
        raise Missing
    publications.may_publish(scene, clock_.owner).require()
    initial = {"address": clock_.address, "published_on": clock_.met_on}
    form = forms.PublicationForm(request.POST or None, initial=initial)
    if request.method == "POST" and act(
        form, actions.publications.record, actor=request.user, at=clock.now(), review=scene.review, output=output
    ):
        messages.success(request, _("Saved. Whoever takes part in the review finds it from here."))
        return redirect("reviews:review", review_id)
    return show(request, "proformas/published.html", presenters.published(scene, clock_) | {"form": form})


@login_required
def take_aways(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """What the person takes home from this review."""
    scene = _scene(request, review_id)
    rules.may_take_away(scene).require()
    form = forms.TakeAwayForm(request.POST or None)
    if request.method == "POST" and act(
        form, actions.take_aways.add, actor=request.user, at=clock.now(), review=scene.review
    ):
        messages.success(request, _("Kept. You find it again under “What I take home”."))
        return redirect("proformas:take_aways", review_id)
    context = {
        "scene": scene,
        "rows": presenters.take_aways(queries.of_review(scene), clock.today()),
        "form": form,
        "seen_by": presenters.TAKE_AWAY_SEEN_BY,
    }
    return show(request, "proformas/take_aways.html", context)


@login_required
def my_take_aways(request: HttpRequest) -> HttpResponse:
    """One's own from all reviews, and what colleagues share with the school that one leads."""
    return show(request, "proformas/my_take_aways.html", presenters.my_take_aways(request.hats, clock.today()))  # type: ignore[attr-defined]


@login_required
def change_take_away(request: HttpRequest, take_away_id: uuid.UUID) -> HttpResponse:
    """Change it, share it, say what came of it."""
    row = queries.one(request.hats, take_away_id)  # type: ignore[attr-defined]
    fields = ("learned", "action", "due_on", "is_shared", "came_of_it", "version")
    initial = {name: getattr(row, name) for name in fields} | {"is_done": row.done_on is not None}
    form = forms.ChangeTakeAwayForm(request.POST or None, initial=initial)
    if request.method == "POST" and act(
        form, actions.take_aways.change, actor=request.user, at=clock.now(), take_away=row
    ):
        messages.success(request, _("Saved."))
        return redirect("proformas:my_take_aways")
    return show(request, "proformas/take_away.html", {"row": row, "form": form})


@login_required
@require_POST
def remove_take_away(request: HttpRequest, take_away_id: uuid.UUID) -> HttpResponse:
    """Delete it."""
    row = queries.one(request.hats, take_away_id)  # type: ignore[attr-defined]
    actions.take_aways.remove(actor=request.user, at=clock.now(), take_away=row)
    messages.success(request, _("Deleted."))
    return redirect("proformas:my_take_aways")


def _scene(request: HttpRequest, review_id: uuid.UUID) -> Scene:
    return load(request.hats, review_id, on=clock.today())  # type: ignore[attr-defined]
