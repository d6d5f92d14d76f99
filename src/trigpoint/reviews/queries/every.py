"""Every review of a programme, whoever asks: for those who plan for all of it. The caller has asked a rule."""

import uuid

from trigpoint.reviews.models import Review

__all__ = ["Review", "of_programme"]


def of_programme(programme_id: uuid.UUID) -> list[Review]:
    """With hosts, cycles, partnerships and the programme, by the day of the visit. One query."""
    rows = Review.objects.filter(programme_id=programme_id).exclude(state="cancelled")
    return list(
        rows.select_related("host", "cycle", "partnership", "programme", "network").order_by("visit_starts_on", "pk")
    )
