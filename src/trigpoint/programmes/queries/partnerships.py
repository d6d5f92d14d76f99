"""A partnership's schools on a day."""

import datetime as dt
import uuid

from django.db.models import QuerySet

from trigpoint.programmes.models import Membership
from trigpoint.programmes.queries import scope

__all__ = ["member_ids", "member_schools", "memberships"]


def memberships(partnership_id: uuid.UUID, *, on: dt.date) -> QuerySet[Membership]:
    """Memberships that hold on the day, its first and last day included, with their schools, by name."""
    return scope.members_on([partnership_id], on)


def member_ids(partnership_id: uuid.UUID, *, on: dt.date) -> list[uuid.UUID]:
    return list(memberships(partnership_id, on=on).values_list("school_id", flat=True))


def member_schools(partnership_id: uuid.UUID, *, on: dt.date) -> list[tuple[uuid.UUID, str]]:
    """Id and name of each member school, by name."""
    return list(memberships(partnership_id, on=on).values_list("school_id", "school__name"))
