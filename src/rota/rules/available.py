from rota.ground import Bools, Ints, Slot, Slots
from rota.rules.base import DayRule
from rota.words import Words


class Available(DayRule):
    key = "available"
    code = "H8"
    title = "Nobody is sent when they are away or their school is on holiday"
    protects = "diaries and part-time days are kept"

    def hits(self, people: Ints, slots: Slots) -> Bools:
        free: Bools = self.ground.free[people][:, slots.duty].all(axis=2)
        return ~free

    def reason(self, person: int, slot: Slot) -> Words:
        busy = next((day for day in slot.duty if not self.ground.free[person, day]), slot.start)
        return Words("is not available on {day}", day=f"{self.ground.days[busy]:%-d %B %Y}")
