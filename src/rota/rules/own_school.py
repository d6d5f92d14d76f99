from rota.ground import Bools, Ints
from rota.rules.base import PairRule
from rota.words import Words


class OwnSchool(PairRule):
    key = "own_school"
    code = "H3"
    title = "Nobody reviews their own school"
    by_seat = False
    protects = "a review is a look from outside"

    def hits(self, review: int, people: Ints, *, lead: bool) -> Bools:
        own: Bools = self.ground.home[people] == self.ground.host[review]
        return own

    def reason(self, review: int, person: int) -> Words:
        return Words("it is their own school")
