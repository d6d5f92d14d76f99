"""Whether stages of the review are done: what the rules of evidence turn on."""

from trigpoint.programmes.enums import StageKind
from trigpoint.reviews.queries.scene import Review, Scene


def is_done(review: Review, kind: str) -> bool:
    """Whether the model has a stage of the kind, and it is done. One query."""
    done = list(review.stages.filter(kind=kind).values_list("done_at", flat=True))
    return bool(done) and None not in done


def visit_over(scene: Scene) -> bool:
    """The visit's last day is behind us, or the lead reviewer has said so. At most one query."""
    return scene.on > scene.review.visit_ends_on or is_done(scene.review, StageKind.VISIT.value)
