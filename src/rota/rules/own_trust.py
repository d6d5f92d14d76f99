from rota.ground import Bools, Ints
from rota.problem import Setting
from rota.rules.base import PairRule, none
from rota.words import Words


class OwnTrust(PairRule):
    key = "own_trust"
    code = "H3"
    title = "Nobody reviews a school of their own trust"
    by_seat = False
    protects = "nobody reviews those they answer to"

    def usual(self) -> Setting:
        return Setting.HARD if self.problem.programme.own_trust == "forbid" else Setting.OFF

    def hits(self, review: int, people: Ints, *, lead: bool) -> Bools:
        ground, host = self.ground, self.ground.host[review]
        if ground.trust[host] < 0:
            return none(people)
        home = ground.home[people]
        same: Bools = (home >= 0) & (home != host) & (ground.trust[home] == ground.trust[host])
        return same

    def reason(self, review: int, person: int) -> Words:
        return Words("both schools are in the same trust")
