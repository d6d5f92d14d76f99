"""What people were asked, and what they said."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import QuerySet

from trigpoint.allocation.enums import Answer
from trigpoint.allocation.models import Invitation
from trigpoint.kernel.errors import Missing

__all__ = ["Invitation", "answers", "asked_on", "of_person", "own", "to_fill"]


def of_person(person_id: uuid.UUID, *, on: dt.date) -> QuerySet[Invitation]:
    """What somebody is asked, of reviews still to come, the nearest first."""
    rows = Invitation.objects.filter(person_id=person_id, review__visit_ends_on__gte=on)
    rows = rows.filter(answer__in=(Answer.ASKED, Answer.ACCEPTED), review__state__in=("planned", "under_way"))
    return rows.select_related("review__host", "review__partnership").order_by("review__visit_starts_on", "pk")


def own(person_id: uuid.UUID, invitation_id: uuid.UUID) -> Invitation:
    """Raises Missing for anybody else's."""
    row = Invitation.objects.filter(pk=invitation_id, person_id=person_id).select_related("review__host").first()
    if row is None:
        raise Missing
    return row


def asked_on(review_id: uuid.UUID, person_id: uuid.UUID, *, on: dt.date) -> Invitation | None:
    """What somebody was asked on a review that is still to come, and has not answered. One query."""
    rows = Invitation.objects.filter(review_id=review_id, person_id=person_id, answer=Answer.ASKED)
    return rows.filter(review__state="planned", review__visit_starts_on__gt=on).first()


def to_fill(cycle_ids: Iterable[uuid.UUID], invitation_id: uuid.UUID) -> Invitation:
    """A declined seat of a review of these cycles. Raises Missing for any other."""
    rows = Invitation.objects.filter(pk=invitation_id, review__cycle_id__in=list(cycle_ids), answer=Answer.DECLINED)
    row = rows.select_related(
        "review__host", "review__partnership", "review__programme", "review__cycle", "person"
    ).first()
    if row is None:
        raise Missing
    return row


def answers(review_ids: Iterable[uuid.UUID]) -> dict[tuple[uuid.UUID, uuid.UUID], str]:
    """By review and person, the latest answer. One query."""
    rows = Invitation.objects.filter(review_id__in=list(review_ids)).order_by("asked_at")
    return {(row.review_id, row.person_id): row.answer for row in rows}
