"""What the school says to each position, where the model has them agreed with it."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping

from trigpoint.findings.models import HostAnswer
from trigpoint.findings.queries.positions import Agreed
from trigpoint.reviews.queries.scene import Review

__all__ = ["HostView", "newest", "standing", "waiting"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class HostView:
    """The school's newest word on one aspect; it is about the position's `version`."""

    aspect: str
    version: int
    agrees: bool
    text: str
    answered_at: dt.datetime
    answered_by: str


def newest(review: Review) -> dict[str, HostView]:
    """By aspect. One query."""
    rows = HostAnswer.objects.filter(review=review).select_related("answered_by").order_by("answered_at", "created_at")
    return {
        row.aspect: HostView(
            aspect=row.aspect,
            version=row.version,
            agrees=row.agrees,
            text=row.text,
            answered_at=row.answered_at,
            answered_by=row.answered_by.name,
        )
        for row in rows
    }


def standing(answers: Mapping[str, HostView], said: Agreed) -> HostView | None:
    """The school's word on the position as it is now; None where it was about an older one, or there is none."""
    found = answers.get(said.aspect)
    return found if found is not None and found.version == said.version else None


def waiting(agreed: Iterable[Agreed], answers: Mapping[str, HostView]) -> list[str]:
    """The aspects on which the school has still to say something."""
    return [said.aspect for said in agreed if standing(answers, said) is None]
