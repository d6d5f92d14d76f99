"""A draft against today, tier by tier: gaps, changes, fairness, money. What `rota` prices is said in people's units."""

import dataclasses
from collections.abc import Iterable

import rota
from trigpoint.allocation.queries.drafts import Draft
from trigpoint.allocation.queries.options import Options

COUNTED_FIRST = 80  # reviews: beyond this, counting what can't work takes longer than a page may


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What a plan comes to. `unfair` is points beyond what the programme lets pass; money is in pounds."""

    reviews: int
    seats: int
    empty: int
    shortfall: float
    unfair: float
    travel: float
    cover: float


@dataclasses.dataclass(frozen=True, kw_only=True)
class Comparison:
    """`now` is None when nothing is planned yet."""

    draft: Totals
    now: Totals | None
    changed_dates: int
    changed_seats: int
    shortfalls: tuple[rota.Charge, ...]
    gaps: tuple[rota.Gap, ...]


def compare(draft: Draft, options: Options) -> Comparison:
    """No query: everything is in the draft."""
    problem = draft.problem
    priced = rota.price(draft.case, draft.plan)
    baseline = problem.baseline
    few = len(problem.reviews) <= COUNTED_FIRST
    return Comparison(
        draft=totals(problem, draft.plan, priced, options),
        now=totals(problem, baseline, rota.price(draft.case, baseline), options) if baseline else None,
        changed_dates=sum(one.moves for one in draft.wanted),
        changed_seats=sum(len(one.joining) for one in draft.wanted),
        shortfalls=priced.shortfalls,
        gaps=rota.count_first(draft.case) if few else (),
    )


def totals(problem: rota.Problem, plan: rota.Plan, priced: rota.Price, options: Options) -> Totals:
    length = {review.id: review.days for review in problem.reviews}
    wanted = sum(1 + review.members for review in problem.reviews)
    filled = sum(len(booking.team) for booking in plan.bookings)
    by_rule = priced.by_rule()
    return Totals(
        reviews=len(plan.bookings),
        seats=filled,
        empty=max(0, wanted - filled),
        shortfall=priced.tiers[0],
        unfair=by_rule.get("fairness", 0.0),
        travel=by_rule.get("travel", 0.0),
        cover=float(options.cover_pounds * sum(len(b.team) * length.get(b.review, 0) for b in plan.bookings)),
    )


def of_review(charges: Iterable[rota.Charge], key: str) -> list[rota.Charge]:
    return [charge for charge in charges if charge.review == key]
