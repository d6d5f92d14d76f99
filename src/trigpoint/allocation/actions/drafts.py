"""Change a draft by hand: another person in a seat, another day. Every rule is asked before it is kept."""

import dataclasses
import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

import rota
from rota.format import read_plan, read_problem, write_plan
from trigpoint.allocation.actions.publishing import locked
from trigpoint.allocation.models import Schedule
from trigpoint.allocation.queries import wording
from trigpoint.allocation.queries.schedules import scope_of
from trigpoint.allocation.queries.soundness import workshops
from trigpoint.allocation.rules import planning as rules
from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Refused, Unacceptable
from trigpoint.people.queries.accounts import Account
from trigpoint.people.queries.hats import hats_of
from trigpoint.ui import dates


@action("allocation.swap", subject="schedule")
def swap(
    *,
    actor: Account | None,
    at: dt.datetime,
    schedule: Schedule,
    version: int,
    review: str,
    seat: str,
    leaves: str = "",
    comes: str = "",
) -> Schedule:
    """
    Put somebody in a seat of a review in the draft: `leaves` gives it up (nobody: an empty seat), `comes` takes it.

    `review` is the review's name in the plan. Raises Refused with each hard rule that this would break, Stale when the
    draft has changed since, Unacceptable for a seat that there is none of.
    """
    if seat not in tuple(rota.Seat):
        raise Unacceptable({"seat": [_("Give one of %(seats)s.") % {"seats": ", ".join(rota.Seat)}]})
    row, problem, plan = _opened(actor, at, schedule, version)
    booking = _booking(plan, review)
    return _kept(row, problem, plan, exchanged(booking, seat, leaves=leaves, comes=comes))


@action("allocation.move_draft", subject="schedule")
def move(
    *, actor: Account | None, at: dt.datetime, schedule: Schedule, version: int, review: str, starts_on: dt.date
) -> Schedule:
    """Give a review another day in the draft, with the workshop on the first day after it that breaks no rule."""
    row, problem, plan = _opened(actor, at, schedule, version)
    booking = _booking(plan, review)
    if not problem.days[0] <= starts_on <= problem.days[-1]:
        words = _("Choose a day from %(first)s to %(last)s: only those were looked at.")
        said = {"first": dates.long(problem.days[0]), "last": dates.long(problem.days[-1])}
        raise Unacceptable({"starts_on": [words % said]})
    length = next(one.days for one in problem.reviews if one.id == review)
    last = starts_on + dt.timedelta(days=length - 1)
    ways = [dataclasses.replace(booking, start=starts_on, workshop=day) for day in workshops(problem, last)]
    found = [(rota.check(problem, plan.replacing([way])), way) for way in ways]
    return _kept(row, problem, plan, min(found, key=lambda pair: len(pair[0]))[1])


def exchanged(booking: rota.Booking, seat: str, *, leaves: str, comes: str) -> rota.Booking:
    """The booking with one person for another. Who comes from another seat of the same team leaves that one."""
    lead = None if comes and booking.lead == comes else booking.lead
    members = [person for person in booking.members if person not in (leaves, comes)]
    if seat == rota.Seat.LEAD:
        members = [person for person in booking.members if person != comes]
        return dataclasses.replace(booking, lead=comes or None, members=tuple(members))
    return dataclasses.replace(booking, lead=lead, members=(*members, comes) if comes else tuple(members))


def _opened(
    actor: Account | None, at: dt.datetime, schedule: Schedule, version: int
) -> tuple[Schedule, rota.Problem, rota.Plan]:
    on = timezone.localdate(at)
    if actor is not None:
        rules.may_draft(hats_of(actor.pk, on=on), scope_of(schedule, on=on)).require()
    row = locked(schedule, version)
    if row.state != "draft" or row.plan is None:
        raise Refused(_("Only a draft can be changed."))
    return row, read_problem(row.problem), read_plan(row.plan)


def _booking(plan: rota.Plan, review: str) -> rota.Booking:
    booking = plan.of(review)
    if booking is None:
        raise Unacceptable({"review": [_("This review is not in the draft.")]})
    return booking


def _kept(row: Schedule, problem: rota.Problem, plan: rota.Plan, booking: rota.Booking) -> Schedule:
    if any(person not in {one.id for one in problem.people} for person in booking.team):
        raise Unacceptable({"comes": [_("Choose somebody in the pool.")]})
    changed = plan.replacing([booking])
    before = {str(breach) for breach in rota.check(problem, plan)}
    new = [breach for breach in rota.check(problem, changed) if str(breach) not in before]
    if new:
        raise Refused(_("This can't be: %(reasons)s.") % {"reasons": "; ".join(wording.broken(problem, new))})
    row.plan = write_plan(changed)
    row.version += 1
    row.save(update_fields=["plan", "version"])
    return row
