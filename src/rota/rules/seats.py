from collections.abc import Iterable

import numpy as np

from rota.ground import Ints
from rota.problem import Setting
from rota.rules.base import AccountRule, Draws, Limits, Tier, one
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
    absolute = True  # a team too small is a shortfall; one too large is never allowed

    def prepare(self) -> None:
        self.wanted = np.array([[1, review.members] for review in self.problem.reviews], float).ravel()

    def count(self) -> int:
        return len(self.wanted)

    def seat(self, review: int, people: Ints, *, lead: bool) -> Iterable[Draws]:
        yield 0 * people + self.first + 2 * review + (not lead), one(people)

    def standing(self) -> Iterable[int]:
        return range(self.first, self.first + 2 * len(self.problem.reviews))

    def bounds_of(self, accounts: Ints) -> Limits:
        wanted, weights = self.wanted[accounts - self.first], self.problem.weights
        missing = np.where((accounts - self.first) % 2, weights.unfilled_member, weights.unfilled_lead)
        return Limits(wanted, wanted, missing, float("inf"))

    def reason(self, account: int, level: float) -> Words:
        review, member = divmod(account - self.first, 2)
        if not member:
            return Words("has no lead") if level < 1 else Words("has two leads")
        wanted = self.problem.reviews[review].members
        return Words("has {found} of {wanted} members", found=int(level), wanted=wanted)

    def about(self, account: int) -> dict[str, str]:
        return {"review": self.problem.reviews[(account - self.first) // 2].id}
