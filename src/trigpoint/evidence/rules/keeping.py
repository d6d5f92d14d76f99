"""Who may write evidence, and who settles what could not be taken as it came."""

from django.utils.translation import gettext as _

from trigpoint.access.decision import Decision, no, only_if
from trigpoint.evidence.queries import stages
from trigpoint.reviews.queries.scene import Part, Scene


def may_record(scene: Scene) -> Decision:
    """Make a note, or say one anew. Each note belongs to its author; nobody else changes it."""
    return only_if(scene.plays(Part.LEAD, Part.REVIEWER), _("Only the review's team makes evidence notes."))


def may_attach(scene: Scene) -> Decision:
    """Put a file with one's own note, or take it off."""
    if is_late(scene):
        return no(_("The review is over: its notes stay as they are."))
    return may_record(scene)


def may_settle(scene: Scene) -> Decision:
    """Take in, or leave out, a note that came late or twice."""
    return only_if(scene.plays(Part.LEAD), _("Only the lead reviewer settles notes that came late or twice."))


def may_end_visit(scene: Scene) -> Decision:
    """Say that the visit is over, which opens the team's notes to each other."""
    if not scene.plays(Part.LEAD):
        return no(_("Only the lead reviewer says that the visit is over."))
    return only_if(scene.on >= scene.review.visit_starts_on, _("The visit has not begun yet, so it can't be over."))


def is_late(scene: Scene) -> bool:
    """Whether what arrives now comes too late to be among the notes without the lead reviewer's word."""
    return scene.review.state in {"closed", "cancelled"} or stages.is_done(scene.review, "profile")


def may_change(scene: Scene, *, author_id: object) -> Decision:
    """Say a note anew: its author, and nobody else."""
    return only_if(author_id == scene.hats.person_id, _("A note is its author's: only they say it anew."))
