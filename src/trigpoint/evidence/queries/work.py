"""What people have to do about evidence: make notes during a visit, end it, settle what came late."""

import datetime as dt
import uuid

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place, Role
from trigpoint.evidence.models import SetAside
from trigpoint.kernel.work import Item
from trigpoint.reviews.queries import parts, stages
from trigpoint.reviews.queries.scene import Review

__all__ = ["items"]


def items(hats: Hats, *, on: dt.date, limit: int = 50) -> list[Item]:
    """At most three queries."""
    led = hats.places(Place.REVIEW, Role.LEAD_REVIEWER)
    seated = led | hats.places(Place.REVIEW, Role.REVIEWER)
    if not seated:
        return []
    rows = parts.visible_to(hats).filter(pk__in=seated, visit_starts_on__lte=on).exclude(state="cancelled")
    reviews = list(rows.select_related("host").order_by("-visit_starts_on")[:limit])
    visiting = [review for review in reviews if review.state in {"planned", "under_way"}]
    over = {review_id for review_id, steps in stages.of_reviews(visiting).items() if _visit_done(steps)}
    found = [_visit(review, leads=review.pk in led, on=on) for review in visiting if review.pk not in over]
    return found + _set_aside([review for review in reviews if review.pk in led])


def _visit_done(steps: tuple[stages.Step, ...]) -> bool:
    return all(step.is_done for step in steps if step.kind == "visit")


def _visit(review: Review, *, leads: bool, on: dt.date) -> Item:
    school = {"school": review.host.name}
    if leads and on >= review.visit_ends_on:
        return Item(
            due_on=review.visit_ends_on,
            text=_("Say that the visit to %(school)s is over") % school,
            detail=_("Then the team reads each other's notes, and each proposes."),
            action=_("Open the evidence"),
            url=reverse("evidence:matrix", args=[review.pk]),
            review_id=review.pk,
        )
    return Item(
        due_on=review.visit_ends_on,
        text=_("Make notes at %(school)s") % school,
        detail=_("What you see and hear, no names. The team reads it after the visit."),
        action=_("Make a note"),
        url=reverse("evidence:capture", args=[review.pk]),
        review_id=review.pk,
    )


def _set_aside(led: list[Review]) -> list[Item]:
    waiting: dict[uuid.UUID, int] = dict(
        SetAside.objects.filter(review__in=led, settled_at__isnull=True)
        .values_list("review_id")
        .annotate(count=Count("pk"))
    )
    return [
        Item(
            due_on=None,
            text=ngettext(
                "Settle %(count)d note from %(school)s that came late or twice",
                "Settle %(count)d notes from %(school)s that came late or twice",
                waiting[review.pk],
            )
            % {"count": waiting[review.pk], "school": review.host.name},
            detail=_("Take it in among the notes, or leave it out. Nothing is lost until you do."),
            action=_("Look"),
            url=reverse("evidence:set_aside", args=[review.pk]),
            review_id=review.pk,
        )
        for review in led
        if review.pk in waiting
    ]
