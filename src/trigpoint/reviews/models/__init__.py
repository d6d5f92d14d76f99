"""A review and what leads up to its visit."""

from trigpoint.reviews.models.review import Override, Review, Stage

__all__ = ["Override", "Review", "Stage"]
