from collections.abc import Iterable

import numpy as np

from rota.ground import Ints
from rota.problem import Setting
from rota.rules.base import AccountRule, Draws, Limits, one
from rota.words import Words


class UnusedNew(AccountRule):
    key = "unused_new"
    title = "Everybody newly trained is on a team"
    protects = "training is not forgotten before it is used"
    default = Setting.SOFT

    def usual_points(self) -> float:
        return self.problem.weights.unused_new

    def count(self) -> int:
        return len(self.ground.people)

    def seat(self, review: int, people: Ints, *, lead: bool) -> Iterable[Draws]:
        yield np.where(self._waits(people), self.first + people, -1), one(people)

    def _waits(self, people: Ints) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
        waits: np.ndarray[tuple[int], np.dtype[np.bool_]] = self.ground.new[people] & (self.ground.home[people] >= 0)
        return waits

    def standing(self) -> Iterable[int]:
        everybody = np.arange(len(self.ground.people))
        return [self.first + int(person) for person in everybody[self._waits(everybody)]]

    def bounds_of(self, accounts: Ints) -> Limits:
        return Limits(low=1, under=float("inf"))

    def reason(self, account: int, level: float) -> Words:
        return Words("is newly trained and on no team")

    def about(self, account: int) -> dict[str, str]:
        return {"person": self.ground.people[account - self.first].id}
