"""A first plan: the hardest review first, each on its best few dates with the team that adds least."""

import math
from collections.abc import Callable, Iterable, Iterator

import numpy as np

from rota.accounts import Drawn
from rota.case import Case, Choice
from rota.engine.state import Placed, State
from rota.ground import Bools, Floats

TRIES = 8  # dates that are tried for a review, unless none of them gives a whole team
MORE = 60
WIDTH = 50  # candidates for each kind of seat
Merit = Callable[[int, Choice, bool], Floats]  # what a seat is worth beyond its price, by candidate


def greedy(case: Case, *, merit: Merit | None = None, stop: Callable[[], bool] = lambda: False) -> State:
    """A plan of all reviews that can be laid at all. `merit` says better than the price whom to prefer."""
    state = State(case)
    for review in hardest_first(case):
        if stop():
            break
        place(state, review, merit=merit)
    return state


def hardest_first(case: Case) -> list[int]:
    """Reviews with few leads, few people and few dates come first."""
    ease = []
    for review in range(len(case.problem.reviews)):
        choice = case.choice(review)
        leads = int(np.isfinite(choice.lead).sum())
        people = len(choice.people) / (1 + case.problem.reviews[review].members)
        ease.append((min(leads, 6), len(case.dates(review).ids) < 20, min(leads, people / 2), review))
    return [review for *_, review in sorted(ease)]


def place(state: State, review: int, *, merit: Merit | None = None) -> None:
    """Lay this review where its date and team together add least."""
    best, points = None, math.inf
    table = _Team(state, review, merit)
    whole = False
    for number, (slot, price) in enumerate(table.dates_by_price()):
        if (number >= TRIES and whole) or number >= MORE or price + table.floor >= points:
            break
        found, added, complete = table.fill(slot)
        if price + added < points:
            best, points = found, price + added
            whole = whole or complete
    if best is not None:
        state.put(review, best)


class _Team:
    """Teams for one review, date after date."""

    def __init__(self, state: State, review: int, merit: Merit | None) -> None:
        self.tally, self.case, self.review = state.tally, state.case, review
        choice, self.dates = self.case.choice(review), self.case.dates(review)
        self.wanted = self.case.problem.reviews[review].members
        points, price, kept = {}, {}, np.zeros(len(choice.people), bool)
        for lead in (True, False):
            price[lead] = choice.price(lead) + merit(review, choice, lead) if merit else choice.price(lead)
            points[lead] = price[lead] + self.tally.change(choice.draws(lead))
            kept[np.argsort(points[lead], kind="stable")[:WIDTH]] = True
        near = np.flatnonzero(kept)
        self.people = choice.people[near]
        self.price = {lead: price[lead][near] for lead in (True, False)}
        self.draws = {lead: choice.draws(lead).at(near) for lead in (True, False)}
        self.able: Bools = self.case.can(review, self.people, self.dates.table)
        self.day_prices = self.case.day_prices(self.people, self.dates.table)
        least = [np.sort(points[lead])[:seats] for lead, seats in ((True, 1), (False, self.wanted))]
        self.floor = float(sum(part[np.isfinite(part)].sum() for part in least))

    def dates_by_price(self) -> Iterator[tuple[int, float]]:
        for number, price in zip(self.dates.ids.tolist(), self.dates.prices.tolist(), strict=True):
            drawn = self.case.date_draws(self.review, self.dates.table.all[number])
            added = self.tally.change(Drawn(drawn.accounts[:, None], drawn.amounts[:, None]))[0]
            if added < math.inf:
                yield number, price + float(added)

    def fill(self, number: int) -> tuple[Placed, float, bool]:
        """The team that adds least on this date, what it adds, and whether no seat is empty."""
        slot = self.dates.table.all[number]
        posted = [self.case.date_draws(self.review, slot)]
        self.tally.post(posted[0])
        duties = self.case.duties(self.people, slot)
        free = self.able[:, number] & np.isfinite(self.tally.change(duties))
        lead, members, total = -1, [], 0.0
        for leads in (True, *[False] * self.wanted):
            added = np.where(free, self.price[leads] + self.tally.change(self.draws[leads]), np.inf)
            if self.day_prices is not None:
                added += self.day_prices[:, number]
            candidate = int(np.argmin(added)) if len(added) else -1
            if candidate < 0 or added[candidate] == np.inf:
                continue
            for drawn in (self.draws[leads].of(candidate), duties.of(candidate)):
                self.tally.post(drawn)
                posted.append(drawn)
            free[candidate] = False
            free &= np.isfinite(self.tally.change(duties))
            total += float(added[candidate])
            if leads:
                lead = candidate
            else:
                members.append(int(self.people[candidate]))
        for drawn in posted:
            self.tally.post(drawn, -1)
        placed = Placed(number, int(self.people[lead]) if lead >= 0 else -1, tuple(members))
        return placed, total, lead >= 0 and len(members) == self.wanted


def refill(state: State, reviews: Iterable[int]) -> None:
    """Try again where seats were left empty, now that everything else is settled."""
    for review in reviews:
        kept = state.lift(review)
        place(state, review)
        if review not in state.placed and kept is not None:
            state.put(review, kept)
