"""A partnership's cycles. `Cycle` is named here as a type, for the contexts above; its table stays private."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import QuerySet

from trigpoint.programmes.models import Cycle

__all__ = ["Cycle", "of_partnerships", "running"]


def of_partnerships(partnership_ids: Iterable[uuid.UUID]) -> QuerySet[Cycle]:
    """Their cycles with their partnerships, the newest first."""
    return (
        Cycle.objects.filter(partnership_id__in=list(partnership_ids))
        .select_related("partnership")
        .order_by("partnership__name", "-starts_on")
    )


def running(partnership_ids: Iterable[uuid.UUID], *, on: dt.date) -> QuerySet[Cycle]:
    """The cycles that the day lies in."""
    return of_partnerships(partnership_ids).filter(starts_on__lte=on, ends_on__gte=on)
