from collections.abc import Iterable

import numpy as np

from rota.ground import Floats, Ints
from rota.problem import Carried, Setting
from rota.rules.base import AccountRule, Draws, Limits, one
from rota.words import Words


class Fairness(AccountRule):
    key = "fairness"
    title = "A school gives about as many days as it receives"
    protects = "no school carries the others"
    default = Setting.SOFT

    def prepare(self) -> None:
        received = np.zeros(len(self.problem.schools))
        for review, wanted in enumerate(self.problem.reviews):
            received[self.ground.host[review]] += wanted.days * (1 + wanted.members)
        carried = self.problem.extra.carried
        before = [carried.get(school.id, Carried()) for school in self.problem.schools]
        # What a school still owes or is owed from earlier cycles moves what it should give in this one.
        self.due: Floats = received + np.array([item.received - item.given for item in before], float)

    def usual_points(self) -> float:
        return self.problem.weights.fair_day

    def count(self) -> int:
        return len(self.due)

    def seat(self, review: int, people: Ints, *, lead: bool) -> Iterable[Draws]:
        home = self.ground.home[people]
        yield np.where(home >= 0, self.first + home, -1), one(people) * self.ground.length[review]

    def standing(self) -> Iterable[int]:
        return range(self.first, self.first + len(self.problem.schools))

    def bounds_of(self, accounts: Ints) -> Limits:
        due, slack, never = self.due[accounts - self.first], self.problem.weights.fair_tol, float("inf")
        return Limits(due - slack, due + slack, never, never)

    def reason(self, account: int, level: float) -> Words:
        return Words(
            "gives {given} days where {due} are due", given=int(level), due=f"{self.due[account - self.first]:g}"
        )

    def about(self, account: int) -> dict[str, str]:
        return {"school": self.problem.schools[account - self.first].id}
