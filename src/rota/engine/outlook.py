"""
How well a review could do on each of its dates, as everybody else stands now.

A look, not a model: teams are put together by merit alone, without asking whether two are of one school or who covers what.
"""

import functools
from typing import NamedTuple

import numpy as np

from rota.case import Case, Dates
from rota.engine.bound import Worth
from rota.engine.state import Placed, State
from rota.ground import Bools, Floats, Ints

LEADS, MEMBERS = 25, 45  # candidates for each kind of seat who are looked at
NO_LEAD, NO_MEMBER = 5000.0, 3000.0  # points for a seat that nobody could take


class View(NamedTuple):
    """One review's dates and people; by seat, the lead's first."""

    slots: Ints
    points: Floats  # by slot: what date and best team come to; infinite where its host can't
    candidates: Ints  # positions in the review's choice
    able: Bools  # by candidate and slot
    merit: tuple[Floats, Floats]  # by candidate; infinite where the seat is barred
    gain: tuple[Floats, Floats]  # the same by what the accounts say today


class Outlook:
    def __init__(self, case: Case, state: State) -> None:
        self.case, self.state = case, state
        self.worth: Worth | None = None
        self._able = functools.lru_cache(maxsize=1000)(self._look_up)
        self._most = np.array([school.max_away for school in case.problem.schools] + [10_000], np.int64)
        self._merits: dict[tuple[int, bool], Floats] = {}

    def learn(self, worth: Worth) -> None:
        self.worth = worth
        self._merits.clear()

    def _look_up(self, review: int) -> Bools:
        """By candidate and slot of the review: who can come when, whatever else they do."""
        choice, dates = self.case.choice(review), self.case.dates(review)
        return np.ascontiguousarray(self.case.can(review, choice.people, dates.table)[:, dates.ids])

    def merit(self, review: int, *, lead: bool) -> Floats:
        """By candidate: what the seat costs with them, less what their draws are worth; the less the better."""
        key = (review, lead)
        found = self._merits.get(key)
        if found is None:
            choice = self.case.choice(review)
            found = self.worth.reduced(choice, lead=lead) if self.worth else choice.price(lead)
            self._merits[key] = found
        return found

    def view(self, review: int, allowed: Bools, now: Placed | None, slots: Bools | None = None) -> View:
        """The review must have been lifted; `slots` leaves out some of its dates, by their place among them."""
        case = self.case
        choice, dates = case.choice(review), case.dates(review)
        merits: list[Floats] = []
        gains: list[Floats] = []
        kept = np.zeros(len(choice.people), bool)
        for seat, most in ((True, LEADS), (False, MEMBERS)):
            gain: Floats = choice.price(seat) + self.state.tally.change(choice.draws(seat))
            gain[~allowed[choice.people]] = np.inf
            merit = gain
            if self.worth:
                merit = np.where(np.isfinite(gain), self.merit(review, lead=seat), np.inf)
            for points, count in ((merit, most), (gain, most // 4)):
                best = np.argsort(points, kind="stable")[:count]
                kept[best[np.isfinite(points[best])]] = True
            merits.append(merit)
            gains.append(gain)
        if now is not None:
            kept |= np.isin(choice.people, now.team)
        candidates = np.flatnonzero(kept)
        place = np.arange(len(dates.ids)) if slots is None else np.flatnonzero(slots)
        able = self._able(review)[np.ix_(candidates, place)] & self._free(choice.people[candidates], dates, place)
        lead, member = merits[0][candidates], merits[1][candidates]
        points = dates.prices[place] + self._teams(review, able, lead, member)
        points[self._host_away(review, dates, place)] = np.inf
        return View(
            dates.ids[place], points, candidates, able, (lead, member), (gains[0][candidates], gains[1][candidates])
        )

    def _free(self, people: Ints, dates: Dates, place: Ints) -> Bools:
        """By person and date: whether neither they nor too many of their school are away already."""
        home = self.case.ground.home[people]
        free = (self.state.busy[people] == 0) & (self.state.away[home] < self._most[home][:, None])
        found: Bools = free[:, dates.table.duty[dates.ids[place]]].all(axis=2)
        return found

    def _host_away(self, review: int, dates: Dates, place: Ints) -> Bools:
        ground = self.case.ground
        away = (self.state.busy[ground.people_of[ground.host[review]]] > 0).any(axis=0)
        found: Bools = away[dates.table.days[dates.ids[place]]].any(axis=1)
        return found

    def _teams(self, review: int, able: Bools, lead: Floats, member: Floats) -> Floats:
        """By date: the merit of the best lead and the best members, by themselves."""
        wanted = self.case.problem.reviews[review].members
        none = NO_LEAD if self.worth else 0.0
        points: Floats = np.where(able, np.minimum(lead, none)[:, None], none).min(axis=0, initial=none)
        if wanted:
            none = NO_MEMBER if self.worth else 0.0
            every = np.where(able, np.minimum(member, none)[:, None], none)
            every = np.concatenate([every, np.full((wanted, able.shape[1]), none)])
            points = points + np.partition(every, wanted - 1, axis=0)[:wanted].sum(axis=0)
        return points

    def wish(self, review: int, noise: Floats) -> Ints:
        """The people whom it would rather have, on the date that suits them best, were they all free."""
        choice, dates = self.case.choice(review), self.case.dates(review)
        if not len(dates.ids) or not len(choice.people):
            return choice.people[:0]
        able = self._able(review)
        lead, member = (self.merit(review, lead=seat) + noise[: len(choice.people)] for seat in (True, False))
        at = int(np.argmin(dates.prices + self._teams(review, able, lead, member)))
        wanted = 1 + self.case.problem.reviews[review].members
        leads, members = (np.argsort(np.where(able[:, at], merit, np.inf), kind="stable") for merit in (lead, member))
        found: Ints = choice.people[np.unique(np.concatenate([leads[:2], members[:wanted]]))]
        return found

    def least(self, review: int) -> float:
        """What date and team come to at their best."""
        dates = self.case.dates(review)
        if not len(dates.ids):
            return 0.0
        lead, member = (self.merit(review, lead=seat) for seat in (True, False))
        return float((dates.prices + self._teams(review, self._able(review), lead, member)).min())

    def now(self, review: int) -> float:
        """The same for date and team as they are."""
        choice, dates, where = self.case.choice(review), self.case.dates(review), self.state.placed[review]
        points = float(dates.prices[dates.ids == where.slot].sum())
        for team, lead in (((where.lead,) if where.lead >= 0 else (), True), (where.members, False)):
            merit = self.merit(review, lead=lead)[np.isin(choice.people, team)]
            points += float(merit[np.isfinite(merit)].sum())
        empty = self.case.problem.reviews[review].members - len(where.members)
        return points + NO_LEAD * (where.lead < 0) + NO_MEMBER * empty
