"""A review's action plan, whole or as much of it as a person may see."""

from django.db.models import Prefetch, QuerySet

from trigpoint.improvement.enums import Sight, Support
from trigpoint.improvement.models import Plan, PlannedAction, Telling
from trigpoint.reviews.queries.scene import Scene

__all__ = ["Plan", "PlannedAction", "Telling", "actions_seen", "find"]


def find(scene: Scene, sight: Sight) -> Plan | None:
    """The plan; `seen` holds the actions that this person may see. None before there is a plan. Three queries."""
    return (
        Plan.objects.filter(review=scene.review)
        .select_related("agreed_by")
        .prefetch_related(Prefetch("actions", actions_seen(scene, sight), to_attr="seen"), "tellings")
        .first()
    )


def actions_seen(scene: Scene, sight: Sight) -> QuerySet[PlannedAction]:
    """All for those who see the plan; requests for support for those who broker; their own for everybody else."""
    rows = PlannedAction.objects.select_related("owner_person", "partner", "priority")
    match sight:
        case Sight.WHOLE:
            return rows
        case Sight.SUPPORT:
            return rows.exclude(support=Support.NONE)
        case Sight.OWN:
            return rows.filter(owner_person_id=scene.hats.person_id)
