"""A partnership's schools on a day."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import QuerySet

from trigpoint.programmes.models import Membership
from trigpoint.programmes.queries import scope

__all__ = ["member_ids", "member_schools", "memberships", "memberships_of_all"]


def memberships(partnership_id: uuid.UUID, *, on: dt.date) -> QuerySet[Membership]:
    """Memberships that hold on the day, its first and last day included, with their schools, by name."""
    return scope.members_on([partnership_id], on)


def memberships_of_all(partnership_ids: Iterable[uuid.UUID], *, on: dt.date) -> QuerySet[Membership]:
    """The same of several partnerships at once."""
    return scope.members_on(partnership_ids, on)


def member_ids(partnership_id: uuid.UUID, *, on: dt.date) -> list[uuid.UUID]:
    return list(memberships(partnership_id, on=on).values_list("school_id", flat=True))


def member_schools(partnership_id: uuid.UUID, *, on: dt.date) -> list[tuple[uuid.UUID, str]]:
    """Id and name of each member school, by name."""
    return list(memberships(partnership_id, on=on).values_list("school_id", "school__name"))
