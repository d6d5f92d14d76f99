"""How long the notes of a review are kept, and of which reviews they are to be deleted."""

import dataclasses
import datetime as dt

from django.db.models import Exists, Max, OuterRef, Q
from django.utils import timezone

from trigpoint.evidence.models import NoteRevision, Retention, SetAside
from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.queries.review_models import definition
from trigpoint.reviews.queries.scene import Review

__all__ = ["Kept", "due", "of"]

FINAL = Max("stages__done_at", filter=Q(stages__kind=StageKind.PROFILE))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """
    How long the notes are kept: `days` from `since`, the day on which the profile was final.

    `since` is None as long as the review goes on. One that ended without a profile counts from its end.
    """

    days: int
    since: dt.date | None = None
    has_profile: bool = False
    held_on: dt.date | None = None
    held_for: str = ""
    deleted_on: dt.date | None = None

    @property
    def until(self) -> dt.date | None:
        """The last day of that time; they go in the night after, unless they are held."""
        return self.since + dt.timedelta(days=self.days) if self.since else None

    def is_due(self, on: dt.date) -> bool:
        return self.until is not None and self.until < on and self.held_on is None


def of(review: Review) -> Kept:
    """Two queries."""
    final_at = review.stages.filter(kind=StageKind.PROFILE).aggregate(last=Max("done_at"))["last"]
    return _kept(review, final_at, Retention.objects.filter(review=review).first())


def due(*, on: dt.date) -> list[Review]:
    """The reviews that still have something of their notes, whose time is over by that day. Two queries."""
    written = Exists(NoteRevision.objects.filter(note__review=OuterRef("pk")))
    aside = Exists(SetAside.objects.filter(review=OuterRef("pk")))
    rows = list(Review.objects.filter(written | aside).annotate(final_at=FINAL))
    told = {row.review_id: row for row in Retention.objects.filter(review__in=rows)}
    return [row for row in rows if _kept(row, row.final_at, told.get(row.pk)).is_due(on)]


def _kept(review: Review, final_at: dt.datetime | None, row: Retention | None) -> Kept:
    since = final_at or (row.ended_at if row else None)
    return Kept(
        days=int(definition(review.review_model_id).number("retention.notes_days")),
        since=_day(since),
        has_profile=final_at is not None,
        held_on=_day(row.held_at) if row else None,
        held_for=row.held_for if row else "",
        deleted_on=_day(row.deleted_at) if row else None,
    )


def _day(at: dt.datetime | None) -> dt.date | None:
    return timezone.localdate(at) if at else None
