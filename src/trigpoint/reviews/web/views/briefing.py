"""The second meeting: who looks at what."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.reviews.actions import briefing as actions
from trigpoint.reviews.queries import briefing as queries
from trigpoint.reviews.queries import focus, team
from trigpoint.reviews.queries.scene import load
from trigpoint.reviews.rules import briefing as rules
from trigpoint.reviews.web.forms.briefing import AllocationForm, HoldForm
from trigpoint.reviews.web.presenters import briefing as present
from trigpoint.ui.web import act, show


@login_required
def briefing(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Who looks at what; the lead records that the team has met."""
    scene = load(request.hats, review_id, on=clock.today())
    rules.may_read(scene).require()
    form = HoldForm(request.POST or None, initial={"held_on": scene.on})
    if request.method == "POST" and act(form, actions.hold, actor=request.user, at=clock.now(), review=scene.review):
        messages.success(request, _("The team is briefed: next is the visit."))
        return redirect("reviews:briefing", review_id)
    context = present.page(
        scene,
        team=team.members(scene.review, on=scene.on),
        aspects=focus.in_focus(scene.review),
        lines=focus.lines(scene.review),
        tasks=queries.allocations(scene.review),
        record=queries.briefing(scene.review),
        focus_is_agreed=focus.is_agreed(scene.review),
    )
    return show(request, "reviews/briefing.html", context | {"form": form})


@login_required
def allocate(request: HttpRequest, review_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Say what one person of the team looks at."""
    scene = load(request.hats, review_id, on=clock.today())
    rules.may_allocate(scene).require()
    named = team.members(scene.review, on=scene.on)
    member = next((seat for seat in named if seat.person_id == person_id and seat.reviews), None)
    if member is None:
        raise Missing
    task = queries.allocations(scene.review).get(person_id, queries.NOTHING)
    form = AllocationForm(
        request.POST if request.method == "POST" else None,
        aspects=focus.in_focus(scene.review),
        lines=focus.lines(scene.review),
        initial={"aspects": list(task.aspects), "lines": [str(line) for line in task.lines]},
    )
    if request.method == "POST" and act(
        form, actions.allocate, actor=request.user, at=clock.now(), review=scene.review, person_id=person_id
    ):
        messages.success(request, _("Saved what %(name)s looks at.") % {"name": member.name})
        return redirect("reviews:briefing", review_id)
    context = {"scene": scene, "form": form, "member": member, "seen_by": present.seen_by()}
    return show(request, "reviews/briefing_allocate.html", context)
