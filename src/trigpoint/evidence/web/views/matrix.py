"""Where the evidence is thin: by aspect and kind, and by person."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from trigpoint.evidence import actions, rules
from trigpoint.evidence.queries import plans, stages
from trigpoint.evidence.web import presenters
from trigpoint.kernel import clock
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.queries.scene import load
from trigpoint.reviews.queries.team import members
from trigpoint.ui.web import show


@login_required
def matrix(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Counts, no words: the whole team sees them during the visit too."""
    scene = load(request.hats, review_id, on=clock.today())
    rules.visibility.may_see_own(scene).require()
    over = stages.visit_over(scene)
    sees_all = bool(rules.visibility.may_see_all(scene, visit_over=over))
    found = presenters.matrix(scene, plans.in_focus(scene.review), linked=sees_all)
    people = presenters.people_of((row["row"] for row in found["rows"]), members(scene.review, on=scene.on))
    return show(
        request,
        "evidence/matrix.html",
        {
            "scene": scene,
            "matrix": found,
            "people": people,
            "may_record": rules.keeping.may_record(scene),
            "may_end": not stages.is_done(scene.review, "visit") and rules.keeping.may_end_visit(scene),
            "over": over,
            "kept": presenters.kept(scene),
            "seen_by": _("Seen by the {review_team}: numbers, no words."),
        },
    )


@login_required
@require_POST
def end_visit(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """The lead reviewer says that the visit is over."""
    scene = load(request.hats, review_id, on=clock.today())
    actions.visit.end(actor=request.user, at=clock.now(), review=scene.review)  # type: ignore[arg-type]
    messages.success(request, _("The visit is over. The team now reads each other's notes."))
    return redirect("evidence:matrix", review_id)
