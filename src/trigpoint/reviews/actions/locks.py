"""Writes that must see each other's result take turns."""

from trigpoint.reviews.models import Review


def one_at_a_time(review: Review) -> None:
    """Wait until no other such write of this review is under way; until the transaction ends, others wait for this."""
    Review.objects.select_for_update().only("pk").get(pk=review.pk)
