"""The profile, read: on screen, as PDF, in Word; and who has looked."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from trigpoint.findings import actions, rules
from trigpoint.findings.enums import Channel
from trigpoint.findings.queries import profile as profiles
from trigpoint.findings.queries.profile import Standing
from trigpoint.findings.web import documents
from trigpoint.findings.web.presenters import profile as present
from trigpoint.kernel import clock
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.queries.scene import Scene, load
from trigpoint.ui.web import show


@login_required
def profile(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """What the team saw. Who is not of the school opens it first: the school sees who looks, and a page never writes."""
    scene, standing = readable(request, review_id)
    if rules.visibility.is_logged(scene, standing) and not profiles.has_looked_on(
        scene.review, scene.hats.person_id, day=scene.on
    ):
        return show(request, "findings/profile_closed.html", present.closed(scene, standing))
    page = present.page(scene, standing)
    if page["output"].checked and not standing.is_released:
        page |= present.quality(scene, standing)
    return show(request, "findings/profile.html", page)


@login_required
@require_POST
def open_profile(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Note that this person looks today."""
    scene, _standing = readable(request, review_id)
    actions.school.look(actor=request.user, at=clock.now(), review=scene.review)  # type: ignore[arg-type]
    return redirect("findings:profile", review_id)


@login_required
@require_POST
def as_pdf(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Hand it out as an accessible PDF."""
    scene, standing = _taken(request, review_id, Channel.PDF)
    return _file(documents.as_pdf(scene, standing, at=clock.now()), documents.PDF, scene, "pdf")


@login_required
@require_POST
def as_word(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Hand it out as a Word document."""
    scene, standing = _taken(request, review_id, Channel.WORD)
    return _file(documents.as_word(scene, standing, at=clock.now()), documents.WORD, scene, "docx")


@login_required
def looks(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Who from outside the school has opened the profile."""
    scene = load(request.hats, review_id, on=clock.today())
    rules.visibility.may_see_looks(scene).require()
    context = {
        "scene": scene,
        "looks": profiles.looks(scene.review),
        "seen_by": _("Seen by the {school}'s {head} and senior leaders."),
    }
    return show(request, "findings/looks.html", context)


def readable(request: HttpRequest, review_id: uuid.UUID) -> tuple[Scene, Standing]:
    """The one rule of reading, for every form that the profile takes."""
    scene = load(request.hats, review_id, on=clock.today())
    standing = profiles.standing(scene.review)
    rules.visibility.may_see_profile(scene, standing).require()
    return scene, standing


def _taken(request: HttpRequest, review_id: uuid.UUID, channel: Channel) -> tuple[Scene, Standing]:
    scene, standing = readable(request, review_id)
    actions.school.look(actor=request.user, at=clock.now(), review=scene.review, channel=channel.value)  # type: ignore[arg-type]
    return scene, standing


def _file(content: bytes, kind: str, scene: Scene, extension: str) -> HttpResponse:
    name = documents.file_name(scene, extension)
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name),
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=kind, headers=headers)
