"""A first plan: the hardest review first, each on its best few dates with the team that adds least."""

import math
from collections.abc import Callable, Iterable, Iterator

import numpy as np

from rota.accounts import Drawn
from rota.case import Case, Choice
from rota.engine.state import Placed, State
from rota.ground import Bools, Floats

TRIES = 3  # dates that are tried for a review, unless none of them gives a whole team
MORE = 40
MANY = 1000  # beyond so many reviews the first date with a whole team will do
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


def place(state: State, review: int, *, merit: Merit | None = None, people: Bools | None = None) -> None:
    """Lay this review where its date and team together add least; of these people only, if they are given."""
    best, points = None, math.inf
    tries = TRIES if len(state.case.problem.reviews) <= MANY else 1
    table = _Team(state, review, merit, people)
    whole = False
    for number, (slot, price) in enumerate(table.dates_by_price()):
        if (number >= tries and whole) or number >= MORE or price + table.floor >= points - NEAR * whole:
            break
        found, added, complete = table.fill(slot)
        if price + added < points:
            best, points = found, price + added
            whole = whole or complete
    if best is not None:
        state.put(review, best)


def spare_leads(case: Case) -> Merit:
    """Leads are few: a member's seat should cost one only when it must."""
    return lambda _, choice, lead: np.where(case.ground.can_lead[choice.people], 0.0 if lead else SPARE, 0.0)


class _Team:
    """Teams for one review, date after date."""

    def __init__(self, state: State, review: int, merit: Merit | None, allowed: Bools | None) -> None:
        self.tally, self.case, self.review = state.tally, state.case, review
        choice, self.dates = self.case.choice(review), self.case.dates(review)
        self.wanted = self.case.problem.reviews[review].members
        points, price, kept = {}, {}, np.zeros(len(choice.people), bool)
        for lead in (True, False):
            price[lead] = choice.price(lead) + (merit or spare_leads(self.case))(review, choice, lead)
            if allowed is not None:
                price[lead] = np.where(allowed[choice.people], price[lead], np.inf)
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
        free = self.able[:, number].copy()
        lead, members, total = -1, [], 0.0
        for leads in (True, *[False] * self.wanted):
            candidate, added = self._next(leads, number, duties, free)
            if candidate < 0:
                continue
            free[candidate] = False
            person, total = int(self.people[candidate]), total + added
            for drawn in (self.draws[leads].of(candidate), duties.of(candidate)):
                self.tally.post(drawn)
                posted.append(drawn)
            if leads:
                lead = person
            else:
                members.append(person)
        for drawn in posted:
            self.tally.post(drawn, -1)
        return Placed(number, lead, tuple(members)), total, lead >= 0 and len(members) == self.wanted

    def _next(self, lead: bool, number: int, duties: Drawn, free: Bools) -> tuple[int, float]:  # noqa: FBT001 - which seat
        """The candidate who adds least now and is free on the days; -1 when nobody is."""
        added = np.where(free, self.price[lead] + self.tally.change(self.draws[lead]), np.inf)
        if self.day_prices is not None:
            added += self.day_prices[:, number]
        levels, high = self.tally.fit(), self.case.book.high
        for candidate in np.argsort(added, kind="stable").tolist():
            if added[candidate] == np.inf:
                break
            away = duties.accounts[:, candidate]
            if (levels[away] + 1 <= high[away] + 1e-6).all():
                return candidate, float(added[candidate])
            free[candidate] = False
        return -1, 0.0


def refill(state: State, reviews: Iterable[int]) -> None:
    """Try again where seats were left empty, now that everything else is settled."""
    for review in reviews:
        kept = state.lift(review)
        place(state, review)
        if review not in state.placed and kept is not None:
            state.put(review, kept)
