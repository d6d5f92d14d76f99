from collections.abc import Iterable

import numpy as np

from rota.ground import Ints
from rota.rules.base import AccountRule, Draws, Limits, one
from rota.words import Words


class MaxAway(AccountRule):
    key = "max_away"
    code = "H8"
    title = "Only so many of a school's people are away on one day"
    protects = "lessons are taught while reviewers review"

    def prepare(self) -> None:
        self.width = len(self.ground.days)
        self.most = np.array([school.max_away for school in self.problem.schools], float)

    def count(self) -> int:
        return len(self.problem.schools) * self.width

    def duty(self, people: Ints, days: Ints) -> Iterable[Draws]:
        home = self.ground.home[people]
        yield np.where(home >= 0, self.first + home * self.width + days, -1), one(people)

    def bounds_of(self, accounts: Ints) -> Limits:
        return Limits(high=self.most[(accounts - self.first) // self.width], over=float("inf"))

    def reason(self, account: int, level: float) -> Words:
        day = self.ground.days[(account - self.first) % self.width]
        return Words("has {found} people away on {day}", found=int(level), day=day)

    def about(self, account: int) -> dict[str, str]:
        return {"school": self.problem.schools[(account - self.first) // self.width].id}
