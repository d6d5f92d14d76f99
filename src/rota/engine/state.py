"""A plan while it is being looked for: as numbers, with every account kept up to date."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rota.accounts import Drawn, Tally
from rota.case import UNPLANNED, Case
from rota.ground import Floats, Ints
from rota.judging import drawn_levels, lay
from rota.plan import Booking, Plan
from rota.rules import Tier

Counts = NDArray[np.int16]


class Placed(NamedTuple):
    """One review's part: the slot's number in its table, and people by their numbers; -1 for no lead."""

    slot: int
    lead: int
    members: tuple[int, ...]

    @property
    def team(self) -> tuple[int, ...]:
        return ((self.lead,) if self.lead >= 0 else ()) + self.members


class Handed(NamedTuple):
    """Part of a plan with its own points and what it draws, by the rules' numbers of accounts."""

    placed: dict[int, Placed]
    points: dict[int, float]
    accounts: Ints
    levels: Floats


class State:
    """Bookings that are put and lifted again; what each draws is remembered, or asked for again."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.tally = Tally(case.book)
        self.placed: dict[int, Placed] = {}
        self._drawn: dict[int, Drawn] = {}
        self._serving: dict[int, set[int]] = {}
        self._own: dict[int, float] = {}  # points of those that have been asked for
        # Duties by person and day, and people away by school (the last row: nobody's) and day: for a quick look at who may
        # have time. What is allowed the accounts say.
        days = len(case.ground.days)
        self.busy: Counts = np.zeros((len(case.ground.people), days), np.int16)
        self.away: Counts = np.zeros((len(case.problem.schools) + 1, days), np.int16)

    def put(self, review: int, placed: Placed, drawn: Drawn | None = None, points: float | None = None) -> None:
        """Lay this review so. `drawn` is what it draws, and `points` its own, where they are known already."""
        self.lift(review)
        drawn = self.draws(review, placed) if drawn is None else drawn
        self.tally.post(drawn)
        self._drawn[review] = drawn
        self._seat(review, placed)
        if points is not None:
            self._own[review] = points

    def _seat(self, review: int, placed: Placed) -> None:
        self.placed[review] = placed
        self._mark(review, placed, 1)
        for person in placed.team:
            self._serving.setdefault(person, set()).add(review)

    def _mark(self, review: int, placed: Placed, sign: int) -> None:
        ground = self.case.ground
        slot = ground.slots(int(ground.length[review])).all[placed.slot]
        days, team = np.array(slot.duty), np.array(placed.team, np.int64)
        self.busy[team[:, None], days] += sign
        np.add.at(self.away, (ground.home[team][:, None], days), sign)
        self.busy[ground.people_of[ground.host[review]][:, None], np.array(slot.days)] += sign

    def fill(self, bookings: tuple[Booking, ...]) -> None:
        """Take in a whole plan at once, while there is none; what can't be laid is left out."""
        known = tuple(item for item in bookings if item.review in self.case.ground.review_at)
        if len(known) == len(bookings):
            known = bookings  # the very same, whose levels may be known
        for item in known:
            where = placed(self.case, item)
            if where is not None:
                self._seat(self.case.ground.review_at[item.review], where)
        raw, levels = drawn_levels(self.case, known)
        numbers = self.case.book.number(raw)
        self.tally.fit()[numbers] = levels

    def handed(self, reviews: Iterable[int]) -> "Handed":
        """These reviews, and all levels, as another process can take them in."""
        kept = {review: self.placed[review] for review in reviews if review in self.placed}
        drawn = np.flatnonzero(self.tally.fit())
        points = {review: self.seat_points(review) for review in kept}
        return Handed(kept, points, self.case.book.raw[drawn], self.tally.fit()[drawn])

    def take_in(self, handed: "Handed") -> None:
        """Add what another process has laid, none of which is laid here."""
        for review, where in handed.placed.items():
            self._seat(review, where)
        self._own.update(handed.points)
        numbers = self.case.book.number(handed.accounts)
        self.tally.fit()[numbers] += handed.levels

    def short(self, review: int) -> int:
        """How many of its seats are empty."""
        wanted, where = 1 + self.case.problem.reviews[review].members, self.placed.get(review)
        return wanted if where is None else wanted - len(where.team)

    def serving(self, person: int) -> set[int]:
        """The reviews on whose team this person is."""
        return self._serving.get(person, set())

    def lift(self, review: int) -> Placed | None:
        gone = self.placed.pop(review, None)
        if gone is not None:
            drawn = self._drawn.pop(review, None)
            self.tally.post(self.draws(review, gone) if drawn is None else drawn, -1)
        self._own.pop(review, None)
        if gone is not None:
            self._mark(review, gone, -1)
        for person in gone.team if gone else ():
            self._serving[person].discard(review)
        return gone

    def points(self) -> float:
        """What the plan costs as the case scales it."""
        missing = len(self.case.problem.reviews) - len(self.placed)
        own = sum(self.seat_points(review) for review in self.placed)
        unplanned = missing * UNPLANNED * self.case.scale[Tier.SHORTFALL]
        return own + self.tally.points(self.case.standing) + unplanned

    def draws(self, review: int, placed: Placed) -> Drawn:
        case = self.case
        slot = case.ground.slots(int(case.ground.length[review])).all[placed.slot]
        return case.team_draws(review, slot, placed.lead, placed.members)

    def seat_points(self, review: int) -> float:
        """Points of this review's date and seats by themselves, without the accounts."""
        if review not in self._own:
            self._own[review] = self._seat_points(review)
        return self._own[review]

    def _seat_points(self, review: int) -> float:
        placed, case = self.placed[review], self.case
        dates = case.dates(review)
        found = float(dates.prices[np.flatnonzero(dates.ids == placed.slot)].sum())
        for people, lead in (((placed.lead,) if placed.lead >= 0 else (), True), (placed.members, False)):
            if people:
                numbers = np.array(people, np.int64)
                found += float(case.seat_prices(review, numbers, lead=lead).sum())
        return found

    def plan(self) -> Plan:
        return Plan(
            instance=self.case.problem.name,
            bookings=tuple(booking(self.case, review, self.placed[review]) for review in sorted(self.placed)),
        )


def booking(case: Case, review: int, placed: Placed) -> Booking:
    ground, people = case.ground, case.ground.people
    slot = ground.slots(int(ground.length[review])).all[placed.slot]
    return Booking(
        review=case.problem.reviews[review].id,
        start=ground.days[slot.start],
        lead=people[placed.lead].id if placed.lead >= 0 else None,
        members=tuple(people[person].id for person in placed.members),
        workshop=None if slot.workshop is None else ground.days[slot.workshop],
    )


def placed(case: Case, found: Booking) -> Placed | None:
    """The booking as numbers; None when it can't be laid."""
    laid = lay(case, found)
    if laid is None:
        return None
    team = [int(person) for person in laid.team]
    return Placed(laid.number, team[0] if laid.led else -1, tuple(team[1:] if laid.led else team))


def restore(case: Case, bookings: Iterable[Booking] | Mapping[int, Placed]) -> State:
    state = State(case)
    if isinstance(bookings, Mapping):
        for review, where in bookings.items():
            state.put(review, where)
    else:
        state.fill(tuple(bookings))
    return state
