"""What people can give, when they are away, and which schools they can't review: said by them, or by who plans for them."""

import datetime as dt

from django.utils import timezone

from trigpoint.allocation.queries.planners import may_keep_for
from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Missing
from trigpoint.organisations.queries.networks import Network, School
from trigpoint.people.actions import readiness
from trigpoint.people.queries.accounts import Account
from trigpoint.people.queries.readiness import Absence, Readiness
from trigpoint.reviews.actions import conflicts
from trigpoint.reviews.enums import ConflictSource
from trigpoint.reviews.queries.conflicts import Conflict


@action("allocation.say_readiness")
def say_readiness(
    *,
    actor: Account,
    at: dt.datetime,
    network: Network,
    person: Account,
    days_off: list[int],
    most_reviews: int | None = None,
    most_days: int | None = None,
    most_miles: int | None = None,
    wished_days: int | None = None,
    phases: list[str] | None = None,
    specialisms: list[str] | None = None,
    experience: int = 0,
    version: int | None = None,
) -> Readiness:
    """Say how much somebody can give, how far they go, on which days of the week they don't work, and what they know."""
    _ask(actor, at, network, person)
    return readiness.set_readiness(
        actor=actor,
        at=at,
        network=network,
        person=person,
        days_off=days_off,
        most_reviews=most_reviews,
        most_days=most_days,
        most_miles=most_miles,
        wished_days=wished_days,
        phases=phases or [],
        specialisms=specialisms or [],
        experience=experience,
        version=version,
    )


@action("allocation.say_absence")
def say_absence(
    *,
    actor: Account,
    at: dt.datetime,
    network: Network,
    person: Account,
    starts_on: dt.date,
    ends_on: dt.date,
    reason: str = "",
) -> Absence:
    """Say when somebody can't come. The reason is seen by them and by those who plan."""
    _ask(actor, at, network, person)
    return readiness.add_absence(
        actor=actor, at=at, network=network, person=person, starts_on=starts_on, ends_on=ends_on, reason=reason
    )


@action("allocation.take_back_absence", subject="absence")
def take_back_absence(*, actor: Account, at: dt.datetime, absence: Absence) -> None:
    """They can come on these days after all."""
    _ask(actor, at, absence.network, absence.person)
    readiness.remove_absence(actor=actor, at=at, absence=absence)


@action("allocation.note_conflict")
def note_conflict(
    *, actor: Account, at: dt.datetime, network: Network, person: Account, school: School, reason: str = ""
) -> Conflict:
    """Write down, as somebody who plans, that a person can't review a school. The reason is seen by those who plan."""
    if not may_keep_for(actor.pk, person.pk, network.pk, on=timezone.localdate(at), self_too=False):
        raise Missing
    return conflicts.record(
        actor=actor, at=at, person=person, school=school, source=ConflictSource.PLANNER, reason=reason
    )


@action("allocation.lift_conflict", subject="conflict")
def lift_conflict(*, actor: Account, at: dt.datetime, network: Network, conflict: Conflict) -> None:
    """End what those who plan have written down."""
    if not may_keep_for(actor.pk, conflict.person_id, network.pk, on=timezone.localdate(at), self_too=False):
        raise Missing
    conflicts.lift(actor=actor, at=at, conflict=conflict)


def _ask(actor: Account, at: dt.datetime, network: Network, person: Account) -> None:
    """Whoever neither is the person nor plans for them may not know that there is anything to say."""
    if not may_keep_for(actor.pk, person.pk, network.pk, on=timezone.localdate(at)):
        raise Missing
