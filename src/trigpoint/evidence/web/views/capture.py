"""A note, put down in the corridor: what the timetable knows is filled in; one box, one button."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from trigpoint.evidence import actions, rules
from trigpoint.evidence.actions.notes import Receipt
from trigpoint.evidence.queries import notes, plans
from trigpoint.evidence.web import presenters
from trigpoint.evidence.web.forms import NoteForm
from trigpoint.kernel import clock
from trigpoint.reviews.queries.scene import Scene, load
from trigpoint.ui.web import act, show


@login_required
def capture(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Save and start the next; what can't be taken stays in the box."""
    scene = load(request.hats, review_id, on=clock.today())
    rules.keeping.may_record(scene).require()
    initial, activity = presenters.start(scene, clock.now())
    form = NoteForm(
        request.POST or None,
        initial=initial,
        aspects=plans.in_focus(scene.review),
        kinds=presenters.kinds(scene),
        several=scene.model.word("aspects"),
    )
    if request.method == "POST" and (receipt := save(request, scene, form)):
        messages.success(request, presenters.saved(receipt))
        return redirect("evidence:capture", review_id)
    last = notes.newest(scene.review, scene.hats.person_id)
    return show(
        request,
        "evidence/capture.html",
        {
            "scene": scene,
            "form": form,
            "eyebrow": presenters.eyebrow(initial, activity),
            "kind": scene.model.evidence_labels.get(str(form["kind"].value() or ""), ""),
            "known": activity is not None and not form.errors,
            "safe": presenters.safe_here(presenters.count_mine(scene), last),
            "failed": bool(form.errors),
            "seen_by": presenters.seen_by(scene),
        },
    )


def save(request: HttpRequest, scene: Scene, form: NoteForm) -> Receipt | None:
    """The receipt, or None with what is to be put right on the form."""
    form.is_valid()
    found: Receipt | None = act(
        form, actions.notes.record, actor=request.user, at=clock.now(), review=scene.review, **form.note()
    )
    return found
