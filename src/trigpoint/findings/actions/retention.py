"""Hold what a review's output says, lift the hold, tell the head that it will go, and delete it when its time is over."""

import datetime as dt

from django.utils import timezone

from trigpoint.audit.actions import action
from trigpoint.findings.actions import letters
from trigpoint.findings.models import (
    Correction,
    Feedback,
    HostAnswer,
    OutputRetention,
    Position,
    PositionRevision,
    Profile,
    Proposal,
    QualityCheck,
    Reply,
)
from trigpoint.findings.queries import retention as retentions
from trigpoint.findings.rules import retention as rules
from trigpoint.people.queries.accounts import Account
from trigpoint.reviews.actions import keeping
from trigpoint.reviews.actions.locks import one_at_a_time
from trigpoint.reviews.queries import scene as scenes
from trigpoint.reviews.queries.scene import Review
from trigpoint.reviews.rules.keeping import may_delete


@action("findings.hold_profile", subject="review")
def hold(*, actor: Account, at: dt.datetime, review: Review, held_for: str) -> None:
    """
    The head of the school keeps it beyond its time, for a `request` or a `dispute`.

    Raises Refused when it is held or deleted already, or kept without end.
    """
    keeping.hold(rules.OUTPUT, _row, actor=actor, at=at, review=review, held_for=held_for)


@action("findings.lift_profile_hold", subject="review")
def lift(*, actor: Account, at: dt.datetime, review: Review) -> None:
    """The head of the school lifts the hold. What is over by then is deleted in the next night, once the head was told."""
    keeping.lift(rules.OUTPUT, _row, actor=actor, at=at, review=review)


@action("findings.tell_of_deletion", subject="review")
def tell(*, actor: Account | None, at: dt.datetime, review: Review) -> None:
    """The head learns on which day it will go, and can still take a copy or hold it."""
    scenes.unasked(review, at=at)
    one_at_a_time(review)
    on = timezone.localdate(at)
    rules.may_tell(retentions.of(review), on=on).require()
    row = _row(review)
    row.told_at = at
    row.save()
    kept = retentions.of(review)
    letters.will_go(review, on=on, last_day=kept.until or on)


@action("findings.delete_profile", subject="review")
def delete(*, actor: Account | None, at: dt.datetime, review: Review) -> None:
    """
    Delete what the output says and what it was made from: proposals, positions, feedback, corrections, checks, replies.

    That there was one, its days, and who looked stay. Raises Refused before its time is over, and while it is held.
    """
    scenes.unasked(review, at=at)
    one_at_a_time(review)
    may_delete(rules.OUTPUT, retentions.of(review), on=timezone.localdate(at)).require()
    row = _row(review)
    row.deleted_at = at
    row.save()
    for table in (Correction, QualityCheck, Reply):
        table.objects.filter(profile__review=review).delete()
    PositionRevision.objects.filter(position__review=review).delete()
    for own in (HostAnswer, Position, Proposal, Feedback):
        own.objects.filter(review=review).delete()
    Profile.objects.filter(review=review).update(
        content={}, texts={}, priority="", priority_aspect="", head_agreed_priority=None
    )


def _row(review: Review) -> OutputRetention:
    row, _made = OutputRetention.objects.get_or_create(review=review, defaults={"network_id": review.network_id})
    return row
