"""What is said of how long a review's notes are kept, and of notes that are no longer there."""

from trigpoint.access.decision import Decision, only_if
from trigpoint.evidence.queries import retention
from trigpoint.evidence.queries.retention import Kept
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.programmes.language.speech import gettext_lazy as lazy
from trigpoint.programmes.language.speech import ngettext
from trigpoint.reviews.queries.keeping import Thing
from trigpoint.reviews.queries.scene import Part, Scene
from trigpoint.ui import dates


def may_read(scene: Scene, kept: Kept) -> Decision:
    """How long the notes are kept, and whether they are held; not for what."""
    return only_if(
        scene.plays(Part.HOST_HEAD, Part.LEAD, Part.REVIEWER),
        _("How long notes are kept is for the {school}'s {head} and the {review_team}."),
    )


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


def _how_long(kept: Kept) -> str:
    words = ngettext(
        "Notes are kept for %(n)d day after the {profile} is final, and then deleted.",
        "Notes are kept for %(n)d days after the {profile} is final, and then deleted.",
        kept.days or 0,
    )
    return words % {"n": kept.days}


NOTES = Thing(
    key="notes",
    title=lazy("The notes of the {review_team}"),
    of=retention.of,
    may_read=may_read,
    held=lazy("The {school}'s {head} has held the notes since %(day)s: none is deleted until the hold is lifted."),
    until=lazy("Notes are kept until %(day)s, and then deleted."),
    stays=lazy(
        "The files with them go too. What the {profile} cites stays: how many notes of which kind on which day. While the"
        " notes are held, none is deleted and no file is taken off."
    ),
    gone=gone,
    how_long=_how_long,
    began=lambda kept: _("{Profile} final on") if kept.has_profile else _("Review ended, without {an profile}, on"),
)
