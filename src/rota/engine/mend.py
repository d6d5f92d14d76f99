"""
A plan mended: what still holds stays, and what is touched is planned again, exactly, at a price for each change.

Where a seat or a cover is missing then that the plan before had, that review's date and its neighbours' people are freed too,
and once more with their neighbours.
"""

import dataclasses
import time
from collections.abc import Callable, Iterable, Mapping

import numpy as np

from rota.case import FILE, TIERS, Case
from rota.engine import jobs
from rota.engine.apart import apart
from rota.engine.crew import Crew
from rota.engine.greedy import as_they_are, place
from rota.engine.model import Answer, Free, Limits, Model
from rota.engine.search import everything
from rota.engine.state import Placed, State, booking, restore
from rota.ground import Floats, Ints
from rota.judging import Breach, check, price
from rota.plan import Plan
from rota.problem import Problem
from rota.rules import Tier
from rota.rules.base import ROOM
from rota.solving import Aim, Impossible, Progress, Solution, fingerprint, memory_mb, versions
from rota.words import Words

FIRM = 5.0  # how much more than its price a change must gain when nobody asks for a better plan
WIDE, DATES = 25, 8  # candidates for each kind of seat, and dates, that a touched review may choose from


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
) -> tuple[Solution, int]:
    """The mended plan with its price, the changes among it; and how many seats their people could not keep."""
    began = time.monotonic()
    scale = FILE if aim is Aim.FILE else TIERS
    scale = {**scale, Tier.STABILITY: FIRM * (1 - freedom) * scale[Tier.DUTY]}
    case = Case(dataclasses.replace(problem, baseline=plan), scale=scale)
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
    solution = Solution(
        plan=mended,
        price=price(case, mended),
        bound=None,
        proven=answer is not None and answer.optimal,
        seconds=time.monotonic() - began,
        first_seconds=first,
        memory_mb=memory_mb(),
        seed=seed,
        fingerprint=fingerprint(problem),
        versions=versions(),
    )
    return solution, len({(breach.review, breach.person) for breach in work.broken if breach.review and breach.person})


def _solved(model: Model, limits: Limits, start: Mapping[int, Placed], seed: int, attempt: int) -> Answer | None:
    return model.solve(limits, start=start, seed=seed + attempt)


class _Work:
    """The plan being mended."""

    def __init__(self, case: Case, plan: Plan, fixed: set[str], *, until: float, seed: int) -> None:
        self.case, self.before, self.fixed, self.until, self.seed = case, plan, fixed, until, seed
        self.known = tuple(item for item in plan.bookings if item.review in case.ground.review_at)
        self.state: State = restore(case, self.known)
        self.broken: tuple[Breach, ...] = ()

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
        before = self._missing()
        answer = self._replan(touched, moving=set())
        for again in range(2):
            short = self._short(before)
            if not short or time.monotonic() > self.until:
                break
            free = short | self._around(short)
            answer = self._replan(free if not again else free | self._around(free), moving=short)
        return answer

    def touched(self) -> set[int]:
        """Reviews in which a hard rule is broken now, or that have no place at all."""
        ground = self.case.ground
        found = {v for v in range(len(ground.host)) if v not in self.state.placed}
        self.broken = check(self.case, Plan(instance=self.before.instance, bookings=self.known))
        for breach in self.broken:
            found |= {ground.review_at[name] for name in self._concerned(breach)}
        return found

    def _concerned(self, breach: Breach) -> Iterable[str]:
        if breach.review:
            return [breach.review]
        ground, home = self.case.ground, breach.school
        people = {breach.person} | {person.id for person in ground.people if home and person.school == home}
        return [item.review for item in self.known if people & set(item.team)]

    def _missing(self) -> dict[int, float]:
        """What is missing from the plan, seats and cover, in points by account."""
        book, standing = self.case.book, self.case.standing
        kinds = [kind for kind, rule in self.case.by_number.items() if rule.tier is Tier.SHORTFALL]
        numbers = standing[np.isin(book.raw[standing] // ROOM, kinds)]
        points = book.points(numbers, self.state.tally.fit()[numbers])
        return {int(numbers[place]): float(points[place]) for place in np.flatnonzero(points > 0)}

    def _short(self, before: Mapping[int, float]) -> set[int]:
        """Reviews that have no place, or in which more is missing than was before."""
        ground, book = self.case.ground, self.case.book
        found = {v for v in range(len(ground.host)) if v not in self.state.placed}
        for account, points in self._missing().items():
            if points > before.get(account, 0.0):
                raw = int(book.raw[account])
                name = self.case.rule_of(raw).about(raw).get("review")
                found |= {ground.review_at[name]} if name else set()
        return found

    def _around(self, touched: set[int]) -> set[int]:
        """Reviews that have, on their teams, people who could come to those that are touched."""
        found: set[int] = set()
        for review in touched:
            choice = self.case.choice(review)
            for person in choice.people[:WIDE].tolist():
                found |= self.state.serving(person)
        names = self.case.problem.reviews
        return {v for v in sorted(found)[: 3 * len(touched) + 30] if names[v].id not in self.fixed}

    def _replan(self, touched: set[int], *, moving: set[int]) -> Answer | None:
        old = {v: self.state.placed[v] for v in touched if v in self.state.placed}
        for review in touched:
            self.state.lift(review)
        free = {review: self._free(review, old.get(review), moving=review in moving) for review in sorted(touched)}
        start = old if moving else self._roughly(free)
        model = Model(
            self.case, [self._wider(item, start.get(review)) for review, item in free.items()], self.state.tally
        )
        limits = Limits(seconds=max(1.0, self.until - time.monotonic()))
        answer = apart(_solved, model, limits, start, self.seed, seconds=limits.seconds)
        for review, where in (answer.placed if answer is not None else start).items():
            self.state.put(review, where)
        return answer

    def _roughly(self, free: Mapping[int, Free]) -> dict[int, Placed]:
        """A plan of these reviews to begin from: those that keep their date first, one after another."""
        for review in sorted(free, key=lambda review: len(free[review].slots)):
            place(self.state, review, slots=free[review].slots, merit=as_they_are)
        return {review: where for review in free if (where := self.state.lift(review)) is not None}

    def _wider(self, item: Free, start: Placed | None) -> Free:
        """With the people who are on the team to begin from."""
        if start is None:
            return item
        team = np.flatnonzero(np.isin(self.case.choice(item.review).people, start.team))
        return item._replace(candidates=np.union1d(item.candidates, team))

    def _free(self, review: int, now: Placed | None, *, moving: bool) -> Free:
        """Everybody on the team now, and the cheapest of those who have time; the date too, unless it is promised."""
        case = self.case
        choice, dates = case.choice(review), case.dates(review)
        kept = np.isin(choice.people, now.team) if now is not None else np.zeros(len(choice.people), bool)
        points = {seat: choice.price(seat) + self.state.tally.change(choice.draws(seat)) for seat in (True, False)}
        for seat in (True, False):
            kept[np.argsort(points[seat], kind="stable")[:WIDE]] = True
        stays = now is not None and now.slot in dates.ids
        if stays and (not moving or case.problem.reviews[review].id in self.fixed):
            slots = np.array([now.slot]) if now is not None else dates.ids[:0]
        else:
            slots = self._best_dates(review, points)
            if stays and now is not None:
                slots = np.union1d(slots, [now.slot])
        return Free(review, slots.astype(np.int64), np.flatnonzero(kept))

    def _best_dates(self, review: int, points: Mapping[bool, Floats]) -> Ints:
        """Dates by what they and the cheapest people who can come on them add, each looked at alone."""
        case, tally = self.case, self.state.tally
        dates, choice, members = case.dates(review), case.choice(review), case.problem.reviews[review].members
        drawn = [tally.added(case.date_draws(review, dates.slot(number))) for number in range(len(dates.ids))]
        able = case.can(review, choice.people, dates.table.some(dates.ids))
        short = 1000.0 * case.scale[Tier.SHORTFALL]
        leads = np.where(able, points[True][:, None], short).min(axis=0, initial=short)
        rest = np.sort(np.where(able, points[False][:, None], short), axis=0)[:members].sum(axis=0)
        total = dates.prices + np.array(drawn) + leads + rest
        return dates.ids[np.argsort(total, kind="stable")[: DATES if np.isfinite(total).any() else 0]]

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
