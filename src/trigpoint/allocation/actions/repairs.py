"""Somebody can't come after all: mend what is planned today with as few changes as can be."""

import dataclasses
import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

import rota
from trigpoint.access.roles import Role
from trigpoint.allocation.actions import schedules
from trigpoint.allocation.models import Schedule
from trigpoint.allocation.queries import gaps
from trigpoint.allocation.queries.options import Options
from trigpoint.allocation.queries.problem import Built, build
from trigpoint.allocation.queries.scope import Scope
from trigpoint.allocation.rules import planning as rules
from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Unacceptable
from trigpoint.people.queries.accounts import Account
from trigpoint.people.queries.hats import hats_of


@action("allocation.repair")
def repair(
    *,
    actor: Account | None,
    at: dt.datetime,
    scope: Scope,
    options: Options,
    seconds: int = 5,
    freedom: float = 0,
    later: bool = False,
) -> Schedule:
    """
    Ask for the fewest changes that fill the seats which were given up; unless `later`, the caller runs `searching.run` next.

    `freedom` from 0 (fewest changes) to 1 (best plan). Raises Unacceptable when nothing is to be mended.
    """
    on = timezone.localdate(at)
    if actor is not None:
        rules.may_draft(hats_of(actor.pk, on=on), scope).require()
    schedules.check(options, seconds, scope)
    built = build(scope, options, on=on)
    plan = _with_those_who_declined(built)
    if plan is None:
        raise Unacceptable({"": [_("Nothing is planned yet that could be mended.")]})
    asked = {**options.stored(), "freedom": min(1.0, max(0.0, freedom)), "repair": True}
    return schedules.waiting(built, actor=actor, at=at, options=asked, seconds=seconds, plan=plan, later=later)


def _with_those_who_declined(built: Built) -> rota.Plan | None:
    """What is planned today with everybody in the seat that they have given up: what is touched is planned again."""
    plan = built.problem.baseline
    if plan is None:
        return None
    known = {person.id for person in built.problem.people}
    for gap in gaps.declined(built.facts.hosts):
        booking = plan.of(gap.key)
        person = str(gap.person_id)
        if booking is None or person not in known or person in booking.team:
            continue
        if gap.role == Role.LEAD_REVIEWER:
            booking = dataclasses.replace(booking, lead=booking.lead or person)
        else:
            booking = dataclasses.replace(booking, members=(*booking.members, person))
        plan = plan.replacing([booking])
    return plan
