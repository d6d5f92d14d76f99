"""Who may propose, agree, draft, check, answer and release."""

import datetime as dt

from trigpoint.access.decision import YES, Decision, no, only_if
from trigpoint.findings.queries.outputs import Output
from trigpoint.findings.queries.profile import Standing
from trigpoint.findings.rules import visibility
from trigpoint.findings.rules.visibility import OVER, TEAM
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.queries.scene import Part, Scene


def may_propose(scene: Scene, *, is_open: bool, meeting_closed: bool) -> Decision:
    """Each reviewer for themselves, before the team talks about the aspect."""
    if not scene.plays(*TEAM):
        return no(_("Only the review's team proposes."))
    if meeting_closed:
        return no(_("The team meeting is closed."))
    return only_if(
        not is_open, _("The proposals on this {aspect} are open to the team: say it in what the team agrees.")
    )


def may_open(scene: Scene) -> Decision:
    return only_if(scene.plays(Part.LEAD), _("Only the {lead} opens proposals before all have proposed."))


def may_agree(scene: Scene, *, is_open: bool, meeting_closed: bool, state: str, answered: bool) -> Decision:
    """
    Write the team's position on an aspect.

    Once the proposals on it are open (the lead reviewer opens them by writing). The whole team until the lead closes
    its meeting, then the lead alone; nobody while the school checks the facts, nor once the profile is released.
    """
    if not scene.plays(*TEAM) or scene.review.state in OVER:
        return no(_("Only the review's team agrees {positions}, while the review lasts."))
    if state == "released":
        return no(_("The {profile} is released: what it says stays as it is. The {school} may add a reply."))
    if state == "fact_check" and not answered:
        return no(
            _("The {school} is checking the facts. Take the {profile} back to change it, or wait for the answer.")
        )
    if not is_open and not scene.plays(Part.LEAD):
        return no(_("The team writes here once all have proposed, or the {lead} opens the proposals."))
    if meeting_closed and not scene.plays(Part.LEAD):
        return no(_("The team meeting is closed: the {lead} writes from here on."))
    return YES


def may_lead(scene: Scene) -> Decision:
    """Close the team's meeting, record feedback, draft, send, take back, settle corrections, release."""
    if scene.review.state in OVER:
        return no(_("This review is over."))
    return only_if(scene.plays(Part.LEAD), _("Only the {lead} does this."))


def may_answer_position(scene: Scene, *, meeting_closed: bool, state: str) -> Decision:
    """Agree with what the team says of an aspect, or say how the school sees it."""
    if not scene.plays(Part.HOST_HEAD) or scene.review.state in OVER:
        return no(_("Only the {head} of the {school} does this, while the review lasts."))
    if state in {"fact_check", "released"}:
        return no(_("This went to the check of facts: answer there."))
    return visibility.may_see_agreement(scene, meeting_closed=meeting_closed, released=False)


def may_check_quality(scene: Scene, output: Output | None, standing: Standing) -> Decision:
    """Look at the profile for the programme: after the school's check of facts, before the release."""
    if output is None or not output.checked:
        return no(_("In this review nobody looks at the {profile} before it is released."))
    if not scene.plays(output.checked_by) or scene.review.state in OVER:
        return no(_("Only those whom the review model names look at the {profile} before it is released."))
    if standing.is_released:
        return no(_("The {profile} is released: what it says stays as it is."))
    return only_if(standing.is_checked_for_facts(scene.on), _("The {school} checks the facts first."))


def may_answer(scene: Scene) -> Decision:
    """Answer the check of facts, reply, and decide who else reads the profile."""
    return only_if(scene.plays(Part.HOST_HEAD), _("Only the {head} of the {school} does this."))


def may_prepare_release(scene: Scene, output: Output | None) -> Decision:
    """Look the profile through before releasing it: the lead, or whom the model names."""
    if output is not None and scene.plays(output.released_by) and scene.review.state not in OVER:
        return YES
    return may_lead(scene)


def may_release(scene: Scene, *, answered: bool, answer_by: dt.date | None, released_by: Part = Part.LEAD) -> Decision:
    """
    Release the profile: the lead does (or whom the model names), no clock does.

    After the school's answer, or once its window is over (silence is agreement).
    """
    if scene.review.state in OVER:
        return no(_("This review is over."))
    if not scene.plays(released_by):
        if released_by == Part.LEAD:
            return no(_("Only the {lead} does this."))
        return no(_("In this review %(who)s releases it.") % {"who": released_by.label})
    if answered or (answer_by is not None and scene.on > answer_by):
        return YES
    return no(_("The {school} has until the end of %(day)s to check the facts.") % {"day": _day(answer_by)})


def _day(day: dt.date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""
