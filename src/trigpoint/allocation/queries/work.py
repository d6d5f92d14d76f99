"""What waits for people about dates and teams: seats to answer for, seats to fill, drafts to publish."""

import datetime as dt
import uuid

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place, Role
from trigpoint.allocation.enums import Answer
from trigpoint.allocation.models import Invitation, Schedule
from trigpoint.kernel.work import Item
from trigpoint.ui import dates

__all__ = ["items"]


def items(hats: Hats, *, on: dt.date, limit: int = 50) -> list[Item]:
    """At most three queries."""
    led = hats.places(Place.PARTNERSHIP, Role.PARTNERSHIP_LEAD)
    return [*_asked(hats, on, limit), *(_empty(led, on, limit) if led else ()), *(_drafts(led, limit) if led else ())]


def _asked(hats: Hats, on: dt.date, limit: int) -> list[Item]:
    rows = Invitation.objects.filter(
        person_id=hats.person_id, answer=Answer.ASKED, review__state="planned", review__visit_starts_on__gt=on
    )
    return [
        Item(
            due_on=None,
            text=_("Say whether you can come to the review of %(host)s") % {"host": row.review.host.name},
            detail=_("The visit is on %(days)s.")
            % {"days": dates.span(row.review.visit_starts_on, row.review.visit_ends_on)},
            action=_("Answer"),
            url=reverse("allocation:invitations"),
            review_id=row.review_id,
        )
        for row in rows.select_related("review__host").order_by("review__visit_starts_on")[:limit]
    ]


def _empty(led: frozenset[uuid.UUID], on: dt.date, limit: int) -> list[Item]:
    rows = Invitation.objects.filter(
        review__partnership_id__in=led, answer=Answer.DECLINED, filled_at=None, review__visit_starts_on__gt=on
    ).filter(review__state="planned")
    found: dict[uuid.UUID, list[Invitation]] = {}
    for row in rows.select_related("review").order_by("review__visit_starts_on")[:limit]:
        found.setdefault(row.review.cycle_id, []).append(row)
    return [
        Item(
            due_on=None,
            text=ngettext("Fill %(n)d empty seat", "Fill %(n)d empty seats", len(several)) % {"n": len(several)},
            detail=_("Who could step in is worked out for you."),
            action=_("Look"),
            url=reverse("allocation:gaps", args=[cycle_id]),
        )
        for cycle_id, several in found.items()
    ]


def _drafts(led: frozenset[uuid.UUID], limit: int) -> list[Item]:
    rows = Schedule.objects.filter(partnership_id__in=led, state="draft").defer("problem", "found", "plan", "before")
    return [
        Item(
            due_on=None,
            text=_("Publish the dates and teams that were found for you, or put them aside"),
            detail=_("Nobody else sees them until you publish."),
            action=_("Look"),
            url=reverse("allocation:schedule", args=[row.pk]),
        )
        for row in rows.order_by("-asked_at")[:1]
    ]
