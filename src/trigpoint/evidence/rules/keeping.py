"""Who may write evidence, and who settles what could not be taken as it came."""

from trigpoint.access.decision import Decision, no, only_if
from trigpoint.evidence.queries import retention as retentions
from trigpoint.evidence.queries import stages
from trigpoint.evidence.rules import retention
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.queries.scene import Part, Scene
from trigpoint.reviews.rules import keeping


def may_record(scene: Scene) -> Decision:
    """Make a note, or say one anew, until the notes are deleted. Each belongs to its author; nobody else changes it."""
    if not scene.plays(Part.LEAD, Part.REVIEWER):
        return no(_("Only the review's team makes evidence notes."))
    gone = retention.gone(retentions.of(scene.review))
    return only_if(not gone, gone)


def may_attach(scene: Scene) -> Decision:
    """Put a file with one's own note."""
    if is_late(scene):
        return no(_("The review is over: its notes stay as they are."))
    return may_record(scene)


def may_take_off(scene: Scene) -> Decision:
    """Take a file off one's own note, which deletes it."""
    allowed = may_attach(scene)
    if not allowed:
        return allowed
    kept = retentions.of(scene.review)
    return only_if(kept.held_on is None, keeping.held(retention.NOTES, kept))


def may_settle(scene: Scene) -> Decision:
    """Take in, or leave out, a note that came late or twice."""
    return only_if(scene.plays(Part.LEAD), _("Only the {lead} settles notes that came late or twice."))


def may_end_visit(scene: Scene) -> Decision:
    """Say that the visit is over, which opens the team's notes to each other."""
    if not scene.plays(Part.LEAD):
        return no(_("Only the {lead} says that the visit is over."))
    return only_if(scene.on >= scene.review.visit_starts_on, _("The visit has not begun yet, so it can't be over."))


def is_late(scene: Scene) -> bool:
    """Whether what arrives now comes too late to be among the notes without the lead reviewer's word."""
    return scene.review.state in {"closed", "cancelled"} or stages.is_done(scene.review, "profile")


def may_change(scene: Scene, *, author_id: object) -> Decision:
    """Say a note anew: its author, and nobody else."""
    return only_if(author_id == scene.hats.person_id, _("A note is its author's: only they say it anew."))
