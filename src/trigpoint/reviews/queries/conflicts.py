"""Which schools people can't review."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import QuerySet

from trigpoint.access.hats import Hats
from trigpoint.organisations.queries.networks import School
from trigpoint.programmes.queries.scope import members_on, visible_to
from trigpoint.reviews.enums import ConflictSource
from trigpoint.reviews.models import Conflict

__all__ = ["Conflict", "of_people", "of_person", "one", "schools_by_person", "schools_near"]


def of_person(person_id: uuid.UUID) -> QuerySet[Conflict]:
    """What one person has declared and not taken back, with the schools."""
    return (
        Conflict.objects.filter(person_id=person_id, withdrawn_on__isnull=True, source=ConflictSource.PERSON)
        .select_related("school")
        .order_by("school__name")
    )


def schools_by_person(person_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, frozenset[uuid.UUID]]:
    """The schools that each of these people can't review. One query."""
    found: dict[uuid.UUID, set[uuid.UUID]] = {}
    rows = Conflict.objects.filter(person_id__in=list(person_ids), withdrawn_on__isnull=True)
    for person_id, school_id in rows.values_list("person_id", "school_id"):
        found.setdefault(person_id, set()).add(school_id)
    return {person_id: frozenset(schools) for person_id, schools in found.items()}


def of_people(person_ids: Iterable[uuid.UUID]) -> QuerySet[Conflict]:
    """All that stands, of whatever source, for those who plan."""
    rows = Conflict.objects.filter(person_id__in=list(person_ids), withdrawn_on__isnull=True)
    return rows.select_related("school", "person").order_by("person__name", "school__name")


def one(conflict_id: uuid.UUID) -> Conflict | None:
    """One that stands. The caller asks who may know."""
    rows = Conflict.objects.filter(pk=conflict_id, withdrawn_on__isnull=True)
    return rows.select_related("school", "person").first()


def schools_near(hats: Hats, *, on: dt.date) -> list[School]:
    """The schools of every partnership that the person belongs to, by name. Two queries."""
    partnerships = list(visible_to(hats).values_list("pk", flat=True))
    return sorted(
        {row.school for row in members_on(partnerships, on)}, key=lambda school: (school.name, str(school.pk))
    )
