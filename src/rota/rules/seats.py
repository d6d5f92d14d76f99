from collections.abc import Iterable

from rota.ground import Ints
from rota.problem import Setting
from rota.rules.base import AccountRule, Draws, Limit, Tier, one
from rota.words import Words


class Seats(AccountRule):
    key = "seats"
    code = "H2"
    title = "Every team has its lead and its members"
    by_seat = True
    protects = "a review is the judgement of several"
    tier = Tier.SHORTFALL
    default = Setting.SOFT
    fixed = True

    def seat(self, review: int, people: Ints, *, lead: bool) -> Iterable[Draws]:
        yield 0 * people + self.first + 2 * review + (not lead), one(people)

    def standing(self) -> Iterable[int]:
        return range(self.first, self.first + 2 * len(self.problem.reviews))

    def bounds(self, account: int) -> Limit:
        review, member = divmod(account - self.first, 2)
        weights = self.problem.weights
        wanted = self.problem.reviews[review].members if member else 1
        return Limit(wanted, wanted, weights.unfilled_member if member else weights.unfilled_lead, float("inf"))

    def limit(self, account: int) -> Limit:
        return self.bounds(account)  # a team too small is a shortfall; one too large is never allowed

    def reason(self, account: int, level: float) -> Words:
        review, member = divmod(account - self.first, 2)
        if not member:
            return Words("has no lead") if level < 1 else Words("has two leads")
        wanted = self.problem.reviews[review].members
        return Words("has {found} of {wanted} members", found=int(level), wanted=wanted)

    def about(self, account: int) -> dict[str, str]:
        return {"review": self.problem.reviews[(account - self.first) // 2].id}
