"""What a plan breaks and what it costs: by the rules themselves, whoever made the plan."""

import dataclasses
import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np

from rota.case import UNPLANNED, Case
from rota.ground import Floats, Ints, Slot, Slots
from rota.plan import Booking, Plan
from rota.problem import Problem
from rota.rules import AccountRule, PairRule, Rule, SeatRule, Tier
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

    def asked(self, rule: SeatRule | AccountRule) -> Iterator[tuple[Ints, bool]]:
        """The people about whom a rule is asked together: all of them, unless it tells the lead from the others."""
        return self.seats() if rule.by_seat else iter([(self.team, self.led)])


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


def drawn_levels(case: Case, bookings: tuple[Booking, ...]) -> tuple[Ints, Floats]:
    """Each account that somebody draws on, or that counts all the same, by its rule's number; with its level."""
    if case.judged is None or case.judged[0] is not bookings:
        case.judged = (bookings, *_counted(case, bookings))
    return case.judged[1:]


def _counted(case: Case, bookings: tuple[Booking, ...]) -> tuple[Ints, Floats]:
    accounts: list[Ints] = [case.raw_standing]
    amounts: list[Floats] = [np.zeros(len(case.raw_standing))]
    for booking in bookings:
        laid = lay(case, booking)
        if laid is None:
            continue
        drawn = case.raw_seats(laid.review, laid.asked) + case.raw_duties(laid.team, laid.slot)
        dated = case.raw_date(laid.review, laid.slot)
        accounts += [np.array([account for account, _ in dated], np.int64), *(part for part, _ in drawn)]
        amounts += [np.array([amount for _, amount in dated], float), *(part for _, part in drawn)]
    known, back = np.unique(np.concatenate(accounts), return_inverse=True)
    levels = np.bincount(back, np.concatenate(amounts), len(known))
    return known[known >= 0], levels[known >= 0]


def _by_rule(case: Case, plan: Plan) -> Iterator[tuple[AccountRule, Ints, Floats, Limits]]:
    """Every rule that keeps accounts, with those it keeps for this plan, their levels and their limits."""
    accounts, levels = drawn_levels(case, plan.bookings)
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
    yield from _misplaced(case, laid, table)


def _misplaced(case: Case, laid: Laid, table: Slots) -> Iterator[Breach]:
    """Hard rules that people break in their seats, or on the review's days, and that nobody has waived."""
    review, waived = laid.review, case.waived.get(laid.review, ())
    found: list[tuple[Rule, int, Words]] = []
    for rule in case.pairs:
        for people, lead in laid.asked(rule) if rule.hard else ():
            barred = people[rule.hits(review, people, lead=lead)].tolist()
            found += [(rule, who, rule.reason(review, who)) for who in barred]
    for day_rule in case.day_rules:
        barred = laid.team[day_rule.hits(laid.team, table)[:, 0]].tolist() if day_rule.hard else []
        found += [(day_rule, who, day_rule.reason(who, laid.slot)) for who in barred]
    for broken, who, words in found:
        if who not in waived:
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
    yield from _seat_charges(case, laid, table)


def _seat_charges(case: Case, laid: Laid, table: Slots) -> Iterator[Charge]:
    review = laid.review
    paid: list[tuple[Rule, float, int, Words]] = []
    for rule in case.seat_rules:
        if isinstance(rule, PairRule) and rule.hard:
            continue
        for people, lead in laid.asked(rule):
            prices = rule.prices(review, people, lead=lead)
            for place in [] if prices is None else np.flatnonzero(prices).tolist():
                who = int(people[place])
                paid.append((rule, float(prices[place]), who, rule.reason(review, who)))  # type: ignore[index]
    for day_rule in case.day_rules:
        barred = [] if day_rule.hard else laid.team[day_rule.hits(laid.team, table)[:, 0]].tolist()
        paid += [(day_rule, day_rule.price, who, day_rule.reason(who, laid.slot)) for who in barred]
    for charged, points, who, words in paid:
        names = {"review": case.problem.reviews[review].id, "person": case.ground.people[who].id}
        yield Charge(rule=charged.key, tier=charged.tier, points=points, words=words, **names)
