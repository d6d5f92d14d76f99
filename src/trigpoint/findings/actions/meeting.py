"""Close the team's meeting, and record that the head was told."""

import datetime as dt

from django.utils.translation import gettext as _

from trigpoint.audit.actions import action
from trigpoint.evidence.queries import plans
from trigpoint.findings.models import Feedback
from trigpoint.findings.queries import positions
from trigpoint.findings.rules import guards, settling
from trigpoint.kernel.errors import Refused, Unacceptable
from trigpoint.kernel.guards import enforce
from trigpoint.people.queries.accounts import Account
from trigpoint.programmes.enums import StageKind
from trigpoint.reviews.actions import stages
from trigpoint.reviews.queries import scene as scenes
from trigpoint.reviews.queries.scene import Review


@action("findings.close_team_meeting", subject="review")
def close(*, actor: Account, at: dt.datetime, review: Review) -> None:
    """
    The team has agreed. Closed already: nothing changes.

    Raises Refused while an aspect in focus has neither a position nor "not enough evidence" (G9).
    """
    scene = scenes.acting(actor.pk, review, at=at)
    settling.may_lead(scene).require()
    enforce(guards.without_position(plans.in_focus(review), positions.agreed(review)))
    stages.complete(actor=actor, at=at, review=review, kind=StageKind.TEAM_MEETING.value)


@action("findings.record_feedback", subject="review")
def record_feedback(
    *, actor: Account, at: dt.datetime, review: Review, given_at: dt.datetime, points: list[str]
) -> Feedback:
    """
    Record that immediate feedback was given, when, and its points (one to three).

    Raises Refused when it is recorded already, Unacceptable without a point or before the visit.
    """
    scene = scenes.acting(actor.pk, review, at=at)
    settling.may_lead(scene).require()
    kept = [point.strip() for point in points if point.strip()]
    errors: dict[str, list[str]] = {}
    if not 1 <= len(kept) <= 3:
        errors["points"] = [_("Write one to three points.")]
    elif any(len(point) > 300 or "\x00" in point for point in kept):
        errors["points"] = [_("Shorten each point to 300 characters.")]
    if given_at > at + dt.timedelta(hours=1) or given_at.date() < review.visit_starts_on:
        errors["given_at"] = [_("Feedback is given at the visit or after it. Look at the day.")]
    if errors:
        raise Unacceptable(errors)
    feedback, made = Feedback.objects.get_or_create(
        review=review,
        defaults={
            "network_id": review.network_id,
            "given_at": given_at,
            "points": kept,
            "recorded_at": at,
            "recorded_by": actor,
        },
    )
    if not made:
        raise Refused(_("Immediate feedback is recorded already."))
    stages.complete(actor=actor, at=at, review=review, kind=StageKind.FEEDBACK.value)
    return feedback
