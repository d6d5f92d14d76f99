from collections.abc import Iterable

import numpy as np

from rota.ground import Ints
from rota.problem import Setting
from rota.rules.base import AccountRule, Draws, Limit
from rota.words import Words


class CostCap(AccountRule):
    key = "cost_cap"
    title = "A school spends no more on reviewing others than it can"
    protects = "small schools can afford to take part"
    points = 5  # for each pound beyond, when soft

    def usual(self) -> Setting:
        return Setting.HARD if self.problem.extra.cost_caps else Setting.OFF

    def prepare(self) -> None:
        caps = self.problem.extra.cost_caps
        self.caps = np.array([caps.get(school.id, np.inf) for school in self.problem.schools] + [np.inf])

    def seat(self, review: int, people: Ints, *, lead: bool) -> Iterable[Draws]:
        home = self.ground.home[people]
        pounds = self.ground.fares(review, people) + self.problem.extra.cover_per_day * self.ground.length[review]
        yield np.where(np.isfinite(self.caps[home]), self.first + home, -1), pounds

    def bounds(self, account: int) -> Limit:
        return Limit(high=float(self.caps[account - self.first]), over=float("inf"))

    def reason(self, account: int, level: float) -> Words:
        most = self.caps[account - self.first]
        return Words("spends £{spent} of £{most}", spent=f"{level:.0f}", most=f"{most:.0f}")

    def about(self, account: int) -> dict[str, str]:
        return {"school": self.problem.schools[account - self.first].id}
