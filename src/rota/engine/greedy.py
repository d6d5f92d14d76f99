"""A first plan: the hardest review first, each on its best few dates with the team that adds least."""

import math
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import numpy as np

from rota.accounts import Drawn, Terms, joined
from rota.case import Case, Choice, Dates
from rota.engine.state import Placed, State
from rota.ground import Bools, Floats, Ints

TRIES = 3  # dates that are tried for a review, unless none of them gives a whole team
MORE = 40
MANY = 1000  # beyond so many reviews the first date with a whole team will do
CORE = 100  # of the cheapest candidates, those that are looked at
WIDTH = 30  # candidates for each kind of seat
NEAR = 15.0  # points for which no further date is tried
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
    """Reviews with few leads, few people and few dates come first."""
    ease = []
    for review in reviews:
        choice = case.choice(review)
        leads = int(np.isfinite(choice.lead).sum())
        people = len(choice.people) / (1 + case.problem.reviews[review].members)
        ease.append((min(leads, 6), len(case.dates(review).ids) < 20, min(leads, people / 2), review))
    return [review for *_, review in sorted(ease)]


def place(
    state: State, review: int, *, merit: Merit | None = None, people: Bools | None = None, slots: Ints | None = None
) -> None:
    """Lay this review where its date and team together add least; of these people and dates only, if they are given."""
    best, points = None, math.inf
    tries = TRIES if len(state.case.problem.reviews) <= MANY else 1
    table = _Team(state, review, merit, people)
    if slots is not None:
        table.only(slots)
        tries = len(slots)
    whole = False
    for number, (slot, price) in enumerate(table.dates_by_price()):
        if (number >= tries and whole) or number >= MORE or price + table.floor >= points - NEAR * whole:
            break
        found = table.fill(slot)
        if price + found.added < points:
            best, points = found, price + found.added
            whole = whole or found.whole
    if best is not None:
        state.put(review, best.placed, best.drawn)


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
    drawn: Drawn
    whole: bool


class _Team:
    """Teams for one review, date after date."""

    def __init__(self, state: State, review: int, merit: Merit | None, allowed: Bools | None) -> None:
        self.tally, self.case, self.review = state.tally, state.case, review
        choice, self.dates = self.case.choice(review), self.case.dates(review)
        self.wanted = self.case.problem.reviews[review].members
        price, kept, self.floor = {}, [], 0.0
        core, every = self.case.core(review, CORE), np.arange(len(choice.people))
        for lead, seats in ((True, 1), (False, self.wanted)):
            price[lead] = choice.price(lead) + (merit or spare_leads(self.case))(review, choice, lead)
            if allowed is not None:
                price[lead] = np.where(allowed[choice.people], price[lead], np.inf)
            points = self._points(choice, price[lead], core, lead=lead)
            asked, enough = core, min(WIDTH, 6 * seats)
            if len(core) < len(every) and np.isfinite(points).sum() < enough:
                points, asked = self._points(choice, price[lead], every, lead=lead), every
            order = np.argsort(points, kind="stable")[:WIDTH]
            kept.append(asked[order])
            best = points[order[:seats]]
            self.floor += float(best[np.isfinite(best)].sum())
        near = np.union1d(*kept)
        self.people = choice.people[near]
        self.price = {lead: price[lead][near] for lead in (True, False)}
        self.draws = {lead: choice.draws(lead).at(near) for lead in (True, False)}
        self.terms = {lead: Terms(self.case.book, self.draws[lead]) for lead in (True, False)}
        self.able: Bools = self.case.can(review, self.people, self.dates.table)
        self.day_prices = self.case.day_prices(self.people, self.dates.table)

    def _points(self, choice: Choice, price: Floats, asked: Ints, *, lead: bool) -> Floats:
        """What each of these candidates would add, their days apart."""
        points: Floats = price[asked] + Terms(self.case.book, choice.draws(lead).at(asked)).change(self.tally.fit())
        return points

    def only(self, slots: Ints) -> None:
        """Of these dates only."""
        kept = np.isin(self.dates.ids, slots)
        self.dates = Dates(self.dates.table, self.dates.ids[kept], self.dates.prices[kept])

    def dates_by_price(self) -> Iterator[tuple[int, float]]:
        for number, price in zip(self.dates.ids.tolist(), self.dates.prices.tolist(), strict=True):
            added = self.tally.added(self.case.date_draws(self.review, self.dates.table.all[number]))
            if added < math.inf:
                yield number, price + added

    def fill(self, number: int) -> _Filled:
        """The team that adds least on this date."""
        slot = self.dates.table.all[number]
        posted = [self.case.date_draws(self.review, slot)]
        self.tally.post(posted[0])
        duties = self.case.duties(self.people, slot)
        free = self.able[:, number].copy()
        lead, members, total = -1, [], 0.0
        for leads in (True, *[False] * self.wanted):
            candidate, added = self._next(leads, number, free & self.tally.room(duties))
            if candidate < 0:
                continue
            free[candidate] = False
            person, total = int(self.people[candidate]), total + added
            drawn = joined([self.draws[leads].of(candidate), duties.of(candidate)])
            self.tally.post(drawn)
            posted.append(drawn)
            if leads:
                lead = person
            else:
                members.append(person)
        every = joined(posted)
        self.tally.post(every, -1)
        return _Filled(Placed(number, lead, tuple(members)), total, every, lead >= 0 and len(members) == self.wanted)

    def _next(self, lead: bool, number: int, free: Bools) -> tuple[int, float]:  # noqa: FBT001 - which seat
        """The candidate who adds least now, of those who are free; -1 when nobody is."""
        added = self.price[lead] + self.terms[lead].change(self.tally.fit())
        if self.day_prices is not None:
            added = added + self.day_prices[:, number]
        added = np.where(free, added, np.inf)
        candidate = int(np.argmin(added)) if len(added) else -1
        return (candidate, float(added[candidate])) if candidate >= 0 and added[candidate] < np.inf else (-1, 0.0)


def refill(state: State, reviews: Iterable[int]) -> None:
    """Try again where seats were left empty, now that everything else is settled."""
    for review in reviews:
        kept = state.lift(review)
        place(state, review)
        if review not in state.placed and kept is not None:
            state.put(review, kept)
