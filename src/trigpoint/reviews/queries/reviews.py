"""Reviews by id, for those who have been told of one by an event."""

import uuid

from trigpoint.reviews.models import Review

__all__ = ["Review", "before", "by_id"]


def by_id(review_id: uuid.UUID) -> Review:
    """The review, whoever asks: only for receivers and tasks, which show it to nobody."""
    return Review.objects.select_related("host", "network", "programme", "partnership", "cycle").get(pk=review_id)


def before(review: Review) -> Review | None:
    """The last review of the same host and subject in the network that came before this one and was not called off."""
    found = Review.objects.filter(
        host_id=review.host_id,
        network_id=review.network_id,
        subject_name=review.subject_name,
        visit_starts_on__lt=review.visit_starts_on,
    )
    return found.exclude(state="cancelled").exclude(pk=review.pk).order_by("-visit_starts_on").first()
