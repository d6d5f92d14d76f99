from rota.ground import Bools, Ints
from rota.rules.base import PairRule, none
from rota.words import Words


class PoolLeads(PairRule):
    key = "pool_leads"
    title = "Somebody from the pool leads, and is never a member"
    protects = "a team of peers stays a team of peers"

    def hits(self, review: int, people: Ints, *, lead: bool) -> Bools:
        return none(people) if lead else self.ground.home[people] < 0

    def reason(self, review: int, person: int) -> Words:
        return Words("comes from the pool, and may only lead")
