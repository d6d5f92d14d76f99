"""The standing that a programme gives a school on a day: what guard G5 compares."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from trigpoint.kernel.errors import Missing
from trigpoint.programmes.models import Membership, Programme, Standing

__all__ = ["Standing", "one", "schools_of", "standings", "standings_on"]


def standings_on(programme_id: uuid.UUID, school_ids: Iterable[uuid.UUID], *, on: dt.date) -> dict[uuid.UUID, str]:
    """The standing's name by school; a school without one is left out."""
    found = Standing.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on),
        programme_id=programme_id,
        school_id__in=list(school_ids),
        starts_on__lte=on,
    )
    return dict(found.values_list("school_id", "name"))


def standings(programme: Programme) -> QuerySet[Standing]:
    """All of a programme's, by school, the newest first."""
    rows = Standing.objects.filter(programme=programme).select_related("school")
    return rows.order_by("school__name", "-starts_on", "pk")


def one(programme: Programme, standing_id: uuid.UUID) -> Standing:
    """Raises Missing when it is not of this programme."""
    found = Standing.objects.filter(programme=programme, pk=standing_id).select_related("school", "programme").first()
    if found is None:
        raise Missing
    return found


def schools_of(programme: Programme, *, on: dt.date) -> list[tuple[uuid.UUID, str]]:
    """Id and name of every school that is a member in the programme on the day, by name."""
    return list(
        Membership.objects.filter(
            Q(left_on__isnull=True) | Q(left_on__gte=on), partnership__programme=programme, joined_on__lte=on
        )
        .order_by("school__name")
        .values_list("school_id", "school__name")
        .distinct()
    )
