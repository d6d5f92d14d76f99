"""Who says that something of a review was published, and who sees the clock."""

from django.utils.translation import gettext as _

from trigpoint.access.decision import Decision, no, only_if
from trigpoint.proformas.rules.visibility import parts_of
from trigpoint.reviews.queries.scene import Part, Scene


def may_publish(scene: Scene, owner: str) -> Decision:
    """What a review finds belongs to the school: whom the model makes its owner says that it is published."""
    if not scene.parts & parts_of(scene.model, [owner]):
        return no(_("“%(role)s” says when this was published.") % {"role": scene.model.role_label(owner)})
    return only_if(scene.review.state != "cancelled", _("This review was cancelled."))


def may_see(scene: Scene) -> Decision:
    """The dates by which something is to be public are for all who take part; staff of the school read what is public."""
    return only_if(
        bool(scene.parts - {Part.EVALUATOR}), _("The dates of publication are for those who take part in the review.")
    )
