"""
Who may see what of the findings: proposals, positions, feedback, profile. The whole rule, for every page, call and document.

Proposals are blind: nobody of the team, the lead reviewer included, sees another's words on an aspect until all have
proposed on it or the lead reviewer has opened it. The profile is the team's until it is sent for the check of facts,
the head's beside the team's until it is released, and then the school's.
"""

import uuid

from django.utils.translation import gettext as _

from trigpoint.access.decision import YES, Decision, no, only_if
from trigpoint.findings.queries.profile import Standing
from trigpoint.reviews.queries.scene import Part, Scene

TEAM = (Part.LEAD, Part.REVIEWER)
HOST = (Part.HOST_HEAD, Part.HOST_LEADER, Part.HOST_STAFF, Part.HOST_GOVERNOR, Part.HOST_CHAMPION)
OVER = frozenset({"closed", "cancelled"})


def may_see_proposal(scene: Scene, *, author_id: uuid.UUID, is_open: bool) -> Decision:
    """One reviewer's proposal on one aspect."""
    if not scene.plays(*TEAM):
        return no(_("What reviewers propose is the review team's own."))
    if author_id == scene.hats.person_id:
        return YES
    return only_if(is_open, _("You see the others' proposals once all have proposed, or the lead reviewer opens them."))


def may_see_positions(scene: Scene) -> Decision:
    """Positions before the profile is released, with the notes they rest on."""
    return only_if(scene.plays(*TEAM), _("Positions are the review team's own until the profile goes to the school."))


def may_see_feedback(scene: Scene) -> Decision:
    """That immediate feedback was given, and its points."""
    return only_if(
        scene.plays(*TEAM, Part.HOST_HEAD, Part.HOST_LEADER), _("Immediate feedback is between the team and the head.")
    )


def may_see_profile(scene: Scene, standing: Standing) -> Decision:
    """The profile, in whatever form: page, PDF, Word, API."""
    if standing.state != "released":
        if scene.plays(Part.LEAD) or (scene.plays(Part.REVIEWER) and scene.review.state not in OVER):
            return YES
        if scene.plays(Part.HOST_HEAD):
            return only_if(standing.state == "fact_check", _("The team is still drafting the profile."))
        return no(_("The profile is not released yet."))
    programme = scene.review.programme
    readers = {
        Part.HOST_HEAD: True,
        Part.HOST_LEADER: True,
        Part.HOST_CHAMPION: True,
        Part.FACILITATOR: True,
        Part.LEAD: True,
        Part.REVIEWER: scene.review.state not in OVER or programme.reviewers_keep_profile,
        Part.HOST_GOVERNOR: standing.governors or programme.governors_see_profile,
        Part.HOST_STAFF: standing.staff,
        Part.PARTNERSHIP_LEAD: standing.partnership_lead or programme.lead_sees_profile,
    }
    if any(readers.get(part, False) for part in scene.parts):
        return YES
    return no(_("The profile belongs to the school. Its head decides who else reads it."))


def is_logged(scene: Scene, standing: Standing) -> bool:
    """Whether the school is to see that this person reads: everybody from outside it, once the profile is released."""
    return standing.state == "released" and not scene.plays(*HOST)


def may_see_looks(scene: Scene) -> Decision:
    """Who has looked at the profile."""
    return only_if(scene.plays(Part.HOST_HEAD, Part.HOST_LEADER), _("Who has looked is for the school's leaders."))
