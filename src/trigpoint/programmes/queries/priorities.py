"""Improvement priorities that a programme's schools share."""

import uuid

from django.db.models import QuerySet

from trigpoint.kernel.errors import Missing
from trigpoint.programmes.models import Priority, Programme

__all__ = ["Priority", "active", "active_ids", "one"]


def active(programme_id: uuid.UUID) -> QuerySet[Priority]:
    return Priority.objects.filter(programme_id=programme_id, is_active=True).order_by("text")


def active_ids(programme_id: uuid.UUID) -> set[uuid.UUID]:
    return set(active(programme_id).values_list("pk", flat=True))


def one(programme: Programme, priority_id: uuid.UUID) -> Priority:
    """Raises Missing when it is not of this programme."""
    found = Priority.objects.filter(programme=programme, pk=priority_id).select_related("programme").first()
    if found is None:
        raise Missing
    return found
