from collections.abc import Iterable

from rota.ground import Ints, Slot
from rota.rules.base import AccountRule, Draw, Draws, Limit, one
from rota.words import Words


class OneDuty(AccountRule):
    key = "one_duty"
    code = "H8"
    title = "One duty a day: a team, or being at home while one's own school is reviewed"
    protects = "nobody is expected in two places"
    fixed = True
    alike = Limit(high=1, over=float("inf"))

    def prepare(self) -> None:
        self.width = len(self.ground.days)

    def count(self) -> int:
        return len(self.ground.people) * self.width

    def duty(self, people: Ints, days: Ints) -> Iterable[Draws]:
        yield self.first + people * self.width + days, one(people)

    def date(self, review: int, slot: Slot) -> Iterable[Draw]:
        for person in self.ground.people_of[self.ground.host[review]]:
            for day in slot.days:
                yield self.first + int(person) * self.width + day, 1

    def reason(self, account: int, level: float) -> Words:
        day = self.ground.days[(account - self.first) % self.width]
        return Words("has two duties on {day}, or one while their own school is reviewed", day=day)

    def about(self, account: int) -> dict[str, str]:
        return {"person": self.ground.people[(account - self.first) // self.width].id}
