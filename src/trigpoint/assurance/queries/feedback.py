"""Reads of process feedback."""

from trigpoint.assurance.models import ProcessFeedback
from trigpoint.reviews.queries.scene import Scene

__all__ = ["ProcessFeedback", "find"]


def find(scene: Scene) -> ProcessFeedback | None:
    return ProcessFeedback.objects.filter(review=scene.review).select_related("answered_by").first()
