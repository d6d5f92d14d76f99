from collections.abc import Iterable

import numpy as np

from rota.ground import Ints
from rota.problem import Setting
from rota.rules.base import ROW, AccountRule, Draws, Limit, one
from rota.words import Words


class OnePerSchool(AccountRule):
    key = "one_per_school"
    code = "H11"
    title = "A team has nobody twice from one school"
    protects = "a host is seen from several schools"
    alike = Limit(high=1, over=float("inf"))

    def usual(self) -> Setting:
        return Setting.HARD if self.problem.programme.one_per_school_in_team else Setting.OFF

    def prepare(self) -> None:
        self.width = len(self.problem.schools)

    def count(self) -> int | None:
        many = len(self.problem.reviews) * self.width
        return many if many <= ROW else None

    def seat(self, review: int, people: Ints, *, lead: bool) -> Iterable[Draws]:
        home = self.ground.home[people]
        yield np.where(home >= 0, self.first + review * self.width + home, -1), one(people)

    def reason(self, account: int, level: float) -> Words:
        school = self.problem.schools[(account - self.first) % self.width]
        return Words("has {found} people from {school}", found=int(level), school=school.name or school.id)

    def about(self, account: int) -> dict[str, str]:
        review, school = divmod(account - self.first, self.width)
        return {"review": self.problem.reviews[review].id, "school": self.problem.schools[school].id}
