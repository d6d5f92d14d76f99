"""A plan mended: everything that still holds is frozen, and what is touched is planned again at a price for each change."""

import dataclasses
from collections.abc import Callable, Iterable

from rota.judging import check
from rota.plan import Plan
from rota.problem import Problem
from rota.solving import Aim, Progress, Solution, solve


def mend(
    problem: Problem,
    plan: Plan,
    *,
    fixed: Iterable[str],
    freedom: float,
    seconds: float,
    seed: int,
    aim: Aim,
    on_progress: Callable[[Progress], None] | None,
    cancelled: Callable[[], bool] | None,
) -> Solution:
    touched = {breach.review for breach in check(problem, plan) if breach.review}
    held = tuple(b.review for b in plan.bookings if b.review not in touched or b.review in set(fixed))
    frozen = dataclasses.replace(problem, baseline=plan, extra=dataclasses.replace(problem.extra, frozen=held))
    kept = Plan(instance=plan.instance, bookings=tuple(b for b in plan.bookings if b.review in set(held)))
    return solve(frozen, seconds=seconds, seed=seed, aim=aim, start=kept, on_progress=on_progress, cancelled=cancelled)
