"""The standing that a programme gives a school on a day: what guard G5 compares."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from trigpoint.kernel.errors import Missing
from trigpoint.organisations.queries import schools
from trigpoint.organisations.queries.schools import School
from trigpoint.programmes.models import Membership, Programme, Standing
from trigpoint.programmes.queries.scope import holds

__all__ = ["Standing", "one", "school_of", "schools_found", "standings", "standings_on"]


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


def schools_found(programme: Programme, asked: str, *, on: dt.date, limit: int = 20) -> list[School]:
    """The schools that are members in the programme on the day and have the words typed, by name; near ones if none."""
    for mistyped in (False, True):
        typed = schools.matching(asked, school="school__", mistyped=mistyped)
        if typed is None:
            return []
        rows = _members(programme, on).filter(typed).order_by("school__name", "school_id")
        found = {row.school_id: row.school for row in rows[: limit * 2]}
        if found:
            return list(found.values())[:limit]
    return []


def school_of(programme: Programme, school_id: str, *, on: dt.date) -> School | None:
    """The school with this id, where it is a member in the programme on the day."""
    try:
        wanted = uuid.UUID(school_id)
    except ValueError:
        return None
    row = _members(programme, on).filter(school_id=wanted).first()
    return row.school if row else None


def _members(programme: Programme, on: dt.date) -> QuerySet[Membership]:
    return Membership.objects.filter(holds(on), partnership__programme=programme).select_related("school")
