"""What is said of how long a review's output is kept, where its model says so, and of one that is no longer there."""

import datetime as dt

from trigpoint.access.decision import Decision, no, only_if
from trigpoint.findings.queries import retention
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.programmes.language.speech import gettext_lazy as lazy
from trigpoint.programmes.language.speech import ngettext
from trigpoint.reviews.queries.keeping import Kept, Thing
from trigpoint.reviews.queries.scene import Part, Scene
from trigpoint.ui import dates

LEADERS = (Part.HOST_HEAD, Part.HOST_LEADER)


def may_read(scene: Scene, kept: Kept) -> Decision:
    """How long it is kept, and whether it is held; not for what."""
    if kept.days is None:
        return no(_("In this review the {profile} is kept without end."))
    return only_if(scene.plays(*LEADERS), _("How long the {profile} is kept is for the {school}'s leaders."))


def may_tell(kept: Kept, *, on: dt.date) -> Decision:
    """What the nightly job asks once more before the head is told."""
    return only_if(kept.is_to_be_told(on), _("There is nothing to tell of the {profile} yet."))


def gone(kept: Kept) -> str:
    """When and why it was deleted, wherever it would be shown; "" as long as it is there."""
    if kept.deleted_on is None:
        return ""
    words = _(
        "What the {profile} said, and what it was made from, was deleted on %(day)s: this review's model keeps it for"
        " %(days)d days. That there was one, and when, is kept."
    )
    return words % {"day": dates.long(kept.deleted_on), "days": kept.days}


def _how_long(kept: Kept) -> str:
    words = ngettext(
        "The model of this review keeps the {profile} for %(n)d day after its release.",
        "The model of this review keeps the {profile} for %(n)d days after its release.",
        kept.days or 0,
    )
    return words % {"n": kept.days}


OUTPUT = Thing(
    key="profile",
    title=lazy("The {profile}"),
    of=retention.of,
    may_read=may_read,
    held=lazy(
        "The {school}'s {head} has held the {profile} since %(day)s: it is not deleted until the hold is lifted."
    ),
    until=lazy("The {profile}, and what it was made from, is kept until %(day)s, and then deleted."),
    stays=lazy(
        "What goes is what it says, with the {positions}, proposals, corrections and replies behind it. That there was one,"
        " and when, stays; so does what the {school} wrote in its own plan. The {head} is told four weeks before, and can"
        " take a copy."
    ),
    gone=gone,
    how_long=_how_long,
    began=lambda _kept: _("Released on"),
)
