"""Schools whose ids are known already. The caller has scoped them."""

import functools
import uuid
from collections.abc import Iterable

from trigpoint.organisations.models import School

__all__ = ["School", "beyond_name", "school", "schools"]

NAMED_BY = {"id", "urn", "name", "name_cy"}


def school(school_id: uuid.UUID) -> School | None:
    return School.objects.filter(pk=school_id).first()


def schools(school_ids: Iterable[uuid.UUID]) -> list[School]:
    """These schools, by name."""
    return list(School.objects.filter(pk__in=list(school_ids)).order_by("name"))


@functools.cache
def beyond_name(way: str) -> tuple[str, ...]:
    """
    The columns of a school that a list of other rows leaves in the database: it shows what the school is called.

    `rows.select_related("host").defer(*beyond_name("host"))`: a school has more than fifty.
    """
    fields = School._meta.concrete_fields  # noqa: SLF001 - the documented way to a model's fields
    return tuple(f"{way}__{field.name}" for field in fields if field.name not in NAMED_BY)
