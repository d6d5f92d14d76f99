"""What a review is about and asks of people: its scope, everybody's briefing, and what it costs. Made to be printed."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.programmes.language.speech import ngettext
from trigpoint.reviews.actions import sheets as actions
from trigpoint.reviews.queries import effort as efforts
from trigpoint.reviews.queries import sheet as queries
from trigpoint.reviews.rules import sheet as rules
from trigpoint.reviews.web import asking
from trigpoint.reviews.web.presenters import sheet as present
from trigpoint.ui import panels
from trigpoint.ui.web import show


@login_required
def scope(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """What is reviewed, by whom, when and about what."""
    scene = asking.scene(request, review_id)
    rules.may_read_scope(scene).require()
    more = [
        render_to_string(template, {**context, "scene": scene}, request)
        for template, context in panels.panels("review.scope", scene)
    ]
    return show(request, "reviews/scope.html", {**present.scope(scene), "panels": more})


@login_required
def sheets(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Everybody's briefing on one page, for the lead and the head to print; and what was sent and read."""
    scene = asking.scene(request, review_id)
    rules.may_read_all(scene).require()
    found = queries.sheets(scene)
    context = {
        "scene": scene,
        "sheets": [present.sheet(scene, one) for one in found],
        "may_send": rules.may_send(scene),
        "seen_by": _("Everybody reads their own briefing; the {lead} and the {head} of the host read all."),
    }
    return show(request, "reviews/sheets.html", context)


@login_required
def sheet(request: HttpRequest, review_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """One person's briefing."""
    scene = asking.scene(request, review_id)
    rules.may_read(scene, person_id).require()
    found = queries.of_person(scene, person_id)
    if found is None:
        raise Missing
    own = scene.hats.person_id == person_id
    context = {
        "scene": scene,
        "sheet": present.sheet(scene, found),
        "own": own,
        "may_confirm": own and found.sent_on is not None and found.read_on is None,
        "seen_by": _("You, the {lead} and the {head} of the host read this.") if own else "",
    }
    return show(request, "reviews/sheet.html", context)


@login_required
@require_POST
def send(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Send everybody their briefing."""
    scene = asking.scene(request, review_id)
    told = actions.send(actor=request.user, at=clock.now(), review=scene.review)
    words = ngettext("Sent to %(n)d person.", "Sent to %(n)d people.", told)
    messages.success(request, words % {"n": told})
    return redirect("reviews:sheets", review_id)


@login_required
@require_POST
def confirm(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Say that one has read one's own."""
    scene = asking.scene(request, review_id)
    actions.confirm(actor=request.user, at=clock.now(), review=scene.review)
    messages.success(request, _("Saved: you have read your briefing."))
    return redirect("reviews:sheet", review_id, request.user.pk)


@login_required
def effort(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """What the review asks of people. `?day=` is what a day of cover costs; it is not kept."""
    scene = asking.scene(request, review_id)
    rules.may_see_effort(scene).require()
    shown = present.effort(scene, efforts.effort(scene), typed_cost=request.GET.get("day", "")[:40])
    seen_by = _("Those who plan, lead and host this review see this page.")
    return show(request, "reviews/effort.html", {"scene": scene, "seen_by": seen_by, **shown})
