"""
A problem with its rules, ready to be asked: who may take which seat at what price, when, and what each choice draws on.

A number of a candidate ("the fifth who could come to this review") is a position in `Choice.people`.
"""

import dataclasses
import functools
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from rota.accounts import NOTHING, Accounts, Drawn
from rota.ground import Bools, Floats, Ground, Ints, Slot, Slots
from rota.plan import Booking
from rota.problem import Problem
from rota.rules import AccountRule, DateRule, DayRule, PairRule, SeatRule, Tier, rules
from rota.rules.base import ROOM, Draws

# In tiers a point of duty outweighs many of cost: no sum of weights, but near enough for a search that compares tiers.
FILE = dict.fromkeys(Tier, 1.0)
TIERS = {Tier.SHORTFALL: 2000.0, Tier.DUTY: 50.0, Tier.COST: 1.0, Tier.STABILITY: 0.02}
CROWD = 6  # people who are looked at for each that is kept, where only so many are
HUGE = 10_000  # beyond so many reviews candidates are looked up anew rather than kept
KEPT = 5_000  # so many are kept all the same
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
        self._seating, self._dutiful, self._dating = (
            [(kind, rule) for kind, rule in self.by_number.items() if getattr(type(rule), way) is not blank]
            for way, blank in (("seat", AccountRule.seat), ("duty", AccountRule.duty), ("date", AccountRule.date))
        )
        self.waived = self._waived()
        self.judged: tuple[tuple[Booking, ...], Ints, Floats] | None = None  # what was judged last, and its levels
        self._kind: type[np.signedinteger[Any]] = (
            np.int32 if breadth else np.int64
        )  # of accounts that are kept for each candidate
        self.book = Accounts(self.by_number, scale)
        self._choices: dict[int, Choice] = {}
        self.huge = len(problem.reviews) > HUGE
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

    @functools.cached_property
    def standing(self) -> Ints:
        """Accounts that count even when nobody draws on them, by small numbers."""
        return self.book.number(self.raw_standing)

    @functools.cached_property
    def raw_standing(self) -> Ints:
        return np.array([account for rule in self.accounts for account in rule.standing()], np.int64)

    def seat_prices(self, review: int, people: Ints, *, lead: bool) -> Floats:
        """Points for each of these people in this seat; infinite where a hard rule bars them."""
        return self._prices(review, people, (lead,))[0]

    def _prices(self, review: int, people: Ints, seats: tuple[bool, ...]) -> tuple[Floats, ...]:
        """The same for several kinds of seat; most rules are asked once for all of them."""
        points = [np.zeros(len(people)) for _ in seats]
        barred = [np.zeros(len(people), bool) for _ in seats]
        for rule in self.seat_rules:
            if rule.hard and isinstance(rule, PairRule):
                for number, hits in enumerate(self._asked(rule, rule.hits, review, people, seats)):
                    barred[number] |= hits
                continue
            for number, found in enumerate(self._asked(rule, rule.prices, review, people, seats)):
                if found is not None:
                    points[number] += found * self.scale[rule.tier]
        if review in self.waived:
            wanted = np.isin(people, list(self.waived[review]))
            barred = [bars & ~wanted for bars in barred]
        return tuple(np.where(bars, np.inf, sums) for bars, sums in zip(barred, points, strict=True))

    @staticmethod
    def _asked[T](
        rule: SeatRule, ask: Callable[..., T], review: int, people: Ints, seats: tuple[bool, ...]
    ) -> Iterator[T]:
        if rule.by_seat:
            return (ask(review, people, lead=seat) for seat in seats)
        return itertools.repeat(ask(review, people, lead=seats[0]), len(seats))

    def eligible(self, review: int, breadth: int | None = None) -> tuple[Ints, Floats, Floats]:
        """Everybody who could come, with the price of each seat; the cheapest first. With a breadth, only near people."""
        people = self.everybody(review, breadth)
        lead, member = self._prices(review, people, (True, False))
        least = np.minimum(lead, member)
        order = np.argsort(least, kind="stable")
        order = order[: int(np.isfinite(least).sum())]
        return people[order], lead[order], member[order]

    def everybody(self, review: int, breadth: int | None = None) -> Ints:
        distance = next((rule for rule in self.pairs if rule.key == "distance"), None)
        if distance is None or not distance.hard:
            return np.arange(len(self.ground.people))
        near = self.ground.near(review, most=CROWD * breadth if breadth else None)
        wanted = self.waived.get(review)
        return np.union1d(near, list(wanted)).astype(np.int64) if wanted else near

    def choice(self, review: int) -> Choice:
        """Who could come to this review, of all or of the cheapest."""
        if review not in self._choices:
            if self.huge and len(self._choices) >= KEPT:
                self._choices.clear()
            self._choices[review] = self._choice(review, self.breadth)
        return self._choices[review]

    def plenty(self, review: int) -> tuple[int, float]:
        """How many could lead this review, and how many could come."""
        if not self.huge:
            choice = self.choice(review)
            return int(np.isfinite(choice.lead).sum()), float(len(choice.people))
        people, lead, _ = self.eligible(review, self.breadth)  # there is no room to keep what each draws on
        return int(np.isfinite(lead).sum()), float(len(people))

    def forget(self, review: int) -> None:
        """Let go of who could come to this review, where there is no room for all."""
        if self.huge:
            self._choices.pop(review, None)

    def widen(self, review: int) -> None:
        """Look at many more people for this review, where only few are."""
        if self.breadth:
            self._choices[review] = self._choice(review, CROWD * self.breadth)

    def _choice(self, review: int, breadth: int | None) -> Choice:
        people, lead, member = self.eligible(review, breadth)
        if breadth and len(people) > breadth:
            kept = self._cheapest(review, people, lead, member, breadth)
            people, lead, member = people[kept], lead[kept], member[kept]
        return Choice(people, lead, member, *self._both(review, people))

    def _both(self, review: int, people: Ints) -> tuple[Drawn, Drawn]:
        """What each draws on as the lead, and as a member; most rules are asked once for both."""
        lead: list[Draws] = []
        member: list[Draws] = []
        for kind, rule in self._seating:
            found = self._small(kind, rule.seat(review, people, lead=False))
            member += found
            lead += self._small(kind, rule.seat(review, people, lead=True)) if rule.by_seat else found
        return self._drawn(lead, people), self._drawn(member, people)

    def _small(self, kind: int, found: Iterable[Draws]) -> list[Draws]:
        """One rule's draws by the small numbers of its accounts, without those that draw nothing."""
        number = self.book.of_rule
        return [(number(kind, accounts), amounts) for accounts, amounts in found if amounts.any()]

    def core(self, review: int, most: int) -> Ints:
        """Positions in the choice: about so many of the cheapest, with leads and specialists among them."""
        choice = self.choice(review)
        if len(choice.people) <= most:
            return np.arange(len(choice.people))
        return self._cheapest(review, choice.people, choice.lead, choice.member, most)

    def _cheapest(self, review: int, people: Ints, lead: Floats, member: Floats, most: int) -> Ints:
        """The nearest of all, of those who may lead, and of those with each thing that the review needs."""
        wanted = self.problem.reviews[review]
        kept = np.zeros(len(people), bool)
        kept[:most] = True
        for price in (lead, member):
            kept[np.flatnonzero(np.isfinite(price))[: most // 4]] = True
        for need in wanted.needs:
            kept[np.flatnonzero(self.ground.having("specialisms", need)[people])[:8]] = True
        phase = self.problem.schools[self.ground.host[review]].phase
        kept[np.flatnonzero(self.ground.having("phases", phase)[people])[:8]] = True
        return np.flatnonzero(kept)

    def drawn(self, review: int, people: Ints, *, lead: bool) -> Drawn:
        """What each of these people draws on with this seat, whatever the date."""
        found: list[Draws] = []
        for kind, rule in self._seating:
            found += self._small(kind, rule.seat(review, people, lead=lead))
        return self._drawn(found, people)

    def team_draws(self, review: int, slot: Slot, lead: int, members: tuple[int, ...]) -> Drawn:
        """What a date with its team draws on, as one list; no lead where it is below nought."""
        leads = np.array([lead] if lead >= 0 else [], np.int64)
        others = np.array(members, np.int64)
        team = np.concatenate([leads, others])
        found: list[Draws] = []
        for kind, rule in self._seating:
            for people, seat in ((leads, True), (others, False)) if rule.by_seat else ((team, False),):
                if len(people):
                    found += self._small(kind, rule.seat(review, people, lead=seat))
        if len(team):
            days, who = np.repeat(slot.duty, len(team)), np.tile(team, len(slot.duty))
            for kind, rule in self._dutiful:
                found += self._small(kind, rule.duty(who, days))
        date = self.date_draws(review, slot)
        accounts = np.concatenate([date.accounts, *(accounts for accounts, _ in found)])
        amounts = np.concatenate([date.amounts, *(amounts for _, amounts in found)]).astype(np.float32)
        drawn = np.flatnonzero((accounts > 0) & (amounts != 0))
        return Drawn(accounts[drawn], amounts[drawn])

    def duties(self, people: Ints, slot: Slot) -> Drawn:
        """What each of these people draws on with the days of this slot."""
        days, who = np.repeat(slot.duty, len(people)), np.tile(people, len(slot.duty))
        found: list[Draws] = []
        for kind, rule in self._dutiful:
            for accounts, amounts in self._small(kind, rule.duty(who, days)):
                found += zip(accounts.reshape(-1, len(people)), amounts.reshape(-1, len(people)), strict=True)
        return self._drawn(found, people)

    def raw_seats(self, review: int, asked: Callable[[AccountRule], Iterable[tuple[Ints, bool]]]) -> list[Draws]:
        """What a team draws on with its seats; `asked` says about whom each rule is asked together."""
        return [
            draws
            for _, rule in self._seating
            for people, lead in asked(rule)
            for draws in rule.seat(review, people, lead=lead)
        ]

    def raw_duties(self, people: Ints, slot: Slot) -> list[Draws]:
        days, who = np.repeat(slot.duty, len(people)), np.tile(people, len(slot.duty))
        return [draws for _, rule in self._dutiful for draws in rule.duty(who, days)]

    def raw_date(self, review: int, slot: Slot) -> list[tuple[int, float]]:
        return [draw for _, rule in self._dating for draw in rule.date(review, slot)]

    def _drawn(self, found: list[Draws], people: Ints) -> Drawn:
        amounts = np.array([amounts for _, amounts in found], np.float32).reshape(len(found), len(people))
        accounts = np.array([accounts for accounts, _ in found], self._kind).reshape(len(found), len(people))
        accounts[amounts == 0] = 0
        amounts[accounts == 0] = 0
        return Drawn(accounts, amounts)  # type: ignore[arg-type]  # some are kept in half the room

    def date_draws(self, review: int, slot: Slot) -> Drawn:
        """What the review draws on when it is laid there, as one column."""
        accounts, amounts = [], []
        for kind, rule in self._dating:
            found = list(rule.date(review, slot))
            if found:
                accounts.append(self.book.of_rule(kind, np.array([account for account, _ in found], np.int64)))
                amounts += [amount for _, amount in found]
        return Drawn(np.concatenate(accounts), np.array(amounts, np.float32)) if accounts else NOTHING

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
