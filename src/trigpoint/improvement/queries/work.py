"""What people have to do about workshops and plans."""

import datetime as dt
import uuid

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from trigpoint.access.hats import Hats
from trigpoint.improvement.enums import Progress
from trigpoint.improvement.models import Plan, PlannedAction, Workshop
from trigpoint.kernel.work import Item
from trigpoint.reviews.queries import parts, stages
from trigpoint.reviews.queries.scene import Part, Review

__all__ = ["items"]

type Roles = dict[uuid.UUID, frozenset[Part]]
type Due = dict[uuid.UUID, dict[str, stages.Step]]

RUNNING = "under_way"
OPEN = (Progress.NOT_STARTED, Progress.UNDER_WAY, Progress.NOT_MET)


def items(hats: Hats, *, on: dt.date, limit: int = 50) -> list[Item]:
    """Workshops to record, plans to agree, and one's own actions that are due within four weeks. At most five queries."""
    running = list(parts.visible_to(hats).filter(state=RUNNING).select_related("host")[:limit])
    roles = {review.pk: parts.parts(hats, review) for review in running}
    due = {review_id: {s.kind: s for s in steps} for review_id, steps in stages.of_reviews(running).items()}
    found = _workshops(running, roles, due) + _plans(running, roles, due)
    return found + _actions(hats, on, limit)


def _workshops(running: list[Review], roles: Roles, due: Due) -> list[Item]:
    mine = [review for review in running if Part.FACILITATOR in roles[review.pk]]
    waiting = Workshop.objects.filter(review__in=mine, state="preparing").values_list("review_id", flat=True)
    ready = set(waiting)
    return [
        Item(
            due_on=due[review.pk]["workshop"].due_on if "workshop" in due[review.pk] else None,
            text=_("Facilitate the workshop of %(school)s") % {"school": review.host.name},
            detail=_("Its record is open: who came, causes, options, decisions."),
            action=_("Open"),
            url=reverse("improvement:workshop", args=[review.pk]),
            review_id=review.pk,
        )
        for review in mine
        if review.pk in ready
    ]


def _plans(running: list[Review], roles: Roles, due: Due) -> list[Item]:
    mine = [r for r in running if roles[r.pk] & {Part.HOST_HEAD, Part.HOST_CHAMPION}]
    drafting = set(Plan.objects.filter(review__in=mine, state="drafting").values_list("review_id", flat=True))
    return [
        Item(
            due_on=due[review.pk]["plan"].due_on if "plan" in due[review.pk] else None,
            text=_agree_or_write(roles[review.pk]),
            detail=_("It is a plan once every action is whole and it says who will be told what."),
            action=_("Open"),
            url=reverse("improvement:plan", args=[review.pk]),
            review_id=review.pk,
        )
        for review in mine
        if review.pk in drafting
    ]


def _agree_or_write(roles: frozenset[Part]) -> str:
    return (
        _("Agree the action plan of your school")
        if Part.HOST_HEAD in roles
        else _("Write the action plan of your school")
    )


def _actions(hats: Hats, on: dt.date, limit: int) -> list[Item]:
    rows: QuerySet[PlannedAction] = PlannedAction.objects.filter(
        owner_person_id=hats.person_id,
        plan__state="agreed",
        progress__in=OPEN,
        due_on__lte=on + dt.timedelta(weeks=4),
    ).select_related("plan")[:limit]
    return [
        Item(
            due_on=row.due_on,
            text=row.text,
            detail=_("Your action in the plan. How you will know: %(measure)s") % {"measure": row.measure},
            action=_("Report"),
            url=reverse("improvement:progress", args=[row.plan.review_id, row.pk]),
            review_id=row.plan.review_id,
        )
        for row in rows
    ]
