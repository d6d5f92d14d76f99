from collections.abc import Iterable

from rota.ground import Ints
from rota.problem import Seat
from rota.rules.base import AccountRule, Draws, Limits
from rota.words import Words


class PinnedPerson(AccountRule):
    key = "pinned_person"
    code = "H13"
    title = "A pinned person is on the team"
    by_seat = True
    protects = "what has been promised is kept"

    def prepare(self) -> None:
        self.pins: dict[int, list[tuple[int, int, Seat | None]]] = {}
        for number, pin in enumerate(self.problem.pins):
            if pin.reviewer:
                entry = (number, self.ground.person_at[pin.reviewer], pin.seat)
                self.pins.setdefault(self.ground.review_at[pin.review], []).append(entry)

    def seat(self, review: int, people: Ints, *, lead: bool) -> Iterable[Draws]:
        for number, person, seat in self.pins.get(review, ()):
            counts = seat is not Seat.LEAD or lead  # as in the format: only a pinned lead names the seat
            yield 0 * people + self.first + number, (people == person) * float(counts)

    def standing(self) -> Iterable[int]:
        return [self.first + number for pins in self.pins.values() for number, *_ in pins]

    def bounds_of(self, accounts: Ints) -> Limits:
        return Limits(low=1, under=float("inf"))

    def reason(self, account: int, level: float) -> Words:
        pin = self.problem.pins[account - self.first]
        return Words("is settled as its lead") if pin.seat is Seat.LEAD else Words("is settled for its team")

    def about(self, account: int) -> dict[str, str]:
        pin = self.problem.pins[account - self.first]
        return {"review": pin.review, "person": pin.reviewer or ""}
