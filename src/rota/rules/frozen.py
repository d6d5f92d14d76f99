"""A frozen review keeps its date and its team: the same promise in three shapes, date, person and seat."""

from rota.ground import Bools, Ground, Ints, Slot, Slots
from rota.plan import Booking
from rota.rules.base import DateRule, PairRule, among, none
from rota.words import Words

NEVER = -2  # a day on which no workshop is: that of a visit without one is -1


def _kept(ground: Ground) -> dict[int, Booking]:
    plan, frozen = ground.problem.baseline, set(ground.problem.extra.frozen)
    return {ground.review_at[b.review]: b for b in (plan.bookings if plan else ()) if b.review in frozen}


class FrozenDate(DateRule):
    key = "frozen_date"
    title = "A frozen review keeps its date"
    protects = "what is confirmed or past is left alone"

    def prepare(self) -> None:
        self.kept = _kept(self.ground)

    def hits(self, review: int, slots: Slots) -> Bools | None:
        if review not in self.kept:
            return None
        kept = self.kept[review]
        start = self.ground.day_at.get(kept.start, -1)
        workshop = self.ground.day_at.get(kept.workshop, NEVER) if kept.workshop else -1
        other: Bools = (slots.days[:, 0] != start) | (slots.workshop != workshop)
        return other

    def reason(self, review: int, slot: Slot) -> Words:
        return Words("the review is frozen on {day}", day=self.kept[review].start)


class FrozenTeam(PairRule):
    key = "frozen_team"
    title = "A frozen review keeps its team"
    protects = "what is confirmed or past is left alone"

    def prepare(self) -> None:
        ground = self.ground
        self.kept = {
            review: (ground.person_at.get(kept.lead or "", -1), [ground.person_at[person] for person in kept.members])
            for review, kept in _kept(ground).items()
        }

    def hits(self, review: int, people: Ints, *, lead: bool) -> Bools:
        if review not in self.kept:
            return none(people)
        leader, members = self.kept[review]
        return people != leader if lead else ~among(people, members)

    def reason(self, review: int, person: int) -> Words:
        return Words("the review is frozen with the team it has")
