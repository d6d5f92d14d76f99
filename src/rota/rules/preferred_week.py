import numpy as np

from rota.ground import Floats, Slot, Slots
from rota.problem import Setting
from rota.rules.base import DateRule, Tier
from rota.words import Words


class PreferredWeek(DateRule):
    key = "preferred_week"
    title = "A review is near the week that its host prefers"
    protects = "it comes when it helps the school most"
    tier = Tier.COST
    default = Setting.SOFT

    def usual_points(self) -> float:
        return self.problem.weights.week_off

    def prices(self, review: int, slots: Slots) -> Floats:
        off = np.abs(slots.monday - self.problem.reviews[review].preferred_week.toordinal())
        points: Floats = np.floor(self.price * off / 7)
        return points

    def reason(self, review: int, slot: Slot) -> Words:
        weeks = abs((self.ground.mondays[slot.week] - self.problem.reviews[review].preferred_week).days) // 7
        return Words("{weeks} weeks from the week that the host prefers", weeks=weeks)
