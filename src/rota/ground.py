"""
The problem as numbers: people, schools, reviews and days by their positions, as arrays.

Everything that looks for plans, and every rule, stands on this; nothing here knows a rule.
"""

import dataclasses
import functools
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rota.problem import Problem, Reviewer, Span

Ints = NDArray[np.int64]
Floats = NDArray[np.floating[Any]]
Bools = NDArray[np.bool_]

EARTH_MILES = 3958.7613


class Slot(NamedTuple):
    """One way to lay a review into the calendar; days are positions in `Ground.days`."""

    start: int
    days: tuple[int, ...]
    workshop: int | None
    duty: tuple[int, ...]  # the visit's days, and the workshop's
    week: int


@dataclasses.dataclass(frozen=True, slots=True)
class Slots:
    """All ways to lay a review of one length into the calendar, whoever the host is."""

    all: tuple[Slot, ...]
    days: Ints  # by slot and day of the visit
    duty: Ints  # the same, with the workshop
    monday: Ints  # ordinal of the first day's week
    workshop: Ints  # below nought where there is none
    places: dict[tuple[int, int | None], int]  # by first day and workshop; empty in what `some` gives
    whole: "Slots | None" = None  # all slots, where these are only some
    numbers: Ints | None = None  # and which of them these are

    def at(self, start: int, workshop: int | None) -> int | None:
        return self.places.get((start, workshop))

    def some(self, numbers: Ints) -> "Slots":
        """A few of them, in this order."""
        found = tuple([self.all[number] for number in numbers.tolist()])
        whole, which = (self, numbers) if self.numbers is None else (self.whole, self.numbers[numbers])
        parts = (self.days[numbers], self.duty[numbers], self.monday[numbers], self.workshop[numbers])
        return Slots(found, *parts, {}, whole, which)

    def only(self, number: int) -> "Slots":
        """One of them, to ask about it alone."""
        return self.some(np.array([number]))


class Ground:
    """The arrays. Their names say what they hold; the index is always review, then person or school, then day."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.people: tuple[Reviewer, ...] = problem.people
        self.days = problem.days
        self.day_at = {day: n for n, day in enumerate(self.days)}
        self.school_at = {school.id: n for n, school in enumerate(problem.schools)}
        self.person_at = {person.id: n for n, person in enumerate(self.people)}
        self.review_at = {review.id: n for n, review in enumerate(problem.reviews)}
        self.mondays = sorted({monday(day) for day in self.days})
        self._week_at = {day: n for n, day in enumerate(self.mondays)}
        # What was asked once, by the question. The ground's own, so that it ends with the ground.
        self._reached: dict[Span, tuple[int, int]] = {}
        self._having: dict[tuple[str, str], Bools] = {}
        self._slots: dict[int, Slots] = {}
        self._set_schools()
        self._set_people()
        self._set_reviews()
        self._asked: tuple[int, Ints | None, Floats] = (-1, None, np.zeros(0))

    def _set_schools(self) -> None:
        schools = self.problem.schools
        terms = {name: self.marked(spans) for name, spans in self.problem.term_patterns.items()}
        self.terms = terms
        self.open: Bools = np.array([terms[school.pattern] & ~self.marked(school.blocked) for school in schools])
        self.open = self.open.reshape(len(schools), len(self.days))
        self.trust = codes([school.trust for school in schools])
        self.cluster = codes([school.cluster or "" for school in schools])
        self.outstanding: Bools = np.array([school.standing == "outstanding" for school in schools], bool)
        self.school_place = np.radians([(school.lat, school.lon) for school in schools]).reshape(-1, 2)

    def _set_people(self) -> None:
        people, schools = self.people, self.problem.schools
        self.home: Ints = np.array([self.school_at[p.school] if p.school else -1 for p in people], np.int64)
        self.free: Bools = np.zeros((len(people), len(self.days)), bool)
        for row, person in enumerate(people):
            pattern = person.base.pattern if person.base else schools[self.home[row]].pattern
            self.free[row] = self.terms[pattern]
            for span in person.unavailable:
                first, last = self.reach(span)
                self.free[row, first:last] = False
        places = [(p.base.lat, p.base.lon) if p.base else (schools[h].lat, schools[h].lon) for p, h in self._homes()]
        self.person_place: Floats = np.radians(places).reshape(-1, 2)
        self.can_lead: Bools = np.array([person.can_lead for person in people], bool)
        self.new: Bools = np.array([person.experience == 0 for person in people], bool)
        self.max_miles: Floats = np.array([person.max_miles for person in people], float)
        self.trained: Ints = np.array([self.reach(Span(date.min, person.trained_until))[1] for person in people])
        self.people_of: list[Ints] = [np.empty(0, np.int64)] * len(schools)
        order = np.argsort(self.home, kind="stable")
        edges = np.searchsorted(self.home[order], np.arange(len(schools) + 1))
        self.people_of = [order[edges[n] : edges[n + 1]] for n in range(len(schools))]

    def _homes(self) -> Iterable[tuple[Reviewer, int]]:
        return zip(self.people, self.home, strict=True)

    def _set_reviews(self) -> None:
        reviews = self.problem.reviews
        self.host: Ints = np.array([self.school_at[review.school] for review in reviews], np.int64)
        self.length: Ints = np.array([review.days for review in reviews], np.int64)
        self.reviews_of: list[list[int]] = [[] for _ in self.problem.schools]
        for v, school in enumerate(self.host):
            self.reviews_of[school].append(v)

    def having(self, what: str, value: str) -> Bools:
        """Which people have this phase or this specialism."""
        if (what, value) not in self._having:
            self._having[what, value] = np.array([value in getattr(person, what) for person in self.people], bool)
        return self._having[what, value]

    def week(self, day: date) -> int:
        return self._week_at[monday(day)]

    def reach(self, span: Span) -> tuple[int, int]:
        """The positions of the days in this span: first, and one past the last."""
        if span not in self._reached:
            first = np.searchsorted(self._ordinals, span.first.toordinal())
            after = np.searchsorted(self._ordinals, span.last.toordinal(), side="right")
            self._reached[span] = int(first), int(after)
        return self._reached[span]

    @functools.cached_property
    def _ordinals(self) -> Ints:
        return np.array([day.toordinal() for day in self.days], np.int64)

    def marked(self, spans: Sequence[Span]) -> Bools:
        found = np.zeros(len(self.days), bool)
        for span in spans:
            first, last = self.reach(span)
            found[first:last] = True
        return found

    def miles(self, school: int, people: Ints) -> Floats:
        """By road, roughly: the great circle times the road factor."""
        if self._asked[0] == school and self._asked[1] is people:  # several rules ask, one after another
            return self._asked[2]
        lat, lon = self.school_place[school]
        there = self.person_place[people]
        half = np.sin((lat - there[:, 0]) / 2) ** 2
        half += self._across[people] * np.cos(lat) * np.sin((lon - there[:, 1]) / 2) ** 2
        road: Floats = 2 * EARTH_MILES * np.arcsin(np.minimum(1, np.sqrt(half))) * self.problem.weights.road_factor
        self._asked = (school, people, road)
        return road

    @functools.cached_property
    def _across(self) -> Floats:
        return np.cos(self.person_place[:, 0])

    def fares(self, review: int, people: Ints) -> Floats:
        """Pounds for each person's journeys to this review: there and back each day, or once with nights."""
        weights, days = self.problem.weights, self.length[review]
        miles, rate = self.miles(int(self.host[review]), people), weights.mile_pence / 100
        daily = miles <= weights.day_limit_miles
        pounds: Floats = np.floor(
            np.where(daily, 2 * miles * rate * days, 2 * miles * rate + weights.overnight * days) + 0.5
        )
        return pounds

    def slots(self, length: int) -> Slots:
        """All ways to lay a review of so many days into the calendar."""
        if length not in self._slots:
            self._slots[length] = _slots(self, length, self.problem.extra.workshop_within)
        return self._slots[length]

    def near(self, review: int, *, most: int | None = None) -> Ints:
        """
        People who may live within their own limit of miles: a few too many, never one too few.

        With `most`, only so many of them, the nearest.
        """
        places, reach = self._sphere
        closeness = places @ sphere(self.school_place[self.host[review]][None, :])[0]
        found = np.flatnonzero(closeness >= reach)
        if most is not None and len(found) > most:
            found = np.sort(found[np.argpartition(-closeness[found], most)[:most]])
        return found

    @functools.cached_property
    def _sphere(self) -> tuple[Floats, Floats]:
        """People's places on the unit sphere, and the cosine of the angle that each would travel at most."""
        road = np.minimum(self.max_miles + 1e-6, 4 * np.pi * EARTH_MILES)
        angle = np.minimum(road / max(self.problem.weights.road_factor, 1e-9) / EARTH_MILES, np.pi)
        return sphere(self.person_place), np.cos(angle) - 1e-12


def _slots(ground: Ground, length: int, within: int) -> Slots:
    found = []
    for start, first in enumerate(ground.days):
        days = [first + timedelta(n) for n in range(length)]
        if monday(days[-1]) != monday(first) or any(day not in ground.day_at for day in days):
            continue
        visit = tuple(ground.day_at[day] for day in days)
        after = [days[-1] + timedelta(n) for n in range(1, within + 1)]
        workshops: list[int | None] = [ground.day_at[day] for day in after if day in ground.day_at]
        for workshop in workshops or [None]:
            duty = visit if workshop is None else (*visit, workshop)
            found.append(Slot(start, visit, workshop, duty, ground.week(first)))
    # Where no working day follows in time, the visit alone is kept: the workshop's rule says what becomes of it.
    widest = max((len(slot.duty) for slot in found), default=length)
    return Slots(
        all=tuple(found),
        days=np.array([slot.days for slot in found], np.int64).reshape(-1, length),
        duty=np.array([(*slot.duty, *slot.duty[:1] * (widest - len(slot.duty))) for slot in found], np.int64).reshape(
            -1, widest
        ),
        monday=np.array([ground.mondays[slot.week].toordinal() for slot in found], np.int64),
        workshop=np.array([-1 if slot.workshop is None else slot.workshop for slot in found], np.int64),
        places={(slot.start, slot.workshop): number for number, slot in enumerate(found)},
    )


def monday(day: date) -> date:
    return day - timedelta(day.weekday())


def codes(values: Sequence[str | None]) -> Ints:
    """Equal numbers for equal values; -1 for None."""
    known: dict[str, int] = {}
    return np.array([-1 if value is None else known.setdefault(value, len(known)) for value in values], np.int64)


def sphere(places: Floats) -> Floats:
    lat, lon = places[:, 0], places[:, 1]
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
