"""`explain`: why this person and not that one, who else could come, and what a pin would cost."""

import dataclasses
from collections.abc import Iterable

import numpy as np

from rota.accounts import Drawn, joined
from rota.case import Case
from rota.engine.state import State, restore
from rota.judging import price
from rota.plan import Plan
from rota.problem import Pin, Problem, Seat
from rota.repairing import Pinned, repair
from rota.rules import PriceRule, Tier
from rota.solving import Aim
from rota.words import Words

Tiers = tuple[float, float, float, float]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One person and one seat: every reason against, or what it would change, tier by tier, in points."""

    person: str
    seat: Seat
    sits: bool  # has this seat in the plan
    reasons: tuple[Words, ...] = ()
    rules: tuple[str, ...] = ()
    change: Tiers = (0, 0, 0, 0)
    notes: tuple[Words, ...] = ()  # what a soft rule says of this person here

    @property
    def possible(self) -> bool:
        return not self.reasons

    @property
    def words(self) -> Words:
        if self.reasons:
            return Words("can't take this seat: {reasons}", reasons="; ".join(map(str, self.reasons)))
        if self.sits:
            return Words("has this seat")
        names = ("shortfalls", "duty", "cost", "stability")
        parts = [f"{name} {points:+.0f}" for name, points in zip(names, self.change, strict=True) if abs(points) > 0.5]
        return Words("could take this seat ({change} points)", change=", ".join(parts) or "no more or fewer")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A seat of a review: who has it, and everybody asked about or able to step in, the best first."""

    review: str
    seat: Seat
    sitting: tuple[str, ...]
    asked: Verdict | None
    alternatives: tuple[Verdict, ...]

    @property
    def reserves(self) -> tuple[Verdict, ...]:
        """The first three who could step in."""
        able = [verdict for verdict in self.alternatives if not verdict.sits]
        return tuple(able[:3])


def explain(
    problem: Problem | Case,
    plan: Plan,
    review: str,
    *,
    seat: Seat = Seat.MEMBER,
    person: str | None = None,
    most: int = 20,
) -> Explanation:
    """Why the plan has whom it has in this seat, whether `person` could have it, and who else."""
    case = problem if isinstance(problem, Case) else Case(problem)
    state = restore(case, plan.bookings)
    number = case.ground.review_at[review]
    if number not in state.placed:
        return Explanation(review=review, seat=seat, sitting=(), asked=None, alternatives=())
    bench = _Bench(state, number, seat)
    asked = bench.verdict(case.ground.person_at[person]) if person else None
    everybody = case.eligible(number)[0]
    able = [bench.verdict(int(who)) for who in everybody[:400]]
    ranked = sorted((v for v in able if v.possible), key=lambda v: (v.change, v.person))
    names = tuple(case.ground.people[who].id for who in bench.sitting)
    return Explanation(review=review, seat=seat, sitting=names, asked=asked, alternatives=tuple(ranked[:most]))


def verdicts(
    problem: Problem | Case, plan: Plan, review: str, people: Iterable[str], *, seat: Seat = Seat.MEMBER
) -> tuple[Verdict, ...]:
    """The same of several people whom somebody asks about, and of nobody else: much quicker than one by one."""
    case = problem if isinstance(problem, Case) else Case(problem)
    state = restore(case, plan.bookings)
    number = case.ground.review_at[review]
    if number not in state.placed:
        return ()
    bench = _Bench(state, number, seat)
    return tuple(bench.verdict(case.ground.person_at[person]) for person in people)


class _Bench:
    """One seat of a review, taken from whoever would give it up most cheaply, and offered to others."""

    def __init__(self, state: State, review: int, seat: Seat) -> None:
        self.state, self.case, self.review, self.lead = state, state.case, review, seat is Seat.LEAD
        self.placed = state.placed[review]
        self.sitting = ((self.placed.lead,) if self.placed.lead >= 0 else ()) if self.lead else self.placed.members
        self.seat = seat
        length = int(self.case.ground.length[review])
        self.table = self.case.ground.slots(length)
        self.slot = self.table.all[self.placed.slot]
        wanted = 1 if self.lead else self.case.problem.reviews[review].members
        self.full = len(self.sitting) >= wanted

    def drawn(self, person: int) -> Drawn:
        alone = np.array([person])
        return joined([self.case.drawn(self.review, alone, lead=self.lead), self.case.duties(alone, self.slot)])

    def verdict(self, person: int) -> Verdict:
        """Against each of those who sit there (or the empty chair): the kindest exchange counts."""
        name = self.case.ground.people[person].id
        if person in self.sitting:
            return Verdict(person=name, seat=self.seat, sits=True, notes=tuple(self._notes(person)))
        fixed = list(self._bars(person))
        if fixed:
            rules, reasons = zip(*fixed, strict=True)
            return Verdict(person=name, seat=self.seat, sits=False, reasons=reasons, rules=rules)
        found = [self._exchange(person, out) for out in (self.sitting if self.full else (None,))]
        if not found:
            none = Words("this team has no such seat")
            return Verdict(person=name, seat=self.seat, sits=False, reasons=(none,), rules=("seats",))
        able = [change for change, _ in found if change is not None]
        if able:
            return Verdict(person=name, seat=self.seat, sits=False, change=min(able), notes=tuple(self._notes(person)))
        rules, reasons = zip(*found[0][1], strict=True)
        return Verdict(person=name, seat=self.seat, sits=False, rules=rules, reasons=reasons)

    def _bars(self, person: int) -> Iterable[tuple[str, Words]]:
        """Rules about this person here, whoever else is on the team."""
        alone = np.array([person])
        if person in self.case.waived.get(self.review, ()):
            return
        for rule in self.case.pairs:
            if rule.hard and rule.hits(self.review, alone, lead=self.lead)[0]:
                yield rule.key, rule.reason(self.review, person)
        for day_rule in self.case.day_rules:
            if day_rule.hard and day_rule.hits(alone, self.table)[0, self.placed.slot]:
                yield day_rule.key, day_rule.reason(person, self.slot)

    def _notes(self, person: int) -> Iterable[Words]:
        alone = np.array([person])
        for rule in self.case.pairs:
            if not rule.hard and rule.hits(self.review, alone, lead=self.lead)[0]:
                yield rule.reason(self.review, person)
        for priced in self.case.seat_rules:
            if isinstance(priced, PriceRule) and priced.tier is Tier.COST:
                yield priced.reason(self.review, person)

    def _exchange(self, person: int, out: int | None) -> tuple[Tiers | None, list[tuple[str, Words]]]:
        """What changes when this person comes for that one; or the limits that stand against it."""
        tally, book = self.state.tally, self.case.book
        coming = self.drawn(person)
        leaving = self.drawn(out) if out is not None else Drawn(coming.accounts[:0], coming.amounts[:0])
        if person in self.placed.team:  # takes another seat of this team: leaves the first
            leaving = joined([leaving, self._other_seat(person)])
        touched = np.unique(np.concatenate([coming.accounts, leaving.accounts]))
        before = tally.fit()[touched].copy()
        tally.post(leaving, -1)
        tally.post(coming)
        after = tally.levels[touched].copy()
        tally.post(coming, -1)
        tally.post(leaving)
        against: list[tuple[str, Words]] = []
        tiers = np.zeros(4)
        for account, level, new in zip(touched.tolist(), before.tolist(), after.tolist(), strict=True):
            if account == 0:
                continue
            rule = self.case.rule_of(book.raw[account])
            limit = rule.limit(book.raw[account])
            if limit.broken(new) and not limit.broken(level):
                against.append((rule.key, rule.reason(book.raw[account], new)))
            tiers[rule.tier] += limit.price(new) - limit.price(level)
        tiers += self._seat_points(person) - (self._seat_points(out) if out is not None else 0)
        return (None, against) if against else ((tiers[0], tiers[1], tiers[2], tiers[3]), [])

    def _other_seat(self, person: int) -> Drawn:
        alone = np.array([person])
        lead = person == self.placed.lead
        return joined([self.case.drawn(self.review, alone, lead=lead), self.case.duties(alone, self.slot)])

    def _seat_points(self, person: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        tiers, alone = np.zeros(4), np.array([person])
        for rule in self.case.seat_rules:
            found = rule.prices(self.review, alone, lead=self.lead)
            if found is not None:
                tiers[rule.tier] += found[0]
        return tiers


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PinCost:
    """What a pin would change, tier by tier; `refused` when no plan can have it."""

    change: Tiers
    plan: Plan
    seats: int
    dates: int


def pin_cost(problem: Problem, plan: Plan, pin: Pin, *, seconds: float = 3, aim: Aim = Aim.FILE) -> PinCost:
    """The plan mended around a pin, against the plan as it is."""
    mended = repair(problem, plan, [Pinned(pin=pin)], seconds=seconds, aim=aim)
    before, now = (
        price(problem, plan).tiers,
        price(dataclasses.replace(mended.problem, baseline=None), mended.plan).tiers,
    )
    change = (now[0] - before[0], now[1] - before[1], now[2] - before[2], now[3] - before[3])
    return PinCost(change=change, plan=mended.plan, seats=len(mended.seats), dates=len(mended.dates))
