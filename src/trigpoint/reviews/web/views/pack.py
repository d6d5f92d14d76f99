"""The data pack: the school fills and releases it; the team opens it, and the school sees who has looked."""

import functools
import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trigpoint.kernel import clock, files
from trigpoint.kernel.errors import Missing
from trigpoint.reviews.actions import pack as actions
from trigpoint.reviews.enums import ItemKind
from trigpoint.reviews.queries import pack as queries
from trigpoint.reviews.queries import self_evaluation, signing, team
from trigpoint.reviews.queries.pack import Opening
from trigpoint.reviews.queries.scene import Scene, load
from trigpoint.reviews.rules import pack as rules
from trigpoint.reviews.web.forms.pack import FORMS, ReleaseForm
from trigpoint.reviews.web.presenters import pack as present
from trigpoint.ui.web import act, show


@login_required
def pack(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """What is in it. Somebody of the team opens it first: a look is noted, and never by a page that is only read."""
    scene, opening = _readable(request, review_id)
    if not _may_look(scene, opening, request.user.pk):
        context = {"scene": scene, "opening": opening, "said": present.said(scene, opening)}
        return show(request, "reviews/pack_closed.html", context | {"seen_by": present.seen_by(scene, opening)})
    status = self_evaluation.status(scene.review)
    return show(request, "reviews/pack.html", present.page(scene, queries.items(scene.review), opening, status))


@login_required
@require_POST
def open_pack(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Note that this person looks today."""
    scene, _opening = _readable(request, review_id)
    actions.record_view(actor=request.user, at=clock.now(), review=scene.review)
    return redirect("reviews:pack", review_id)


@login_required
def add(request: HttpRequest, review_id: uuid.UUID, kind: str) -> HttpResponse:
    """Put in a file, a note or a link."""
    scene = load(request.hats, review_id, on=clock.today())
    rules.may_fill(scene).require()
    if kind not in FORMS:
        raise Missing
    form = FORMS[kind](request.POST or None, request.FILES or None)
    if request.method == "POST":
        adding = actions.add_file if kind == ItemKind.FILE else functools.partial(actions.add_item, kind=kind)
        made = act(form, adding, actor=request.user, at=clock.now(), review=scene.review)
        if made:
            messages.success(request, _("“%(title)s” is in the pack.") % {"title": made.title})
            return redirect("reviews:pack", review_id)
    opening = queries.release(scene.review)
    context = {"scene": scene, "form": form, "kind": kind, "seen_by": present.seen_by(scene, opening)}
    return show(request, "reviews/pack_add.html", context)


@login_required
@require_POST
def add_figures(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Put in what the register says of the school."""
    scene = load(request.hats, review_id, on=clock.today())
    actions.add_item(actor=request.user, at=clock.now(), review=scene.review, kind=ItemKind.FIGURES)
    messages.success(request, _("The figures are in the pack."))
    return redirect("reviews:pack", review_id)


@login_required
@require_POST
def remove(request: HttpRequest, review_id: uuid.UUID, item_id: uuid.UUID) -> HttpResponse:
    """Take one thing out."""
    scene = load(request.hats, review_id, on=clock.today())
    rules.may_fill(scene).require()
    item = queries.item(scene.review, item_id)
    actions.withdraw_item(actor=request.user, at=clock.now(), item=item)
    messages.success(request, _("“%(title)s” is out of the pack.") % {"title": item.title})
    return redirect("reviews:pack", review_id)


@login_required
def release(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Check what goes to whom, and release it."""
    scene = load(request.hats, review_id, on=clock.today())
    opening = queries.release(scene.review)
    status = self_evaluation.status(scene.review)
    rules.may_release(scene, is_complete=True, is_released=opening is not None).require()
    named = [member for member in team.members(scene.review, on=scene.on) if member.reviews]
    form = ReleaseForm(request.POST or None, initial={"expires_on": queries.usual_last_day(scene)})
    if request.method == "POST" and act(form, actions.release, actor=request.user, at=clock.now(), review=scene.review):
        messages.success(request, _("The data pack is open to your team."))
        return redirect("reviews:pack", review_id)
    context = present.release(scene, queries.items(scene.review), named, signing.breaches(scene, named), status)
    return show(request, "reviews/pack_release.html", context | {"form": form})


@login_required
@require_POST
def withdraw(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Close the pack to the team."""
    scene = load(request.hats, review_id, on=clock.today())
    actions.withdraw(actor=request.user, at=clock.now(), review=scene.review)
    messages.success(request, _("The data pack is closed to the team. Who had looked stays in the list."))
    return redirect("reviews:pack", review_id)


@login_required
def expiry(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Give the pack another last day."""
    scene, opening = _readable(request, review_id)
    rules.may_fill(scene).require()
    if opening is None:
        raise Missing
    form = ReleaseForm(request.POST or None, initial={"expires_on": opening.expires_on})
    if request.method == "POST" and act(
        form, actions.set_expiry, actor=request.user, at=clock.now(), review=scene.review
    ):
        messages.success(request, _("The last day is changed."))
        return redirect("reviews:pack", review_id)
    context = {"scene": scene, "form": form, "seen_by": present.seen_by(scene, opening)}
    return show(request, "reviews/pack_expiry.html", context)


@login_required
def looks(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Who of the team has looked, at what, and when."""
    scene = load(request.hats, review_id, on=clock.today())
    rules.may_see_looks(scene).require()
    context = present.looks(scene, queries.looks(scene.review), queries.releases(scene.review))
    return show(request, "reviews/pack_looks.html", context)


@login_required
@require_POST
def take(request: HttpRequest, review_id: uuid.UUID, item_id: uuid.UUID) -> HttpResponse:
    """Note that this person takes the file, then hand it out."""
    scene, _opening = _readable(request, review_id)
    actions.record_view(actor=request.user, at=clock.now(), review=scene.review, item_id=item_id)
    return redirect("reviews:pack_file", review_id, item_id)


@login_required
def file(request: HttpRequest, review_id: uuid.UUID, item_id: uuid.UUID) -> HttpResponse:
    """The file itself, to be saved and never shown in place; for the team after it was asked for today."""
    scene, opening = _readable(request, review_id)
    item = queries.item(scene.review, item_id)
    taken = opening is not None and queries.has_taken(opening, item_id, request.user.pk, on=scene.on)
    if item.kind != ItemKind.FILE:
        raise Missing
    if rules.is_outside(scene) and not taken:
        return redirect("reviews:pack", review_id)
    response = HttpResponse(files.read(item.sha256), content_type=item.media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=item.file_name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _readable(request: HttpRequest, review_id: uuid.UUID) -> tuple[Scene, Opening | None]:
    """The scene and the release that stands, for somebody who may read the pack now."""
    scene = load(request.hats, review_id, on=clock.today())
    opening = queries.release(scene.review)
    rules.may_read(
        scene,
        opening,
        is_shared=self_evaluation.status(scene.review).is_shared,
        has_signed=not rules.is_outside(scene) or signing.has_signed(scene),
    ).require()
    return scene, opening


def _may_look(scene: Scene, opening: Opening | None, person_id: uuid.UUID) -> bool:
    if not rules.is_outside(scene):
        return True
    return opening is not None and queries.has_opened(opening, person_id, on=scene.on)
