import numpy as np

from rota.ground import Floats, Ints
from rota.rules.base import PriceRule, Tier, among
from rota.words import Words


class SameSeat(PriceRule):
    key = "same_seat"
    title = "People keep the seats they have"
    protects = "diaries that are settled stay settled"
    tier = Tier.STABILITY

    def prepare(self) -> None:
        ground = self.ground
        self.before: dict[int, tuple[int, list[int]]] = {}
        for booking in self.problem.baseline.bookings if self.problem.baseline else ():
            lead = ground.person_at.get(booking.lead or "", -1)
            members = [ground.person_at[person] for person in booking.members if person in ground.person_at]
            if booking.review in ground.review_at:
                self.before[ground.review_at[booking.review]] = (lead, members)

    def usual_points(self) -> float:
        return self.problem.weights.change_seat

    def prices(self, review: int, people: Ints, *, lead: bool) -> Floats:
        if review not in self.before:
            return np.zeros(len(people))
        leader, members = self.before[review]
        kept = people == leader if lead else among(people, members)
        changed: Floats = ~kept * self.price
        return changed

    def reason(self, review: int, person: int) -> Words:
        return Words("has this seat in the new plan only")
