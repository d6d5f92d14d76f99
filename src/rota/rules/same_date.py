from rota.ground import Floats, Slot, Slots
from rota.problem import Setting
from rota.rules.base import DateRule, Tier
from rota.words import Words


class SameDate(DateRule):
    key = "same_date"
    title = "Reviews keep the dates they have"
    protects = "a school that has told its staff a date needn't tell them another"
    tier = Tier.STABILITY
    default = Setting.SOFT

    def prepare(self) -> None:
        plan, ground = self.problem.baseline, self.ground
        bookings = plan.bookings if plan else ()
        self.before = {ground.review_at[b.review]: b for b in bookings if b.review in ground.review_at}

    def usual_points(self) -> float:
        return self.problem.weights.change_date

    def prices(self, review: int, slots: Slots) -> Floats | None:
        if review not in self.before:
            return None
        before = self.before[review]
        moved = slots.days[:, 0] != self.ground.day_at.get(before.start, -1)
        workshop = self.ground.day_at.get(before.workshop) if before.workshop else None
        points: Floats = moved * self.price
        if workshop is not None:
            points += ((slots.workshop != workshop) & ~moved) * (self.price / 2)
        return points

    def reason(self, review: int, slot: Slot) -> Words:
        return Words("moves from {day}", day=self.before[review].start)
