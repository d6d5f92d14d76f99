"""The school's own forms: brought, read, taken off."""

import uuid
from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trigpoint.evidence import actions, rules
from trigpoint.evidence.queries import notes, stages
from trigpoint.evidence.queries.notes import Attachment
from trigpoint.evidence.web.forms import FileForm
from trigpoint.evidence.web.views.notes import whole
from trigpoint.kernel import clock, files
from trigpoint.kernel.errors import Missing, Refused
from trigpoint.reviews.queries.scene import Scene, load
from trigpoint.ui.web import act, show


@login_required
@require_POST
def attach(request: HttpRequest, review_id: uuid.UUID, note_id: uuid.UUID) -> HttpResponse:
    """Bring a file to one's own note."""
    scene = load(request.hats, review_id, on=clock.today())
    rules.keeping.may_attach(scene).require()
    found = notes.get(scene.review, note_id)
    if found.author_id != request.user.pk:
        raise Missing
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        given = form.cleaned_data["file"]
        if given.size > files.LARGEST:
            form.add_error("file", _("This file is larger than 20 MB. Send a smaller copy, or a part of it."))
        elif act(
            form,
            actions.attachments.attach,
            actor=request.user,
            at=clock.now(),
            note=found,
            name=given.name,
            data=given.read(),
        ):
            messages.success(request, _("Saved the file with the note."))
            return redirect("evidence:note", review_id, note_id)
    return show(request, "evidence/note.html", {**whole(scene, found), "form": form})


@login_required
def attachment(request: HttpRequest, review_id: uuid.UUID, attachment_id: uuid.UUID) -> HttpResponse:
    """Hand the file out, never shown inside our own pages."""
    _scene, found = _attachment(request, review_id, attachment_id)
    response = HttpResponse(files.read(found.sha256), content_type=found.media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_POST
def remove(request: HttpRequest, review_id: uuid.UUID, attachment_id: uuid.UUID) -> HttpResponse:
    """Take a file off one's own note."""
    _scene, found = _attachment(request, review_id, attachment_id)
    if found.note.author_id != request.user.pk:
        raise Refused(_("A note is its author's: only they take a file off it."))
    actions.attachments.remove(actor=request.user, at=clock.now(), attachment=found)  # type: ignore[arg-type]
    messages.success(request, _("The file is off the note."))
    return redirect("evidence:note", review_id, found.note_id)


def _attachment(request: HttpRequest, review_id: uuid.UUID, attachment_id: uuid.UUID) -> tuple[Scene, Attachment]:
    scene = load(request.hats, review_id, on=clock.today())
    rules.visibility.may_see_own(scene).require()
    found = notes.attachment(scene.review, attachment_id)
    over = stages.visit_over(scene)
    if not rules.visibility.may_see(scene, author_id=found.note.author_id, visit_over=over):
        raise Missing
    return scene, found
