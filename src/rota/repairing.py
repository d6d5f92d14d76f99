"""`repair`: something has happened; a plan with few changes, in which everything confirmed or past stays."""

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from rota.plan import Booking, Plan
from rota.problem import Extra, Forbidden, Pin, Problem, Seat, Span
from rota.solving import Aim, Progress, Solution


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """Somebody can't come to any review from a day on, or at all."""

    reviewer: str
    since: date | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """Somebody can't come on these days."""

    reviewer: str
    span: Span


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """A host can't be visited on these days."""

    school: str
    span: Span


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Declined:
    """Somebody can't take part in this one review."""

    review: str
    reviewer: str
    reason: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Pinned:
    """A planner wants this date or this person."""

    pin: Pin


Event = Withdrawn | Away | Closed | Declined | Pinned


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """The problem as it is now, its plan, and what differs from the plan before."""

    problem: Problem
    solution: Solution
    seats: tuple[tuple[str, str, Seat], ...]  # review, person, seat: those who are new in it
    dates: tuple[str, ...]  # reviews that moved
    vacated: int  # seats whose people can't keep them

    @property
    def plan(self) -> Plan:
        return self.solution.plan


def repair(
    problem: Problem,
    plan: Plan,
    events: Iterable[Event] = (),
    *,
    keep: Iterable[str] = (),
    until: date | None = None,
    freedom: float = 0,
    seconds: float = 10,
    seed: int = 0,
    aim: Aim = Aim.FILE,
    on_progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Repair:
    """
    `plan` after `events`, with the fewest changes that mend it.

    `keep` names confirmed reviews; those that start before `until` are past. Neither is touched. `freedom` from 0 to 1 is
    the planner's choice between the fewest changes and the best plan: it makes changes cheaper, and frees more reviews.
    """
    now = after(problem, events, since=until)
    fixed = set(keep) | {b.review for b in plan.bookings if until is not None and b.start < until}
    from rota.engine.mend import mend  # the solver's library loads only when something is solved

    found, lost = mend(
        now,
        plan,
        fixed=fixed,
        freedom=freedom,
        seconds=seconds,
        seed=seed,
        aim=aim,
        on_progress=on_progress,
        cancelled=cancelled,
    )
    seats, dates = changes(plan, found.plan)
    return Repair(problem=now, solution=found, seats=seats, dates=dates, vacated=lost)


def after(problem: Problem, events: Iterable[Event], *, since: date | None = None) -> Problem:
    """The problem as it is once these things have happened; what is past `since` stays as it was."""
    for event in events:
        match event:
            case Withdrawn():
                first = event.since or since or problem.days[0]
                problem = _away(problem, event.reviewer, Span(first, problem.days[-1]))
            case Away():
                problem = _away(problem, event.reviewer, event.span)
            case Closed():
                schools = tuple(
                    dataclasses.replace(s, blocked=(*s.blocked, event.span)) if s.id == event.school else s
                    for s in problem.schools
                )
                problem = dataclasses.replace(problem, schools=schools)
            case Declined():
                barred = Forbidden(review=event.review, reviewer=event.reviewer, reason=event.reason)
                extra = dataclasses.replace(problem.extra, forbidden=(*problem.extra.forbidden, barred))
                problem = dataclasses.replace(problem, extra=extra)
            case Pinned():
                problem = dataclasses.replace(problem, pins=(*problem.pins, event.pin))
    return problem


def _away(problem: Problem, reviewer: str, span: Span) -> Problem:
    reviewers, pool = (
        tuple(dataclasses.replace(p, unavailable=(*p.unavailable, span)) if p.id == reviewer else p for p in people)
        for people in (problem.reviewers, problem.extra.pool)
    )
    extra: Extra = dataclasses.replace(problem.extra, pool=pool)
    return dataclasses.replace(problem, reviewers=reviewers, extra=extra)


def changes(before: Plan, now: Plan) -> tuple[tuple[tuple[str, str, Seat], ...], tuple[str, ...]]:
    """Who has a seat that they did not have, and which reviews have moved."""
    old = before.by_review()
    seats: list[tuple[str, str, Seat]] = []
    moved = []
    for booking in now.bookings:
        was = old.get(booking.review)
        if was is None or (was.start, was.workshop) != (booking.start, booking.workshop):
            moved.append(booking.review)
        seats += [
            (booking.review, person, seat) for person, seat in _seated(booking) if (person, seat) not in _seated(was)
        ]
    return tuple(seats), tuple(moved)


def _seated(booking: Booking | None) -> Sequence[tuple[str, Seat]]:
    if booking is None:
        return ()
    lead = [(booking.lead, Seat.LEAD)] if booking.lead else []
    return [*lead, *((person, Seat.MEMBER) for person in booking.members)]
