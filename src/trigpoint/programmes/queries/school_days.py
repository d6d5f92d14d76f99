"""The days on which schools are unlike their network's calendar, and what they can spare."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import Q

from trigpoint.programmes.enums import WindowKind
from trigpoint.programmes.models import Capacity, Membership, Window

__all__ = ["Capacity", "Where", "Window", "capacities", "capacity", "places_of", "window", "windows"]

CLOSED = (WindowKind.INSET, WindowKind.EXAMS, WindowKind.HOLIDAY, WindowKind.BUSY)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """The partnerships and programmes of a network that a school is a member of."""

    partnership_ids: frozenset[uuid.UUID]
    programme_ids: frozenset[uuid.UUID]


def windows(
    school_ids: Iterable[uuid.UUID], *, network_id: uuid.UUID, since: dt.date | None = None
) -> dict[uuid.UUID, list[Window]]:
    """By school, the earliest first; `since` leaves out what is over before that day. One query."""
    rows = Window.objects.filter(network_id=network_id, school_id__in=list(school_ids))
    if since is not None:
        rows = rows.filter(ends_on__gte=since)
    found: dict[uuid.UUID, list[Window]] = {}
    for row in rows.order_by("starts_on", "ends_on", "kind"):
        found.setdefault(row.school_id, []).append(row)
    return found


def window(window_id: uuid.UUID) -> Window | None:
    return Window.objects.filter(pk=window_id).select_related("network", "school").first()


def capacities(school_ids: Iterable[uuid.UUID], *, network_id: uuid.UUID) -> dict[uuid.UUID, Capacity]:
    """By school; one that has said nothing is left out. One query."""
    rows = Capacity.objects.filter(network_id=network_id, school_id__in=list(school_ids))
    return {row.school_id: row for row in rows}


def capacity(network_id: uuid.UUID, school_id: uuid.UUID) -> Capacity:
    """One school's, as written down; an unsaved one, with version 0, when nothing is."""
    found = Capacity.objects.filter(network_id=network_id, school_id=school_id).first()
    return found or Capacity(network_id=network_id, school_id=school_id, version=0)


def places_of(network_id: uuid.UUID, school_id: uuid.UUID) -> Where:
    """Where the school belongs now: a membership that has ended doesn't count. One query."""
    rows = Membership.objects.filter(
        Q(left_on__isnull=True), school_id=school_id, partnership__network_id=network_id
    ).values_list("partnership_id", "partnership__programme_id")
    return Where(
        partnership_ids=frozenset(partnership for partnership, _programme in rows),
        programme_ids=frozenset(programme for _partnership, programme in rows),
    )
