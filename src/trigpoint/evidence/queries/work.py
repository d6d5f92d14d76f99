"""What people have to do about evidence: make notes during a visit, end it, settle what came late."""

import datetime as dt
import uuid
from collections.abc import Collection

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place, Role
from trigpoint.evidence.models import SetAside
from trigpoint.kernel.work import Item
from trigpoint.reviews.queries import in_hand
from trigpoint.reviews.queries.in_hand import InHand
from trigpoint.reviews.queries.scene import Part, Review

__all__ = ["items"]


def items(hats: Hats, *, on: dt.date, limit: int = 50, held: InHand | None = None) -> list[Item]:
    """One query for whoever leads a review, else none, beside the two for what is in hand."""
    led = hats.places(Place.REVIEW, Role.LEAD_REVIEWER)
    if not led and not hats.places(Place.REVIEW, Role.REVIEWER):
        return []
    held = held or in_hand.load(hats)
    found = [
        _visit(review, leads=review.pk in led, on=on)
        for review in in_hand.in_words(held.visited(Part.LEAD, Part.REVIEWER, on=on))
        if not all(step.is_done for step in held.steps[review.pk] if step.kind == "visit")
    ]
    return (found + _set_aside(led, on=on))[:limit]


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


def _set_aside(led: Collection[uuid.UUID], *, on: dt.date) -> list[Item]:
    if not led:
        return []
    late = SetAside.objects.filter(review__in=led, settled_at__isnull=True, review__visit_starts_on__lte=on)
    rows = late.exclude(review__state="cancelled").values_list("review_id", "review__host__name")
    return [
        Item(
            due_on=None,
            text=ngettext(
                "Settle %(count)d note from %(school)s that came late or twice",
                "Settle %(count)d notes from %(school)s that came late or twice",
                count,
            )
            % {"count": count, "school": school},
            detail=_("Take it in among the notes, or leave it out. Nothing is lost until you do."),
            action=_("Look"),
            url=reverse("evidence:set_aside", args=[review_id]),
            review_id=review_id,
        )
        for review_id, school, count in rows.annotate(count=Count("pk"))
    ]
