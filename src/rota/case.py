"""
A problem with its rules, ready to be asked: who may take which seat at what price, when, and what each choice draws on.

A number of a candidate ("the fifth who could come to this review") is a position in `Choice.people`.
"""

import dataclasses
import functools
from collections.abc import Mapping

import numpy as np

from rota.accounts import NOTHING, Accounts, Drawn
from rota.ground import Bools, Floats, Ground, Ints, Slot, Slots
from rota.problem import Problem
from rota.rules import AccountRule, DateRule, DayRule, Limit, PairRule, SeatRule, Tier, rules
from rota.rules.base import ROOM, Draws

# In tiers a point of duty outweighs many of cost: no sum of weights, but near enough for a search that compares tiers.
FILE = dict.fromkeys(Tier, 1.0)
TIERS = {Tier.SHORTFALL: 2000.0, Tier.DUTY: 50.0, Tier.COST: 1.0, Tier.STABILITY: 0.02}
UNPLANNED = 20_000.0  # points for a review without a date, beside its empty seats


@dataclasses.dataclass(frozen=True, slots=True)
class Choice:
    """Who could come to one review, the cheapest first; a price is infinite where a hard rule bars."""

    people: Ints
    lead: Floats
    member: Floats
    lead_draws: Drawn
    member_draws: Drawn

    def price(self, lead: bool) -> Floats:  # noqa: FBT001 - which seat
        return self.lead if lead else self.member

    def draws(self, lead: bool) -> Drawn:  # noqa: FBT001 - which seat
        return self.lead_draws if lead else self.member_draws


@dataclasses.dataclass(frozen=True, slots=True)
class Dates:
    """When one review could be: positions in `table.all`, the cheapest first, with their prices."""

    table: Slots
    ids: Ints
    prices: Floats

    def slot(self, number: int) -> Slot:
        return self.table.all[int(self.ids[number])]


class Case:
    """`breadth` keeps only so many candidates for each review, for problems too large to hold them all."""

    def __init__(self, problem: Problem, *, breadth: int | None = None, scale: Mapping[Tier, float] = FILE) -> None:
        self.problem = problem
        self.ground = Ground(problem)
        self.breadth = breadth
        self.scale = scale
        self.rules = rules(self.ground)
        self.by_number = {rule.first // ROOM: rule for rule in self.rules if isinstance(rule, AccountRule)}
        self.pairs = [rule for rule in self.rules if isinstance(rule, PairRule)]
        self.seat_rules = [rule for rule in self.rules if isinstance(rule, SeatRule)]
        self.day_rules = [rule for rule in self.rules if isinstance(rule, DayRule)]
        self.date_rules = [rule for rule in self.rules if isinstance(rule, DateRule)]
        self.accounts = [rule for rule in self.rules if isinstance(rule, AccountRule)]
        self.waived = self._waived()
        self.book = Accounts(self.by_number, self.limit)
        self.choice = functools.lru_cache(maxsize=15_000)(self._choice)
        self.dates = functools.lru_cache(maxsize=None)(self._dates)

    def _waived(self) -> dict[int, set[int]]:
        """People whom a planner wants on a team against a rule, having said why."""
        found: dict[int, set[int]] = {}
        for pin in self.problem.pins:
            if pin.override and pin.reviewer:
                found.setdefault(self.ground.review_at[pin.review], set()).add(self.ground.person_at[pin.reviewer])
        return found

    def rule_of(self, account: int) -> AccountRule:
        return self.by_number[account // ROOM]

    def limit(self, account: int) -> Limit:
        """The limit of an account by its rule's number, with points as this case scales its tier."""
        rule = self.rule_of(account)
        limit, scale = rule.limit(account), self.scale[rule.tier]
        return Limit(limit.low, limit.high, limit.under * scale, limit.over * scale, limit.lump)

    @functools.cached_property
    def standing(self) -> Ints:
        """Accounts that count even when nobody draws on them, by small numbers."""
        return self.book.number(self.raw_standing)

    @functools.cached_property
    def raw_standing(self) -> Ints:
        return np.array([account for rule in self.accounts for account in rule.standing()], np.int64)

    def seat_prices(self, review: int, people: Ints, *, lead: bool) -> Floats:
        """Points for each of these people in this seat; infinite where a hard rule bars them."""
        points = np.zeros(len(people))
        for rule in self.seat_rules:
            found = rule.prices(review, people, lead=lead)
            if found is not None:
                points += found * self.scale[rule.tier]
        barred = self.barred(review, people, lead=lead)
        return np.where(barred, np.inf, points)

    def barred(self, review: int, people: Ints, *, lead: bool) -> Bools:
        barred = np.zeros(len(people), bool)
        for rule in self.pairs:
            if rule.hard:
                barred |= rule.hits(review, people, lead=lead)
        if review in self.waived:
            barred &= ~np.isin(people, list(self.waived[review]))
        return barred

    def eligible(self, review: int) -> tuple[Ints, Floats, Floats]:
        """Everybody who could come, with the price of each seat; the cheapest first."""
        people = self.everybody(review)
        lead, member = (self.seat_prices(review, people, lead=seat) for seat in (True, False))
        least = np.minimum(lead, member)
        order = np.argsort(least, kind="stable")
        order = order[: int(np.isfinite(least).sum())]
        return people[order], lead[order], member[order]

    def everybody(self, review: int) -> Ints:
        distance = next((rule for rule in self.pairs if rule.key == "distance"), None)
        if distance is None or not distance.hard:
            return np.arange(len(self.ground.people))
        near = self.ground.near(review)
        return np.union1d(near, list(self.waived.get(review, ()))).astype(np.int64)

    def _choice(self, review: int) -> Choice:
        people, lead, member = self.eligible(review)
        if self.breadth and len(people) > self.breadth:
            kept = self._cheapest(review, people, lead, member)
            people, lead, member = people[kept], lead[kept], member[kept]
        return Choice(people, lead, member, *self._both(review, people))

    def _both(self, review: int, people: Ints) -> tuple[Drawn, Drawn]:
        """What each draws on as the lead, and as a member; most rules are asked once for both."""
        found: list[tuple[list[Draws], list[Draws]]] = []
        for rule in self.accounts:
            member = list(rule.seat(review, people, lead=False))
            found.append((list(rule.seat(review, people, lead=True)) if rule.by_seat else member, member))
        lead, member = ([draws for part in found for draws in part[seat]] for seat in (0, 1))
        return self._numbered(lead, people), self._numbered(member, people)

    def _cheapest(self, review: int, people: Ints, lead: Floats, member: Floats) -> Ints:
        """The nearest of all, of those who may lead, and of those with each thing that the review needs."""
        wanted = self.problem.reviews[review]
        kept = np.zeros(len(people), bool)
        kept[: self.breadth] = True
        for price in (lead, member):
            kept[np.flatnonzero(np.isfinite(price))[: (self.breadth or 0) // 4]] = True
        for need in wanted.needs:
            kept[np.flatnonzero(self.ground.having("specialisms", need)[people])[:8]] = True
        phase = self.problem.schools[self.ground.host[review]].phase
        kept[np.flatnonzero(self.ground.having("phases", phase)[people])[:8]] = True
        return np.flatnonzero(kept)

    def drawn(self, review: int, people: Ints, *, lead: bool) -> Drawn:
        """What each of these people draws on with this seat, whatever the date."""
        return self._numbered(self.raw_seat(review, people, lead=lead), people)

    def duties(self, people: Ints, slot: Slot) -> Drawn:
        """What each of these people draws on with the days of this slot."""
        return self._numbered(self.raw_duties(people, slot), people)

    def raw_seat(self, review: int, people: Ints, *, lead: bool) -> list[Draws]:
        return [draws for rule in self.accounts for draws in rule.seat(review, people, lead=lead)]

    def raw_duties(self, people: Ints, slot: Slot) -> list[Draws]:
        return [draws for day in slot.duty for rule in self.accounts for draws in rule.duty(people, day)]

    def raw_date(self, review: int, slot: Slot) -> list[tuple[int, float]]:
        return [draw for rule in self.accounts for draw in rule.date(review, slot)]

    def _numbered(self, found: list[Draws], people: Ints) -> Drawn:
        found = [(accounts, amounts) for accounts, amounts in found if amounts.any()]
        amounts = np.array([amounts for _, amounts in found], np.float32).reshape(len(found), len(people))
        accounts = np.array([accounts for accounts, _ in found], np.int64).reshape(len(found), len(people))
        accounts[amounts == 0] = -1
        amounts[accounts < 0] = 0
        return Drawn(self.book.number(accounts), amounts)

    def date_draws(self, review: int, slot: Slot) -> Drawn:
        """What the review draws on when it is laid there, as one column."""
        found = self.raw_date(review, slot)
        if not found:
            return NOTHING
        accounts = self.book.number(np.array([account for account, _ in found], np.int64))
        return Drawn(accounts, np.array([amount for _, amount in found], np.float32))

    def _dates(self, review: int) -> Dates:
        table = self.ground.slots(int(self.ground.length[review]))
        barred, points = np.zeros(len(table.all), bool), np.zeros(len(table.all))
        for rule in self.date_rules:
            hits = rule.hits(review, table) if rule.hard else None
            if hits is not None:
                barred |= hits
            prices = rule.prices(review, table)
            if prices is not None:
                points += prices * self.scale[rule.tier]
        ids = np.flatnonzero(~barred)
        ids = ids[np.argsort(points[ids], kind="stable")]
        return Dates(table, ids, points[ids])

    def can(self, review: int, people: Ints, table: Slots) -> Bools:
        """By person and slot: whether no hard rule keeps them away on those days."""
        able = np.ones((len(people), len(table.all)), bool)
        for rule in self.day_rules:
            if rule.hard:
                able &= ~rule.hits(people, table)
        if review in self.waived:
            able[np.isin(people, list(self.waived[review]))] = True
        return able

    def day_prices(self, people: Ints, table: Slots) -> Floats | None:
        """By person and slot: what soft rules about days cost; None when there are none."""
        soft = [rule for rule in self.day_rules if not rule.hard]
        if not soft:
            return None
        prices: Floats = np.sum(
            [rule.hits(people, table) * rule.price * self.scale[rule.tier] for rule in soft], axis=0
        )
        return prices
