"""Schools whose ids are known already. The caller has scoped them."""

import uuid
from collections.abc import Iterable

from trigpoint.organisations.models import School

__all__ = ["School", "school", "schools"]


def school(school_id: uuid.UUID) -> School | None:
    return School.objects.filter(pk=school_id).first()


def schools(school_ids: Iterable[uuid.UUID]) -> list[School]:
    """These schools, by name."""
    return list(School.objects.filter(pk__in=list(school_ids)).order_by("name"))
