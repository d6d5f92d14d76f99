"""
A plan mended: what still holds stays, and what is touched is planned again, exactly, at a price for each change.

When a seat or a cover is lost that way which the plan before had, neighbours are freed too, and once more.
"""

import dataclasses
import time
from collections.abc import Callable, Iterable, Mapping

import numpy as np

from rota.case import FILE, TIERS, Case
from rota.engine import jobs
from rota.engine.apart import apart
from rota.engine.crew import Crew
from rota.engine.model import Answer, Free, Limits, Model
from rota.engine.search import everything
from rota.engine.state import Placed, State, booking, restore
from rota.judging import Breach, check, price
from rota.plan import Plan
from rota.problem import Problem
from rota.rules import Tier
from rota.solving import Aim, Impossible, Progress, Solution, fingerprint, memory_mb, versions
from rota.words import Words

WIDE, DATES = 40, 20  # candidates for each kind of seat, and dates, that a touched review may choose from


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
    """The mended plan with its price, the changes among it."""
    began = time.monotonic()
    weights = problem.weights
    cheaper = dataclasses.replace(
        weights, change_seat=weights.change_seat * (1 - freedom), change_date=weights.change_date * (1 - freedom)
    )
    case = Case(dataclasses.replace(problem, baseline=plan, weights=cheaper), scale=FILE if aim is Aim.FILE else TIERS)
    work = _Work(case, plan, set(fixed), until=began + seconds, seed=seed)
    answer = work.mend()
    first = time.monotonic() - began
    if freedom > 0:
        work.improve(cancelled or (lambda: False))
    mended = work.plan()
    breaches = check(case, mended)
    if breaches:
        raise Impossible(breaches)
    if on_progress:
        seen = time.monotonic() - began
        on_progress(Progress(seconds=seen, doing=Words("mended"), objective=work.state.points(), plan=mended))
    return Solution(
        plan=mended,
        price=price(dataclasses.replace(problem, baseline=plan), mended),
        bound=None,
        proven=answer is not None and answer.optimal,
        seconds=time.monotonic() - began,
        first_seconds=first,
        memory_mb=memory_mb(),
        seed=seed,
        fingerprint=fingerprint(problem),
        versions=versions(),
    )


def _solved(model: Model, limits: Limits, seed: int, attempt: int) -> Answer | None:
    return model.solve(limits, seed=seed + attempt)


class _Work:
    """The plan being mended."""

    def __init__(self, case: Case, plan: Plan, fixed: set[str], *, until: float, seed: int) -> None:
        self.case, self.before, self.fixed, self.until, self.seed = case, plan, fixed, until, seed
        self.known = tuple(item for item in plan.bookings if item.review in case.ground.review_at)
        self.state: State = restore(case, self.known)

    def plan(self) -> Plan:
        found = {
            self.case.problem.reviews[v].id: booking(self.case, v, where) for v, where in self.state.placed.items()
        }
        return self.before.replacing(found.values())

    def mend(self) -> Answer | None:
        """Plan what is touched again; free more when something is missing that was there before."""
        touched = self.touched()
        if not touched:
            return None
        missing = self._missing()
        answer = self._replan(touched, moving=False)
        for _ in range(2):
            if self._missing() <= missing or time.monotonic() > self.until:
                break
            touched |= self._around(touched)
            answer = self._replan(touched, moving=True)
        return answer

    def touched(self) -> set[int]:
        """Reviews in which a hard rule is broken now, or that have no place at all."""
        ground = self.case.ground
        found = {v for v in range(len(ground.host)) if v not in self.state.placed}
        for breach in check(self.case, Plan(instance=self.before.instance, bookings=self.known)):
            found |= {ground.review_at[name] for name in self._concerned(breach)}
        return found

    def _concerned(self, breach: Breach) -> Iterable[str]:
        if breach.review:
            return [breach.review]
        ground, home = self.case.ground, breach.school
        people = {breach.person} | {person.id for person in ground.people if home and person.school == home}
        return [item.review for item in self.known if people & set(item.team)]

    def _missing(self) -> float:
        """Points of what is missing from the plan: empty seats, cover, reviews without a date."""
        state, book = self.state, self.case.book
        standing = self.case.standing
        short = [n for n in standing.tolist() if self.case.rule_of(book.raw[n]).tier is Tier.SHORTFALL]
        numbers = np.array(short, np.int64)
        nowhere = len(self.case.ground.host) - len(state.placed)
        return float(book.points(numbers, state.tally.fit()[numbers]).sum()) + 1e6 * nowhere

    def _around(self, touched: set[int]) -> set[int]:
        """Reviews that have, on their teams, people who could come to those that are touched."""
        found: set[int] = set()
        for review in touched:
            choice = self.case.choice(review)
            for person in choice.people[:WIDE].tolist():
                found |= self.state.serving(person)
        names = self.case.problem.reviews
        return {v for v in sorted(found)[: 3 * len(touched) + 10] if names[v].id not in self.fixed}

    def _replan(self, touched: set[int], *, moving: bool) -> Answer | None:
        old = {v: self.state.placed[v] for v in touched if v in self.state.placed}
        for review in touched:
            self.state.lift(review)
        free = [self._free(review, old.get(review), moving=moving) for review in sorted(touched)]
        model = Model(self.case, free, self.state.tally)
        limits = Limits(seconds=max(1.0, self.until - time.monotonic()))
        answer = apart(_solved, model, limits, self.seed, seconds=limits.seconds)
        after: Mapping[int, Placed] = answer.placed if answer is not None else old
        for review, where in after.items():
            self.state.put(review, where)
        return answer

    def _free(self, review: int, now: Placed | None, *, moving: bool) -> Free:
        """Everybody on the team now, and the cheapest of those who have time; the date too, unless it is promised."""
        case = self.case
        choice, dates = case.choice(review), case.dates(review)
        kept = np.isin(choice.people, now.team) if now is not None else np.zeros(len(choice.people), bool)
        for lead in (True, False):
            points = choice.price(lead) + self.state.tally.change(choice.draws(lead))
            kept[np.argsort(points, kind="stable")[:WIDE]] = True
        promised = case.problem.reviews[review].id in self.fixed
        if now is not None and now.slot in dates.ids:
            slots = (
                np.unique(np.append(dates.ids[:DATES], now.slot)) if moving and not promised else np.array([now.slot])
            )
        else:
            slots = dates.ids[: 3 * DATES]
        return Free(review, slots.astype(np.int64), np.flatnonzero(kept))

    def improve(self, cancelled: Callable[[], bool]) -> None:
        """With the planner's leave, look for a better plan everywhere that is not promised."""
        names = self.case.problem.reviews
        chosen: list[int] = [v for v in range(len(names)) if names[v].id not in self.fixed]
        part = everything(self.case, chosen)
        with Crew(self.case, self.state, size=1, seed=self.seed) as crew:
            while time.monotonic() < self.until and not cancelled():
                crew.give(0, jobs.improve, part, min(2.0, self.until - time.monotonic()))
                for _, answer in crew.results(60):
                    for review, where in (answer[0] if answer else {}).items():
                        self.state.put(review, where)
