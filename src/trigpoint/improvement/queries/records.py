"""What became of reviews, to be counted: workshops and plans without a word of what they say."""

import dataclasses
import datetime as dt
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable

from django.utils import timezone

from trigpoint.improvement.enums import Came, Support
from trigpoint.improvement.models import Attendance, Plan, PlannedAction, Workshop

__all__ = ["FollowUp", "of_reviews"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """Of one review: when the workshop was held and who came, when the plan was agreed, actions by how far they are."""

    workshop_on: dt.date | None
    team_came: int
    team_asked: int
    others_came: int
    plan_agreed_on: dt.date | None
    actions: dict[str, int]
    support_asked: int


def of_reviews(review_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, FollowUp]:
    """By review, every one that was asked for. Four queries."""
    ids = list(review_ids)
    held = dict(Workshop.objects.filter(review_id__in=ids, state="held").values_list("review_id", "held_on"))
    came: dict[uuid.UUID, Counter[tuple[bool, bool]]] = defaultdict(Counter)
    for review_id, on_team, there in Attendance.objects.filter(workshop__review_id__in=ids).values_list(
        "workshop__review_id", "on_team", "came"
    ):
        came[review_id][on_team, there == Came.CAME] += 1
    agreed = dict(Plan.objects.filter(review_id__in=ids, state="agreed").values_list("review_id", "agreed_at"))
    actions: dict[uuid.UUID, Counter[str]] = defaultdict(Counter)
    support: Counter[uuid.UUID] = Counter()
    for review_id, progress, wanted in PlannedAction.objects.filter(plan__review_id__in=ids).values_list(
        "plan__review_id", "progress", "support"
    ):
        actions[review_id][progress] += 1
        support[review_id] += wanted != Support.NONE
    return {
        review_id: FollowUp(
            workshop_on=held.get(review_id),
            team_came=came[review_id][True, True],
            team_asked=came[review_id][True, True] + came[review_id][True, False],
            others_came=came[review_id][False, True],
            plan_agreed_on=timezone.localdate(agreed_at) if (agreed_at := agreed.get(review_id)) else None,
            actions=dict(actions[review_id]),
            support_asked=support[review_id],
        )
        for review_id in ids
    }
