"""A first plan: the hardest review first, each on its best few dates with the team that adds least."""

import math
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import numpy as np

from rota.accounts import Drawn, Terms, joined
from rota.case import Case, Choice, Dates
from rota.engine.state import Placed, State
from rota.ground import Bools, Floats, Ints
from rota.rules import Tier

TRIES = 1  # dates that are tried for a review, unless none of them gives a whole team
MORE = 40
CORE = 100  # of the cheapest candidates, those that are looked at
WIDTH = 30  # candidates for each kind of seat
NEAR = 15.0  # points for which no further date is tried
EMPTY = 3000.0  # points that an empty seat is taken to cost when dates are compared
SPARE = 150.0  # points against using up, as a member, somebody who could lead
Merit = Callable[[int, Choice, bool], Floats]  # what a seat is worth beyond its price, by candidate


def greedy(case: Case, *, merit: Merit | None = None, stop: Callable[[], bool] = lambda: False) -> State:
    """A plan of all reviews that can be laid at all. `merit` says better than the price whom to prefer."""
    state = State(case)
    for review in hardest_first(case, range(len(case.problem.reviews))):
        if stop():
            break
        place(state, review, merit=merit)
    return state


def hardest_first(case: Case, reviews: Iterable[int]) -> list[int]:
    """
    Reviews of which something is settled come first, then those with few leads and few people.

    Among reviews of as many leads, those with less than twenty ways to be dated come after the others.
    """
    settled = {case.ground.review_at[pin.review] for pin in case.problem.pins}
    ease = []
    for review in reviews:
        leads, people = case.plenty(review)
        people /= 1 + case.problem.reviews[review].members
        ease.append(
            (review not in settled, min(leads, 6), len(case.dates(review).ids) < 20, min(leads, people / 2), review)
        )
    return [review for *_, review in sorted(ease)]


def place(
    state: State, review: int, *, merit: Merit | None = None, people: Bools | None = None, slots: Ints | None = None
) -> None:
    """Lay this review where its date and team together add least; of these people and dates only, if they are given."""
    best, points = None, math.inf
    table = _Team(state, review, merit, people)
    if slots is not None:
        table.only(slots)
    whole = False
    for number, (slot, price, promise) in enumerate(table.dates_by_promise()):
        if (number >= TRIES and whole) or number >= MORE or (whole and promise >= points - NEAR):
            break
        found = table.fill(slot)
        if price + found.added < points:
            best, points = found, price + found.added
            whole = whole or found.whole
    if best is not None:
        state.put(review, best.placed, best.drawn, best.own)


def spare_leads(case: Case) -> Merit:
    """Leads are few: a member's seat should cost one only when it must."""
    return lambda _, choice, lead: np.where(case.ground.can_lead[choice.people], 0.0 if lead else SPARE, 0.0)


def as_they_are(_review: int, choice: Choice, _lead: bool) -> Floats:  # noqa: FBT001 - which seat
    """Nobody is preferred beyond their price."""
    return np.zeros(len(choice.people))


class _Filled(NamedTuple):
    """A date with its team: what both add, what they draw, and whether no seat is empty."""

    placed: Placed
    added: float
    own: float  # of what both add, what no account has a part in
    drawn: Drawn
    whole: bool


class _Team:
    """Teams for one review, date after date."""

    def __init__(self, state: State, review: int, merit: Merit | None, allowed: Bools | None) -> None:
        self.state, self.tally, self.case, self.review = state, state.tally, state.case, review
        choice, self.dates = self.case.choice(review), self.case.dates(review)
        self.wanted = self.case.problem.reviews[review].members
        self.price: dict[bool, Floats] = {}
        self.plain = {lead: choice.price(lead) for lead in (True, False)}  # without what is preferred
        core, kept, points = self.case.core(review, CORE), [], {}
        for lead, seats in ((True, 1), (False, self.wanted)):
            price = choice.price(lead) + (merit or spare_leads(self.case))(review, choice, lead)
            if allowed is not None:
                price = np.where(allowed[choice.people], price, np.inf)
            self.price[lead] = price
            asked, points[lead] = self._cheapest(choice, core, min(WIDTH, 6 * seats), lead=lead)
            kept.append(asked)
        near = np.union1d(*kept)
        self.people = choice.people[near]
        self.alone = {}  # by seat: what each would add, nobody else being there
        for lead, asked in zip((True, False), kept, strict=True):
            self.price[lead], self.plain[lead] = self.price[lead][near], self.plain[lead][near]
            self.alone[lead] = np.full(len(near), np.inf)
            self.alone[lead][np.searchsorted(near, asked)] = points[lead]
        self.draws = {lead: choice.draws(lead).at(near) for lead in (True, False)}
        self.terms = {lead: Terms(self.case.book, self.draws[lead]) for lead in (True, False)}
        self.able: Bools = self.case.can(review, self.people, self.dates.table)
        self.day_prices = self.case.day_prices(self.people, self.dates.table)

    def _cheapest(self, choice: Choice, core: Ints, enough: int, *, lead: bool) -> tuple[Ints, Floats]:
        """The few who add least in this seat, and what they add; of all when there are not enough in the core."""
        for asked in (core, np.arange(len(choice.people))):
            able = asked[np.isfinite(self.price[lead][asked])]
            points = self.price[lead][able] + Terms(self.case.book, choice.draws(lead).at(able)).change(
                self.tally.fit()
            )
            few = np.argsort(points, kind="stable")[:WIDTH]
            if np.isfinite(points[few]).sum() >= enough:
                break
        return able[few], points[few]

    def only(self, slots: Ints) -> None:
        """Of these dates only."""
        kept = np.isin(self.dates.ids, slots)
        self.dates = Dates(self.dates.table, self.dates.ids[kept], self.dates.prices[kept])

    def dates_by_promise(self) -> Iterator[tuple[int, float, float]]:
        """Dates with their price, and what they and the best who seem to have time would add, the least first."""
        for first in range(0, len(self.dates.ids), MORE):
            ids, prices = self.dates.ids[first : first + MORE], self.dates.prices[first : first + MORE]
            busy = self.state.busy[self.people] > 0
            able = self.able[:, ids] & ~busy[:, self.dates.table.duty[ids]].any(axis=2)
            short = EMPTY * self.case.scale[Tier.SHORTFALL]
            promise = prices + np.where(able, self.alone[True][:, None], short).min(axis=0, initial=short)
            members = np.where(able, self.alone[False][:, None], short)
            if self.wanted < len(members):
                members = np.partition(members, self.wanted - 1, axis=0)[: self.wanted]
            promise += np.minimum(members, short).sum(axis=0)
            for number in np.argsort(promise, kind="stable").tolist():
                slot = int(ids[number])
                added = self.tally.added(self.case.date_draws(self.review, self.dates.table.all[slot]))
                if added < math.inf:
                    yield slot, float(prices[number]) + added, float(promise[number]) + added

    def fill(self, number: int) -> _Filled:
        """The team that adds least on this date."""
        slot = self.dates.table.all[number]
        posted = [self.case.date_draws(self.review, slot)]
        self.tally.post(posted[0])
        duties = self.case.duties(self.people, slot)
        free = self.able[:, number].copy()
        lead, members, total = -1, [], 0.0
        own = float(self.dates.prices[self.dates.ids == number][0])
        for leads in (True, *[False] * self.wanted):
            candidate, added = self._next(leads, number, free & self.tally.room(duties))
            if candidate < 0:
                continue
            free[candidate] = False
            person, total = int(self.people[candidate]), total + added
            own += float(self.plain[leads][candidate])
            drawn = joined([self.draws[leads].of(candidate), duties.of(candidate)])
            self.tally.post(drawn)
            posted.append(drawn)
            if leads:
                lead = person
            else:
                members.append(person)
        every = joined(posted)
        self.tally.post(every, -1)
        return _Filled(
            Placed(number, lead, tuple(members)), total, own, every, lead >= 0 and len(members) == self.wanted
        )

    def _next(self, lead: bool, number: int, free: Bools) -> tuple[int, float]:  # noqa: FBT001 - which seat
        """The candidate who adds least now, of those who are free; -1 when nobody is."""
        added = self.price[lead] + self.terms[lead].change(self.tally.fit())
        if self.day_prices is not None:
            added = added + self.day_prices[:, number]
        added = np.where(free, added, np.inf)
        candidate = int(np.argmin(added)) if len(added) else -1
        return (candidate, float(added[candidate])) if candidate >= 0 and added[candidate] < np.inf else (-1, 0.0)


def refill(state: State, reviews: Iterable[int]) -> None:
    """Try again where seats were left empty, among more people, now that everything else is settled."""
    for review in reviews:
        empty, kept = state.short(review), state.lift(review)
        state.case.widen(review)
        place(state, review)
        if kept is not None and state.short(review) >= empty:
            state.put(review, kept)
