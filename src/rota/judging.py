"""What a plan breaks and what it costs: by the rules themselves, whoever made the plan."""

import dataclasses
import functools
import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np

from rota.case import UNPLANNED, Case
from rota.ground import Floats, Ints, Slot
from rota.plan import Booking, Plan
from rota.problem import Problem
from rota.rules import AccountRule, PairRule, Rule, Tier
from rota.rules.base import ROOM, Limits
from rota.words import Words


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A hard rule that a plan breaks, and where."""

    rule: str
    code: str
    words: Words
    review: str = ""
    person: str = ""
    school: str = ""

    def __str__(self) -> str:
        where = " ".join(part for part in (self.review, self.person, self.school) if part)
        return f"{self.code or self.rule} {where}: {self.words}"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """Points that a plan pays to one rule at one place."""

    rule: str
    tier: Tier
    points: float
    words: Words
    review: str = ""
    person: str = ""
    school: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What a plan costs. `total` is the weighted sum that files are judged by; `tiers` is what people compare."""

    charges: tuple[Charge, ...]

    @functools.cache  # noqa: B019 - as short-lived as the price
    def _of(self, tier: Tier) -> float:
        return sum(charge.points for charge in self.charges if charge.tier is tier)

    @property
    def tiers(self) -> tuple[float, float, float, float]:
        return self._of(Tier.SHORTFALL), self._of(Tier.DUTY), self._of(Tier.COST), self._of(Tier.STABILITY)

    @property
    def total(self) -> float:
        return sum(self.tiers)

    @property
    def shortfalls(self) -> tuple[Charge, ...]:
        return tuple(charge for charge in self.charges if charge.tier is Tier.SHORTFALL)

    def by_rule(self) -> dict[str, float]:
        found: dict[str, float] = {}
        for charge in self.charges:
            found[charge.rule] = found.get(charge.rule, 0) + charge.points
        return found

    def by_school(self, rule: str) -> dict[str, float]:
        return {charge.school: charge.points for charge in self.charges if charge.rule == rule and charge.school}


@dataclasses.dataclass(frozen=True, slots=True)
class Laid:
    """A booking as numbers."""

    review: int
    slot: Slot
    number: int  # of the slot in its table
    team: Ints  # the lead first when `led`
    led: bool

    def seats(self) -> Iterator[tuple[Ints, bool]]:
        edge = int(self.led)
        if edge:
            yield self.team[:1], True
        if len(self.team) > edge:
            yield self.team[edge:], False


def lay(case: Case, booking: Booking) -> Laid | None:
    """The booking as numbers; None when its days can't be a slot at all."""
    ground = case.ground
    review = ground.review_at[booking.review]
    table = ground.slots(int(ground.length[review]))
    start = ground.day_at.get(booking.start)
    workshop = ground.day_at.get(booking.workshop) if booking.workshop else None
    if start is None or (booking.workshop and workshop is None):
        return None
    number = table.at(start, workshop)
    if number is None:
        return None
    team = np.array([ground.person_at[person] for person in booking.team], np.int64)
    return Laid(review, table.all[number], number, team, booking.lead is not None)


def _levels(case: Case, plan: Plan) -> tuple[Ints, Floats]:
    """Each account that somebody draws on, or that counts all the same, by its rule's number; with its level."""
    if case.judged is None or case.judged[0] is not plan:
        case.judged = (plan, *_counted(case, plan))
    return case.judged[1:]


def _counted(case: Case, plan: Plan) -> tuple[Ints, Floats]:
    accounts: list[Ints] = [case.raw_standing]
    amounts: list[Floats] = [np.zeros(len(case.raw_standing))]
    for booking in plan.bookings:
        laid = lay(case, booking)
        if laid is None:
            continue
        drawn = [draw for people, lead in laid.seats() for draw in case.raw_seat(laid.review, people, lead=lead)]
        drawn += case.raw_duties(laid.team, laid.slot)
        dated = case.raw_date(laid.review, laid.slot)
        accounts += [np.array([account for account, _ in dated], np.int64), *(part for part, _ in drawn)]
        amounts += [np.array([amount for _, amount in dated], float), *(part for _, part in drawn)]
    known, back = np.unique(np.concatenate(accounts), return_inverse=True)
    levels = np.bincount(back, np.concatenate(amounts), len(known))
    return known[known >= 0], levels[known >= 0]


def _by_rule(case: Case, plan: Plan) -> Iterator[tuple[AccountRule, Ints, Floats, Limits]]:
    """Every rule that keeps accounts, with those it keeps for this plan, their levels and their limits."""
    accounts, levels = _levels(case, plan)
    edges = [*np.flatnonzero(np.diff(accounts // ROOM, prepend=-1)).tolist(), len(accounts)]
    for first, last in itertools.pairwise(edges):
        rule, ours = case.rule_of(int(accounts[first])), accounts[first:last]
        yield rule, ours, levels[first:last], rule.limits(ours)


def check(problem: Problem | Case, plan: Plan) -> tuple[Breach, ...]:
    """Every hard rule that the plan breaks. Seats left empty and reviews without a date are shortfalls, not breaches."""
    case = problem if isinstance(problem, Case) else Case(problem)
    unknown = tuple(_unknown(case, plan))
    if unknown:
        return unknown
    found = [breach for booking in plan.bookings for breach in _breaches(case, booking)]
    for rule, accounts, levels, limits in _by_rule(case, plan):
        for place in np.flatnonzero(limits.broken(levels)).tolist():
            account, level = int(accounts[place]), float(levels[place])
            words = rule.reason(account, level)
            found.append(Breach(rule=rule.key, code=rule.code, words=words, **rule.about(account)))
    return tuple(found)


def _unknown(case: Case, plan: Plan) -> Iterator[Breach]:
    ground, seen = case.ground, set()
    for booking in plan.bookings:
        if booking.review not in ground.review_at:
            yield Breach(rule="plan", code="H0", words=Words("there is no such review"), review=booking.review)
        if booking.review in seen:
            yield Breach(rule="plan", code="H0", words=Words("is planned twice"), review=booking.review)
        seen.add(booking.review)
        for person in booking.team:
            if person not in ground.person_at:
                words = Words("there is no such reviewer")
                yield Breach(rule="plan", code="H0", words=words, review=booking.review, person=person)


def _breaches(case: Case, booking: Booking) -> Iterator[Breach]:
    if len(set(booking.team)) < len(booking.team):
        yield Breach(rule="plan", code="H2", words=Words("has somebody twice"), review=booking.review)
    laid = lay(case, booking)
    if laid is None:
        words = Words("is not on working days of one week, with its workshop on one in time")
        yield Breach(rule="calendar", code="H1", words=words, review=booking.review)
        return
    table = case.ground.slots(int(case.ground.length[laid.review])).only(laid.number)
    for rule in case.date_rules:
        hits = rule.hits(laid.review, table) if rule.hard else None
        if hits is not None and hits[0]:
            words = rule.reason(laid.review, laid.slot)
            yield Breach(rule=rule.key, code=rule.code, words=words, review=booking.review)
    waived = list(case.waived.get(laid.review, ()))
    for people, lead in laid.seats():
        yield from _misplaced(case, laid, people[~np.isin(people, waived)] if waived else people, lead=lead)


def _misplaced(case: Case, laid: Laid, people: Ints, *, lead: bool) -> Iterator[Breach]:
    """Hard rules that these people break in their seats, or on the review's days."""
    review, table = laid.review, case.ground.slots(int(case.ground.length[laid.review])).only(laid.number)
    found: list[tuple[Rule, int, Words]] = []
    for rule in case.pairs:
        hits = rule.hits(review, people, lead=lead) if rule.hard else ()
        found += [
            (rule, int(who), rule.reason(review, int(who))) for who, hit in zip(people, hits, strict=False) if hit
        ]
    for day_rule in case.day_rules:
        hits = day_rule.hits(people, table)[:, 0] if day_rule.hard else ()
        barred = [int(who) for who, hit in zip(people, hits, strict=False) if hit]
        found += [(day_rule, who, day_rule.reason(who, laid.slot)) for who in barred]
    for broken, who, words in found:
        names = {"review": case.problem.reviews[review].id, "person": case.ground.people[who].id}
        yield Breach(rule=broken.key, code=broken.code, words=words, **names)


def price(problem: Problem | Case, plan: Plan) -> Price:
    """What the plan costs, charge by charge; points are the file's, whatever the case scales them by."""
    case = problem if isinstance(problem, Case) else Case(problem)
    found = [charge for booking in plan.bookings for charge in _charges(case, booking)]
    planned = {booking.review for booking in plan.bookings}
    nowhere: dict[str, Any] = {
        "rule": "calendar",
        "tier": Tier.SHORTFALL,
        "points": UNPLANNED,
        "words": Words("has no date"),
    }
    found += [Charge(**nowhere, review=review.id) for review in case.problem.reviews if review.id not in planned]
    for rule, accounts, levels, limits in _by_rule(case, plan):
        points = limits.price(levels)
        for place in np.flatnonzero(points).tolist():
            account, due = int(accounts[place]), float(points[place])
            words = rule.reason(account, float(levels[place]))
            found.append(Charge(rule=rule.key, tier=rule.tier, points=due, words=words, **rule.about(account)))
    return Price(charges=tuple(found))


def _charges(case: Case, booking: Booking) -> Iterator[Charge]:
    laid = lay(case, booking)
    if laid is None:
        return
    table = case.ground.slots(int(case.ground.length[laid.review])).only(laid.number)
    for rule in case.date_rules:
        prices = rule.prices(laid.review, table)
        if prices is not None and prices[0]:
            words, points = rule.reason(laid.review, laid.slot), float(prices[0])
            yield Charge(rule=rule.key, tier=rule.tier, points=points, words=words, review=booking.review)
    for people, lead in laid.seats():
        yield from _seat_charges(case, laid, people, lead=lead)


def _seat_charges(case: Case, laid: Laid, people: Ints, *, lead: bool) -> Iterator[Charge]:
    review = laid.review
    table = case.ground.slots(int(case.ground.length[review])).only(laid.number)
    paid: list[tuple[Rule, Floats, list[Words]]] = []
    for rule in case.seat_rules:
        prices = None if isinstance(rule, PairRule) and rule.hard else rule.prices(review, people, lead=lead)
        if prices is not None and prices.any():
            paid.append((rule, prices, [rule.reason(review, int(person)) for person in people]))
    for day_rule in case.day_rules:
        if not day_rule.hard:
            hits = day_rule.hits(people, table)[:, 0]
            paid.append((day_rule, hits * day_rule.price, [day_rule.reason(int(p), laid.slot) for p in people]))
    for charged, points, said in paid:
        for person, amount, words in zip(people, points.tolist(), said, strict=True):
            if amount:
                names = {"review": case.problem.reviews[review].id, "person": case.ground.people[person].id}
                yield Charge(rule=charged.key, tier=charged.tier, points=amount, words=words, **names)
