from collections.abc import Iterable

from rota.ground import Ints
from rota.problem import Setting
from rota.rules.base import AccountRule, Draws, Limit, Tier
from rota.words import Words

MOST = 64  # needs of one review


class Needs(AccountRule):
    key = "needs"
    title = "Each team has the specialists that its host needs"
    protects = "what a school most wants looked at is looked at by somebody who knows"
    tier = Tier.SHORTFALL
    default = Setting.SOFT

    def seat(self, review: int, people: Ints, *, lead: bool) -> Iterable[Draws]:
        for number, need in enumerate(self.problem.reviews[review].needs):
            knows = self.ground.having("specialisms", need)[people].astype(float)
            yield 0 * people + self.first + review * MOST + number, knows

    def standing(self) -> Iterable[int]:
        for review, wanted in enumerate(self.problem.reviews):
            yield from (self.first + review * MOST + number for number in range(len(wanted.needs)))

    def bounds(self, account: int) -> Limit:
        return Limit(low=1, under=self.problem.weights.uncovered_need)

    def reason(self, account: int, level: float) -> Words:
        review, number = divmod(account - self.first, MOST)
        return Words("has nobody for {need}", need=self.problem.reviews[review].needs[number])

    def about(self, account: int) -> dict[str, str]:
        return {"review": self.problem.reviews[(account - self.first) // MOST].id}
