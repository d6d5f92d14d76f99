from collections.abc import Iterable

import numpy as np

from rota.ground import Ints
from rota.rules.base import AccountRule, Draws, Limit, one
from rota.words import Words


class MaxAway(AccountRule):
    key = "max_away"
    code = "H8"
    title = "Only so many of a school's people are away on one day"
    protects = "lessons are taught while reviewers review"

    def prepare(self) -> None:
        self.width = len(self.ground.days)

    def duty(self, people: Ints, day: int) -> Iterable[Draws]:
        home = self.ground.home[people]
        yield np.where(home >= 0, self.first + home * self.width + day, -1), one(people)

    def bounds(self, account: int) -> Limit:
        school = self.problem.schools[(account - self.first) // self.width]
        return Limit(high=school.max_away, over=float("inf"))

    def reason(self, account: int, level: float) -> Words:
        day = self.ground.days[(account - self.first) % self.width]
        return Words("has {found} people away on {day}", found=int(level), day=f"{day:%-d %B %Y}")

    def about(self, account: int) -> dict[str, str]:
        return {"school": self.problem.schools[(account - self.first) // self.width].id}
