"""A plan made anew once it is known what people are worth elsewhere: much better than the first, and as soon made."""

import numpy as np

from rota.accounts import Drawn
from rota.case import Case
from rota.engine.bound import Worth
from rota.engine.greedy import hardest_first
from rota.engine.outlook import Outlook, View
from rota.engine.state import Placed, State
from rota.ground import Bools, Floats, Ints
from rota.rules import Tier

TRIES = 3  # dates of each review for which a team is put together


class Afresh:
    def __init__(self, case: Case, worth: Worth) -> None:
        self.case, self.state = case, State(case)
        self.worth = worth.fit()
        self.outlook = Outlook(case, self.state)
        self.outlook.learn(worth)
        # What a team has or lacks is counted exactly as it grows; what it takes from others, by its worth.
        rules = ((number, rule) for number, rule in case.by_number.items() if rule.tier is Tier.SHORTFALL)
        firsts = ((case.book.shift[number] + rule.first, rule.count() or 0) for number, rule in rules if rule.count())
        self.own = [(first, first + count) for first, count in firsts]

    def plan(self, reviews: Ints) -> State:
        everybody = np.ones(len(self.case.ground.people), bool)
        for review in hardest_first(self.case, reviews.tolist()):
            self.lay(review, everybody)
        return self.state

    def lay(self, review: int, allowed: Bools) -> None:
        view = self.outlook.view(review, allowed, None)
        best, least = None, np.inf
        tried = 0
        for place in np.argsort(view.points, kind="stable").tolist():
            if tried >= TRIES or not np.isfinite(view.points[place]):
                break
            found, points = self._team(review, view, place)
            tried += points < np.inf
            if points < least:
                best, least = found, points
        if best is not None:
            self.state.put(review, best)

    def _team(self, review: int, view: View, place: int) -> tuple[Placed, float]:
        """The best team for this date, one after the other, and what it comes to."""
        case, tally = self.case, self.state.tally
        choice, dates = case.choice(review), case.dates(review)
        number = int(view.slots[place])
        slot = dates.table.all[number]
        dated = case.date_draws(review, slot)
        total = float(dates.prices[dates.ids == number][0]) + tally.added(dated)
        if not np.isfinite(total):
            return Placed(number, -1, ()), np.inf
        here = view.candidates[view.able[:, place]]
        people = choice.people[here]
        free = np.ones(len(here), bool)
        duties = case.duties(people, slot)
        posted, lead, members = [dated], -1, []
        tally.post(dated)
        for leads in (True, *[False] * case.problem.reviews[review].members):
            drawn = choice.draws(leads).at(here)
            points = choice.price(leads)[here] + self._drawing(drawn)
            points[~free | ~tally.room(duties)] = np.inf
            if not len(points) or not np.isfinite(points.min()):
                continue
            chosen = int(np.argmin(points))
            free[chosen] = False
            total += float(points[chosen])
            for draws in (drawn.of(chosen), duties.of(chosen)):
                tally.post(draws)
                posted.append(draws)
            if leads:
                lead = int(people[chosen])
            else:
                members.append(int(people[chosen]))
        for draws in posted:
            tally.post(draws, -1)
        return Placed(number, lead, tuple(members)), total

    def _drawing(self, drawn: Drawn) -> Floats:
        """By candidate: what the team gains by them, and what they would be worth elsewhere."""
        accounts, amounts = drawn
        book, levels = self.case.book, self.state.tally.fit()[accounts]
        after = levels + amounts
        exact = book.points(accounts, after) - book.points(accounts, levels)
        own = np.any([(accounts >= first) & (accounts < last) for first, last in self.own], axis=0)
        soft = ~book.never_over[accounts] & (exact > 0)
        points = np.where(own | soft, exact, -self.worth[np.minimum(accounts, len(self.worth) - 1)] * amounts)
        points[book.never_over[accounts] & (after > book.high[accounts] + 1e-6) & (amounts > 0)] = np.inf
        found: Floats = points.sum(axis=0)
        return found
