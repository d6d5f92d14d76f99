"""How long what a review's output says is kept, and of which reviews it is to be deleted, or its head to be told."""

import dataclasses
import datetime as dt

from django.utils import timezone

from trigpoint.findings.models import OutputRetention, Profile
from trigpoint.findings.queries import outputs
from trigpoint.programmes.queries.review_models import definition
from trigpoint.reviews.queries.scene import Review

__all__ = ["TOLD_BEFORE", "Kept", "due", "of", "to_tell"]

TOLD_BEFORE = 28
"""Days before the deletion on which the head is told, so that the school can take a copy, or hold it."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """`days` from `since`, the day of the release. `days` is None where the model keeps it without end."""

    days: int | None
    since: dt.date | None = None
    told_on: dt.date | None = None
    held_on: dt.date | None = None
    held_for: str = ""
    deleted_on: dt.date | None = None

    @property
    def until(self) -> dt.date | None:
        """The last day; it goes in the night after, unless it is held or the head was not told in time."""
        if self.days is None or self.since is None:
            return None
        last = self.since + dt.timedelta(days=self.days)
        told = self.told_on + dt.timedelta(days=min(TOLD_BEFORE, self.days)) if self.told_on else last
        return max(last, told)

    def is_due(self, on: dt.date) -> bool:
        return self._waits() and self.told_on is not None and self.until is not None and self.until < on

    def is_to_be_told(self, on: dt.date) -> bool:
        until = self.until
        return self._waits() and self.told_on is None and until is not None and until - dt.timedelta(TOLD_BEFORE) <= on

    def _waits(self) -> bool:
        return self.held_on is None and self.deleted_on is None


def of(review: Review) -> Kept:
    """At most two queries; none where the model keeps it without end."""
    if _days(review) is None:
        return Kept(days=None)
    released_at = Profile.objects.filter(review=review).values_list("released_at", flat=True).first()
    return _kept(review, released_at, OutputRetention.objects.filter(review=review).first())


def due(*, on: dt.date) -> list[Review]:
    """The reviews of which what the output says goes now. Two queries."""
    return [review for review, kept in _waiting() if kept.is_due(on)]


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
    return Kept(
        days=_days(review),
        since=_day(released_at),
        told_on=_day(row.told_at) if row else None,
        held_on=_day(row.held_at) if row else None,
        held_for=row.held_for if row else "",
        deleted_on=_day(row.deleted_at) if row else None,
    )


def _day(at: dt.datetime | None) -> dt.date | None:
    return timezone.localdate(at) if at else None
