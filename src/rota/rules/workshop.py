from rota.ground import Bools, Slot, Slots
from rota.problem import Setting
from rota.rules.base import DateRule, Tier
from rota.words import Words


class Workshop(DateRule):
    key = "workshop"
    title = "The workshop follows within days, and the whole team attends"
    protects = "what was seen is worked on while it is fresh"
    tier = Tier.SHORTFALL
    points = 1500

    def usual(self) -> Setting:
        return Setting.HARD if self.problem.extra.workshop_within else Setting.OFF

    def hits(self, review: int, slots: Slots) -> Bools:
        without: Bools = slots.workshop < 0
        return without

    def reason(self, review: int, slot: Slot) -> Words:
        return Words("no workshop can follow within {days} days", days=self.problem.extra.workshop_within)
