from collections.abc import Iterable

from rota.ground import Ints, Slot
from rota.problem import Setting
from rota.rules.base import AccountRule, Draw, Limits
from rota.words import Words


class WeeklyCap(AccountRule):
    key = "weekly_cap"
    code = "H12"
    title = "Only so many reviews start in one week"
    everywhere = True
    protects = "those who support reviews can be everywhere they are needed"

    def usual(self) -> Setting:
        return Setting.HARD if self.problem.programme.weekly_cap else Setting.OFF

    def count(self) -> int:
        return len(self.ground.mondays)

    def date(self, review: int, slot: Slot) -> Iterable[Draw]:
        yield self.first + slot.week, 1

    def bounds_of(self, accounts: Ints) -> Limits:
        return Limits(high=self.problem.programme.weekly_cap or float("inf"), over=float("inf"))

    def reason(self, account: int, level: float) -> Words:
        week = self.ground.mondays[account - self.first]
        return Words("{found} reviews start in the week of {day}", found=int(level), day=week)
