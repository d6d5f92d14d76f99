"""Seats that are empty: who gave them up and why, for those who plan."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterable

from trigpoint.allocation.enums import Answer
from trigpoint.allocation.models import Invitation
from trigpoint.allocation.queries.facts import Host


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One seat that somebody declined and nobody has taken since."""

    key: str
    invitation_id: uuid.UUID
    review_id: uuid.UUID
    person_id: uuid.UUID
    name: str
    role: str
    reason: str
    answered_at: dt.datetime | None


def declined(hosts: Iterable[Host], *, filled_too: bool = False) -> list[Gap]:
    """Of reviews that are still to come, the latest answer last. One query."""
    by_review = {host.review.pk: host.key for host in hosts if host.review is not None and not host.settled}
    rows = Invitation.objects.filter(review_id__in=by_review, answer=Answer.DECLINED)
    if not filled_too:
        rows = rows.filter(filled_at=None)
    return [
        Gap(
            key=by_review[row.review_id],
            invitation_id=row.pk,
            review_id=row.review_id,
            person_id=row.person_id,
            name=row.person.name,
            role=row.role,
            reason=row.reason,
            answered_at=row.answered_at,
        )
        for row in rows.select_related("person").order_by("answered_at", "pk")
    ]
