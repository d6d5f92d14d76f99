"""
Report a stage done, or not done after all.

Called by the action that finishes the stage's work (in any context), which has asked its own rule; the pages and the
API have no other way to them.
"""

import datetime as dt

from django.utils import timezone

from trigpoint.audit.actions import action
from trigpoint.kernel.events import publish
from trigpoint.people.queries.accounts import Account
from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.queries.review_models import definition
from trigpoint.reviews.events import StageCompleted, StageReopened
from trigpoint.reviews.lifecycle import REVIEW
from trigpoint.reviews.models import Review, Stage
from trigpoint.reviews.queries.team import members
from trigpoint.reviews.rules import conditions
from trigpoint.reviews.rules import team as rules

NEED_A_TEAM = (StageKind.MEETING_2, StageKind.VISIT)


@action("reviews.complete_stage", subject="review")
def complete(*, actor: Account | None, at: dt.datetime, review: Review, kind: str, key: str = "") -> None:
    """
    The open stages of the kind are done (where `key` is given, that one alone). Done already: nothing changes and
    nothing is told.

    The first stage that is done begins the review. The briefing and the visit need a whole team (G4); and whatever the
    model sets as conditions of entering or leaving the stage has to hold.
    """
    named = {"key": key} if key else {}
    open_stages = list(
        Stage.objects.select_for_update().filter(review=review, kind=kind, done_at__isnull=True, **named)
    )
    if not open_stages:
        return
    if actor is not None:
        model = definition(review.review_model_id)
        if kind in NEED_A_TEAM:
            rules.may_brief(members(review, on=timezone.localdate(at)), model).require()
        for stage in open_stages:
            conditions.may_complete(review, model.stage_by_key[stage.key], on=timezone.localdate(at)).require()
    for stage in open_stages:
        stage.done_at, stage.done_by = at, actor
        stage.save(update_fields=["done_at", "done_by"])
    _begin(review)
    for stage in open_stages:
        publish(
            StageCompleted(
                at=at, actor_id=actor.pk if actor else None, review_id=review.pk, stage=stage.key, kind=stage.kind
            )
        )


@action("reviews.reopen_stage", subject="review")
def reopen(*, actor: Account | None, at: dt.datetime, review: Review, kind: str, key: str = "") -> None:
    """The stages of the kind (or the one of this key) are not done after all. Open already: nothing changes."""
    named = {"key": key} if key else {}
    done = list(Stage.objects.select_for_update().filter(review=review, kind=kind, done_at__isnull=False, **named))
    for stage in done:
        stage.done_at = stage.done_by = None
        stage.save(update_fields=["done_at", "done_by"])
        publish(
            StageReopened(
                at=at, actor_id=actor.pk if actor else None, review_id=review.pk, stage=stage.key, kind=stage.kind
            )
        )


def _begin(review: Review) -> None:
    """The state is read and written under a lock, so that two stages done at once begin the review once."""
    current = Review.objects.select_for_update().only("state").get(pk=review.pk)
    if REVIEW.allows(current, "begin"):
        REVIEW.advance(current, "begin")
        current.save(update_fields=["state"])
    review.state = current.state
