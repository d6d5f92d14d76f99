"""Who reads the scope of a review and people's briefings, who sends them, and who plans what it costs."""

import uuid

from trigpoint.access.decision import YES, Decision, no, only_if
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.enums import Part
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.rules import planning, timetable

ANSWER = (Part.LEAD, Part.HOST_HEAD)
PLAN = (Part.HOST_HEAD, Part.LEAD, Part.PARTNERSHIP_LEAD)


def may_read_scope(scene: Scene) -> Decision:
    """Whoever may read the timetable: all who are there."""
    return timetable.may_read(scene)


def may_read_all(scene: Scene) -> Decision:
    """The lead and the head print everybody's."""
    return only_if(scene.plays(*ANSWER), _("Everybody's briefings are for the {lead} and the {head} of the host."))


def may_read(scene: Scene, person_id: uuid.UUID) -> Decision:
    """One's own, or anybody's for those who answer for the visit."""
    if scene.hats.person_id == person_id and may_read_scope(scene):
        return YES
    return may_read_all(scene)


def may_send(scene: Scene) -> Decision:
    allowed = may_read_all(scene)
    if not allowed:
        return allowed
    if scene.review.state in planning.OVER or scene.review.visit_ends_on < scene.on:
        return no(_("The visit is over: there is nobody to brief any more."))
    return YES


def may_see_effort(scene: Scene) -> Decision:
    """Those who plan, lead and host: what a review asks of people, and who is away."""
    if scene.plays(*PLAN) or planning.may_change(scene):
        return YES
    return no(_("What a review costs is for those who plan it, lead it and host it."))
