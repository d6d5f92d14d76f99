"""Which soft guards were passed in a review, and why."""

from trigpoint.reviews.models import Override, Review


def of_review(review: Review) -> list[Override]:
    """The latest first, with who gave the reason."""
    return list(Override.objects.filter(review=review).select_related("given_by").order_by("-given_at", "guard"))
