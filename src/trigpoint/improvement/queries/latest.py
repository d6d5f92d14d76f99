"""What came of a school's last plan."""

import dataclasses
import uuid

from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place, Role
from trigpoint.improvement.enums import Progress
from trigpoint.improvement.models import Plan, PlannedAction

__all__ = ["Latest", "latest"]

OWN = (Role.HEAD, Role.SENIOR_LEADER, Role.CHAMPION)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Latest:
    """How many actions there are, how many met their target, and one of those that did (or None)."""

    review_id: uuid.UUID
    actions: int
    met: int
    example: PlannedAction | None


def latest(hats: Hats) -> Latest | None:
    """Of the newest agreed plan of a school that the person leads. Two queries."""
    schools = hats.places(Place.SCHOOL, *OWN)
    if not schools:
        return None
    plan = (
        Plan.objects.filter(review__host_id__in=schools, network_id__in=hats.networks, state="agreed")
        .order_by("-agreed_at")
        .first()
    )
    if plan is None:
        return None
    rows = list(plan.actions.all())
    met = [row for row in rows if row.progress == Progress.MET]
    shown = next((row for row in met if row.baseline and row.latest), None)
    return Latest(review_id=plan.review_id, actions=len(rows), met=len(met), example=shown)
