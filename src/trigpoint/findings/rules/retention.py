"""
Who may hold what a review's output says, when it is deleted, and what is said of it then.

As with notes: the school is the controller, and its head alone holds it and lifts the hold.
"""

import datetime as dt

from trigpoint.access.decision import Decision, no, only_if
from trigpoint.findings.queries.retention import Kept
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.queries.scene import Part, Scene
from trigpoint.ui import dates

LEADERS = (Part.HOST_HEAD, Part.HOST_LEADER)


def may_read(scene: Scene, kept: Kept) -> Decision:
    """How long it is kept, and whether it is held; not for what."""
    if kept.days is None:
        return no(_("In this review the {profile} is kept without end."))
    return only_if(scene.plays(*LEADERS), _("How long the {profile} is kept is for the {school}'s leaders."))


def may_decide(scene: Scene) -> Decision:
    """Hold it, lift the hold, and know what for."""
    return only_if(
        scene.plays(Part.HOST_HEAD), _("Only the {head} of the {school} holds the {profile}, or lifts the hold.")
    )


def may_hold(scene: Scene, kept: Kept) -> Decision:
    """Keep it for longer than the model says."""
    if not may_decide(scene):
        return may_decide(scene)
    if kept.deleted_on:
        return no(gone(kept))
    if kept.days is None:
        return may_read(scene, kept)
    return only_if(kept.held_on is None, _("The {profile} is held already."))


def may_lift(scene: Scene, kept: Kept) -> Decision:
    """Let its time count again."""
    if not may_decide(scene):
        return may_decide(scene)
    return only_if(kept.held_on is not None, _("The {profile} is not held."))


def may_tell(kept: Kept, *, on: dt.date) -> Decision:
    """What the nightly job asks once more before the head is told."""
    return only_if(kept.is_to_be_told(on), _("There is nothing to tell of the {profile} yet."))


def may_delete(kept: Kept, *, on: dt.date) -> Decision:
    """What the nightly job asks once more, when nobody can change the answer any longer."""
    if kept.held_on:
        return no(held(kept))
    return only_if(kept.is_due(on), _("The {profile} is still to be kept."))


def held(kept: Kept) -> str:
    words = _("The {school}'s {head} has held the {profile} since %(day)s: it is not deleted until the hold is lifted.")
    return words % {"day": dates.long(kept.held_on)}


def gone(kept: Kept) -> str:
    """When and why it was deleted, wherever it would be shown; "" as long as it is there."""
    if kept.deleted_on is None:
        return ""
    words = _(
        "What the {profile} said, and what it was made from, was deleted on %(day)s: this review's model keeps it for"
        " %(days)d days. That there was one, and when, is kept."
    )
    return words % {"day": dates.long(kept.deleted_on), "days": kept.days}
