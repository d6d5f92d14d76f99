"""Hold the notes of a review, lift the hold, and delete them when their time is over."""

import datetime as dt

from django.db.models import DateTimeField, Func, Value
from django.db.models.functions import TruncDay
from django.utils import timezone

from trigpoint.audit.actions import action
from trigpoint.evidence.models import Attachment, Note, NoteRevision, Retention, SetAside
from trigpoint.evidence.queries import retention as retentions
from trigpoint.evidence.rules import retention as rules
from trigpoint.people.queries.accounts import Account
from trigpoint.reviews.actions import keeping
from trigpoint.reviews.actions.locks import one_at_a_time
from trigpoint.reviews.queries.scene import Review
from trigpoint.reviews.rules.keeping import may_delete


@action("evidence.hold_notes", subject="review")
def hold(*, actor: Account, at: dt.datetime, review: Review, held_for: str) -> None:
    """
    The head of the school keeps the notes beyond their time, for a `request` or a `dispute`.

    The team learns that they are held, not what for. Raises Refused when they are held or deleted already.
    """
    keeping.hold(rules.NOTES, _row, actor=actor, at=at, review=review, held_for=held_for)


@action("evidence.lift_hold", subject="review")
def lift(*, actor: Account, at: dt.datetime, review: Review) -> None:
    """The head of the school lifts the hold. Notes whose time is over by then are deleted in the next night."""
    keeping.lift(rules.NOTES, _row, actor=actor, at=at, review=review)


@action("evidence.count_from_end", subject="review")
def count_from_end(*, actor: Account | None, at: dt.datetime, review: Review) -> None:
    """The review has ended without a profile: the time of its notes counts from now."""
    row = _row(review)
    row.ended_at = row.ended_at or at
    row.save()


@action("evidence.delete_notes", subject="review")
def delete(*, actor: Account | None, at: dt.datetime, review: Review) -> None:
    """
    Delete what the notes say: revisions, files, what was set aside. What citations count stays: kind and day of each.

    Raises Refused before their time is over, and while the notes are held.
    """
    one_at_a_time(review)
    may_delete(rules.NOTES, retentions.of(review), on=timezone.localdate(at)).require()
    row = _row(review)
    row.deleted_at = row.deleted_at or at
    row.save()
    Attachment.objects.filter(note__review=review).delete()
    NoteRevision.objects.filter(note__review=review).delete()
    SetAside.objects.filter(review=review).delete()
    Note.objects.filter(review=review).update(seen_at=_midnight())


def _midnight() -> Func:
    """The beginning of the day on which the note was made, by the schools' clock."""
    zone = Value(timezone.get_current_timezone_name())
    return Func(zone, TruncDay("seen_at"), function="timezone", output_field=DateTimeField())


def _row(review: Review) -> Retention:
    row, _made = Retention.objects.get_or_create(review=review, defaults={"network_id": review.network_id})
    return row
