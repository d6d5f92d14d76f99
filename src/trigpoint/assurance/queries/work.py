"""What people have to do about assurance."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place, Role
from trigpoint.assurance.models import ProcessFeedback
from trigpoint.kernel.work import Item

__all__ = ["items"]


def items(hats: Hats, *, on: dt.date, limit: int = 50) -> list[Item]:
    """Process feedback that one's school has been asked for. One query for heads, else none."""
    schools = hats.places(Place.SCHOOL, Role.HEAD)
    if not schools:
        return []
    rows = ProcessFeedback.objects.filter(
        state="asked", review__host_id__in=schools, network_id__in=hats.networks
    ).exclude(review__state="cancelled")[:limit]
    return [
        Item(
            due_on=timezone.localdate(row.created_at) + dt.timedelta(days=7),
            text=_("Say how the process went"),
            detail=_("Two minutes. You may also choose not to answer."),
            action=_("Answer"),
            url=reverse("assurance:process_feedback", args=[row.review_id]),
            review_id=row.review_id,
        )
        for row in rows
    ]
