from rota.ground import Bools, Slot, Slots
from rota.rules.base import DateRule
from rota.words import Words


class PinnedDate(DateRule):
    key = "pinned_date"
    code = "H13"
    title = "A pinned date stays"
    protects = "what has been promised is kept"

    def prepare(self) -> None:
        self.pins = {self.ground.review_at[pin.review]: pin.start for pin in self.problem.pins if pin.start}

    def hits(self, review: int, slots: Slots) -> Bools | None:
        if review not in self.pins:
            return None
        start = self.ground.day_at.get(self.pins[review], -1)
        other: Bools = slots.days[:, 0] != start
        return other

    def reason(self, review: int, slot: Slot) -> Words:
        return Words("its date is settled: {day}", day=self.pins[review])
