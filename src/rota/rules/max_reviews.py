from collections.abc import Iterable

import numpy as np

from rota.ground import Ints
from rota.rules.base import AccountRule, Draws, Limits, one
from rota.words import Words


class MaxReviews(AccountRule):
    key = "max_reviews"
    code = "H9"
    title = "Nobody is on more reviews than they offered"
    protects = "a favour doesn't become a second job"

    def prepare(self) -> None:
        self.most = np.array([person.max_reviews for person in self.ground.people], float)

    def count(self) -> int:
        return len(self.most)

    def seat(self, review: int, people: Ints, *, lead: bool) -> Iterable[Draws]:
        yield self.first + people, one(people)

    def bounds_of(self, accounts: Ints) -> Limits:
        return Limits(high=self.most[accounts - self.first], over=float("inf"))

    def reason(self, account: int, level: float) -> Words:
        most = self.ground.people[account - self.first].max_reviews
        return Words("is on {found} reviews, having offered {most}", found=int(level), most=most)

    def about(self, account: int) -> dict[str, str]:
        return {"person": self.ground.people[account - self.first].id}
