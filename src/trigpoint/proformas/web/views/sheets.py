"""The forms of a review: which there are, each stage's, one filled in."""

import functools
import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing, Refused, Unacceptable
from trigpoint.kernel.tables import as_csv
from trigpoint.proformas.actions import sheets as actions
from trigpoint.proformas.queries import printed, sheets, spots
from trigpoint.proformas.queries.sheets import Written
from trigpoint.proformas.queries.spots import Spot
from trigpoint.proformas.rules import answers as rules
from trigpoint.proformas.rules.visibility import Facts, may_fill, may_finish, may_know, may_read
from trigpoint.proformas.web import forms as asking
from trigpoint.proformas.web.presenters import sheets as presenters
from trigpoint.programmes.language.pieces import FormDefinition, StageDefinition
from trigpoint.reviews.queries.scene import Scene, load
from trigpoint.ui.web import act, is_fragment, show


@login_required
def forms(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Every form of the review that concerns the person, stage by stage."""
    scene = _scene(request, review_id)
    context = presenters.stages(scene)
    if not context["stages"]:
        raise Refused(_("This review has no form that you fill in or read."))
    return show(request, "proformas/forms.html", context)


@login_required
def export(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Every answer of the forms that the person may read, as a table."""
    scene = _scene(request, review_id)
    found = presenters.readable(scene)
    if not found:
        raise Refused(_("There is no form yet that you may read."))
    columns = [_("Form"), _("About"), _("Whose words"), _("Question"), _("Answer")]
    table = as_csv(columns, printed.table(found))
    response = HttpResponse(f"\ufeff{table}", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="forms.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
def stage(request: HttpRequest, review_id: uuid.UUID, stage: str) -> HttpResponse:
    """The forms of one stage, and what is still missing before it is done."""
    scene = _scene(request, review_id)
    return _stage_page(request, scene, _stage(scene, stage))


@login_required
@require_POST
def finish(request: HttpRequest, review_id: uuid.UUID, stage: str) -> HttpResponse:
    """Its owner says that the stage is done."""
    scene = _scene(request, review_id)
    found = _stage(scene, stage)
    try:
        actions.finish(actor=request.user, at=clock.now(), review=scene.review, stage=stage)
    except Refused as refusal:
        may_finish(scene, found.owner_key).require()
        return _stage_page(request, scene, found, refusal=str(refusal), status=422)
    messages.success(request, _("“%(stage)s” is done.") % {"stage": found.title})
    return redirect("proformas:stage", review_id, stage)


@login_required
def sheet(request: HttpRequest, review_id: uuid.UUID, form: str, place: str, number: int) -> HttpResponse:
    """One form: written (saved as it is typed, or with a button; sent in with another), or read."""
    scene = _scene(request, review_id)
    asked, spot = _asked(scene, form, place, number)
    said = sheets.one(scene.review, form, place, number)
    facts = Facts(sent=said.is_sent, own=spots.is_own(scene, spot))
    if request.method == "POST":
        may_fill(scene, asked, facts).require()
        return _save(request, scene, asked, spot, number)
    may_read(scene.model, asked, scene.parts, facts).require()
    return _sheet_page(request, scene, asked, spot, number)


@login_required
@require_POST
def reopen(request: HttpRequest, review_id: uuid.UUID, form: str, place: str, number: int) -> HttpResponse:
    """Open it again."""
    scene = _scene(request, review_id)
    _asked(scene, form, place, number)
    actions.reopen(actor=request.user, at=clock.now(), review=scene.review, form=form, place=place, number=number)
    messages.success(request, _("The form is open again. What was sent in before is kept."))
    return redirect("proformas:sheet", review_id, form, place, number)


def _scene(request: HttpRequest, review_id: uuid.UUID) -> Scene:
    return load(request.hats, review_id, on=clock.today())  # type: ignore[attr-defined]


def _stage(scene: Scene, key: str) -> StageDefinition:
    """A stage of the review whose forms concern the person, or whose owner they are. Raises Missing."""
    found = scene.model.stage_by_key.get(key)
    if found is None:
        raise Missing
    concerned = any(may_know(scene.model, form, scene.parts) for form in scene.model.forms_of(found))
    if not concerned and not (found.kind == "record" and may_finish(scene, found.owner_key)):
        raise Refused(_("This stage is for others in the review."))
    return found


def _asked(scene: Scene, form: str, place: str, number: int) -> tuple[FormDefinition, Spot]:
    """The form and its place, for somebody whom it concerns. Raises Missing or Refused."""
    asked = scene.model.form(form)
    if asked is None:
        raise Missing
    may_know(scene.model, asked, scene.parts).require()
    due = presenters.due(scene, asked)
    found = next((each for each in due if (each.spot.place, each.number) == (place, number)), None)
    if found is not None:
        return asked, found.spot
    following = presenters.next_number(scene, asked, due, place)
    spot = next((each.spot for each in due if each.spot.place == place), None)
    if spot is None or number != following:
        raise Missing
    return asked, spot


def _save(request: HttpRequest, scene: Scene, asked: FormDefinition, spot: Spot, number: int) -> HttpResponse:
    said = sheets.one(scene.review, asked.key, spot.place, number)
    form = asking.SheetForm(request.POST, asked=asked, said=said)
    save = functools.partial(actions.save, form=asked.key, place=spot.place, number=number)
    kept = act(form, save, actor=request.user, at=clock.now(), review=scene.review)
    if is_fragment(request):
        return _as_typed(request, asked, sheets.one(scene.review, asked.key, spot.place, number), form)
    if kept is not None and "send" in request.POST:
        return _send(request, scene, asked, spot, number)
    if kept is not None:
        messages.success(request, _("Saved “%(form)s”.") % {"form": asked.title})
        return redirect("proformas:sheet", scene.review.pk, asked.key, spot.place, number)
    form.move_on(sheets.one(scene.review, asked.key, spot.place, number))
    return _sheet_page(request, scene, asked, spot, number, form=form)


def _send(request: HttpRequest, scene: Scene, asked: FormDefinition, spot: Spot, number: int) -> HttpResponse:
    """Send in what was just saved; where something is missing, it stays saved and the page says what."""
    said = sheets.one(scene.review, asked.key, spot.place, number)
    sending = asking.SendForm(request.POST, asked=asked, names=rules.names(said.answers) if asked.sponsor else [])
    form = asking.SheetForm(request.POST, asked=asked, said=said)
    form.move_on(said)

    def send(*, answers_for: bool = False, no_names: bool = False, **given: Any) -> Any:
        """What a field lacks is said beside it; the rest where it is sent."""
        try:
            return actions.send(
                form=asked.key, place=spot.place, number=number, answers_for=answers_for, no_names=no_names, **given
            )
        except Unacceptable as error:
            raise Unacceptable(form.take(error.errors)) from error

    if act(sending, send, actor=request.user, at=clock.now(), review=scene.review) is None:
        return _sheet_page(request, scene, asked, spot, number, form=form, sending=sending)
    messages.success(request, _("“%(form)s” is sent in.") % {"form": asked.title})
    return redirect("proformas:stage", scene.review.pk, asked.stage)


def _as_typed(request: HttpRequest, asked: FormDefinition, said: Written, form: asking.SheetForm) -> HttpResponse:
    """The answer to a save while somebody types: a line in words, and what counts as read from now on."""
    trouble = [str(message) for messages_ in form.errors.values() for message in messages_]
    context = {"time": clock.now(), "trouble": trouble}
    if not trouble:
        context["fresh"] = asking.SheetForm(asked=asked, said=said)
    return show(request, "proformas/saved.html", context)


def _sheet_page(
    request: HttpRequest,
    scene: Scene,
    asked: FormDefinition,
    spot: Spot,
    number: int,
    *,
    form: asking.SheetForm | None = None,
    sending: asking.SendForm | None = None,
) -> HttpResponse:
    said = sheets.one(scene.review, asked.key, spot.place, number)
    context = presenters.sheet(scene, asked, spot, number, said)
    if context["writing"]:
        names = rules.names(said.answers) if asked.sponsor else []
        context["form"] = form or asking.SheetForm(asked=asked, said=said)
        context["sending"] = sending or asking.SendForm(asked=asked, names=names)
    return show(request, "proformas/sheet.html", context)


def _stage_page(
    request: HttpRequest, scene: Scene, stage: StageDefinition, *, refusal: str = "", status: int | None = None
) -> HttpResponse:
    context = presenters.stage(scene, stage) | {"refusal": refusal}
    return show(request, "proformas/stage.html", context, status=status)
