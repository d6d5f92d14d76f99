"""Who takes part in a programme, with the dates: schools over all its partnerships."""

import datetime as dt
import uuid

from django.db.models import Q, QuerySet

from trigpoint.programmes.models import Membership, Programme

__all__ = ["Membership", "Programme", "by_id", "memberships", "named"]


def by_id(programme_id: uuid.UUID) -> Programme | None:
    """The programme, whoever asks: the caller asks its own rule."""
    return Programme.objects.filter(pk=programme_id).select_related("network").first()


def named(name: str) -> Programme | None:
    """The first programme of this name: for the demonstration, which names its own."""
    return Programme.objects.filter(name=name).select_related("network", "review_model").order_by("created_at").first()


def memberships(programme_id: uuid.UUID, *, starts_on: dt.date, ends_on: dt.date) -> QuerySet[Membership]:
    """Memberships that hold on any of these days, with school and partnership, by the day of joining."""
    return (
        Membership.objects.filter(partnership__programme_id=programme_id, joined_on__lte=ends_on)
        .filter(Q(left_on__isnull=True) | Q(left_on__gte=starts_on))
        .select_related("school", "partnership")
        .order_by("joined_on", "pk")
    )


def schools_elsewhere(programme_id: uuid.UUID) -> set[uuid.UUID]:
    """Ids of schools that are, or have been, in a partnership of any other programme."""
    rows = Membership.objects.exclude(partnership__programme_id=programme_id)
    return set(rows.values_list("school_id", flat=True))
