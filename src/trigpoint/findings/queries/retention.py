"""How long what a review's output says is kept, and of which reviews it is to be deleted, or its head to be told."""

import datetime as dt

from trigpoint.findings.models import OutputRetention, Profile
from trigpoint.findings.queries import outputs
from trigpoint.programmes.queries.review_models import definition
from trigpoint.reviews.queries.keeping import Kept
from trigpoint.reviews.queries.scene import Review

__all__ = ["Kept", "due", "of", "to_tell"]

TOLD_BEFORE = 28
"""Days before the deletion on which the head is told, so that the school can take a copy, or hold it."""


def of(review: Review) -> Kept:
    """At most two queries; none where the model keeps it without end."""
    if _days(review) is None:
        return Kept(days=None)
    released_at = Profile.objects.filter(review=review).values_list("released_at", flat=True).first()
    return _kept(review, released_at, OutputRetention.objects.filter(review=review).first())


def due(*, on: dt.date) -> list[Review]:
    """The reviews of which what the output says goes now. Two queries."""
    return [review for review, kept in _waiting() if kept.is_due(on) and not kept.deleted_on]


def to_tell(*, on: dt.date) -> list[Review]:
    """The reviews whose head is to be told now. Two queries."""
    return [review for review, kept in _waiting() if kept.is_to_be_told(on)]


def _waiting() -> list[tuple[Review, Kept]]:
    rows = Profile.objects.filter(state="released").select_related("review__host").defer("content")
    mine = [row for row in rows.order_by("released_at") if _days(row.review) is not None]
    told = {row.review_id: row for row in OutputRetention.objects.filter(review__in=[row.review_id for row in mine])}
    return [(row.review, _kept(row.review, row.released_at, told.get(row.review_id))) for row in mine]


def _days(review: Review) -> int | None:
    output = outputs.of(definition(review.review_model_id))
    return output.kept_days if output else None


def _kept(review: Review, released_at: dt.datetime | None, row: OutputRetention | None) -> Kept:
    return Kept.of(row, since=released_at, days=_days(review), notice=TOLD_BEFORE)
