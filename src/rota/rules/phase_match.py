from rota.ground import Bools, Ints
from rota.problem import Setting
from rota.rules.base import PairRule, Tier
from rota.words import Words


class PhaseMatch(PairRule):
    key = "phase_match"
    title = "Reviewers know the host's phase"
    by_seat = False
    protects = "what is seen is understood"
    tier = Tier.COST
    default = Setting.SOFT

    def usual_points(self) -> float:
        return self.problem.weights.phase_mismatch

    def hits(self, review: int, people: Ints, *, lead: bool) -> Bools:
        phase = self.problem.schools[self.ground.host[review]].phase
        return ~self.ground.having("phases", phase)[people]

    def reason(self, review: int, person: int) -> Words:
        return Words("has not worked in the host's phase")
