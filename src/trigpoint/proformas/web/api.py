"""Calls for forms, accreditations, looking back, dates of publication, and what reviewers take home."""

import datetime as dt
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.proformas import actions
from trigpoint.proformas.queries import accreditations, clocks, printed, sheets, take_aways
from trigpoint.proformas.queries import look_back as looking
from trigpoint.proformas.rules import accreditations as accreditation_rules
from trigpoint.proformas.rules import look_back as look_back_rules
from trigpoint.proformas.rules import publications
from trigpoint.proformas.rules.visibility import may_know
from trigpoint.proformas.web.presenters.sheets import filled, reads
from trigpoint.reviews.queries.scene import Review, Scene, load
from trigpoint.ui.api import expose

router = Router()

REVIEW = "/reviews/{uuid:review_id}"
FORM = REVIEW + "/forms/{form}"


class SheetOut(Schema):
    """One form where it is due. What it says stands in `answers` for those who may read it now; else that is null."""

    form: str
    stage: str
    title: str
    place: str
    about: str
    number: int
    state: str
    voices: str
    sent_at: dt.datetime | None
    sent_by: str
    answers: dict[str, Any] | None
    versions: dict[str, int] | None


class LineOut(Schema):
    key: str
    label: str
    text: str
    points: list[str]


class FilledOut(Schema):
    """One form that was sent in, in words."""

    about: str
    area: str
    voices: str
    sent_on: dt.datetime | None
    lines: list[LineOut]


class AccreditationOut(Schema):
    """`status` is `valid` or `lapsed` for what was accredited, by the day; else how far it is."""

    id: uuid.UUID
    kind: str
    title: str
    school: str
    what: str
    why: str
    seen: str
    impact: str
    contact: str
    status: str
    starts_on: dt.date | None
    expires_on: dt.date | None
    version: int


class PointOut(Schema):
    key: str
    area: str
    text: str
    became: str
    note: str
    version: int


class ClockOut(Schema):
    title: str
    output: str
    stage: str
    by: dt.date
    met_on: dt.date | None
    address: str


class TakeAwayOut(Schema):
    id: uuid.UUID
    review_id: uuid.UUID | None
    learned: str
    action: str
    due_on: dt.date | None
    done_on: dt.date | None
    came_of_it: str
    is_shared: bool
    version: int


def _scene(request: HttpRequest, review_id: uuid.UUID) -> Scene:
    return load(request.hats, review_id, on=clock.today())  # type: ignore[attr-defined]


def _review(request: HttpRequest, review_id: uuid.UUID) -> Review:
    return _scene(request, review_id).review


@router.get(REVIEW + "/forms", operation_id="proformas.forms", response=list[SheetOut], summary="The forms of a review")
def forms(request: HttpRequest, review_id: uuid.UUID) -> list[dict[str, Any]]:
    """Every form that concerns you, wherever it is due; what it says where you may read it."""
    scene = _scene(request, review_id)
    known = [form for form in scene.model.forms if may_know(scene.model, form, scene.parts)]
    due = sheets.forms_due(scene.review, scene.model, known, on=scene.on)
    readable = [each.sheet for each in due if each.sheet and reads(scene, each)]
    said = sheets.written(readable)
    return [
        _sheet(scene, each, said.get(each.sheet.pk, sheets.NOTHING) if each.sheet else sheets.NOTHING) for each in due
    ]


@router.get(
    FORM, operation_id="proformas.form", response=list[FilledOut], summary="What was sent in of one form, in words"
)
def form(request: HttpRequest, review_id: uuid.UUID, form: str) -> tuple[printed.Filled, ...]:
    """Those that were sent in and that you may read."""
    scene = _scene(request, review_id)
    asked = scene.model.form(form)
    if asked is None:
        raise Missing
    may_know(scene.model, asked, scene.parts).require()
    return filled(scene, asked)


expose(router, "PUT", FORM, actions.sheets.save, resolve={"review": _review})
expose(router, "POST", FORM + "/sent", actions.sheets.send, resolve={"review": _review})
expose(router, "POST", FORM + "/open", actions.sheets.reopen, resolve={"review": _review})
expose(router, "POST", REVIEW + "/stages/{stage}/done", actions.sheets.finish, resolve={"review": _review})


@router.get(
    REVIEW + "/accreditations",
    operation_id="proformas.accreditations",
    response=list[AccreditationOut],
    summary="What the school puts forward, and what it is accredited for",
)
def of_review(request: HttpRequest, review_id: uuid.UUID) -> list[dict[str, Any]]:
    """Of this review and of earlier ones, the newest first; an accreditation lapses by its date."""
    scene = _scene(request, review_id)
    accreditation_rules.may_read(scene).require()
    found = accreditations.of_school(scene.review.host_id, scene.review.network_id, on=scene.on)
    own = [
        held
        for held in found
        if held.row.review_id == scene.review.pk or held.status in (accreditations.VALID, accreditations.LAPSED)
    ]
    return [_accreditation(held) for held in own]


def _nominated(request: HttpRequest, review_id: uuid.UUID, accreditation_id: uuid.UUID) -> accreditations.Accreditation:
    scene = _scene(request, review_id)
    accreditation_rules.may_read(scene).require()
    row = accreditations.one(accreditation_id)
    if row.review_id != scene.review.pk:
        raise Missing
    return row


def _own(request: HttpRequest, accreditation_id: uuid.UUID) -> accreditations.Accreditation:
    row = accreditations.one(accreditation_id)
    if not accreditation_rules.may_read_own(request.hats, row):  # type: ignore[attr-defined]
        raise Missing
    return row


NOMINATION = REVIEW + "/accreditations/{uuid:accreditation_id}"
KEPT = "/accreditations/{uuid:accreditation_id}"
expose(router, "POST", REVIEW + "/accreditations", actions.accreditations.nominate, resolve={"review": _review})
expose(router, "PUT", NOMINATION + "/seen", actions.accreditations.record_seen, resolve={"accreditation": _nominated})
expose(router, "POST", NOMINATION + "/decided", actions.accreditations.decide, resolve={"accreditation": _nominated})
expose(
    router,
    "POST",
    REVIEW + "/accreditations/none/{stage}",
    actions.accreditations.pass_over,
    resolve={"review": _review},
)
expose(router, "PUT", KEPT + "/shared", actions.accreditations.share, resolve={"accreditation": _own})
expose(router, "POST", KEPT + "/withdrawn", actions.accreditations.withdraw, resolve={"accreditation": _own})


@router.get(
    REVIEW + "/look-back",
    operation_id="proformas.points_of_last_review",
    response=list[PointOut],
    summary="What the last review left to work on",
)
def look_back(request: HttpRequest, review_id: uuid.UUID) -> list[dict[str, Any]]:
    """Each point with what the school says became of it ("" where it has not said yet)."""
    scene = _scene(request, review_id)
    look_back_rules.may_read(scene).require()
    before = looking.earlier(scene)
    said = looking.said(scene.review)
    return [
        {
            "key": point.key,
            "area": point.area,
            "text": point.text,
            "became": row.became if (row := said.get(point.key)) else "",
            "note": row.note if row else "",
            "version": row.version if row else 0,
        }
        for point in (looking.points(before) if before else [])
    ]


expose(router, "PUT", REVIEW + "/look-back/{point}", actions.look_back.say, resolve={"review": _review})


@router.get(
    REVIEW + "/clocks", operation_id="proformas.clocks", response=list[ClockOut], summary="What is to be public by when"
)
def clocks_of(request: HttpRequest, review_id: uuid.UUID) -> list[clocks.Clock]:
    """The dates that the model sets after the visit: what is published by then, and when progress is looked at."""
    scene = _scene(request, review_id)
    publications.may_see(scene).require()
    return clocks.of(scene)


expose(router, "PUT", REVIEW + "/published/{output}", actions.publications.record, resolve={"review": _review})


@router.get("/take-aways", operation_id="proformas.take_aways", response=list[TakeAwayOut], summary="What I take home")
def my_take_aways(request: HttpRequest) -> list[take_aways.TakeAway]:
    """Your own, from all reviews."""
    return list(take_aways.mine(request.hats)[:500])  # type: ignore[attr-defined]


def _take_away(request: HttpRequest, take_away_id: uuid.UUID) -> take_aways.TakeAway:
    return take_aways.one(request.hats, take_away_id)  # type: ignore[attr-defined]


TAKE_AWAY = "/take-aways/{uuid:take_away_id}"
expose(router, "POST", REVIEW + "/take-aways", actions.take_aways.add, resolve={"review": _review})
expose(router, "PUT", TAKE_AWAY, actions.take_aways.change, resolve={"take_away": _take_away})
expose(router, "DELETE", TAKE_AWAY, actions.take_aways.remove, resolve={"take_away": _take_away})


def _sheet(scene: Scene, each: sheets.Due, said: sheets.Written) -> dict[str, Any]:
    may_read, row = bool(reads(scene, each)), each.sheet
    return {
        "form": each.form.key,
        "stage": each.form.stage,
        "title": each.form.title,
        "place": each.spot.place,
        "about": each.spot.label,
        "number": each.number,
        "state": row.state if row else "",
        "voices": row.voices if row and may_read else "",
        "sent_at": row.sent_at if row and each.is_sent else None,
        "sent_by": row.sent_by.name if row and each.is_sent and row.sent_by else "",
        "answers": dict(said.answers) if may_read else None,
        "versions": dict(said.versions) if may_read else None,
    }


def _accreditation(held: accreditations.Held) -> dict[str, Any]:
    row = held.row
    names = ("kind", "title", "what", "why", "seen", "impact", "contact", "starts_on", "expires_on", "version")
    return {
        **{name: getattr(row, name) for name in names},
        "id": row.pk,
        "school": row.school.name,
        "status": held.status,
    }
