"""Calls for evidence: notes with their receipts, files, counts."""

import datetime as dt
import uuid
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import File, Router, Schema
from ninja.files import UploadedFile

from trigpoint.evidence import actions, rules
from trigpoint.evidence.queries import matrix, notes, plans, retention, stages
from trigpoint.evidence.queries.notes import Attachment, Note, NoteView, SetAside
from trigpoint.kernel import clock, files
from trigpoint.kernel.errors import Missing, Unacceptable
from trigpoint.reviews.queries.scene import Review, Scene, load
from trigpoint.ui.api import Done, expose

router = Router()

REVIEW = "/reviews/{uuid:review_id}"
NOTES = f"{REVIEW}/notes"


class ReceiptOut(Schema):
    """
    Proof that a revision is on the server: keep the note on the device until id, rev and sha256 here are its own.

    `set_aside` is `late` for a note that the lead reviewer has to take in first; `seq` is 0 then.
    """

    id: uuid.UUID
    rev: int
    sha256: str
    seq: int
    received_at: dt.datetime
    set_aside: str


class NoteOut(Schema):
    id: uuid.UUID
    rev: int
    author_id: uuid.UUID
    author_name: str
    kind: str
    aspects: list[str]
    activity_id: uuid.UUID | None
    place: str
    seen_at: dt.datetime
    text: str
    meaning: str
    strength: str
    mode: str
    made_at: dt.datetime
    received_at: dt.datetime
    sha256: str
    attachments: int


class AttachmentOut(Schema):
    id: uuid.UUID
    name: str
    media_type: str
    size: int
    sha256: str


class HistoryOut(Schema):
    """One note: its revisions, newest first, and its files; neither any more from `deleted_on`."""

    revisions: list[NoteOut]
    attachments: list[AttachmentOut]
    deleted_on: dt.date | None


class RowOut(Schema):
    """One aspect: notes by kind, and by person. A note that speaks to two aspects counts under both."""

    aspect: str
    by_kind: dict[str, int]
    by_person: dict[str, int]


class SetAsideOut(Schema):
    id: uuid.UUID
    note_id: uuid.UUID
    rev: int
    because: str
    author_id: uuid.UUID
    received_at: dt.datetime
    payload: dict[str, Any]


class Held(Schema):
    """What a device believes that the server holds: revision hashes by note id."""

    notes: dict[uuid.UUID, str]


class Reconciled(Schema):
    missing: list[uuid.UUID]
    different: list[uuid.UUID]


def scene_of(request: HttpRequest, review_id: uuid.UUID) -> Scene:
    return load(request.hats, review_id, on=clock.today())


def the_review(request: HttpRequest, review_id: uuid.UUID) -> Review:
    return scene_of(request, review_id).review


def the_note(request: HttpRequest, review_id: uuid.UUID, note_id: uuid.UUID) -> Note:
    """A note that this person may read; another is not there for them."""
    scene = scene_of(request, review_id)
    rules.visibility.may_see_own(scene).require()
    found = notes.get(scene.review, note_id)
    if not rules.visibility.may_see(scene, author_id=found.author_id, visit_over=stages.visit_over(scene)):
        raise Missing
    return found


def the_attachment(request: HttpRequest, review_id: uuid.UUID, attachment_id: uuid.UUID) -> Attachment:
    found = notes.attachment(the_review(request, review_id), attachment_id)
    the_note(request, review_id, found.note_id)
    return found


def what_is_set_aside(request: HttpRequest, review_id: uuid.UUID, set_aside_id: uuid.UUID) -> SetAside:
    scene = scene_of(request, review_id)
    rules.keeping.may_settle(scene).require()
    return notes.set_aside_one(scene.review, set_aside_id)


expose(
    router,
    "POST",
    NOTES,
    actions.notes.record,
    resolve={"review": the_review},
    response=ReceiptOut,
    operation_id="evidence.record_note",
)
expose(router, "POST", f"{REVIEW}/visit/end", actions.visit.end, resolve={"review": the_review})
expose(
    router,
    "POST",
    f"{NOTES}/set-aside/{{uuid:set_aside_id}}",
    actions.notes.settle,
    resolve={"set_aside": what_is_set_aside},
)
expose(
    router,
    "DELETE",
    f"{NOTES}/files/{{uuid:attachment_id}}",
    actions.attachments.remove,
    resolve={"attachment": the_attachment},
)

expose(router, "POST", f"{NOTES}/kept/hold", actions.retention.hold, resolve={"review": the_review})
expose(router, "POST", f"{NOTES}/kept/lift", actions.retention.lift, resolve={"review": the_review})


@router.get(NOTES, response=list[NoteOut], operation_id="evidence.notes", summary="Notes")
def list_notes(request: HttpRequest, review_id: uuid.UUID, aspect: str = "", kind: str = "") -> list[NoteView]:
    """
    The notes that the token's person may read, newest first; narrowed to an aspect or a kind where asked.

    None once they are deleted: `reviews.kept` says when that was.
    """
    scene = scene_of(request, review_id)
    rules.visibility.may_see_own(scene).require()
    sees_all = rules.visibility.may_see_all(scene, visit_over=stages.visit_over(scene))
    author_id = None if sees_all else scene.hats.person_id
    return notes.of_review(scene.review, aspect=aspect, kind=kind, author_id=author_id)


@router.get(f"{NOTES}/{{uuid:note_id}}", response=HistoryOut, operation_id="evidence.note", summary="Note")
def one_note(request: HttpRequest, review_id: uuid.UUID, note_id: uuid.UUID) -> dict[str, Any]:
    """One note with all its revisions."""
    found = the_note(request, review_id, note_id)
    return {
        "revisions": notes.history(found.review, note_id),
        "attachments": notes.attachments(note_id),
        "deleted_on": retention.of(found.review).deleted_on,
    }


@router.post(f"{NOTES}/{{uuid:note_id}}/files", response=Done, operation_id="evidence.attach", summary="Attach")
def attach(
    request: HttpRequest,
    review_id: uuid.UUID,
    note_id: uuid.UUID,
    file: UploadedFile = File(...),  # type: ignore[type-arg] # noqa: B008 - ninja's way to say where it is
) -> Any:
    """Attach the school's own observation or scrutiny form to one's own note (multipart, field `file`)."""
    note = the_note(request, review_id, note_id)
    if file.size is None or file.size > files.LARGEST:
        raise Unacceptable({"file": [_("This file is larger than 20 MB. Send a smaller copy, or a part of it.")]})
    row = actions.attachments.attach(
        actor=request.auth,
        at=clock.now(),
        note=note,
        name=file.name or "",
        data=file.read(),
    )
    return Done(id=row.pk)


@router.post(f"{NOTES}/reconcile", response=Reconciled, operation_id="evidence.reconcile", summary="Reconcile")
def reconcile(request: HttpRequest, review_id: uuid.UUID, body: Held) -> dict[str, list[uuid.UUID]]:
    """
    Which of one's own notes the server does not hold, or holds with another hash. Writes nothing.

    Refused once the notes are deleted: nothing is missing then, and a device may forget its own.
    """
    scene = scene_of(request, review_id)
    rules.keeping.may_record(scene).require()
    held = {view.id: view.sha256 for view in notes.mine(scene.review, scene.hats.person_id)}
    return {
        "missing": [note_id for note_id in body.notes if note_id not in held],
        "different": [note_id for note_id, sha256 in body.notes.items() if held.get(note_id, sha256) != sha256],
    }


@router.get(f"{NOTES}/set-aside", response=list[SetAsideOut], operation_id="evidence.set_aside", summary="Set aside")
def list_set_aside(request: HttpRequest, review_id: uuid.UUID) -> list[SetAside]:
    """Notes that came late or twice and wait for the lead reviewer."""
    scene = scene_of(request, review_id)
    rules.keeping.may_settle(scene).require()
    return notes.set_aside(scene.review)


@router.get(f"{REVIEW}/evidence", response=list[RowOut], operation_id="evidence.matrix", summary="Matrix")
def evidence_matrix(request: HttpRequest, review_id: uuid.UUID) -> list[dict[str, Any]]:
    """How many notes there are by aspect, kind and person. No words; the whole team sees it during the visit."""
    scene = scene_of(request, review_id)
    rules.visibility.may_see_own(scene).require()
    return [
        {
            "aspect": row.aspect.code,
            "by_kind": row.by_kind,
            "by_person": {str(pk): count for pk, count in row.by_person.items()},
        }
        for row in matrix.matrix(scene.review, plans.in_focus(scene.review))
    ]
