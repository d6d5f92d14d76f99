"""What came late or twice, for the lead reviewer to settle."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trigpoint.evidence import actions, rules
from trigpoint.evidence.queries import notes
from trigpoint.evidence.web import presenters
from trigpoint.kernel import clock
from trigpoint.reviews.queries.scene import load
from trigpoint.ui.web import show


@login_required
def set_aside(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Every such note with what it says."""
    scene = load(request.hats, review_id, on=clock.today())
    rules.keeping.may_settle(scene).require()
    found = [presenters.waiting(scene, row) for row in notes.set_aside(scene.review)]
    seen_by = _("Seen by you alone, and each by its author.")
    context = {"scene": scene, "found": found, "kept": presenters.kept(scene), "seen_by": seen_by}
    return show(request, "evidence/set_aside.html", context)


@login_required
@require_POST
def settle(request: HttpRequest, review_id: uuid.UUID, set_aside_id: uuid.UUID) -> HttpResponse:
    """Take it in, or leave it out."""
    scene = load(request.hats, review_id, on=clock.today())
    rules.keeping.may_settle(scene).require()
    take_in = request.POST.get("take_in") == "yes"
    row = notes.set_aside_one(scene.review, set_aside_id)
    actions.notes.settle(actor=request.user, at=clock.now(), set_aside=row, take_in=take_in)  # type: ignore[arg-type]
    messages.success(request, _("The note is among the notes now.") if take_in else _("The note is left out."))
    return redirect("evidence:set_aside", review_id)
