"""Whether schools said how the process went, to be counted: not what they said."""

import dataclasses
import uuid
from collections.abc import Iterable

from trigpoint.assurance.models import ProcessFeedback

__all__ = ["Answered", "of_reviews"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    state: str
    hours: int | None


def of_reviews(review_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Answered]:
    """By review; one whose host was not asked is not there. One query."""
    rows = ProcessFeedback.objects.filter(review_id__in=list(review_ids)).values_list("review_id", "state", "hours")
    return {review_id: Answered(state=state, hours=hours) for review_id, state, hours in rows}
