from rota.ground import Bools, Ints
from rota.problem import Setting
from rota.rules.base import PairRule, none
from rota.words import Words


class OutstandingLead(PairRule):
    key = "outstanding_lead"
    code = "H2"
    title = "An outstanding school is led by a head of another"
    protects = "the strongest schools are stretched too"

    def usual(self) -> Setting:
        return self.problem.programme.outstanding_lead

    def usual_points(self) -> float:
        return self.problem.weights.outstanding_lead

    def hits(self, review: int, people: Ints, *, lead: bool) -> Bools:
        ground = self.ground
        if not lead or not ground.outstanding[ground.host[review]]:
            return none(people)
        home = ground.home[people]
        return ~((home >= 0) & ground.outstanding[home])

    def reason(self, review: int, person: int) -> Words:
        return Words("the host is outstanding and their own school is not")
