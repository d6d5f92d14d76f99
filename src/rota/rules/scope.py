from rota.ground import Bools, Ints
from rota.problem import Setting
from rota.rules.base import PairRule
from rota.words import Words


class Scope(PairRule):
    key = "scope"
    code = "H3"
    title = "Reviewers come from the host's own partnership"
    by_seat = False
    protects = "schools of a partnership learn from one another, year after year"

    def usual(self) -> Setting:
        return Setting.HARD if self.problem.programme.scope == "cluster" else Setting.OFF

    def hits(self, review: int, people: Ints, *, lead: bool) -> Bools:
        ground = self.ground
        home = ground.home[people]
        outside: Bools = (home >= 0) & (ground.cluster[home] != ground.cluster[ground.host[review]])
        return outside

    def reason(self, review: int, person: int) -> Words:
        return Words("their school is in another partnership")
