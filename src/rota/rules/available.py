import numpy as np

from rota.ground import Bools, Ints, Slot, Slots
from rota.rules.base import DayRule
from rota.words import Words


class Available(DayRule):
    key = "available"
    code = "H8"
    title = "Nobody is sent when they are away or their school is on holiday"
    protects = "diaries and part-time days are kept"

    def prepare(self) -> None:
        self.known: dict[int, Bools] = {}

    def hits(self, people: Ints, slots: Slots) -> Bools:
        if slots.numbers is not None and len(slots.numbers) == 1:
            busy: Bools = ~self.ground.free[people[:, None], slots.duty[0]].all(axis=1)
            return busy[:, None]
        found = self._away(slots.whole or slots)[people]
        return found if slots.numbers is None else found[:, slots.numbers]

    def _away(self, slots: Slots) -> Bools:
        """Everybody on all slots of one length: asked once, looked up ever after."""
        if id(slots) not in self.known:
            away = np.zeros((len(self.ground.people), len(slots.all)), bool)
            for days in slots.duty.T:
                away |= ~self.ground.free[:, days]
            self.known[id(slots)] = away
        return self.known[id(slots)]

    def reason(self, person: int, slot: Slot) -> Words:
        busy = next((day for day in slot.duty if not self.ground.free[person, day]), slot.start)
        return Words("is not available on {day}", day=self.ground.days[busy])
