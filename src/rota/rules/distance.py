import numpy as np

from rota.ground import Bools, Ints
from rota.rules.base import PairRule
from rota.words import Words


class Distance(PairRule):
    key = "distance"
    code = "H10"
    title = "Nobody travels further than they said they would"
    by_seat = False
    protects = "people say yes again next year"

    def hits(self, review: int, people: Ints, *, lead: bool) -> Bools:
        ground = self.ground
        return ground.miles(int(ground.host[review]), people) > ground.max_miles[people] + 1e-9

    def reason(self, review: int, person: int) -> Words:
        ground = self.ground
        miles = ground.miles(int(ground.host[review]), np.array([person]))[0]
        return Words(
            "lives too far away ({miles} of {limit} miles)", miles=round(miles), limit=f"{ground.max_miles[person]:g}"
        )
