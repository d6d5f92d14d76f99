"""
Record a note, and settle what could not be taken as it came.

The same revision may come any number of times (a device that got no answer sends again): it is kept once, and every
time answered with the same receipt. Nothing that arrives is thrown away.
"""

import dataclasses
import datetime as dt
import uuid

from trigpoint.audit.actions import action
from trigpoint.evidence.actions.canonical import Revision
from trigpoint.evidence.actions.checks import check
from trigpoint.evidence.enums import Mode, SetAsideBecause
from trigpoint.evidence.models import Note, NoteRevision, SetAside
from trigpoint.evidence.rules import keeping
from trigpoint.kernel.errors import Missing, Refused, Stale
from trigpoint.people.queries.accounts import Account
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.queries import scene as scenes
from trigpoint.reviews.queries.scene import Review


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Proof that a revision is on the server. `seq` is 0 for one that is set aside for the lead reviewer."""

    id: uuid.UUID
    rev: int
    sha256: str
    seq: int
    received_at: dt.datetime
    set_aside: str = ""


def record(
    *,
    actor: Account,
    at: dt.datetime,
    review: Review,
    id: uuid.UUID,  # noqa: A002 - the device's name for it
    kind: str,
    aspects: list[str],
    text: str,
    seen_at: dt.datetime,
    rev: int = 1,
    place: str = "",
    activity_id: uuid.UUID | None = None,
    meaning: str = "",
    strength: str = "",
    mode: str = Mode.IN_PERSON.value,
    made_at: dt.datetime | None = None,
    framework_version: str = "",
    sha256: str = "",
    no_names: bool = False,
) -> Receipt:
    """
    Keep one revision of a note, or give its receipt again.

    A hash that is given must be that of `canonical.Revision`. `no_names` says that the author has looked, and what
    looks like a name is none. A revision whose number is taken by other words is kept aside and answered with Stale; a
    note for a review that is over is kept aside too, and its receipt says so.
    """
    scene = scenes.acting(actor.pk, review, at=at)
    keeping.may_record(scene).require()
    revision = Revision(
        id=id,
        rev=rev,
        review_id=review.pk,
        author_id=actor.pk,
        kind=kind,
        aspects=tuple(sorted(set(aspects))),
        activity_id=activity_id,
        place=place.strip(),
        seen_at=seen_at,
        text=text.strip().replace("\r\n", "\n"),
        meaning=meaning.strip().replace("\r\n", "\n"),
        strength=strength,
        mode=mode,
        framework_version=framework_version or scene.tree.version,
        made_at=made_at or at,
    )
    check(scene, revision, sha256=sha256, no_names=no_names, at=at)
    receipt = take(actor=actor, at=at, review=review, revision=revision)
    if receipt.set_aside == SetAsideBecause.OTHER_WORDS:
        raise _other_words(revision)
    return receipt


@action("evidence.record_note", subject="review")
def take(*, actor: Account, at: dt.datetime, review: Review, revision: Revision) -> Receipt:
    """The part of `record` that writes: one transaction, committed before any refusal is given."""
    scene = scenes.acting(actor.pk, review, at=at)
    keeping.may_record(scene).require()
    late = keeping.is_late(scene)
    note = _locked(review, actor, revision)
    if note is None and not late:
        note = _begun(review, actor, revision)
    known = note.revisions.filter(rev=revision.rev).first() if note else None
    if known is not None and known.sha256 == revision.sha256:
        return _receipt(known)
    if known is not None:
        return _put_aside(review, actor, revision, SetAsideBecause.OTHER_WORDS, at)
    if note is None or late:
        return _put_aside(review, actor, revision, SetAsideBecause.LATE, at)
    return _receipt(_add(note, revision, at))


@action("evidence.settle_note", subject="set_aside")
def settle(*, actor: Account, at: dt.datetime, set_aside: SetAside, take_in: bool) -> None:
    """
    The lead reviewer takes a note that was set aside in among the notes, as its newest revision, or leaves it out.

    What was set aside stays where it is either way. Raises Refused when it is settled already.
    """
    row = SetAside.objects.select_for_update(of=["self"]).select_related("review", "author").get(pk=set_aside.pk)
    keeping.may_settle(scenes.acting(actor.pk, row.review, at=at)).require()
    if row.settled_at is not None:
        raise Refused(_("This note is settled already."))
    if take_in:
        revision = Revision.of(row.payload)
        note = _locked(row.review, row.author, revision) or _begun(row.review, row.author, revision)
        last = note.revisions.order_by("-rev").values_list("rev", flat=True).first() or 0
        _add(note, dataclasses.replace(revision, rev=max(revision.rev, last + 1)), at)
    row.settled_at, row.settled_by, row.taken = at, actor, take_in
    row.save(update_fields=["settled_at", "settled_by", "taken"])


def _locked(review: Review, author: Account, revision: Revision) -> Note | None:
    """The note with this id, locked, so that two deliveries of it stand in line. Missing when it is another's."""
    note = Note.objects.select_for_update().filter(pk=revision.id).first()
    if note is not None and (note.author_id, note.review_id) != (author.pk, review.pk):
        raise Missing
    return note


def _begun(review: Review, author: Account, revision: Revision) -> Note:
    """The note's own row; where two deliveries make it at once, the second waits here for the first to commit."""
    row = Note(id=revision.id, network_id=review.network_id, review=review, author=author, **_head(revision))
    Note.objects.bulk_create([row], ignore_conflicts=True)
    note = _locked(review, author, revision)
    if note is None:
        raise Missing
    return note


def _head(revision: Revision) -> dict[str, object]:
    return {
        "rev": revision.rev,
        "kind": revision.kind,
        "aspects": list(revision.aspects),
        "seen_at": revision.seen_at,
    }


def _add(note: Note, revision: Revision, at: dt.datetime) -> NoteRevision:
    if note.rev < revision.rev:
        Note.objects.filter(pk=note.pk).update(**_head(revision))
    return NoteRevision.objects.create(
        note=note,
        sha256=revision.sha256,
        activity_id=revision.activity_id,
        place=revision.place,
        text=revision.text,
        meaning=revision.meaning,
        strength=revision.strength,
        mode=revision.mode,
        framework_version=revision.framework_version,
        made_at=revision.made_at,
        received_at=at,
        **_head(revision),
    )


def _put_aside(
    review: Review, author: Account, revision: Revision, because: SetAsideBecause, at: dt.datetime
) -> Receipt:
    row, _made = SetAside.objects.get_or_create(
        review=review,
        author=author,
        note_id=revision.id,
        rev=revision.rev,
        sha256=revision.sha256,
        defaults={
            "network_id": review.network_id,
            "payload": revision.payload(),
            "because": because,
            "received_at": at,
        },
    )
    return Receipt(
        id=row.note_id, rev=row.rev, sha256=row.sha256, seq=0, received_at=row.received_at, set_aside=row.because
    )


def _receipt(row: NoteRevision) -> Receipt:
    return Receipt(id=row.note_id, rev=row.rev, sha256=row.sha256, seq=row.seq, received_at=row.received_at)


def _other_words(revision: Revision) -> Stale:
    kept = NoteRevision.objects.filter(note_id=revision.id).order_by("-rev")[0]
    words = _("This note was saved with other words in the meantime. Both are kept; the {lead} can see yours.")
    return Stale(words, current={"text": kept.text, "meaning": kept.meaning, "version": kept.rev})
