"""
Who may hold a review's notes, when they are deleted, and what is said of notes that are no longer there.

The school is the controller of what is written about it: its head alone holds the notes, and lifts the hold.
"""

import datetime as dt

from trigpoint.access.decision import Decision, no, only_if
from trigpoint.evidence.queries.retention import Kept
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.programmes.language.speech import ngettext
from trigpoint.reviews.queries.scene import Part, Scene
from trigpoint.ui import dates


def may_read(scene: Scene) -> Decision:
    """How long the notes are kept, and whether they are held; not for what."""
    return only_if(
        scene.plays(Part.HOST_HEAD, Part.LEAD, Part.REVIEWER),
        _("How long notes are kept is for the {school}'s {head} and the {review_team}."),
    )


def may_decide(scene: Scene) -> Decision:
    """Hold the notes, lift the hold, and know what for."""
    return only_if(
        scene.plays(Part.HOST_HEAD), _("Only the {head} of the {school} holds the notes, or lifts the hold.")
    )


def may_hold(scene: Scene, kept: Kept) -> Decision:
    """Keep the notes for longer than their time."""
    if not scene.plays(Part.HOST_HEAD):
        return may_decide(scene)
    if kept.deleted_on:
        return no(gone(kept))
    return only_if(kept.held_on is None, _("The notes are held already."))


def may_lift(scene: Scene, kept: Kept) -> Decision:
    """Let their time count again."""
    if not scene.plays(Part.HOST_HEAD):
        return may_decide(scene)
    return only_if(kept.held_on is not None, _("The notes are not held."))


def may_delete(kept: Kept, *, on: dt.date) -> Decision:
    """What the nightly job asks once more, when nobody can change the answer any longer."""
    if kept.held_on:
        return no(held(kept))
    return only_if(kept.is_due(on), _("The notes are still to be kept."))


def held(kept: Kept) -> str:
    """That there is a hold."""
    words = _("The {school}'s {head} has held the notes since %(day)s: none is deleted until the hold is lifted.")
    return words % {"day": dates.long(kept.held_on)}


def gone(kept: Kept) -> str:
    """When and why the notes were deleted, wherever they would be shown; "" as long as they are there."""
    if kept.deleted_on is None:
        return ""
    if kept.has_profile:
        words = ngettext(
            "What the notes of this review said was deleted on %(day)s, since its {profile} had been final for more than"
            " %(days)d day. How many there were, of which kind and on which day, is kept.",
            "What the notes of this review said was deleted on %(day)s, since its {profile} had been final for more than"
            " %(days)d days. How many there were, of which kind and on which day, is kept.",
            kept.days,
        )
    else:
        words = ngettext(
            "What the notes of this review said was deleted on %(day)s, since it had ended without {an profile} more than"
            " %(days)d day before. How many there were, of which kind and on which day, is kept.",
            "What the notes of this review said was deleted on %(day)s, since it had ended without {an profile} more than"
            " %(days)d days before. How many there were, of which kind and on which day, is kept.",
            kept.days,
        )
    return words % {"day": dates.long(kept.deleted_on), "days": kept.days}
