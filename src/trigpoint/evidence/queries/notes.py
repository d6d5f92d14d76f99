"""Notes as their readers see them. Every read starts from a review that the caller has scoped."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterable, Mapping

from django.db.models import Count, F, Q, QuerySet

from trigpoint.evidence.models import Attachment, Note, NoteRevision, SetAside
from trigpoint.kernel.errors import Missing
from trigpoint.reviews.queries.scene import Review

__all__ = ["Attachment", "Note", "NoteView", "SetAside", "by_ids", "get", "history", "listed", "mine", "of_review"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """One revision of a note. `attachments` counts the files it rests on."""

    id: uuid.UUID
    rev: int
    author_id: uuid.UUID
    author_name: str
    kind: str
    aspects: tuple[str, ...]
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
    attachments: int = 0


class Listed:
    """Notes for a list with pages: only the page that is asked for is read."""

    def __init__(self, rows: QuerySet[NoteRevision]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return self._rows.count()

    def __getitem__(self, part: slice) -> list[NoteView]:
        return _views(self._rows, part)


def listed(review: Review, *, aspect: str = "", kind: str = "", author_id: uuid.UUID | None = None) -> Listed:
    """The review's notes in the revision that counts, newest first; narrowed where asked."""
    rows = _counting(review)
    if aspect:
        rows = rows.filter(note__aspects__contains=[aspect])
    if kind:
        rows = rows.filter(note__kind=kind)
    if author_id is not None:
        rows = rows.filter(note__author_id=author_id)
    return Listed(rows)


def of_review(
    review: Review, *, aspect: str = "", kind: str = "", author_id: uuid.UUID | None = None
) -> list[NoteView]:
    """The same, all of them. Two queries."""
    return listed(review, aspect=aspect, kind=kind, author_id=author_id)[:]


def mine(review: Review, person_id: uuid.UUID | None) -> list[NoteView]:
    """One person's own notes, newest first."""
    if person_id is None:
        return []
    return of_review(review, author_id=person_id)


def by_ids(review: Review, note_ids: Iterable[uuid.UUID]) -> list[NoteView]:
    """These notes of the review; ids of others are left out."""
    return _views(_counting(review).filter(note_id__in=list(note_ids)))


def get(review: Review, note_id: uuid.UUID) -> Note:
    """One note's row, with author and review. Raises Missing when the review has none such."""
    found = Note.objects.select_related("author", "review").filter(review=review, pk=note_id).first()
    if found is None:
        raise Missing
    return found


def history(review: Review, note_id: uuid.UUID) -> list[NoteView]:
    """All revisions of one note, newest first."""
    rows = NoteRevision.objects.filter(note__review=review, note_id=note_id)
    return [_view(row, {}) for row in rows.select_related("note__author").order_by("-rev")]


def attachments(note_id: uuid.UUID) -> list[Attachment]:
    """The files that a note rests on, in the order in which they came."""
    return list(Attachment.objects.filter(note_id=note_id, removed_at__isnull=True).order_by("attached_at"))


def attachment(review: Review, attachment_id: uuid.UUID) -> Attachment:
    """One file with its note and review. Raises Missing when the review has none such, or it was taken off."""
    rows = Attachment.objects.select_related("note__review").filter(note__review=review, removed_at__isnull=True)
    found = rows.filter(pk=attachment_id).first()
    if found is None:
        raise Missing
    return found


def set_aside(review: Review) -> list[SetAside]:
    """What waits for the lead reviewer's word, oldest first."""
    waiting = SetAside.objects.filter(review=review, settled_at__isnull=True)
    return list(waiting.select_related("author").order_by("received_at"))


def set_aside_one(review: Review, set_aside_id: uuid.UUID) -> SetAside:
    found = SetAside.objects.select_related("author", "review").filter(review=review, pk=set_aside_id).first()
    if found is None:
        raise Missing
    return found


def count_by_author(review: Review) -> Mapping[uuid.UUID, int]:
    """How many notes each person has made."""
    counted = Note.objects.filter(review=review).values_list("author_id").annotate(count=Count("pk"))
    return dict(counted)


def newest(review: Review, person_id: uuid.UUID | None) -> Note | None:
    """The note that this person saved last."""
    mine = Note.objects.filter(review=review, author_id=person_id)
    return mine.order_by("-created_at").first()


def _counting(review: Review) -> QuerySet[NoteRevision]:
    return NoteRevision.objects.filter(note__review=review, rev=F("note__rev"))


def _views(rows: QuerySet[NoteRevision], part: slice = slice(None)) -> list[NoteView]:
    found = list(rows.select_related("note__author").order_by("-note__seen_at", "-seq")[part])
    files = Attachment.objects.filter(note_id__in=[row.note_id for row in found], removed_at__isnull=True)
    counted = dict(files.values_list("note_id").annotate(count=Count("pk", filter=Q(removed_at__isnull=True))))
    return [_view(row, counted) for row in found]


def _view(row: NoteRevision, files: Mapping[uuid.UUID, int]) -> NoteView:
    return NoteView(
        id=row.note_id,
        rev=row.rev,
        author_id=row.note.author_id,
        author_name=row.note.author.name,
        kind=row.kind,
        aspects=tuple(row.aspects),
        activity_id=row.activity_id,
        place=row.place,
        seen_at=row.seen_at,
        text=row.text,
        meaning=row.meaning,
        strength=row.strength,
        mode=row.mode,
        made_at=row.made_at,
        received_at=row.received_at,
        sha256=row.sha256,
        attachments=files.get(row.note_id, 0),
    )
