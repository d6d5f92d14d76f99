from collections.abc import Iterable

from rota.ground import Ints
from rota.problem import Setting
from rota.rules.base import AccountRule, Draws, Limit, one
from rota.words import Words


class TargetDays(AccountRule):
    key = "target_days"
    title = "People give about as many days as they would like to"
    protects = "those who offer more are asked, and those who offer less are spared"
    default = Setting.SOFT
    points = 10

    def prepare(self) -> None:
        wanted = self.problem.extra.targets
        self.targets = {self.ground.person_at[person]: days for person, days in wanted.items()}

    def seat(self, review: int, people: Ints, *, lead: bool) -> Iterable[Draws]:
        if self.targets:
            numbers = 0 * people - 1
            for position, person in enumerate(people):
                if int(person) in self.targets:
                    numbers[position] = self.first + person
            yield numbers, one(people) * self.ground.length[review]

    def standing(self) -> Iterable[int]:
        return [self.first + person for person in self.targets]

    def bounds(self, account: int) -> Limit:
        target, never = self.targets[account - self.first], float("inf")
        return Limit(target, target, never, never)

    def reason(self, account: int, level: float) -> Words:
        target = self.targets[account - self.first]
        return Words("gives {given} days and would like to give {target}", given=int(level), target=f"{target:g}")

    def about(self, account: int) -> dict[str, str]:
        return {"person": self.ground.people[account - self.first].id}
