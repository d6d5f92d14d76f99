from rota.ground import Bools, Ints, Slot, Slots
from rota.rules.base import DayRule
from rota.words import Words


class Trained(DayRule):
    key = "trained"
    code = "H5"
    title = "Training is valid on the last day of the visit"
    protects = "everybody on a team knows today's framework"

    def hits(self, people: Ints, slots: Slots) -> Bools:
        lapsed: Bools = slots.days[:, -1][None, :] >= self.ground.trained[people][:, None]
        return lapsed

    def reason(self, person: int, slot: Slot) -> Words:
        return Words("is not trained on {day}", day=self.ground.days[slot.days[-1]])
