"""What schools put forward and what came of it, read on a day: an accreditation lapses by its date alone."""

import dataclasses
import datetime as dt
import uuid

from django.db.models import QuerySet

from trigpoint.kernel.errors import Missing
from trigpoint.proformas.models import Accreditation
from trigpoint.reviews.queries.scene import Review

__all__ = ["Accreditation", "Held", "of_review", "of_school", "one", "shared_in", "valid"]

VALID, LAPSED = "valid", "lapsed"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An accreditation on a day: `status` is `valid` or `lapsed` where it was accredited, else its state."""

    row: Accreditation
    status: str

    @property
    def is_valid(self) -> bool:
        return self.status == VALID


def on_day(row: Accreditation, on: dt.date) -> Held:
    """Its status on a day."""
    if row.state != "accredited" or row.expires_on is None:
        return Held(row=row, status=row.state)
    return Held(row=row, status=VALID if on <= row.expires_on else LAPSED)


def of_school(school_id: uuid.UUID, network_id: uuid.UUID, *, on: dt.date) -> list[Held]:
    """All of a school in one network, the newest first."""
    rows = _rows().filter(school_id=school_id, network_id=network_id)
    return [on_day(row, on) for row in rows]


def valid(school_id: uuid.UUID, network_id: uuid.UUID, *, on: dt.date) -> list[Held]:
    """What the school is accredited for on the day."""
    return [held for held in of_school(school_id, network_id, on=on) if held.is_valid]


def of_review(review: Review, *, on: dt.date) -> list[Held]:
    """What was put forward in a review."""
    return [on_day(row, on) for row in _rows().filter(review=review)]


def shared_in(network_ids: frozenset[uuid.UUID], *, on: dt.date) -> list[Held]:
    """What schools of these networks share with each other, as long as it is valid, by school."""
    rows = _rows().filter(network_id__in=network_ids, is_shared=True, state="accredited", expires_on__gte=on)
    return [on_day(row, on) for row in rows.order_by("school__name", "what")]


def one(accreditation_id: uuid.UUID) -> Accreditation:
    """Raises Missing. Whoever asks asks a rule next."""
    found = _rows().filter(pk=accreditation_id).first()
    if found is None:
        raise Missing
    return found


def _rows() -> QuerySet[Accreditation]:
    return Accreditation.objects.select_related(
        "school", "decided_by", "nominated_by", "review__host", "review__programme", "review__partnership"
    )
