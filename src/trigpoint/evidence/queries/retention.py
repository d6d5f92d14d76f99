"""How long the notes of a review are kept, and of which reviews they are to be deleted."""

import dataclasses
import datetime as dt

from django.db.models import Exists, Max, OuterRef, Q

from trigpoint.evidence.models import NoteRevision, Retention, SetAside
from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.queries.review_models import definition
from trigpoint.reviews.queries import keeping
from trigpoint.reviews.queries.scene import Review

__all__ = ["Kept", "due", "of"]

FINAL = Max("stages__done_at", filter=Q(stages__kind=StageKind.PROFILE))


@dataclasses.dataclass(frozen=True, kw_only=True)
class Kept(keeping.Kept):
    """Counted from the day on which the profile was final; where the review ended without one, from its end."""

    days: int
    has_profile: bool = False


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
    return Kept.of(
        row,
        since=final_at or (row.ended_at if row else None),
        days=int(definition(review.review_model_id).number("retention.notes_days")),
        has_profile=final_at is not None,
    )
