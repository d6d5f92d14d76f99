from rota.ground import Bools, Ints
from rota.rules.base import PairRule, among, none
from rota.words import Words


class Conflict(PairRule):
    key = "conflict"
    code = "H3"
    title = "Nobody reviews a school to which they have a tie"
    by_seat = False
    protects = "a host can trust that nobody has a stake in what is found"

    def prepare(self) -> None:
        ground = self.ground
        self.reasons: dict[int, dict[int, str]] = {}
        for item in self.problem.conflicts:
            self.reasons.setdefault(ground.school_at[item.school], {})[ground.person_at[item.reviewer]] = item.reason

    def hits(self, review: int, people: Ints, *, lead: bool) -> Bools:
        tied = self.reasons.get(int(self.ground.host[review]))
        return among(people, tied) if tied else none(people)

    def reason(self, review: int, person: int) -> Words:
        why = self.reasons.get(int(self.ground.host[review]), {}).get(person, "")
        if not why:
            return Words("has a tie to this school")
        return Words("has a tie to this school ({why})", why=Words.as_given(why))
