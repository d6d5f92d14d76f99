"""Ask how the process went, answer, or say no to answering."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from trigpoint.assurance.lifecycle import PROCESS_FEEDBACK
from trigpoint.assurance.models import ProcessFeedback
from trigpoint.assurance.rules import may_answer
from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Unacceptable
from trigpoint.people.queries.accounts import Account
from trigpoint.reviews.actions import stages
from trigpoint.reviews.queries.scene import Review, acting

LONGEST = 4_000


@action("assurance.ask_for_process_feedback")
def ask(*, actor: Account | None, at: dt.datetime, review: Review) -> ProcessFeedback:
    """Ask the host, once. The system does so when the plan has been agreed (guard G15)."""
    feedback, _created = ProcessFeedback.objects.get_or_create(
        review=review, defaults={"network_id": review.network_id}
    )
    return feedback


@action("assurance.give_process_feedback")
def give(
    *,
    actor: Account,
    at: dt.datetime,
    review: Review,
    went_well: str = "",
    better: str = "",
    hours: int | None = None,
) -> ProcessFeedback:
    """Say how the process went, which completes its stage. Raises Unacceptable when nothing is said."""
    may_answer(acting(actor.pk, review, at=at)).require()
    if not went_well.strip() and not better.strip():
        raise Unacceptable({"went_well": [_("Write a sentence in one of the two boxes, or choose not to answer.")]})
    too_long = {
        name: [_("Shorten this to %(most)d characters.") % {"most": LONGEST}]
        for name, text in (("went_well", went_well), ("better", better))
        if len(text.strip()) > LONGEST or "\0" in text
    }
    if too_long:
        raise Unacceptable(too_long)
    if hours is not None and not 0 <= hours <= 2000:
        raise Unacceptable({"hours": [_("Give the hours as a number up to 2,000, or leave it empty.")]})
    feedback = _row(review)
    PROCESS_FEEDBACK.advance(feedback, "give")
    feedback.went_well, feedback.better, feedback.hours = went_well.strip(), better.strip(), hours
    return _answered(feedback, actor, at)


@action("assurance.decline_process_feedback")
def decline(*, actor: Account, at: dt.datetime, review: Review) -> ProcessFeedback:
    """Say that the school would rather not answer, which completes the stage as well."""
    may_answer(acting(actor.pk, review, at=at)).require()
    feedback = _row(review)
    PROCESS_FEEDBACK.advance(feedback, "decline")
    return _answered(feedback, actor, at)


def _row(review: Review) -> ProcessFeedback:
    """The row, locked, so that a double click answers once."""
    ProcessFeedback.objects.get_or_create(review=review, defaults={"network_id": review.network_id})
    return ProcessFeedback.objects.select_for_update().get(review=review)


def _answered(feedback: ProcessFeedback, actor: Account, at: dt.datetime) -> ProcessFeedback:
    feedback.answered_at, feedback.answered_by = at, actor
    feedback.save()
    stages.complete(actor=actor, at=at, review=feedback.review, kind="process_feedback")
    return feedback
