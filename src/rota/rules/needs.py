from collections.abc import Iterable

import numpy as np

from rota.ground import Ints
from rota.problem import Setting
from rota.rules.base import AccountRule, Draws, Limits, Tier
from rota.words import Words


class Needs(AccountRule):
    key = "needs"
    title = "Each team has the specialists that its host needs"
    protects = "what a school most wants looked at is looked at by somebody who knows"
    tier = Tier.SHORTFALL
    default = Setting.SOFT

    def prepare(self) -> None:
        wanted = [len(review.needs) for review in self.problem.reviews]
        self.firsts = np.cumsum([0, *wanted])  # the number of each review's first need

    def count(self) -> int:
        return int(self.firsts[-1])

    def seat(self, review: int, people: Ints, *, lead: bool) -> Iterable[Draws]:
        for number, need in enumerate(self.problem.reviews[review].needs):
            knows = self.ground.having("specialisms", need)[people].astype(float)
            yield 0 * people + self.first + int(self.firsts[review]) + number, knows

    def standing(self) -> Iterable[int]:
        return range(self.first, self.first + self.count())

    def bounds_of(self, accounts: Ints) -> Limits:
        return Limits(low=1, under=self.problem.weights.uncovered_need)

    def reason(self, account: int, level: float) -> Words:
        review = self._review(account)
        number = account - self.first - int(self.firsts[review])
        return Words("has nobody for {need}", need=self.problem.reviews[review].needs[number])

    def about(self, account: int) -> dict[str, str]:
        return {"review": self.problem.reviews[self._review(account)].id}

    def _review(self, account: int) -> int:
        return int(np.searchsorted(self.firsts, account - self.first, side="right")) - 1
