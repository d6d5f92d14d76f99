"""Review models as values."""

import functools
import uuid

from trigpoint.programmes.models import Definition, ReviewModel

__all__ = ["Definition", "definition"]


@functools.lru_cache(maxsize=64)
def definition(review_model_id: uuid.UUID) -> Definition:
    """The parsed model. Safe to keep: a published version never changes."""
    return ReviewModel.objects.get(pk=review_model_id).parsed()
