"""A review's action plan, whole or as much of it as a person may see."""

from django.db.models import Prefetch, QuerySet

from trigpoint.improvement.enums import Support
from trigpoint.improvement.models import Plan, PlannedAction, Telling
from trigpoint.improvement.rules.visibility import may_see_plan, may_see_support
from trigpoint.kernel.errors import Missing
from trigpoint.reviews.queries.scene import Scene

__all__ = ["Plan", "PlannedAction", "Telling", "actions_seen", "find", "get"]


def find(scene: Scene) -> Plan | None:
    """The plan with the actions that this person may see; None before there is one."""
    return (
        Plan.objects.filter(review=scene.review)
        .select_related("agreed_by")
        .prefetch_related(Prefetch("actions", actions_seen(scene), to_attr="seen"), "tellings")
        .first()
    )


def get(scene: Scene) -> Plan:
    """The same; Missing before there is one."""
    found = find(scene)
    if found is None:
        raise Missing
    return found


def actions_seen(scene: Scene) -> QuerySet[PlannedAction]:
    """All for those who see the plan; requests for support for those who broker; their own for everybody else."""
    rows = PlannedAction.objects.select_related("owner_person", "partner", "priority")
    if may_see_plan(scene):
        return rows
    if may_see_support(scene):
        return rows.exclude(support=Support.NONE)
    return rows.filter(owner_person_id=scene.hats.person_id)
