import numpy as np

from rota.ground import Floats, Ints
from rota.rules.base import PriceRule
from rota.words import Words


class Travel(PriceRule):
    key = "travel"
    title = "Journeys are short"
    by_seat = False
    protects = "reviews stay affordable"

    def prices(self, review: int, people: Ints, *, lead: bool) -> Floats:
        return self.ground.fares(review, people)

    def reason(self, review: int, person: int) -> Words:
        return Words("journeys cost £{pounds}", pounds=int(self.ground.fares(review, np.array([person]))[0]))
