"""
Better plans from a plan: take a few neighbouring reviews out, plan them exactly while all others stay, keep what is better.

Some neighbourhoods keep their dates and are large, some change them and are small. Which kind is tried next depends on how
many points each has gained for its time so far.
"""

import time
from collections.abc import Collection
from typing import NamedTuple

import numpy as np
from scipy.spatial import cKDTree

from rota.case import Case
from rota.engine.bound import Worth
from rota.engine.model import Free, Limits, Model
from rota.engine.state import Placed, State
from rota.ground import Bools, Floats, Ints, sphere


class Arm(NamedTuple):
    """A kind of neighbourhood: how many reviews, and how many slots each; 1 keeps the date."""

    reviews: int
    slots: int


ARMS = (Arm(6, 1), Arm(10, 1), Arm(16, 1), Arm(2, 20), Arm(3, 10), Arm(5, 6))
GAP = 0.005
LEADS, MEMBERS = 8, 16  # candidates for each kind of seat
SLOW, NODES = 2.0, 40  # seconds for one neighbourhood, or nodes when rounds are counted


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
        self.worth: Worth | None = None
        self.gains = {arm: [40.0, 0.5] for arm in ARMS}  # points and seconds; a good start makes all be tried
        self.points = np.zeros(len(case.problem.reviews))
        self.tree = cKDTree(sphere(case.ground.school_place[case.ground.host]))
        self.rounds = 0

    def step(self, part: Part, *, seconds: float, counted: bool) -> dict[int, Placed]:
        """Try one neighbourhood; what is better is put in place and returned."""
        arm = self._arm(counted=counted)
        began = time.monotonic()
        reviews = self._neighbours(arm, part)
        changed, gain = (
            self._improve(reviews, arm, part, seconds=seconds, counted=counted) if len(reviews) else ({}, 0.0)
        )
        record = self.gains[arm]
        record[0] = 0.95 * record[0] + gain
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
        """A review, the costlier the likelier, and others near it or with people who could come to it."""
        if not len(part.reviews):
            return part.reviews
        own = np.maximum(self.points[part.reviews], 1.0)
        seed = int(self.random.choice(part.reviews, p=own / own.sum()))
        place = self.tree.data[seed]
        wanted = min(len(part.reviews), 4 * arm.reviews + 8)
        near = self.tree.query(place, k=min(len(self.tree.data), 2 * wanted))[1]
        near = np.atleast_1d(near)
        allowed = np.zeros(len(self.points), bool)
        allowed[part.reviews] = True
        near = near[allowed[near] & (near != seed)][:wanted]
        rivals = self._rivals(seed, allowed)
        chances = np.exp(-np.arange(len(near)) / (1.5 * arm.reviews))
        take = min(arm.reviews - 1, len(near))
        picked = self.random.choice(near, take, replace=False, p=chances / chances.sum()) if take else near[:0]
        half = rivals[: arm.reviews // 2]
        return np.unique(np.concatenate([[seed], half, picked[: arm.reviews - 1 - len(half)]]).astype(np.int64))

    def _rivals(self, review: int, allowed: Bools) -> Ints:
        """Reviews that have somebody whom this one would rather have."""
        choice = self.case.choice(review)
        best = choice.people[np.argsort(self._merit(review, lead=False), kind="stable")[:15]]
        wanted = set(best.tolist()) | set(
            choice.people[np.argsort(self._merit(review, lead=True), kind="stable")[:5]].tolist()
        )
        found = [v for person in wanted for v in self.state.serving(person) if allowed[v] and v != review]
        found = sorted(set(found))
        self.random.shuffle(found)
        return np.array(found, np.int64)

    def _merit(self, review: int, *, lead: bool) -> Floats:
        choice = self.case.choice(review)
        return self.worth.reduced(choice, lead=lead) if self.worth else choice.price(lead)

    def _improve(
        self, reviews: Ints, arm: Arm, part: Part, *, seconds: float, counted: bool
    ) -> tuple[dict[int, Placed], float]:
        state = self.state
        before = {v: where for v in reviews.tolist() if (where := state.lift(v)) is not None}
        free = [self._free(int(v), before.get(int(v)), arm, part) for v in reviews]
        model = Model(self.case, free, state.tally)
        old = float(model.cost @ model.values(before))
        limits = Limits(gap=GAP, nodes=NODES) if counted else Limits(gap=GAP, seconds=min(SLOW, seconds))
        answer = model.solve(limits, start=before, seed=int(self.random.integers(1 << 30)))
        better = answer is not None and answer.objective < old - 1e-3
        after = answer.placed if answer is not None and better else before
        for review, where in after.items():
            state.put(review, where)
        for review in reviews.tolist():
            self.points[review] = self._badness(review)
        if answer is None or not better:
            return {}, 0.0
        return {v: where for v, where in after.items() if before.get(v) != where}, old - answer.objective

    def _badness(self, review: int) -> float:
        """What a review costs beyond the least it could; an empty seat counts a good deal."""
        if review not in self.state.placed:
            return 5000.0
        where = self.state.placed[review]
        empty = (where.lead < 0) + self.case.problem.reviews[review].members - len(where.members)
        return 30.0 + self.state.seat_points(review) + 1000.0 * empty

    def _free(self, review: int, now: Placed | None, arm: Arm, part: Part) -> Free:
        choice = self.case.choice(review)
        change = {lead: self.state.tally.change(choice.draws(lead)) for lead in (True, False)}
        allowed = part.people[choice.people]
        kept = np.zeros(len(choice.people), bool)
        for lead, most in ((True, LEADS), (False, MEMBERS)):
            merit = np.where(allowed & np.isfinite(change[lead]), self._merit(review, lead=lead), np.inf)
            best = np.argsort(merit, kind="stable")[:most]
            kept[best[np.isfinite(merit[best])]] = True
        for lead in (True, False):  # and whoever closes a gap
            gains = np.where(allowed & np.isfinite(choice.price(lead)), change[lead], np.inf)
            best = np.argsort(gains, kind="stable")[:4]
            kept[best[gains[best] < -500]] = True
        if now is not None:
            kept |= np.isin(choice.people, now.team)
        return Free(review, self._slots(review, now, arm, part), np.flatnonzero(kept))

    def _slots(self, review: int, now: Placed | None, arm: Arm, part: Part) -> Ints:
        dates = self.case.dates(review)
        if now is not None and arm.slots == 1:
            return np.array([now.slot])
        ids = dates.ids
        if part.weeks is not None:
            weeks = np.array([dates.table.all[number].week for number in ids.tolist()], np.int64)
            ids = ids[part.weeks[weeks]] if len(ids) else ids
        near = ids[: 3 * arm.slots]
        chances = np.exp(-np.arange(len(near)) / max(1, arm.slots))
        take = min(arm.slots, len(near))
        picked = self.random.choice(near, take, replace=False, p=chances / chances.sum()) if take else near
        return np.unique(np.append(picked, now.slot) if now is not None else picked).astype(np.int64)


def everything(case: Case, reviews: Collection[int] | None = None) -> Part:
    chosen = np.arange(len(case.problem.reviews)) if reviews is None else np.array(sorted(reviews), np.int64)
    return Part(chosen, np.ones(len(case.ground.people), bool), None)
