from collections.abc import Iterable

import numpy as np

from rota.ground import Ints, codes
from rota.problem import Setting
from rota.rules.base import AccountRule, Draws, Limits, one
from rota.words import Words


class PhaseMix(AccountRule):
    """One account for each review and phase. Somebody without a school of their own stands for none, and so for all."""

    key = "phase_mix"
    title = "A team does not come from one phase alone"
    protects = "what every school of a kind takes for granted is asked about"
    default = Setting.OFF

    def prepare(self) -> None:
        self.phase = codes([school.phase for school in self.problem.schools])
        self.width = int(self.phase.max(initial=0)) + 1

    def count(self) -> int:
        return len(self.problem.reviews) * self.width

    def seat(self, review: int, people: Ints, *, lead: bool) -> Iterable[Draws]:
        if not self.problem.reviews[review].members:
            return
        home = self.ground.home[people]
        for phase in range(self.width):
            drawn = (home < 0) | (self.phase[home] == phase)
            yield 0 * people + self.first + review * self.width + phase, one(people) * drawn

    def bounds_of(self, accounts: Ints) -> Limits:
        members = np.array([review.members for review in self.problem.reviews], float)
        return Limits(high=members[(accounts - self.first) // self.width], over=float("inf"))

    def reason(self, account: int, level: float) -> Words:
        return Words("has a team from one phase alone")

    def about(self, account: int) -> dict[str, str]:
        return {"review": self.problem.reviews[(account - self.first) // self.width].id}
