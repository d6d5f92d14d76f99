"""The visit hour by hour: for the whole team, for one person on a phone, and on paper."""

import contextlib
import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trigpoint.kernel import clock
from trigpoint.reviews.actions import timetable as actions
from trigpoint.reviews.queries import focus, subject, team
from trigpoint.reviews.queries import timetable as queries
from trigpoint.reviews.queries.scene import Scene, load
from trigpoint.reviews.queries.timetable import Entry
from trigpoint.reviews.rules import focus as focus_rules
from trigpoint.reviews.rules import timetable as rules
from trigpoint.reviews.web.forms.timetable import ActivityForm
from trigpoint.reviews.web.presenters import timetable as present
from trigpoint.ui.web import act, show


@login_required
def timetable(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """The days of the visit; `?person=` shows one person's."""
    scene = load(request.hats, review_id, on=clock.today())
    return show(request, "reviews/timetable.html", _page(request, scene))


@login_required
def printed(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """The whole team's timetable, to be printed."""
    scene = load(request.hats, review_id, on=clock.today())
    return show(request, "reviews/timetable_print.html", _page(request, scene))


@login_required
def add(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Add an activity."""
    scene = load(request.hats, review_id, on=clock.today())
    rules.may_add(scene).require()
    form = _form(request, scene)
    if request.method == "POST" and act(
        form, actions.add_activity, actor=request.user, at=clock.now(), review=scene.review
    ):
        messages.success(request, _("“%(what)s” is in the timetable.") % {"what": form.cleaned_data["what"]})
        return redirect("reviews:timetable", review_id)
    context = {"scene": scene, "form": form, "seen_by": present.seen_by()}
    return show(request, "reviews/timetable_activity.html", context)


@login_required
def change(request: HttpRequest, review_id: uuid.UUID, activity_id: uuid.UUID) -> HttpResponse:
    """Change an activity."""
    scene = load(request.hats, review_id, on=clock.today())
    rules.may_write(scene).require()
    activity = queries.activity(scene.review, activity_id)
    entry = queries.entry(scene.review, activity_id)
    form = _form(request, scene, entry)
    if request.method == "POST" and act(
        form, actions.change_activity, actor=request.user, at=clock.now(), activity=activity
    ):
        messages.success(request, _("“%(what)s” is saved.") % {"what": form.cleaned_data["what"]})
        return redirect("reviews:timetable", review_id)
    context = {"scene": scene, "form": form, "entry": entry, "seen_by": present.seen_by()}
    return show(request, "reviews/timetable_activity.html", context)


@login_required
@require_POST
def remove(request: HttpRequest, review_id: uuid.UUID, activity_id: uuid.UUID) -> HttpResponse:
    """Take an activity out."""
    scene = load(request.hats, review_id, on=clock.today())
    rules.may_write(scene).require()
    activity = queries.activity(scene.review, activity_id)
    actions.remove_activity(actor=request.user, at=clock.now(), activity=activity)
    messages.success(request, _("“%(what)s” is out of the timetable.") % {"what": activity.what})
    return redirect("reviews:timetable", review_id)


def _page(request: HttpRequest, scene: Scene) -> dict[str, Any]:
    rules.may_read(scene).require()
    person_id = None
    with contextlib.suppress(ValueError):
        person_id = uuid.UUID(request.GET.get("person", ""))
    return present.page(
        scene,
        queries.activities(scene.review),
        team=team.members(scene.review, on=scene.on),
        in_focus=focus.in_focus(scene.review),
        person_id=person_id,
        has_not_available=bool(focus_rules.may_know_of_not_observed(scene)) and queries.has_not_available(scene.review),
    )


def _form(request: HttpRequest, scene: Scene, entry: Entry | None = None) -> ActivityForm:
    return ActivityForm(
        request.POST or None,
        scene=scene,
        team=team.members(scene.review, on=scene.on),
        leaders=queries.partners(scene.review, on=scene.on),
        sites=[(site.id, site.name) for site in subject.sites(scene.review)],
        aspects=focus.looked_at(scene.review),
        entry=entry,
    )
