"""Who may say what they would change about the way reviews go."""

from django.utils.translation import gettext as _

from trigpoint.access.decision import Decision, only_if
from trigpoint.reviews.enums import Part
from trigpoint.reviews.queries.parts import called
from trigpoint.reviews.queries.scene import Scene

USED_IT = tuple(part for part in Part if part is not Part.EVALUATOR)


def may_suggest(scene: Scene) -> Decision:
    """Whoever takes part in a review by the model has used it; who studies reviews has not."""
    return only_if(scene.plays(*USED_IT), _("Suggestions come from those who take part in a review."))


def as_role(scene: Scene) -> str:
    """What the person is in the review, in words: it stands beside the suggestion instead of the review's name."""
    played = [part for part in Part if part in scene.parts and part in USED_IT]
    return ", ".join(called(part, scene.model) for part in played[:2])
