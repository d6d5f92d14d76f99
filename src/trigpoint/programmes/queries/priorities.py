"""Improvement priorities that a programme's schools share."""

import uuid

from django.db.models import QuerySet

from trigpoint.programmes.models import Priority

__all__ = ["active", "active_ids"]


def active(programme_id: uuid.UUID) -> QuerySet[Priority]:
    return Priority.objects.filter(programme_id=programme_id, is_active=True).order_by("text")


def active_ids(programme_id: uuid.UUID) -> set[uuid.UUID]:
    return set(active(programme_id).values_list("pk", flat=True))
