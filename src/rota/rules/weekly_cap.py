from collections.abc import Iterable

from rota.ground import Slot
from rota.problem import Setting
from rota.rules.base import AccountRule, Draw, Limit
from rota.words import Words


class WeeklyCap(AccountRule):
    key = "weekly_cap"
    code = "H12"
    title = "Only so many reviews start in one week"
    protects = "those who support reviews can be everywhere they are needed"

    def usual(self) -> Setting:
        return Setting.HARD if self.problem.programme.weekly_cap else Setting.OFF

    def date(self, review: int, slot: Slot) -> Iterable[Draw]:
        yield self.first + slot.week, 1

    def bounds(self, account: int) -> Limit:
        return Limit(high=self.problem.programme.weekly_cap or float("inf"), over=float("inf"))

    def reason(self, account: int, level: float) -> Words:
        week = self.ground.mondays[account - self.first]
        return Words("{found} reviews start in the week of {day}", found=int(level), day=f"{week:%-d %B %Y}")
