"""What people have to do about workshops and plans."""

import datetime as dt

from django.db.models import QuerySet
from django.urls import reverse

from trigpoint.access.hats import Hats
from trigpoint.improvement.enums import Progress
from trigpoint.improvement.models import Plan, PlannedAction, Workshop
from trigpoint.kernel.work import Item
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.queries import in_hand
from trigpoint.reviews.queries.in_hand import InHand
from trigpoint.reviews.queries.scene import Part, Review

__all__ = ["items"]

RUNNING = "under_way"
OPEN = (Progress.NOT_STARTED, Progress.UNDER_WAY, Progress.NOT_MET)


def items(hats: Hats, *, on: dt.date, limit: int = 50, held: InHand | None = None) -> list[Item]:
    """
    Workshops to record, plans to agree, and one's own actions that are due within four weeks.

    At most three queries, beside the two for what is in hand.
    """
    held = held or in_hand.load(hats)
    found = _workshops(held) + _plans(held)
    return (found + _actions(hats, on, limit))[:limit]


def _running(held: InHand, *played: Part) -> list[Review]:
    return [review for review in held.played(*played) if review.state == RUNNING]


def _due(held: InHand, review: Review, kind: str) -> dt.date | None:
    step = held.by_kind(review).get(kind)
    return step.due_on if step else None


def _workshops(held: InHand) -> list[Item]:
    mine = _running(held, Part.FACILITATOR)
    if not mine:
        return []
    waiting = Workshop.objects.filter(review__in=mine, state="preparing").values_list("review_id", flat=True)
    ready = set(waiting)
    return [
        Item(
            due_on=_due(held, review, "workshop"),
            text=_("Facilitate the {workshop} of %(school)s") % {"school": review.host.name},
            detail=_("Its record is open: who came, causes, options, decisions."),
            action=_("Open"),
            url=reverse("improvement:workshop", args=[review.pk]),
            review_id=review.pk,
        )
        for review in in_hand.in_words(mine)
        if review.pk in ready
    ]


def _plans(held: InHand) -> list[Item]:
    mine = _running(held, Part.HOST_HEAD, Part.HOST_CHAMPION)
    if not mine:
        return []
    drafting = set(Plan.objects.filter(review__in=mine, state="drafting").values_list("review_id", flat=True))
    return [
        Item(
            due_on=_due(held, review, "plan"),
            text=_agree_or_write(held.parts[review.pk]),
            detail=_("It is a plan once every action is whole and it says who will be told what."),
            action=_("Open"),
            url=reverse("improvement:plan", args=[review.pk]),
            review_id=review.pk,
        )
        for review in in_hand.in_words(mine)
        if review.pk in drafting
    ]


def _agree_or_write(roles: frozenset[Part]) -> str:
    return _("Agree the {plan} of your {school}") if Part.HOST_HEAD in roles else _("Write the {plan} of your {school}")


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
