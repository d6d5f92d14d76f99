"""What is readable and yet can't be: names that lead nowhere, numbers that exclude each other, pins against hard rules."""

from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np

from rota.case import Case
from rota.format.faults import Fault
from rota.ground import Ground
from rota.problem import Forbidden, Pin, Problem, Seat, Setting
from rota.rules import catalogue


def faults(problem: Problem) -> tuple[Fault, ...]:
    """Every contradiction with its place and reason; none when the problem can be planned."""
    found = [*_twice(problem), *_calendar(problem), *_references(problem), *_settings(problem)]
    if not found:  # only then do positions mean anything
        found = [*_windows(problem), *_pins(problem), *_frozen(problem)]
    return tuple(found)


def _twice(problem: Problem) -> Iterator[Fault]:
    lists: dict[str, Iterable[str]] = {
        "schools": (item.id for item in problem.schools),
        "reviewers": (item.id for item in problem.people),
        "reviews": (item.id for item in problem.reviews),
    }
    for name, ids in lists.items():
        for identifier, times in Counter(ids).items():
            if times > 1:
                yield Fault(name, f"{identifier} is there {times} times")


def _calendar(problem: Problem) -> Iterator[Fault]:
    if not problem.days:
        yield Fault("days", "is empty: nothing can be planned on no day")
    for position in range(1, len(problem.days)):
        if problem.days[position] <= problem.days[position - 1]:
            yield Fault(f"days[{position}]", f"{problem.days[position]} doesn't come after the day before it")
    for position, review in enumerate(problem.reviews):
        if review.latest < review.earliest:
            yield Fault(f"reviews[{position}]", f"latest {review.latest} is before earliest {review.earliest}")


def _references(problem: Problem) -> Iterator[Fault]:
    schools = {school.id for school in problem.schools}
    people = {person.id for person in problem.people}
    reviews = {review.id for review in problem.reviews}
    patterns = set(problem.term_patterns)
    extra = problem.extra
    wanted: list[tuple[str, str | None, set[str], str]] = []
    wanted += [
        (f"schools[{n}].pattern", item.pattern, patterns, "term pattern") for n, item in enumerate(problem.schools)
    ]
    wanted += [(f"reviewers[{n}].school", item.school, schools, "school") for n, item in enumerate(problem.reviewers)]
    wanted += [
        (f"extra.pool[{n}].pattern", item.base.pattern if item.base else None, patterns, "term pattern")
        for n, item in enumerate(extra.pool)
    ]
    wanted += [(f"reviews[{n}].school", item.school, schools, "school") for n, item in enumerate(problem.reviews)]
    for n, tie in enumerate(problem.conflicts):
        wanted += [
            (f"conflicts[{n}]", tie.reviewer, people, "reviewer"),
            (f"conflicts[{n}]", tie.school, schools, "school"),
        ]
    both: tuple[tuple[str, tuple[Pin | Forbidden, ...]], ...] = (
        ("pins", problem.pins),
        ("extra.forbidden", extra.forbidden),
    )
    for name, pairs in both:
        wanted += [(f"{name}[{n}].review", pair.review, reviews, "review") for n, pair in enumerate(pairs)]
        wanted += [(f"{name}[{n}].reviewer", pair.reviewer, people, "reviewer") for n, pair in enumerate(pairs)]
    for n, item in enumerate(extra.apart):
        wanted += [(f"extra.apart[{n}].reviews", review, reviews, "review") for review in item.reviews]
        wanted += [(f"extra.apart[{n}].people", person, people, "reviewer") for person in item.people]
    wanted += [(f"extra.cost_caps.{school}", school, schools, "school") for school in extra.cost_caps]
    wanted += [(f"extra.carried.{school}", school, schools, "school") for school in extra.carried]
    wanted += [(f"extra.targets.{person}", person, people, "reviewer") for person in extra.targets]
    wanted += [(f"extra.frozen[{n}]", review, reviews, "review") for n, review in enumerate(extra.frozen)]
    for place, named, known, what in wanted:
        if named is not None and named not in known:
            yield Fault(place, f"there is no {what} {named!r}")
    yield from _baseline(problem, reviews, people)


def _baseline(problem: Problem, reviews: set[str], people: set[str]) -> Iterator[Fault]:
    bookings = problem.baseline.bookings if problem.baseline else ()
    for review, times in Counter(booking.review for booking in bookings).items():
        if times > 1:
            yield Fault("baseline.reviews", f"{review} is there {times} times")
    frozen = set(problem.extra.frozen)
    for position, booking in enumerate(bookings):
        if booking.review in frozen:
            for person in booking.team:
                if person not in people:
                    yield Fault(f"baseline.reviews[{position}]", f"is frozen, and there is no reviewer {person!r}")


def _settings(problem: Problem) -> Iterator[Fault]:
    known = {rule.key: rule for rule in catalogue()}
    for key, setting in problem.extra.settings.items():
        if key not in known:
            yield Fault(f"extra.settings.{key}", f"there is no such rule; there are {', '.join(sorted(known))}")
        elif known[key].fixed and setting is not known[key].default:
            yield Fault(f"extra.settings.{key}", "this rule can't be switched")
    for key in problem.extra.points:
        if key not in known:
            yield Fault(f"extra.points.{key}", "there is no such rule")


def _windows(problem: Problem) -> Iterator[Fault]:
    days = problem.days
    for position, review in enumerate(problem.reviews):
        if review.latest < days[0] or review.earliest > days[-1]:
            yield Fault(f"reviews[{position}]", f"its window lies outside the days from {days[0]} to {days[-1]}")


def _pins(problem: Problem) -> Iterator[Fault]:
    if not problem.pins:
        return
    case = Case(problem)
    seats: dict[str, set[str]] = {}
    starts: dict[str, object] = {}
    leads: dict[str, str] = {}
    for position, pin in enumerate(problem.pins):
        place = f"pins[{position}]"
        if pin.start is None and pin.reviewer is None:
            yield Fault(place, "pins neither a date nor a person")
        if pin.start and starts.setdefault(pin.review, pin.start) != pin.start:
            yield Fault(place, f"{pin.review} is pinned to {starts[pin.review]} too")
        elif pin.start:
            yield from _pinned_date(case, pin, place)
        if pin.reviewer:
            yield from _pinned_person(case, pin, place)
            seats.setdefault(pin.review, set()).add(pin.reviewer)
            if pin.seat is Seat.LEAD and leads.setdefault(pin.review, pin.reviewer) != pin.reviewer:
                yield Fault(place, f"{pin.review} has {leads[pin.review]} pinned as its lead too")
    members = {review.id: review.members for review in problem.reviews}
    for review, people in seats.items():
        if len(people) > members[review] + 1:
            yield Fault("pins", f"{review} has {len(people)} people pinned and {members[review] + 1} seats")


def _pinned_date(case: Case, pin: Pin, place: str) -> Iterator[Fault]:
    """The rules that the pinned date breaks, by name; several ways to lay it are enough if one is free."""
    ground = case.ground
    review = ground.review_at[pin.review]
    dates = case.dates(review)
    start = ground.day_at.get(pin.start) if pin.start else None
    if any(dates.table.all[number].start == start for number in dates.ids):
        return
    ways = [number for number, slot in enumerate(dates.table.all) if slot.start == start]
    if not ways:
        yield Fault(place, f"{pin.start} doesn't begin {int(ground.length[review])} working days of one week")
    for rule in case.date_rules if ways else ():
        hits = rule.hits(review, dates.table) if rule.hard else None
        if hits is not None and hits[ways].all():
            yield Fault(place, f"{pin.start} breaks {rule.key}: {rule.reason(review, dates.table.all[ways[0]])}")


def _pinned_person(case: Case, pin: Pin, place: str) -> Iterator[Fault]:
    ground: Ground = case.ground
    review, person = ground.review_at[pin.review], ground.person_at[pin.reviewer or ""]
    if pin.override:
        return
    alone = np.array([person])
    seats = [True] if pin.seat is Seat.LEAD else [False] if pin.seat is Seat.MEMBER else [True, False]
    barred = [rule for rule in case.pairs if rule.hard and all(rule.hits(review, alone, lead=s)[0] for s in seats)]
    for rule in barred:
        yield Fault(place, f"{pin.reviewer} on {pin.review} breaks {rule.key}: {rule.reason(review, person)}")
    dates = case.dates(review)
    if not barred and len(dates.ids) and not case.can(review, alone, dates.table)[0][dates.ids].any():
        words = case.day_rules[0].reason(person, dates.slot(0)) if case.day_rules else "can't come"
        yield Fault(place, f"{pin.reviewer} can't come to {pin.review} on any of its days: {words}")


def _frozen(problem: Problem) -> Iterator[Fault]:
    planned = {booking.review for booking in problem.baseline.bookings} if problem.baseline else set()
    for position, review in enumerate(problem.extra.frozen):
        if review not in planned:
            yield Fault(f"extra.frozen[{position}]", f"{review} has no booking in the baseline to keep")
    if problem.extra.settings.get("workshop") is Setting.HARD and not problem.extra.workshop_within:
        yield Fault("extra.settings.workshop", "is hard, but workshop_within says no days")
