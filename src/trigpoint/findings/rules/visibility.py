"""
Who may see what of the findings: proposals, positions, feedback, profile. The whole rule, for every page, call and document.

Proposals are blind: nobody of the team, the lead reviewer included, sees another's words on an aspect until all have
proposed on it or the lead reviewer has opened it. The profile is the team's until it is sent for the check of facts,
the head's beside the team's until it is released, and then the school's. Where the review's model says who reads its
output, those read it and nobody else: a team that it leaves out loses sight of its positions on release too.
"""

import datetime as dt
import uuid

from django.utils import timezone

from trigpoint.access.decision import YES, Decision, no, only_if
from trigpoint.findings.queries import outputs
from trigpoint.findings.queries import retention as retentions
from trigpoint.findings.queries.outputs import Output
from trigpoint.findings.queries.profile import Standing
from trigpoint.findings.rules import retention
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.queries.scene import Part, Scene

TEAM = (Part.LEAD, Part.REVIEWER)
HOST = (Part.HOST_HEAD, Part.HOST_LEADER, Part.HOST_STAFF, Part.HOST_GOVERNOR, Part.HOST_CHAMPION)
OVER = frozenset({"closed", "cancelled"})


def may_see_proposal(scene: Scene, *, author_id: uuid.UUID, is_open: bool) -> Decision:
    """One reviewer's proposal on one aspect."""
    if not scene.plays(*TEAM):
        return no(_("What {reviewers} propose is the {review_team}'s own."))
    if author_id == scene.hats.person_id:
        return YES
    return only_if(is_open, _("You see the others' proposals once all have proposed, or the {lead} opens them."))


def may_see_positions(scene: Scene, *, released: bool) -> Decision:
    """Positions before the profile is released, with the notes they rest on."""
    if not scene.plays(*TEAM):
        return no(_("{Positions} are the {review_team}'s own until the {profile} goes to the {school}."))
    if outputs.is_hidden(scene, released=released):
        return no(_("What was found belongs to the {school} now. Its team does not read it any more."))
    return YES


def may_see_agreement(scene: Scene, *, meeting_closed: bool, released: bool) -> Decision:
    """What the team agreed, beside what the school says to it: where the model has positions agreed with the school."""
    if not scene.model.judgement.agreed_with_host:
        return no(_("In this review the {school} checks the facts; {positions} are the team's."))
    if scene.plays(*TEAM):
        return may_see_positions(scene, released=released)
    if not scene.plays(Part.HOST_HEAD, Part.HOST_LEADER):
        return no(_("This is between the team and the {school}'s leaders."))
    return only_if(meeting_closed, _("You see what the team agreed once it has closed its meeting."))


def may_see_feedback(scene: Scene) -> Decision:
    """That immediate feedback was given, and its points."""
    return only_if(
        scene.plays(*TEAM, Part.HOST_HEAD, Part.HOST_LEADER),
        _("Immediate feedback is between the team and the {head}."),
    )


def may_see_profile(scene: Scene, standing: Standing) -> Decision:
    """The profile, in whatever form: page, PDF, Word, API."""
    output = outputs.of(scene.model)
    if output is None:
        return no(_("This review has no {profile}."))
    if standing.state != "released":
        return _may_see_draft(scene, standing, output)
    if scene.parts.isdisjoint(_readers(scene, standing, output)):
        return no(_("The {profile} belongs to the {school}. Its {head} decides who else reads it."))
    if standing.is_gone:
        return no(retention.gone(retentions.of(scene.review)))
    if output.kept_days is not None and not scene.plays(*HOST) and _is_over(scene, standing, output.kept_days):
        return no(_("It was there to be read for %(days)d days. Ask the {school}.") % {"days": output.kept_days})
    return YES


def may_compare(scene: Scene, standing: Standing) -> Decision:
    """Where the profile touches areas of inspection, and what earlier reviews said of the same aspects."""
    if not scene.plays(Part.HOST_HEAD, Part.HOST_LEADER):
        return no(_("This is for the {school}'s leaders alone."))
    if not standing.is_released:
        return no(_("The {profile} is not released yet."))
    return may_see_profile(scene, standing)


def _may_see_draft(scene: Scene, standing: Standing, output: Output) -> Decision:
    """Before its release: the team, the head while checking the facts, and the programme after that."""
    if scene.plays(Part.LEAD) or (scene.plays(Part.REVIEWER) and scene.review.state not in OVER):
        return YES
    if scene.plays(Part.HOST_HEAD):
        return only_if(standing.state == "fact_check", _("The team is still drafting the {profile}."))
    if output.checked and scene.plays(output.checked_by):
        return only_if(
            standing.is_checked_for_facts(scene.on), _("You read it once the {school} has checked the facts.")
        )
    return no(_("The {profile} is not released yet."))


def _readers(scene: Scene, standing: Standing, output: Output) -> frozenset[Part]:
    """Who reads it once it is released. Its owner may show it to their own school in any case."""
    if output.readers is not None:
        shared = {
            Part.HOST_LEADER: standing.staff,
            Part.HOST_CHAMPION: standing.staff,
            Part.HOST_STAFF: standing.staff,
            Part.HOST_GOVERNOR: standing.governors,
        }
        return output.readers | {part for part, may in shared.items() if may}
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
    return frozenset(part for part, may in readers.items() if may)


def _is_over(scene: Scene, standing: Standing, days: int) -> bool:
    return standing.released_at is not None and scene.on > timezone.localdate(standing.released_at) + dt.timedelta(days)


def is_logged(scene: Scene, standing: Standing) -> bool:
    """Whether the school is to see that this person reads: everybody from outside it, once the profile is released."""
    return standing.state == "released" and not scene.plays(*HOST)


def may_see_looks(scene: Scene) -> Decision:
    """Who has looked at the profile."""
    return only_if(scene.plays(Part.HOST_HEAD, Part.HOST_LEADER), _("Who has looked is for the {school}'s leaders."))
