from rota.ground import Bools, Ints
from rota.rules.base import PairRule, among, none
from rota.words import Words


class Forbidden(PairRule):
    key = "forbidden"
    title = "Pairs that a planner has forbidden stay apart"
    by_seat = False
    protects = "what people know, and no file holds, counts too"

    def prepare(self) -> None:
        ground = self.ground
        self.pairs: dict[int, dict[int, str]] = {}
        for item in self.problem.extra.forbidden:
            self.pairs.setdefault(ground.review_at[item.review], {})[ground.person_at[item.reviewer]] = item.reason

    def hits(self, review: int, people: Ints, *, lead: bool) -> Bools:
        barred = self.pairs.get(review)
        return among(people, barred) if barred else none(people)

    def reason(self, review: int, person: int) -> Words:
        why = self.pairs.get(review, {}).get(person, "")
        return Words.as_given(why) if why else Words("a planner has ruled this out")
