"""A problem or a plan as the format has it; what is read back is equal to what was written."""

import dataclasses
import functools
from collections.abc import Sequence
from typing import Any

from rota.plan import Plan
from rota.problem import FORMAT, Extra, Pin, Problem, Reviewer, School, Span


def write_problem(problem: Problem) -> dict[str, Any]:
    document: dict[str, Any] = {
        "format": FORMAT,
        "name": problem.name,
        "seed": problem.seed,
        "mode": problem.mode,
        "days": [day.isoformat() for day in problem.days],
        "term_patterns": {name: _spans(spans) for name, spans in problem.term_patterns.items()},
        "rules": {**_plain(problem.programme), "same_week": True},
        "weights": _plain(problem.weights),
        "schools": [_school(school) for school in problem.schools],
        "reviewers": [_person(person) for person in problem.reviewers],
        "reviews": [_plain(review) for review in problem.reviews],
        "conflicts": [[item.reviewer, item.school, item.reason] for item in problem.conflicts],
        "pins": [_pin(pin) for pin in problem.pins],
        "baseline": write_plan(problem.baseline) if problem.baseline else None,
    }
    if problem.extra != Extra():
        document["extra"] = _extra(problem.extra)
    return document


def write_plan(plan: Plan) -> dict[str, Any]:
    rows = []
    for booking in plan.bookings:
        row: dict[str, Any] = {"id": booking.review, "start": booking.start.isoformat(), "lead": booking.lead}
        row["members"] = list(booking.members)
        if booking.workshop:
            row["workshop"] = booking.workshop.isoformat()
        rows.append(row)
    return {"instance": plan.instance, "reviews": rows}


def _spans(spans: Sequence[Span]) -> list[list[str]]:
    return [[span.first.isoformat(), span.last.isoformat()] for span in spans]


def _plain(item: Any) -> dict[str, Any]:
    """A flat record of texts, numbers, days and lists of texts."""
    return {name: _value(getattr(item, name)) for name in _names(type(item))}  # type: ignore[arg-type]


@functools.cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


def _value(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return list(value)
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value


def _school(school: School) -> dict[str, Any]:
    return {**_plain(school), "blocked": _spans(school.blocked)}


def _person(person: Reviewer) -> dict[str, Any]:
    row = {**_plain(person), "unavailable": _spans(person.unavailable)}
    base = row.pop("base")
    if base:
        del row["school"]
        row |= _plain(base)
    return row


def _pin(pin: Pin) -> dict[str, Any]:
    return {name: value for name, value in _plain(pin).items() if value not in (None, "")}


def _extra(extra: Extra) -> dict[str, Any]:
    return {
        "workshop_within": extra.workshop_within,
        "cost_caps": dict(extra.cost_caps),
        "cover_per_day": extra.cover_per_day,
        "pool": [_person(person) for person in extra.pool],
        "carried": {school: list(days) for school, days in extra.carried.items()},
        "targets": dict(extra.targets),
        "forbidden": [_plain(item) for item in extra.forbidden],
        "apart": [_plain(item) for item in extra.apart],
        "frozen": list(extra.frozen),
        "settings": {key: str(setting) for key, setting in extra.settings.items()},
        "points": dict(extra.points),
    }
