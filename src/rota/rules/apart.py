from abc import abstractmethod

import numpy as np

from rota.ground import Bools, Floats, Ints
from rota.problem import Apart, Seat, Setting
from rota.rules.base import PairRule, none
from rota.words import Words


class _Groups(PairRule):
    """Some of the groups of people and of reviews that a planner keeps apart."""

    @abstractmethod
    def ours(self, item: Apart) -> bool: ...

    def usual(self) -> Setting:
        return self.default if any(map(self.ours, self.problem.extra.apart)) else Setting.OFF

    def prepare(self) -> None:
        ground = self.ground
        self.groups: dict[int, list[tuple[Apart, Bools]]] = {}
        for item in filter(self.ours, self.problem.extra.apart):
            inside = np.full(len(ground.people), item.but)
            inside[[ground.person_at[person] for person in item.people]] = not item.but
            for review in item.reviews:
                self.groups.setdefault(ground.review_at[review], []).append((item, inside))

    def _about(self, review: int, *, lead: bool) -> list[tuple[Apart, Bools]]:
        seat = Seat.LEAD if lead else Seat.MEMBER
        return [(item, inside) for item, inside in self.groups.get(review, ()) if not item.seats or seat in item.seats]

    def hits(self, review: int, people: Ints, *, lead: bool) -> Bools:
        found = none(people)
        for _item, inside in self._about(review, lead=lead):
            found |= inside[people]
        return found

    def reason(self, review: int, person: int) -> Words:
        said = [item.reason for item, inside in self.groups.get(review, ()) if inside[person] and item.reason]
        return Words.as_given(said[0]) if said else Words("a planner has ruled this out")


class KeptApart(_Groups):
    key = "kept_apart"
    title = "People stay away from reviews that are not theirs to do"
    protects = "a programme's own terms hold, whatever they are"

    def ours(self, item: Apart) -> bool:
        return item.points is None


class BetterApart(_Groups):
    key = "better_apart"
    title = "Others come where somebody had better not"
    protects = "what a programme would rather have is had wherever it can be"
    default = Setting.SOFT

    def ours(self, item: Apart) -> bool:
        return item.points is not None

    def prices(self, review: int, people: Ints, *, lead: bool) -> Floats | None:
        about = [] if self.hard else self._about(review, lead=lead)
        if not about:
            return None
        found: Floats = np.sum([inside[people] * float(item.points or 0) for item, inside in about], axis=0)
        return found
