"""Calls for what comes before a visit: self-evaluation, data pack, focus, briefing, timetable."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Router
from ninja.files import UploadedFile

from trigpoint.kernel import clock, files
from trigpoint.kernel.errors import Missing, Refused
from trigpoint.reviews.actions import briefing, focus, pack, self_evaluation, timetable
from trigpoint.reviews.enums import ItemKind, ItemSubject
from trigpoint.reviews.queries import briefing as briefings
from trigpoint.reviews.queries import focus as focuses
from trigpoint.reviews.queries import pack as packs
from trigpoint.reviews.queries import self_evaluation as evaluations
from trigpoint.reviews.queries import signing
from trigpoint.reviews.queries import timetable as timetables
from trigpoint.reviews.queries.scene import Scene, load
from trigpoint.reviews.rules import briefing as briefing_rules
from trigpoint.reviews.rules import focus as focus_rules
from trigpoint.reviews.rules import pack as pack_rules
from trigpoint.reviews.rules import self_evaluation as self_rules
from trigpoint.reviews.rules import timetable as timetable_rules
from trigpoint.reviews.web.api import shapes
from trigpoint.reviews.web.presenters import timetable as presented
from trigpoint.ui.api import Done, expose

router = Router()

REVIEW = "/reviews/{uuid:review_id}"
SELF = REVIEW + "/self-evaluation"
PACK = REVIEW + "/pack"
FOCUS = REVIEW + "/focus"
BRIEFING = REVIEW + "/briefing"
TIMETABLE = REVIEW + "/timetable"
NOT_OBSERVED = REVIEW + "/not-observed"


def _scene(request: HttpRequest, review_id: uuid.UUID) -> Scene:
    return load(request.hats, review_id, on=clock.today())


def _review(request: HttpRequest, review_id: uuid.UUID) -> Any:
    return _scene(request, review_id).review


def _line(request: HttpRequest, review_id: uuid.UUID, line_id: uuid.UUID) -> Any:
    scene = _scene(request, review_id)
    focus_rules.may_read(scene).require()
    return focuses.line(scene.review, line_id)


def _item(request: HttpRequest, review_id: uuid.UUID, item_id: uuid.UUID) -> Any:
    scene = _scene(request, review_id)
    pack_rules.may_fill(scene).require()
    return packs.item(scene.review, item_id)


def _activity(request: HttpRequest, review_id: uuid.UUID, activity_id: uuid.UUID) -> Any:
    scene = _scene(request, review_id)
    timetable_rules.may_read(scene).require()
    return timetables.activity(scene.review, activity_id)


def _slot(request: HttpRequest, review_id: uuid.UUID, slot_id: uuid.UUID) -> Any:
    scene = _scene(request, review_id)
    focus_rules.may_see_not_observed(scene).require()
    return timetables.closed_slot(scene.review, slot_id)


def _readable_pack(request: HttpRequest, review_id: uuid.UUID) -> tuple[Scene, packs.Opening | None]:
    scene = _scene(request, review_id)
    opening = packs.release(scene.review)
    pack_rules.may_read(
        scene,
        opening,
        is_shared=evaluations.status(scene.review).is_shared,
        has_signed=not pack_rules.is_outside(scene) or signing.has_signed(scene),
    ).require()
    return scene, opening


@router.get(SELF, operation_id="reviews.self_evaluation", response=shapes.SelfEvaluationOut)
def read_self_evaluation(request: HttpRequest, review_id: uuid.UUID) -> Any:
    """How the school sees itself, for those who may read it now."""
    scene = _scene(request, review_id)
    state, opening = evaluations.status(scene.review), packs.release(scene.review)
    is_released = opening is not None and signing.has_signed(scene)
    self_rules.may_read(scene, is_shared=state.is_shared, is_released=is_released).require()
    positions = evaluations.positions(scene.review)
    return {
        "completed_at": state.completed_at,
        "is_shared": state.is_shared,
        "positions": [
            {
                "aspect": code,
                "level": said.level,
                "statements": list(said.statements),
                "evidence": said.evidence,
                "how_we_know": said.how_we_know,
                "versions": dict(said.versions),
            }
            for code, said in positions.items()
        ],
    }


@router.get(PACK, operation_id="reviews.pack", response=shapes.PackOut)
def read_pack(request: HttpRequest, review_id: uuid.UUID) -> Any:
    """What is in the pack. Somebody of the team opens it first (`reviews.open_pack`), each day: the look is noted."""
    scene, opening = _readable_pack(request, review_id)
    if pack_rules.is_outside(scene) and not _has_opened(scene, opening):
        raise Refused(pack_rules.open_first())
    return {
        "released_at": opening.released_at if opening else None,
        "last_day": opening.last_day if opening else None,
        "items": packs.items(scene.review),
    }


@router.post(PACK + "/files", operation_id="reviews.add_pack_file", response=Done)
def add_pack_file(
    request: HttpRequest,
    review_id: uuid.UUID,
    file: UploadedFile = File(...),  # noqa: B008 - how ninja says it
    title: str = Form(""),
    subject: str = Form(ItemSubject.OTHER.value),
) -> Any:
    """Put a file in: PDF, Word, Excel, JPEG or PNG, up to 20 MB, as `multipart/form-data`."""
    made = pack.add_file(
        actor=request.auth,
        at=clock.now(),
        review=_review(request, review_id),
        file_name=file.name or "",
        content=file.read(files.LARGEST + 1),
        title=title,
        subject=subject,
    )
    return {"id": made.pk}


@router.get(PACK + "/items/{uuid:item_id}/file", operation_id="reviews.pack_file", response={200: None})
def pack_file(request: HttpRequest, review_id: uuid.UUID, item_id: uuid.UUID) -> Any:
    """A file of the pack; the team asks for it first (`reviews.take_pack_item`)."""
    scene, opening = _readable_pack(request, review_id)
    item = packs.item(scene.review, item_id)
    person_id = request.auth.pk
    if item.kind != ItemKind.FILE:
        raise Missing
    taken = opening is not None and packs.has_taken(opening, item_id, person_id, on=scene.on)
    if pack_rules.is_outside(scene) and not taken:
        raise Refused(pack_rules.open_first())
    return HttpResponse(files.read(item.sha256), content_type=item.media_type)


@router.get(PACK + "/looks", operation_id="reviews.pack_looks", response=list[shapes.LookOut])
def pack_looks(request: HttpRequest, review_id: uuid.UUID) -> Any:
    """Who of the team has looked, at what, and when: for the school's leaders."""
    scene = _scene(request, review_id)
    pack_rules.may_see_looks(scene).require()
    return packs.looks(scene.review)


@router.get(FOCUS, operation_id="reviews.focus", response=shapes.FocusOut)
def read_focus(request: HttpRequest, review_id: uuid.UUID) -> Any:
    """What the review looks at, and who has agreed it."""
    scene = _scene(request, review_id)
    focus_rules.may_read(scene).require()
    record = focuses.focus(scene.review)
    names = [name for name in shapes.FocusOut.model_fields if name != "lines"]
    return {**{name: getattr(record, name) for name in names}, "lines": focuses.lines(scene.review)}


@router.get(FOCUS + "/themes", operation_id="reviews.focus_themes", response=shapes.ThemesOut)
def focus_themes(request: HttpRequest, review_id: uuid.UUID) -> Any:
    """Only the themes, for those of the partnership."""
    scene = _scene(request, review_id)
    focus_rules.may_read_themes(scene).require()
    return {"themes": [theme.code for theme in focuses.themes_in_focus(scene.review)]}


@router.get(NOT_OBSERVED, operation_id="reviews.not_observed", response=list[shapes.NotObservedOut])
def not_observed(request: HttpRequest, review_id: uuid.UUID) -> Any:
    """Codes and times that are not available for observation."""
    scene = _scene(request, review_id)
    focus_rules.may_see_not_observed(scene).require()
    return timetables.not_available(scene.review)


@router.get(BRIEFING, operation_id="reviews.briefing", response=shapes.BriefingOut)
def read_briefing(request: HttpRequest, review_id: uuid.UUID) -> Any:
    """Who looks at what, and which aspects nobody looks at."""
    scene = _scene(request, review_id)
    briefing_rules.may_read(scene).require()
    tasks, record = briefings.allocations(scene.review), briefings.briefing(scene.review)
    uncovered = briefing_rules.uncovered(focuses.in_focus(scene.review), tasks.values())
    return {
        "held_on": record.held_on if record else None,
        "allocations": [
            {"person_id": pk, "aspects": sorted(task.aspects), "lines": sorted(task.lines)}
            for pk, task in tasks.items()
        ],
        "uncovered": [aspect.code for aspect in uncovered],
    }


@router.get(TIMETABLE, operation_id="reviews.timetable", response=shapes.TimetableOut)
def read_timetable(request: HttpRequest, review_id: uuid.UUID, person_id: uuid.UUID | None = None) -> Any:
    """The visit hour by hour; with `person_id`, one person's."""
    scene = _scene(request, review_id)
    timetable_rules.may_read(scene).require()
    found = timetables.activities(scene.review, person_id)
    knows = bool(focus_rules.may_know_of_not_observed(scene))
    return {
        "activities": found,
        "some_not_available": knows and timetables.has_not_available(scene.review),
        "warnings": presented.warnings(found) if timetable_rules.may_write(scene) else [],
    }


def _has_opened(scene: Scene, opening: packs.Opening | None) -> bool:
    person_id = scene.hats.person_id
    return opening is not None and person_id is not None and packs.has_opened(opening, person_id, on=scene.on)


OF_REVIEW = {"review": _review}

expose(router, "PUT", SELF + "/aspects/{aspect}", self_evaluation.save, resolve=OF_REVIEW)
expose(router, "POST", SELF + "/complete", self_evaluation.complete, resolve=OF_REVIEW)
expose(router, "POST", SELF + "/reopen", self_evaluation.reopen, resolve=OF_REVIEW)
expose(router, "PUT", SELF + "/shared", self_evaluation.share, resolve=OF_REVIEW)
expose(router, "POST", PACK + "/items", pack.add_item, resolve=OF_REVIEW)
expose(router, "DELETE", PACK + "/items/{uuid:item_id}", pack.withdraw_item, resolve={"item": _item})
expose(router, "POST", PACK + "/release", pack.release, resolve=OF_REVIEW)
expose(router, "POST", PACK + "/withdraw", pack.withdraw, resolve=OF_REVIEW)
expose(router, "PUT", PACK + "/last-day", pack.set_expiry, resolve=OF_REVIEW)
expose(router, "POST", PACK + "/open", pack.record_view, resolve=OF_REVIEW)
expose(
    router,
    "POST",
    PACK + "/items/{uuid:item_id}/take",
    pack.record_view,
    resolve=OF_REVIEW,
    operation_id="reviews.take_pack_item",
)
expose(router, "PUT", FOCUS, focus.save, resolve=OF_REVIEW)
expose(router, "POST", FOCUS + "/agree", focus.agree, resolve=OF_REVIEW)
expose(router, "POST", FOCUS + "/reopen", focus.reopen, resolve=OF_REVIEW)
expose(router, "POST", FOCUS + "/lines", focus.add_line, resolve=OF_REVIEW)
expose(router, "PUT", FOCUS + "/lines/{uuid:line_id}", focus.change_line, resolve={"line": _line})
expose(router, "DELETE", FOCUS + "/lines/{uuid:line_id}", focus.remove_line, resolve={"line": _line})
expose(router, "POST", NOT_OBSERVED, timetable.set_not_observed, resolve=OF_REVIEW)
expose(
    router,
    "DELETE",
    NOT_OBSERVED + "/{uuid:slot_id}",
    timetable.remove_not_observed,
    resolve={"review": _review, "slot": _slot},
)
expose(router, "PUT", BRIEFING + "/{uuid:person_id}", briefing.allocate, resolve=OF_REVIEW)
expose(router, "POST", BRIEFING + "/held", briefing.hold, resolve=OF_REVIEW)
expose(router, "POST", TIMETABLE + "/activities", timetable.add_activity, resolve=OF_REVIEW)
expose(
    router,
    "PUT",
    TIMETABLE + "/activities/{uuid:activity_id}",
    timetable.change_activity,
    resolve={"activity": _activity},
)
expose(
    router,
    "DELETE",
    TIMETABLE + "/activities/{uuid:activity_id}",
    timetable.remove_activity,
    resolve={"activity": _activity},
)
