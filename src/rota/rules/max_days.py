from collections.abc import Iterable

from rota.ground import Ints
from rota.rules.base import AccountRule, Draws, Limit, one
from rota.words import Words


class MaxDays(AccountRule):
    key = "max_days"
    code = "H9"
    title = "Nobody gives more days than they offered"
    protects = "a favour doesn't become a second job"

    def seat(self, review: int, people: Ints, *, lead: bool) -> Iterable[Draws]:
        yield self.first + people, one(people) * self.ground.length[review]

    def bounds(self, account: int) -> Limit:
        return Limit(high=self.ground.people[account - self.first].max_days, over=float("inf"))

    def reason(self, account: int, level: float) -> Words:
        most = self.ground.people[account - self.first].max_days
        return Words("gives {found} days, having offered {most}", found=int(level), most=most)

    def about(self, account: int) -> dict[str, str]:
        return {"person": self.ground.people[account - self.first].id}
