"""A problem or a plan from what stands in a file; every mistake is gathered before the file is refused."""

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from rota.format import contradictions
from rota.format.faults import Fault, Unreadable
from rota.format.fields import (
    Read,
    amount,
    between,
    count,
    day,
    length,
    many,
    maybe,
    number,
    one_of,
    span,
    table,
    text,
    words,
    yes_or_no,
)
from rota.plan import Booking, Plan
from rota.problem import (
    FORMAT,
    Apart,
    Carried,
    Conflict,
    Extra,
    Forbidden,
    Pin,
    Place,
    Problem,
    Programme,
    Review,
    Reviewer,
    School,
    Seat,
    Setting,
    Weights,
)

REQUIRED = object()
Field = tuple[Read, Any]  # how it is read, and what it is when missing


def _strings(value: Any) -> frozenset[str]:
    return frozenset(many(text)(value))


def _setting(value: Any) -> Setting:
    return Setting(one_of(*Setting)(value))


def _seat(value: Any) -> Seat:
    return Seat(one_of(*Seat)(value))


def _carried(value: Any) -> Carried:
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError(f"two numbers, given and received, are expected, not {value!r}")
    return Carried(amount(value[0]), amount(value[1]))


SCHOOL: dict[str, Field] = {
    "id": (text, REQUIRED),
    "name": (words, ""),
    "lat": (between(-90, 90), REQUIRED),
    "lon": (between(-180, 180), REQUIRED),
    "phase": (text, REQUIRED),
    "trust": (maybe(text), None),
    "cluster": (maybe(text), None),
    "standing": (maybe(text), None),
    "pattern": (text, REQUIRED),
    "max_away": (count, REQUIRED),
    "blocked": (many(span), ()),
}
PERSON: dict[str, Field] = {
    "id": (text, REQUIRED),
    "school": (text, REQUIRED),
    "role": (words, ""),
    "can_lead": (yes_or_no, REQUIRED),
    "experience": (count, REQUIRED),
    "trained_until": (day, REQUIRED),
    "phases": (_strings, REQUIRED),
    "specialisms": (_strings, REQUIRED),
    "max_reviews": (count, REQUIRED),
    "max_days": (count, REQUIRED),
    "max_miles": (amount, REQUIRED),
    "unavailable": (many(span), ()),
}
BASE: dict[str, Field] = {"lat": SCHOOL["lat"], "lon": SCHOOL["lon"], "pattern": SCHOOL["pattern"]}
REVIEW: dict[str, Field] = {
    "id": (text, REQUIRED),
    "school": (text, REQUIRED),
    "days": (length, REQUIRED),
    "members": (count, REQUIRED),
    "preferred_week": (day, REQUIRED),
    "earliest": (day, REQUIRED),
    "latest": (day, REQUIRED),
    "needs": (many(text), ()),
}
PIN: dict[str, Field] = {
    "review": (text, REQUIRED),
    "start": (maybe(day), None),
    "reviewer": (maybe(text), None),
    "seat": (maybe(_seat), None),
    "override": (words, ""),
}
FORBIDDEN: dict[str, Field] = {"review": (text, REQUIRED), "reviewer": (text, REQUIRED), "reason": (words, "")}
APART: dict[str, Field] = {
    "reviews": (many(text), REQUIRED),
    "people": (many(text), REQUIRED),
    "but": (yes_or_no, False),
    "seats": (many(_seat), ()),
    "points": (maybe(amount), None),
    "reason": (words, ""),
}
PROGRAMME: dict[str, Field] = {
    "scope": (one_of("network", "cluster"), REQUIRED),
    "reciprocal": (one_of("forbid", "allow"), REQUIRED),
    "own_trust": (one_of("forbid", "allow"), "forbid"),
    "outstanding_lead": (_setting, REQUIRED),
    "one_per_school_in_team": (yes_or_no, REQUIRED),
    "max_new_per_team": (count, REQUIRED),
    "phase_cover": (count, REQUIRED),
    "weekly_cap": (count, REQUIRED),
}
WEIGHTS: dict[str, Field] = {field.name: (amount, REQUIRED) for field in dataclasses.fields(Weights)}
EXTRA: dict[str, Field] = {
    "workshop_within": (count, 0),
    "cost_caps": (table(amount), {}),
    "cover_per_day": (amount, 0),
    "carried": (table(_carried), {}),
    "targets": (table(amount), {}),
    "frozen": (many(text), ()),
    "settings": (table(_setting), {}),
    "points": (table(amount), {}),
}
BOOKING: dict[str, Field] = {
    "id": (text, REQUIRED),
    "start": (day, REQUIRED),
    "lead": (maybe(text), None),
    "members": (many(text), ()),
    "workshop": (maybe(day), None),
}
TOP = ("days", "term_patterns", "rules", "weights", "schools", "reviewers", "reviews", "conflicts")


class _Reader:
    """Reads records by their tables of fields, and keeps what can't be read."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def value(self, read: Callable[[Any], Any], value: Any, place: str, default: Any = None) -> Any:
        try:
            return read(value)
        except ValueError as mistake:
            self.faults.append(Fault(place, str(mistake)))
            return default

    def record(
        self, fields: dict[str, Field], value: Any, place: str, *, closed: bool = False
    ) -> dict[str, Any] | None:
        """The record's values by name; None when something in it can't be read."""
        if not isinstance(value, dict):
            self.faults.append(Fault(place, f"an object is expected, not {value!r}"))
            return None
        before = len(self.faults)
        found = {}
        for name, (read, default) in fields.items():
            if name in value:
                found[name] = self.value(read, value[name], f"{place}.{name}")
            elif default is REQUIRED:
                self.faults.append(Fault(f"{place}.{name}", "is missing"))
            else:
                found[name] = default
        if closed:
            self.faults += [Fault(f"{place}.{name}", "isn't known here") for name in value if name not in fields]
        return found if len(self.faults) == before else None

    def records(self, fields: dict[str, Field], value: Any, place: str) -> list[dict[str, Any]]:
        if not isinstance(value, list):
            self.faults.append(Fault(place, f"a list is expected, not {value!r}"))
            return []
        read = (self.record(fields, item, f"{place}[{position}]") for position, item in enumerate(value))
        return [item for item in read if item is not None]


def read_problem(document: Any) -> Problem:
    """The problem in this document, or `Unreadable` with each mistake, its place and its reason."""
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise Unreadable([Fault("format", f"{FORMAT!r} is expected")])
    reader = _Reader()
    reader.faults += [Fault(name, "is missing") for name in TOP if name not in document]
    if reader.faults:
        raise Unreadable(reader.faults)
    parts = _parts(reader, document)
    if reader.faults:
        raise Unreadable(reader.faults)
    problem = Problem(**parts)
    if found := contradictions.faults(problem):
        raise Unreadable(found)
    return problem


def _parts(reader: _Reader, document: Mapping[str, Any]) -> dict[str, Any]:
    people = reader.records(PERSON, document["reviewers"], "reviewers")
    return {
        "name": reader.value(words, document.get("name", ""), "name"),
        "seed": reader.value(number, document.get("seed", 0), "seed"),
        "mode": reader.value(words, document.get("mode", ""), "mode"),
        "days": reader.value(many(day), document["days"], "days"),
        "term_patterns": reader.value(table(many(span)), document["term_patterns"], "term_patterns"),
        "programme": Programme(**_without(reader.record(PROGRAMME, _rules(document), "rules", closed=True))),
        "weights": Weights(**_without(reader.record(WEIGHTS, document["weights"], "weights", closed=True))),
        "schools": tuple(School(**row) for row in reader.records(SCHOOL, document["schools"], "schools")),
        "reviewers": tuple(Reviewer(**row) for row in people),
        "reviews": tuple(Review(**row) for row in reader.records(REVIEW, document["reviews"], "reviews")),
        "conflicts": _conflicts(reader, document["conflicts"]),
        "pins": tuple(Pin(**row) for row in reader.records(PIN, document.get("pins", []), "pins")),
        "baseline": _plan(reader, document["baseline"], "baseline.") if document.get("baseline") else None,
        "extra": _extra(reader, document.get("extra", {})),
    }


def _without(found: dict[str, Any] | None) -> dict[str, Any]:
    return found or {}


def _rules(document: Mapping[str, Any]) -> Any:
    """`same_week` is always so and needs no place in the problem."""
    rules = document["rules"]
    return {name: value for name, value in rules.items() if name != "same_week"} if isinstance(rules, dict) else rules


def _conflicts(reader: _Reader, value: Any) -> tuple[Conflict, ...]:
    found = []
    for position, item in enumerate(reader.value(many(lambda row: row), value, "conflicts", ())):
        if not isinstance(item, list) or len(item) not in (2, 3) or not all(isinstance(part, str) for part in item):
            reader.faults.append(
                Fault(f"conflicts[{position}]", f"reviewer, school and reason are expected, not {item!r}")
            )
        else:
            found.append(Conflict(reviewer=item[0], school=item[1], reason=item[2] if len(item) == 3 else ""))
    return tuple(found)


def _extra(reader: _Reader, value: Any) -> Extra:
    if not isinstance(value, dict):
        reader.faults.append(Fault("extra", f"an object is expected, not {value!r}"))
        return Extra()
    flat = {name: item for name, item in value.items() if name not in ("pool", "forbidden", "apart")}
    found = reader.record(EXTRA, flat, "extra", closed=True) or {}
    barred = reader.records(FORBIDDEN, value.get("forbidden", []), "extra.forbidden")
    return Extra(
        **found,
        pool=_pool(reader, value.get("pool", [])),
        forbidden=tuple(Forbidden(**row) for row in barred),
        apart=tuple(Apart(**row) for row in reader.records(APART, value.get("apart", []), "extra.apart")),
    )


def _pool(reader: _Reader, value: Any) -> tuple[Reviewer, ...]:
    person = {name: field for name, field in PERSON.items() if name != "school"} | BASE
    rows = reader.records(person, value, "extra.pool")
    return tuple(
        Reviewer(
            **{name: item for name, item in row.items() if name not in BASE},
            school=None,
            base=Place(**{name: row[name] for name in BASE}),
        )
        for row in rows
    )


def _plan(reader: _Reader, document: Any, place: str) -> Plan:
    if not isinstance(document, dict) or "reviews" not in document:
        reader.faults.append(Fault(f"{place}reviews", "is missing"))
        return Plan(instance="")
    rows = reader.records(BOOKING, document["reviews"], f"{place}reviews")
    bookings = tuple(Booking(review=row.pop("id"), **row) for row in rows)
    return Plan(instance=reader.value(words, document.get("instance"), f"{place}instance"), bookings=bookings)


def read_plan(document: Any) -> Plan:
    """The plan in this document; whether it fits a problem is for `rota.check` to say."""
    reader = _Reader()
    plan = _plan(reader, document, "")
    if reader.faults:
        raise Unreadable(reader.faults)
    return plan
