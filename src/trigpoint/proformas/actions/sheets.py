"""Fill in a form of the model, send it in, open it again; and say that a stage is done which has nothing but forms."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Missing, Refused, Stale, Unacceptable
from trigpoint.kernel.events import publish
from trigpoint.people.queries.accounts import Account
from trigpoint.proformas.events import FormSent
from trigpoint.proformas.lifecycle import SHEET
from trigpoint.proformas.models import Answer, Sending, Sheet
from trigpoint.proformas.queries import sheets, spots
from trigpoint.proformas.queries.spots import REVIEW, Spot
from trigpoint.proformas.rules import answers as rules
from trigpoint.proformas.rules.visibility import Facts, may_fill, may_finish
from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.language.pieces import FormDefinition, StageDefinition
from trigpoint.reviews.actions import stages
from trigpoint.reviews.queries.scene import Review, Scene, acting
from trigpoint.reviews.queries.stages import stages as steps_of
from trigpoint.reviews.rules import conditions

MOST_TIMES = 99


@action("proformas.save_form", subject="review")
def save(
    *,
    actor: Account,
    at: dt.datetime,
    review: Review,
    form: str,
    answers: dict[str, Any],
    place: str = REVIEW,
    number: int = 1,
    voices: str | None = None,
    versions: dict[str, int] | None = None,
) -> Sheet:
    """
    Keep what is given; fields that are left out stay as they are, and nothing has to be whole before it is sent in.

    `place` is "review", "site-<id>", "area-<code>" or "person-<id>", as the form has it. `versions` names, for each field
    given, the version that was read (0, or nothing: it had never been written). All of it is kept or none.
    Raises Unacceptable by field, or Stale with what is held now when somebody else wrote one of these fields since.
    """
    scene = acting(actor.pk, review, at=at)
    asked, spot = _asked(scene, form, place, number)
    sheet = _locked(scene, asked, spot, number)
    if sheet.state != SHEET.initial:
        raise Refused(_("This form has been sent in. Open it again to change it."))
    wanted = _accepted(asked, answers)
    held = {row.field: row for row in sheet.answers.all()}
    changed = {key: value for key, value in wanted.items() if value != (held[key].value if key in held else None)}
    _refuse_stale(changed, held, versions or {})
    for field, value in changed.items():
        Answer.objects.update_or_create(
            sheet=sheet,
            field=field,
            defaults={
                "value": value,
                "version": held[field].version + 1 if field in held else 1,
                "saved_at": at,
                "saved_by": actor,
            },
        )
    if voices is not None and asked.sponsor and voices.strip() != sheet.voices:
        sheet.voices = _group(voices)
        sheet.save(update_fields=["voices"])
    return sheet


@action("proformas.send_form", subject="review")
def send(
    *,
    actor: Account,
    at: dt.datetime,
    review: Review,
    form: str,
    place: str = REVIEW,
    number: int = 1,
    answers_for: bool = False,
    no_names: bool = False,
) -> Sheet:
    """
    Send a form in: from now on those whom the model names read it. A stage of forms alone is done with the last of them.

    Raises Unacceptable, by field, for what is missing. What children or families said needs the name of their group, and
    an adult who answers for it (`answers_for`); `no_names` says that what looks like a name is none.
    """
    scene = acting(actor.pk, review, at=at)
    asked, spot = _asked(scene, form, place, number)
    stage = scene.model.stage_by_key[asked.stage]
    conditions.may_begin(review, stage, on=scene.on).require()
    sheet = _locked(scene, asked, spot, number)
    values = {row.field: row.value for row in sheet.answers.all()}
    wrong = rules.missing(asked, values)
    if asked.sponsor:
        wrong |= _unsponsored(sheet, values, answers_for=answers_for, no_names=no_names)
    if wrong:
        raise Unacceptable(wrong)
    SHEET.advance(sheet, "send")
    sheet.sent_at, sheet.sent_by = at, actor
    sheet.save(update_fields=["state", "sent_at", "sent_by"])
    Sending.objects.create(
        sheet=sheet,
        number=sheet.sendings.count() + 1,
        content={"answers": values, "voices": sheet.voices},
        sent_at=at,
        sent_by=actor,
    )
    publish(FormSent(at=at, actor_id=actor.pk, review_id=review.pk, stage=stage.key, form=asked.key, sheet_id=sheet.pk))
    if stage.kind == StageKind.RECORD and any(each.required for each in scene.model.forms_of(stage)):
        _finish_if_whole(actor, at, scene, stage)
    return sheet


@action("proformas.reopen_form", subject="review")
def reopen(
    *, actor: Account, at: dt.datetime, review: Review, form: str, place: str = REVIEW, number: int = 1
) -> Sheet:
    """Open a form again. What was sent in before is kept as it was; its stage is not done until it is sent in again."""
    scene = acting(actor.pk, review, at=at)
    asked, spot = _asked(scene, form, place, number)
    sheet = _locked(scene, asked, spot, number)
    SHEET.advance(sheet, "reopen")
    sheet.save(update_fields=["state"])
    stage = scene.model.stage_by_key[asked.stage]
    if stage.kind == StageKind.RECORD and asked.required and number == 1:
        stages.reopen(actor=actor, at=at, review=review, kind=stage.kind, key=stage.key)
    return sheet


@action("proformas.finish_stage", subject="review")
def finish(*, actor: Account, at: dt.datetime, review: Review, stage: str) -> None:
    """
    Its owner says that a stage of forms is done: where its forms are optional, or it has none.

    Raises Refused while a required form of it has not been sent in, naming it.
    """
    scene = acting(actor.pk, review, at=at)
    found = scene.model.stage_by_key.get(stage)
    if found is None or found.kind != StageKind.RECORD:
        raise Missing
    may_finish(scene, found.owner_key).require()
    waiting = sheets.outstanding(review, scene.model, stage, on=scene.on)
    if waiting:
        names = dict.fromkeys(": ".join(filter(None, [due.form.title, due.spot.label])) for due in waiting)
        raise Refused(_("This is not sent in yet: %(forms)s.") % {"forms": "; ".join(names)})
    stages.complete(actor=actor, at=at, review=review, kind=found.kind, key=stage)


def _asked(scene: Scene, form: str, place: str, number: int) -> tuple[FormDefinition, Spot]:
    """The form and where it is filled in, for somebody who may. Raises Missing for what the model has not."""
    asked = scene.model.form(form)
    if asked is None:
        raise Missing
    spot = spot_of(scene, asked, place)
    may_fill(scene, asked, Facts(sent=False, own=spots.is_own(scene, spot))).require()
    repeatable = scene.model.stage_by_key[asked.stage].repeatable
    if not 1 <= number <= (MOST_TIMES if repeatable else 1):
        raise Missing
    if asked.stage not in {step.key for step in steps_of(scene.review)}:
        raise Refused(_("This review has no such stage: it was left out when the review was planned."))
    return asked, spot


def spot_of(scene: Scene, form: FormDefinition, place: str) -> Spot:
    """Raises Missing for a place where the form is not due."""
    found = next((s for s in spots.spots(scene.review, scene.model, form, on=scene.on) if s.place == place), None)
    if found is None:
        raise Missing
    return found


def _locked(scene: Scene, form: FormDefinition, spot: Spot, number: int) -> Sheet:
    """The row, made if need be, under a lock: saves of one form come one after another, each short."""
    there = {"review": scene.review, "form": form.key, "place": spot.place, "number": number}
    Sheet.objects.get_or_create(
        **there,
        defaults={
            "network_id": scene.review.network_id,
            "stage": form.stage,
            "site_id": spot.site_id,
            "person_id": spot.person_id,
        },
    )
    return Sheet.objects.select_for_update().get(**there)


def _accepted(form: FormDefinition, given: dict[str, Any]) -> dict[str, Any]:
    """What was given, tidied. Raises Unacceptable by field."""
    values: dict[str, Any] = {}
    wrong: dict[str, list[str]] = {}
    for key, value in given.items():
        field = form.field_by_key.get(key)
        if field is None:
            wrong[key] = [_("This form has no such field.")]
            continue
        try:
            values[key] = rules.accepted(field, value)
        except rules.Unfit as unfit:
            wrong[key] = [str(unfit)]
    wrong |= rules.pupil_numbers(values)
    if wrong:
        raise Unacceptable(wrong)
    return values


def _refuse_stale(changed: dict[str, Any], held: dict[str, Answer], versions: dict[str, int]) -> None:
    stale = [key for key in changed if versions.get(key, 0) != (held[key].version if key in held else 0)]
    if stale:
        last = max((held[key] for key in stale if key in held), key=lambda row: row.saved_at, default=None)
        name = last.saved_by.name if last and last.saved_by else _("Somebody")
        raise Stale(
            _("%(name)s saved this in the meantime. Yours is below, beside theirs: decide which to keep.")
            % {"name": name},
            current={
                **{key: held[key].value if key in held else None for key in stale},
                "versions": {key: row.version for key, row in held.items()},
            },
        )


def _group(voices: str) -> str:
    """Whose words they are: a group such as "eight pupils of Years 5 and 6". Raises Unacceptable for a name."""
    text = " ".join(voices.split())
    if len(text) > 200:
        raise Unacceptable({"voices": [_("Shorten this to 200 characters.")]})
    found = rules.names({"voices": text})
    if found or rules.pupil_numbers({"voices": text}):
        raise Unacceptable(
            {"voices": [_("Say it without names, such as “eight pupils of Years 5 and 6” or “parents at the gate”.")]}
        )
    return text


def _unsponsored(sheet: Sheet, values: dict[str, Any], *, answers_for: bool, no_names: bool) -> dict[str, list[str]]:
    """What is missing before an adult can answer for what others said."""
    wrong: dict[str, list[str]] = {}
    if not sheet.voices:
        wrong["voices"] = [_("Say whose words these are: a group, without names.")]
    named = rules.names(values)
    if named and not no_names:
        wrong["no_names"] = [
            _("This looks like a name: %(names)s. Take it out, or say that it is none.") % {"names": ", ".join(named)}
        ]
    if not answers_for:
        wrong["answers_for"] = [
            _("An adult answers for this: say that it is what they said, and that they agreed to it.")
        ]
    return wrong


def _finish_if_whole(actor: Account, at: dt.datetime, scene: Scene, stage: StageDefinition) -> None:
    """Done with the last required form, unless the model asks for more: then its owner says so."""
    if sheets.outstanding(scene.review, scene.model, stage.key, on=scene.on):
        return
    if conditions.may_complete(scene.review, stage, on=scene.on):
        stages.complete(actor=actor, at=at, review=scene.review, kind=stage.kind, key=stage.key)
