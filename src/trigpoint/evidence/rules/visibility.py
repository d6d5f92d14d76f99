"""
Who may see which evidence notes: the whole rule.

Notes are the team's own. The lead reviewer reads all of them, a reviewer their own, and each other's once the visit is
over. The host, the facilitator and everybody else read none; to them a citation says kind, count and day.
"""

import uuid

from trigpoint.access.decision import Decision, only_if
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.queries.scene import Part, Scene


def may_see_own(scene: Scene) -> Decision:
    """One's own notes, and how many the team has by aspect and kind (numbers, no words)."""
    return only_if(scene.plays(Part.LEAD, Part.REVIEWER), _("Evidence notes are the {review_team}'s own."))


def may_see_all(scene: Scene, *, visit_over: bool) -> Decision:
    """The whole team's notes, with their authors."""
    if scene.plays(Part.REVIEWER) and not scene.plays(Part.LEAD):
        return only_if(visit_over, _("You read the others' notes once the visit is over."))
    return only_if(scene.plays(Part.LEAD), _("Evidence notes are the {review_team}'s own."))


def may_see(scene: Scene, *, author_id: uuid.UUID, visit_over: bool) -> Decision:
    """One note by this author."""
    if author_id == scene.hats.person_id:
        return may_see_own(scene)
    return may_see_all(scene, visit_over=visit_over)
