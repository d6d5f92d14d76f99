"""Who sits on a review: appoint, release. Every guard that a choice breaks is named; soft ones ask for a reason."""

import datetime as dt

from django.utils import timezone

from trigpoint.access.roles import Place, Role
from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Unacceptable
from trigpoint.kernel.events import publish
from trigpoint.kernel.guards import enforce
from trigpoint.people.actions import appointments
from trigpoint.people.queries.accounts import Account
from trigpoint.people.queries.appointments import at_place
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.actions import letters, overrides
from trigpoint.reviews.events import TeamChanged
from trigpoint.reviews.models import Review
from trigpoint.reviews.queries.candidates import candidate, choice, lent
from trigpoint.reviews.queries.scene import acting, unasked
from trigpoint.reviews.queries.team import SEATS, TEAM
from trigpoint.reviews.rules import team as rules


@action("reviews.appoint", subject="review")
def appoint(
    *, actor: Account | None, at: dt.datetime, review: Review, person: Account, role: str, reason: str = ""
) -> None:
    """
    Give somebody a seat on the team: `role` is lead_reviewer or reviewer.

    Raises Refused for a hard guard, NeedsReason for soft ones, Unacceptable for somebody who is not in the
    partnership's pool or at one of its schools.
    """
    if role not in TEAM:
        raise Unacceptable({"role": [_("Choose {lead} or {reviewer}.")]})
    _seat(actor, at, review, person, role=role, reason=reason)


@action("reviews.appoint_facilitator", subject="review")
def appoint_facilitator(
    *, actor: Account | None, at: dt.datetime, review: Review, person: Account, reason: str = ""
) -> None:
    """Ask an Improvement Champion of another school to facilitate the workshop (G7, G8)."""
    _seat(actor, at, review, person, role=Role.FACILITATOR, reason=reason)


@action("reviews.release", subject="review")
def release(*, actor: Account | None, at: dt.datetime, review: Review, person: Account, role: str) -> None:
    """Take somebody's seat away, from now: they lose sight of the review with it. Without a seat: nothing changes."""
    if actor is not None:
        rules.may_choose(acting(actor.pk, review, at=at)).require()
    _end(actor, at, review, role=role, person=person)


def release_all(*, actor: Account | None, at: dt.datetime, review: Review) -> None:
    """Take every seat away: part of cancelling."""
    for role in SEATS:
        _end(actor, at, review, role=role)


def _seat(actor: Account | None, at: dt.datetime, review: Review, person: Account, *, role: str, reason: str) -> None:
    Review.objects.select_for_update().get(pk=review.pk)  # two who fill the last seat at once do it one after the other
    scene = unasked(review, at=at) if actor is None else acting(actor.pk, review, at=at)
    if actor is not None:
        rules.may_choose(scene).require()
    known = candidate(scene, person.pk) or (lent(scene, person.pk) if rules.may_lend(scene) else None)
    if known is None:
        raise Unacceptable({"person": [_("Choose somebody of the {partnership}'s pool, or of one of its schools.")]})
    broken = rules.breaches(choice(scene), known, role, scene)
    if actor is not None:
        passed = enforce(broken, reason=reason)
        overrides.record(actor=actor, at=at, review=review, breaches=passed, reason=reason)
    appointments.record(
        actor=actor,
        at=at,
        person=person,
        role=role,
        place=Place.REVIEW,
        place_id=review.pk,
        network_id=review.network_id,
        starts_on=timezone.localdate(at),
        school_id=known.school_id,
        trained_until=known.trained_for(role),
    )
    letters.seat_given(review, person, role)
    _tell(actor, at, review, person, role, joined=True)


def _end(actor: Account | None, at: dt.datetime, review: Review, *, role: str, person: Account | None = None) -> None:
    today = timezone.localdate(at)
    for seat in at_place(Place.REVIEW, [review.pk], on=today, roles=[role]):
        if person is None or seat.person_id == person.pk:
            appointments.end(actor=actor, at=at, appointment=seat, ends_on=today - dt.timedelta(days=1))
            _tell(actor, at, review, seat.person, role, joined=False)


def _tell(actor: Account | None, at: dt.datetime, review: Review, person: Account, role: str, *, joined: bool) -> None:
    publish(
        TeamChanged(
            at=at,
            actor_id=actor.pk if actor else None,
            review_id=review.pk,
            person_id=person.pk,
            role=role,
            joined=joined,
        )
    )
