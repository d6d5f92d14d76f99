"""The first meeting: the story, the focus, lines of enquiry, how the visit runs, who is not available."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trigpoint.kernel import clock
from trigpoint.kernel.errors import Stale, TrigpointError
from trigpoint.people.queries.safeguarding import safeguarding
from trigpoint.reviews.actions import focus as actions
from trigpoint.reviews.actions import timetable as timetable_actions
from trigpoint.reviews.queries import focus as queries
from trigpoint.reviews.queries import scope, timetable
from trigpoint.reviews.queries.scene import Scene, load
from trigpoint.reviews.rules import focus as rules
from trigpoint.reviews.web.forms.focus import AspectsForm, LineForm, NotObservedForm, StoryForm
from trigpoint.reviews.web.presenters import focus as present
from trigpoint.ui.web import act, show


@login_required
def focus(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """The focus as a whole; those of the partnership see its themes."""
    scene = load(request.hats, review_id, on=clock.today())
    rules.may_read_themes(scene).require()
    if not rules.may_read(scene):
        themes = [theme.name for theme in queries.themes_in_focus(scene.review)]
        context = {"scene": scene, "themes": themes, "seen_by": present.seen_by()}
        return show(request, "reviews/focus_themes.html", context)
    return _page(request, scene)


@login_required
def story(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Write the school's story and how the visit runs."""
    scene, record = _writing(request, review_id)
    names = [*StoryForm.base_fields]
    form = StoryForm(request.POST or None, initial={name: getattr(record, name) for name in names})
    if request.method == "POST" and act(form, actions.save, actor=request.user, at=clock.now(), review=scene.review):
        return _done(request, review_id, _("Saved the story and how the visit runs."))
    return show(request, "reviews/focus_story.html", {"scene": scene, "form": form, "seen_by": present.seen_by()})


@login_required
def aspects(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Choose what the review looks at; a choice that breaks a guard is shown again with the reason."""
    scene, record = _writing(request, review_id)
    initial = {"aspects": record.aspects, "reasons": record.reasons, "version": record.version}
    themes = scope.themes(scene.review)
    form = AspectsForm(request.POST or None, themes=themes, initial=initial)
    if request.method == "POST" and act(form, actions.save, actor=request.user, at=clock.now(), review=scene.review):
        return _done(request, review_id, _("Saved what the review looks at."))
    return show(request, "reviews/focus_aspects.html", {"scene": scene, "form": form, "seen_by": present.seen_by()})


@login_required
def add_line(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Write a line of enquiry."""
    scene, record = _writing(request, review_id)
    form = LineForm(request.POST or None, aspects=scope.aspects(scene.review))
    if request.method == "POST" and act(
        form, actions.add_line, actor=request.user, at=clock.now(), review=scene.review
    ):
        return _done(request, review_id, _("Saved the line of enquiry."))
    return show(request, "reviews/focus_line.html", present.line(scene, record.aspects) | {"form": form})


@login_required
def change_line(request: HttpRequest, review_id: uuid.UUID, line_id: uuid.UUID) -> HttpResponse:
    """Other words for a line of enquiry."""
    scene, record = _writing(request, review_id)
    line = queries.line(scene.review, line_id)
    initial = {"question": line.question, "why": line.why, "aspects": line.aspects, "version": line.version}
    form = LineForm(request.POST or None, aspects=scope.aspects(scene.review), initial=initial)
    if request.method == "POST" and act(form, actions.change_line, actor=request.user, at=clock.now(), line=line):
        return _done(request, review_id, _("Saved the line of enquiry."))
    context = present.line(scene, record.aspects) | {"form": form, "line": line}
    return show(request, "reviews/focus_line.html", context)


@login_required
@require_POST
def remove_line(request: HttpRequest, review_id: uuid.UUID, line_id: uuid.UUID) -> HttpResponse:
    """Take a line of enquiry out."""
    scene, _record = _writing(request, review_id)
    line = queries.line(scene.review, line_id)
    actions.remove_line(actor=request.user, at=clock.now(), line=line)
    return _done(request, review_id, _("The line of enquiry is out."))


@login_required
@require_POST
def agree(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Lead or headteacher agrees what stands on the page."""
    scene = load(request.hats, review_id, on=clock.today())
    version = request.POST.get("version", "")
    try:
        record = actions.agree(
            actor=request.user,
            at=clock.now(),
            review=scene.review,
            version=int(version) if version.isdecimal() else -1,
        )
    except Stale as stale:
        return _page(request, scene, refusal=stale.message, status=409)
    except TrigpointError as refusal:
        rules.may_agree(scene, is_agreed=False).require()
        return _page(request, scene, refusal=str(refusal), status=403)
    both = queries.agreed_on(record) is not None
    said = _("The focus is agreed.") if both else _("You have agreed. The other of you is asked to agree, too.")
    return _done(request, review_id, said)


@login_required
@require_POST
def reopen(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Open an agreed focus again."""
    scene = load(request.hats, review_id, on=clock.today())
    actions.reopen(actor=request.user, at=clock.now(), review=scene.review)
    return _done(request, review_id, _("The focus is open again. Both of you agree once more when it is right."))


@login_required
def not_observed(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Classes and people that are not available for observation: never why."""
    scene = load(request.hats, review_id, on=clock.today())
    rules.may_see_not_observed(scene).require()
    review = scene.review
    form = NotObservedForm(request.POST or None, first=review.visit_starts_on, last=review.visit_ends_on)
    if request.method == "POST" and act(
        form, timetable_actions.set_not_observed, actor=request.user, at=clock.now(), review=review
    ):
        messages.success(request, _("Saved: not available for observation."))
        return redirect("reviews:not_observed", review_id)
    context = present.not_observed(scene, timetable.not_available(review))
    return show(request, "reviews/not_observed.html", context | {"form": form})


@login_required
@require_POST
def remove_not_observed(request: HttpRequest, review_id: uuid.UUID, slot_id: uuid.UUID) -> HttpResponse:
    """Available after all."""
    scene = load(request.hats, review_id, on=clock.today())
    rules.may_set_not_observed(scene).require()
    slot = timetable.closed_slot(scene.review, slot_id)
    timetable_actions.remove_not_observed(actor=request.user, at=clock.now(), review=scene.review, slot=slot)
    messages.success(request, _("Available again."))
    return redirect("reviews:not_observed", review_id)


def _page(request: HttpRequest, scene: Scene, *, refusal: str = "", status: int | None = None) -> HttpResponse:
    record = queries.focus(scene.review)
    contacts = safeguarding([scene.review.host_id], scene.on)
    context = present.page(scene, record, queries.lines(scene.review), contacts=contacts)
    context["has_not_observed"] = context["may_know_of_not_observed"] and timetable.has_not_available(scene.review)
    return show(request, "reviews/focus.html", context | {"refusal": refusal}, status=status)


def _writing(request: HttpRequest, review_id: uuid.UUID) -> tuple[Scene, Any]:
    scene = load(request.hats, review_id, on=clock.today())
    record = queries.focus(scene.review)
    rules.may_write(scene, is_agreed=queries.agreed_on(record) is not None).require()
    return scene, record


def _done(request: HttpRequest, review_id: uuid.UUID, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("reviews:focus", review_id)
