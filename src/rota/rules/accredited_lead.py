from rota.ground import Bools, Ints
from rota.rules.base import PairRule, none
from rota.words import Words


class AccreditedLead(PairRule):
    key = "accredited_lead"
    code = "H2"
    title = "Only an accredited lead leads"
    protects = "a host is led through its review by somebody who has learned to"

    def hits(self, review: int, people: Ints, *, lead: bool) -> Bools:
        return ~self.ground.can_lead[people] if lead else none(people)

    def reason(self, review: int, person: int) -> Words:
        return Words("is not accredited to lead")
