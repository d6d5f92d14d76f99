from collections.abc import Iterable

import numpy as np

from rota.ground import Ints
from rota.problem import Setting
from rota.rules.base import ROW, AccountRule, Draws, Limit, one
from rota.words import Words


class Reciprocal(AccountRule):
    """
    At most one of "somebody from A reviews B" and "somebody from B reviews A".

    With one person of a school in a team that is one account for each pair of reviews. Where a team may have several from
    a school, it is one account for each pair of people instead.
    """

    key = "reciprocal"
    code = "H4"
    title = "Two schools do not review each other in one cycle"
    protects = "nobody is kind in the hope of kindness"
    alike = Limit(high=1, over=float("inf"))

    def usual(self) -> Setting:
        return Setting.HARD if self.problem.programme.reciprocal == "forbid" else Setting.OFF

    def prepare(self) -> None:
        settings = self.problem.extra.settings
        single = self.problem.programme.one_per_school_in_team
        self.pairs = settings.get("one_per_school", Setting.HARD if single else Setting.OFF) is Setting.HARD
        self.reviews, self.people = len(self.problem.reviews), len(self.ground.people)
        most = max(map(len, self.ground.reviews_of), default=0)
        width = max(1, most)
        self.hosted = np.full((len(self.problem.schools) + 1, width), -1, np.int64)  # the last row: nobody's school
        for school, reviews in enumerate(self.ground.reviews_of):
            self.hosted[school, : len(reviews)] = reviews

    def count(self) -> int | None:
        many = self.reviews**2
        return many if self.pairs and many <= ROW else None

    def seat(self, review: int, people: Ints, *, lead: bool) -> Iterable[Draws]:
        home = self.ground.home[people]
        own = (home == self.ground.host[review])[:, None]
        back = np.where(own, -1, self.hosted[home])
        for column in back.T:
            low, high = np.minimum(column, review), np.maximum(column, review)
            number = low * self.reviews + high
            if self.pairs:
                yield np.where(column >= 0, self.first + number, -1), one(people)
            else:
                yield from self._person_by_person(review, people, column, number)

    def _person_by_person(self, review: int, people: Ints, back: Ints, number: Ints) -> Iterable[Draws]:
        for other in self.ground.people_of[self.ground.host[review]]:
            mine, theirs = (people, 0 * people + other)
            first, second = np.where(back > review, mine, theirs), np.where(back > review, theirs, mine)
            account = (number * self.people + first) * self.people + second
            yield np.where(back >= 0, self.first + account, -1), one(people)

    def _two(self, account: int) -> tuple[int, int]:
        number = account - self.first
        return divmod(number if self.pairs else number // self.people**2, self.reviews)

    def reason(self, account: int, level: float) -> Words:
        first, second = (self.problem.schools[self.ground.host[review]] for review in self._two(account))
        return Words(
            "{first} and {second} review each other", first=first.name or first.id, second=second.name or second.id
        )

    def about(self, account: int) -> dict[str, str]:
        return {"review": self.problem.reviews[self._two(account)[0]].id}


class ReciprocalLeads(Reciprocal):
    key = "reciprocal_leads"
    code = ""
    title = "Two schools do not lead each other's review in one cycle"
    protects = "who leads is not led in return"
    by_seat = True

    def usual(self) -> Setting:
        return Setting.OFF

    def seat(self, review: int, people: Ints, *, lead: bool) -> Iterable[Draws]:
        return super().seat(review, people, lead=lead) if lead else ()

    def reason(self, account: int, level: float) -> Words:
        first, second = (self.problem.schools[self.ground.host[review]] for review in self._two(account))
        return Words(
            "{first} and {second} lead each other's review",
            first=first.name or first.id,
            second=second.name or second.id,
        )
