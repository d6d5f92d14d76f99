"""
Better plans from a plan: take a few neighbouring reviews out, plan them exactly while all others stay, keep what is better.

Some neighbourhoods keep their dates and are large, some change them and are small. Which kind is tried next depends on how
many points each has gained for its time so far.
"""

import functools
import time
from collections.abc import Collection
from typing import Any, NamedTuple

import numpy as np

from rota.case import Case
from rota.engine.bound import Worth
from rota.engine.model import Free, Limits, Model
from rota.engine.outlook import Outlook
from rota.engine.state import Placed, State
from rota.ground import Bools, Floats, Ints, sphere


class Arm(NamedTuple):
    """A kind of neighbourhood: how many reviews, how many dates each, and how many candidates for a seat on a date."""

    reviews: int
    slots: int  # 1 keeps the date
    width: int


ARMS = (Arm(8, 1, 8), Arm(16, 1, 7), Arm(30, 1, 6), Arm(2, 10, 6), Arm(5, 6, 4), Arm(10, 4, 4))
GAP = 0.0005
SLOW, NODES = 2.0, 40  # seconds for one neighbourhood, or nodes when rounds are counted
MANY, UNKNOWN = 500, 60.0  # reviews that are weighed at once; points that one may gain before it has been looked at
NOISE = 12.0  # points by which dates and people are preferred by chance


class Part(NamedTuple):
    """What one worker may touch for a while, so that two never want the same person or the same week's room."""

    reviews: Ints
    people: Bools
    weeks: Bools | None


class Search:
    """One process's search over a state; what it changes it also tells."""

    def __init__(self, case: Case, state: State, seed: int) -> None:
        self.case, self.state = case, state
        self.random = np.random.default_rng(seed)
        self.outlook = Outlook(case, state)
        self.gains = {arm: [40.0, 0.5] for arm in ARMS}  # points and seconds; a good start makes all be tried
        self.points = np.zeros(len(case.problem.reviews))
        self._least: dict[int, float] = {}
        self._mondays = np.array([day.toordinal() for day in case.ground.mondays])
        self.rounds = 0

    @functools.cached_property
    def tree(self) -> Any:
        from scipy.spatial import cKDTree  # noqa: PLC0415 - small problems are solved without, and needn't wait for it

        return cKDTree(sphere(self.case.ground.school_place[self.case.ground.host]))

    def learn(self, worth: Worth) -> None:
        """Prefer people by what they are worth elsewhere, from now on."""
        self.outlook.learn(worth)
        self._least.clear()
        self.points[:] = 0

    def look_around(self, reviews: Ints) -> None:
        """Weigh these reviews again, some of them where there are many: others have changed what surrounds them."""
        unknown = reviews[self.points[reviews] == 0]
        self.points[unknown] = UNKNOWN
        self.weigh(reviews if len(reviews) <= MANY else self.random.choice(reviews, MANY, replace=False))

    def weigh(self, reviews: Ints) -> None:
        """Look again at how much each of these could gain."""
        for review in reviews.tolist():
            self.points[review] = self._badness(review)

    def step(self, part: Part, *, seconds: float, counted: bool, warm: float = 0.0) -> dict[int, Placed]:
        """
        Try one neighbourhood; what is better is put in place and returned.

        `warm` is in points: columns are preferred by chance by so much, and a plan may get worse by half of it.
        """
        arm = self._arm(counted=counted)
        began = time.monotonic()
        reviews = self._neighbours(arm, part)
        changed, gain = (
            self._improve(reviews, arm, part, seconds=seconds, counted=counted, warm=warm)
            if len(reviews)
            else ({}, 0.0)
        )
        record = self.gains[arm]
        record[0] = 0.95 * record[0] + max(0.0, gain)
        record[1] = 0.95 * record[1] + (1.0 if counted else time.monotonic() - began)
        self.rounds += 1
        return changed

    def _arm(self, *, counted: bool) -> Arm:
        if self.random.random() < 0.15:
            return ARMS[self.random.integers(len(ARMS))]
        rates = np.array([points / (spent + 1e-6) for points, spent in self.gains.values()])
        chances = rates**1.5 + 1e-9
        return ARMS[self.random.choice(len(ARMS), p=chances / chances.sum())]

    def _neighbours(self, arm: Arm, part: Part) -> Ints:
        """A review, the more it could gain the likelier, with reviews that have people whom it would rather have, or near."""
        if not len(part.reviews):
            return part.reviews
        own = np.maximum(self.points[part.reviews], 3.0)
        seed = int(self.random.choice(part.reviews, p=own / own.sum()))
        allowed = np.zeros(len(self.points), bool)
        allowed[part.reviews] = True
        allowed[seed] = False
        picked, waiting = [seed], [seed]
        while waiting and len(picked) < arm.reviews and self.random.random() < (0.98 if len(picked) > 1 else 0.75):
            rivals = self._rivals(waiting.pop(0), allowed)[: max(1, arm.reviews // 3)]
            rivals = rivals[: arm.reviews - len(picked)]
            allowed[rivals] = False
            picked += rivals.tolist()
            waiting += rivals.tolist()
        return np.array(sorted(picked + self._near(seed, allowed, arm.reviews - len(picked))), np.int64)

    def _near(self, review: int, allowed: Bools, count: int) -> list[int]:
        """Reviews close to this one, the nearer the likelier."""
        wide = min(len(self.tree.data), 6 * count + 20)
        near = np.atleast_1d(self.tree.query(self.tree.data[review], k=wide)[1])
        near = near[allowed[near]][: 3 * count + 4]
        take = min(count, len(near))
        if take <= 0:
            return []
        chances = np.exp(-np.arange(len(near)) / (1.0 + count))
        found: list[int] = self.random.choice(near, take, replace=False, p=chances / chances.sum()).tolist()
        return found

    def _rivals(self, review: int, allowed: Bools) -> Ints:
        """Reviews that have somebody whom this one would rather have, in any order."""
        wanted = self.outlook.wish(review, self._noise(len(self.case.choice(review).people)))
        found = np.array(
            sorted({v for person in wanted.tolist() for v in self.state.serving(person) if allowed[v]}), int
        )
        self.random.shuffle(found)
        return found

    def _noise(self, count: int) -> Floats:
        noise: Floats = self.random.exponential(NOISE, count)
        return noise

    def _improve(
        self, reviews: Ints, arm: Arm, part: Part, *, seconds: float, counted: bool, warm: float
    ) -> tuple[dict[int, Placed], float]:
        state = self.state
        before = {v: where for v in reviews.tolist() if (where := state.lift(v)) is not None}
        free = [self._free(int(v), before.get(int(v)), arm, part) for v in reviews]
        model = Model(self.case, free, state.tally)
        old = float(model.cost @ model.values(before))
        limits = Limits(gap=GAP, nodes=NODES) if counted else Limits(gap=GAP, seconds=min(SLOW, seconds))
        noise = None
        if warm:
            noise = self.random.uniform(-warm, warm, model.count)
            noise[model.first_slack :] = 0
        answer = model.solve(limits, start=before, seed=int(self.random.integers(1 << 30)), noise=noise)
        better = (
            answer is not None and answer.objective < old + (0.5 * warm if warm else -1e-3) and answer.placed != before
        )
        after = answer.placed if answer is not None and better else before
        for review, where in after.items():
            state.put(review, where)
        self.weigh(reviews)
        if answer is None or not better:
            self.points[reviews] *= 0.5  # the next ones first
            return {}, 0.0
        return {v: where for v, where in after.items() if before.get(v) != where}, old - answer.objective

    def _badness(self, review: int) -> float:
        """What a review costs beyond the least it could, by worths if they are known; an empty seat counts a good deal."""
        if review not in self.state.placed:
            return 5000.0
        if self.outlook.worth is None:
            where = self.state.placed[review]
            empty = (where.lead < 0) + self.case.problem.reviews[review].members - len(where.members)
            return 30.0 + self.state.seat_points(review) + 1000.0 * empty
        if review not in self._least:
            self._least[review] = self.outlook.least(review)
        return 5.0 + max(0.0, min(5000.0, self.outlook.now(review) - self._least[review]))

    def _free(self, review: int, now: Placed | None, arm: Arm, part: Part) -> Free:
        """The dates that suit it best as things stand, and on each of them the best candidates for each seat."""
        dates = self.case.dates(review)
        kept = np.ones(len(dates.ids), bool)
        if now is not None and arm.slots == 1:
            kept = dates.ids == now.slot
        elif part.weeks is not None:
            weeks = np.searchsorted(self._mondays, dates.table.monday[dates.ids])
            kept = part.weeks[weeks] | (dates.ids == now.slot if now is not None else False)
        view = self.outlook.view(review, part.people, now, kept)
        order = np.argsort(view.points + self._noise(len(view.slots)), kind="stable")[: arm.slots]
        chosen = np.zeros(len(view.slots), bool)
        chosen[order[np.isfinite(view.points[order])]] = True
        if now is not None:
            chosen |= view.slots == now.slot
        at = np.flatnonzero(chosen)
        here = view.able[:, at]
        members = self.case.problem.reviews[review].members
        seats = []
        for seat, most in ((0, arm.width - 2), (1, arm.width + members)):
            found = np.zeros(here.shape, bool)
            merit = view.merit[seat] + self._noise(len(view.candidates))
            for points, count in ((merit, most), (view.gain[seat], max(2, most // 3))):
                found |= _first(points, here, count)
            seats.append(found)
        if now is not None:
            team = np.isin(self.case.choice(review).people[view.candidates], now.team)
            for found in seats:
                found[np.ix_(team, view.slots[at] == now.slot)] = True
        used = (seats[0] | seats[1]).any(axis=1)
        return Free(review, view.slots[at], view.candidates[used], (seats[0][used], seats[1][used]))


def _first(points: Floats, able: Bools, count: int) -> Bools:
    """By candidate and slot: the best so many of those who are able."""
    order = np.argsort(points, kind="stable")
    order = order[np.isfinite(points[order])]
    ranked = able[order]
    found = np.zeros(able.shape, bool)
    found[order] = ranked & (ranked.cumsum(axis=0) <= count)
    return found


def everything(case: Case, reviews: Collection[int] | None = None) -> Part:
    chosen = np.arange(len(case.problem.reviews)) if reviews is None else np.array(sorted(reviews), np.int64)
    return Part(chosen, np.ones(len(case.ground.people), bool), None)
