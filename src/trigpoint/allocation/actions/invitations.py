"""Seats that people are asked to take: accept, decline, and whoever steps in."""

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from trigpoint.allocation.actions import letters
from trigpoint.allocation.enums import Answer
from trigpoint.allocation.events import InvitationAnswered
from trigpoint.allocation.models import Invitation, Schedule
from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Refused, Unacceptable
from trigpoint.kernel.events import publish
from trigpoint.people.queries.accounts import Account
from trigpoint.programmes.queries.review_models import definition
from trigpoint.reviews.actions import team
from trigpoint.reviews.enums import Part
from trigpoint.reviews.queries.parts import called
from trigpoint.reviews.queries.scene import Review, acting
from trigpoint.reviews.rules import team as team_rules

STANDING = (Answer.ASKED, Answer.ACCEPTED)


def ask(
    *, actor: Account | None, at: dt.datetime, schedule: Schedule | None, review: Review, person: Account, role: str
) -> Invitation:
    """Write down that somebody is asked: part of publishing, and of stepping in."""
    made, _created = Invitation.objects.get_or_create(
        review=review,
        person=person,
        role=role,
        answer__in=STANDING,
        defaults={
            "network_id": review.network_id,
            "schedule": schedule,
            "answer": Answer.ASKED,
            "asked_at": at,
            "asked_by": actor,
        },
    )
    return made


@action("allocation.accept", subject="invitation")
def accept(*, actor: Account, at: dt.datetime, invitation: Invitation) -> None:
    """Say that one comes."""
    row = _own(actor, invitation)
    row.answer, row.answered_at, row.reason = Answer.ACCEPTED, at, ""
    row.save(update_fields=["answer", "answered_at", "reason"])
    _tell(actor, at, row, accepted=True)


@action("allocation.decline", subject="invitation")
def decline(*, actor: Account, at: dt.datetime, invitation: Invitation, reason: str = "") -> None:
    """
    Say that one can't come: the seat is empty from now, and the partnership lead is told.

    The reason is seen by those who plan, and by nobody else. After the visit has begun, the lead is asked instead.
    """
    row = _own(actor, invitation)
    review = row.review
    if review.visit_starts_on <= timezone.localdate(at):
        model = definition(review.review_model_id)
        words = _("The visit has begun. Please tell “%(lead)s” or “%(planner)s” directly.")
        named = {"lead": called(Part.LEAD, model), "planner": called(Part.PARTNERSHIP_LEAD, model)}
        raise Refused(words % named)
    if len(reason.strip()) > 300:
        raise Unacceptable({"reason": [_("Shorten this to 300 characters.")]})
    row.answer, row.answered_at, row.reason = Answer.DECLINED, at, reason.strip()
    row.save(update_fields=["answer", "answered_at", "reason"])
    team.release(actor=None, at=at, review=review, person=row.person, role=row.role)
    letters.declined(review, row.person, row.role, on=timezone.localdate(at))
    _tell(actor, at, row, accepted=False)


@action("allocation.step_in", subject="invitation")
def step_in(*, actor: Account, at: dt.datetime, invitation: Invitation, person: Account, reason: str = "") -> None:
    """Ask somebody else for a seat that was declined. Every guard of a team holds, as when it is chosen by hand."""
    review = invitation.review
    team_rules.may_choose(acting(actor.pk, review, at=at)).require()
    row = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if row.answer != Answer.DECLINED or row.filled_at is not None:
        raise Refused(_("This seat is not empty any more. Look at the page again."))
    team.appoint(actor=actor, at=at, review=review, person=person, role=row.role, reason=reason)
    ask(actor=actor, at=at, schedule=row.schedule, review=review, person=person, role=row.role)
    taken_for_it = Invitation.objects.filter(review=review, role=row.role, answer=Answer.DECLINED, filled_at=at)
    taken_for_it.update(filled_at=None)  # `seat_filled` has taken the longest empty seat; this one was chosen
    row.filled_at = at
    row.save(update_fields=["filled_at"])


def seat_given_up(*, at: dt.datetime, review_id: uuid.UUID, person_id: uuid.UUID, role: str) -> None:
    """A seat was taken away by hand: what was asked is asked no longer. Part of releasing; no action of its own."""
    rows = Invitation.objects.filter(review_id=review_id, person_id=person_id, role=role, answer__in=STANDING)
    rows.update(answer=Answer.RELEASED, answered_at=at)


def seat_filled(*, at: dt.datetime, review_id: uuid.UUID, role: str) -> None:
    """A seat was given: the longest empty one of its kind needs nobody any more."""
    rows = Invitation.objects.filter(review_id=review_id, role=role, answer=Answer.DECLINED, filled_at=None)
    oldest = rows.order_by("answered_at").first()
    if oldest is not None:
        oldest.filled_at = at
        oldest.save(update_fields=["filled_at"])


def _own(actor: Account, invitation: Invitation) -> Invitation:
    row = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("review__host", "person")
        .get(pk=invitation.pk)
    )
    if row.person_id != actor.pk:
        raise Refused(_("Only whoever was asked can answer."))
    if row.answer not in STANDING:
        raise Refused(_("You have answered this already, or are no longer asked."))
    return row


def _tell(actor: Account, at: dt.datetime, row: Invitation, *, accepted: bool) -> None:
    publish(
        InvitationAnswered(at=at, actor_id=actor.pk, invitation_id=row.pk, review_id=row.review_id, accepted=accepted)
    )
