"""How long what a review leaves behind is kept; the school's head holds it, and lifts the hold."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from trigpoint.kernel import clock
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.queries.keeping import keeper
from trigpoint.reviews.rules import keeping as rules
from trigpoint.reviews.web import asking
from trigpoint.reviews.web.forms.keeping import HoldForm
from trigpoint.reviews.web.presenters import keeping as presenters
from trigpoint.ui.web import act, show


@login_required
def kept(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Until when, and whether a hold is in force; what it is for is told to the head alone."""
    scene = asking.scene(request, review_id)
    typed = {}
    if request.method == "POST":
        known = keeper(request.POST.get("what", ""))
        rules.may_hold(scene, known.thing, known.thing.of(scene.review)).require()
        form = typed[known.thing.key] = HoldForm(request.POST, what=known.thing.key)
        if act(form, known.hold, actor=request.user, at=clock.now(), review=scene.review):
            messages.success(request, _("It is held until you lift the hold."))
            return redirect("reviews:kept", review_id)
    return show(request, "reviews/kept.html", presenters.page(scene, rules.readable(scene), typed))


@login_required
@require_POST
def lift(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """It is held no longer."""
    scene = asking.scene(request, review_id)
    known = keeper(request.POST.get("what", ""))
    known.lift(actor=request.user, at=clock.now(), review=scene.review)
    messages.success(request, _("It is held no longer."))
    return redirect("reviews:kept", review_id)
