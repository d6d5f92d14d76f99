"""Who looks back at what the last review left to work on."""

from trigpoint.access.decision import Decision, no, only_if
from trigpoint.proformas.rules.visibility import OVER
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.queries.scene import Part, Scene


def may_read(scene: Scene) -> Decision:
    """The school's leaders, and the lead of this review, who asks about it."""
    if not scene.model.follow_up.look_back:
        return no(_("This review does not look back at the one before."))
    return only_if(
        scene.plays(Part.HOST_HEAD, Part.HOST_LEADER, Part.HOST_CHAMPION, Part.LEAD),
        _("What the last review left to work on is between the {school} and the lead of this one."),
    )


def may_say(scene: Scene) -> Decision:
    allowed = may_read(scene)
    if not allowed:
        return allowed
    if not scene.plays(Part.HOST_HEAD, Part.HOST_LEADER):
        return no(_("The {school}'s leaders say what became of it."))
    return only_if(scene.review.state not in OVER, _("This review is over."))
