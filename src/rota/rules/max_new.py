from collections.abc import Iterable

from rota.ground import Ints
from rota.rules.base import AccountRule, Draws, Limits
from rota.words import Words


class MaxNew(AccountRule):
    key = "max_new"
    code = "H7"
    title = "Few on a team are on their first review"
    protects = "a new reviewer learns from those beside them"

    def count(self) -> int:
        return len(self.problem.reviews)

    def seat(self, review: int, people: Ints, *, lead: bool) -> Iterable[Draws]:
        yield 0 * people + self.first + review, self.ground.new[people].astype(float)

    def bounds_of(self, accounts: Ints) -> Limits:
        return Limits(high=self.problem.programme.max_new_per_team, over=float("inf"))

    def reason(self, account: int, level: float) -> Words:
        return Words("has {found} people on their first review", found=int(level))

    def about(self, account: int) -> dict[str, str]:
        return {"review": self.problem.reviews[account - self.first].id}
