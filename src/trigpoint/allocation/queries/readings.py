"""What the rows of a file would do: for each its effect or its mistake, before anything is written."""

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from trigpoint.allocation.queries.facts import Person
from trigpoint.allocation.queries.sheets import WEEKDAYS, Known, Line
from trigpoint.organisations.queries.networks import School
from trigpoint.programmes.enums import WindowKind

LIMITS = ("most_reviews", "most_days", "most_miles", "wished_days")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One row: whom it is about, what it would do, and the parameters of the action that does it."""

    line: Line
    about: str
    effect: str = ""
    mistake: str = ""
    person: Person | None = None
    school: School | None = None
    given: dict[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def changes(self) -> bool:
        return bool(self.given)


class _Wrong(Exception):
    """A cell that can't be read: what to do about it."""


def readings(lines: Iterable[Line], facts: Known) -> list[Reading]:
    """In the order of the file; what it has no column for stays as it is. No query."""
    by_email = {person.account.email: person for person in facts.people}
    by_urn = {str(school.urn): school for school in facts.schools.values() if school.urn}
    often = Counter(school.name.casefold() for school in facts.schools.values())
    by_name = {school.name.casefold(): school for school in facts.schools.values()}
    makers: dict[str, Callable[[Line, Person | None, School | None, Known], Reading]] = {
        "people": _people,
        "absences": _absence,
        "schools": _school,
        "days": _days,
        "conflicts": _conflict,
    }
    found = []
    for line in lines:
        person = by_email.get(line.cells.get("email", "").lower())
        name = line.cells.get("school", "").casefold()
        school = by_urn.get(line.cells.get("urn", "")) or by_name.get(name)
        about = line.cells.get("name") or line.cells.get("email") or line.cells.get("school", "")
        try:
            if line.sheet in ("people", "absences", "conflicts") and person is None:
                raise _Wrong(_("Nobody in the pool has this e-mail address."))
            if line.sheet in ("schools", "days", "conflicts") and school is None:
                raise _Wrong(_("No school here has this URN or this name."))
            if school is not None and often[name] > 1 and line.cells.get("urn", "") != str(school.urn):
                raise _Wrong(_("Several schools here have this name. Give the URN too."))
            found.append(makers[line.sheet](line, person, school, facts))
        except _Wrong as problem:
            found.append(Reading(line=line, about=about, mistake=str(problem)))
    return found


def _people(line: Line, person: Person | None, _school: School | None, _facts: Known) -> Reading:
    assert person is not None  # noqa: S101 - asked for before
    ready = person.ready
    given: dict[str, Any] = {name: _number(line, name) for name in LIMITS}
    given["experience"] = _number(line, "experience") or 0
    given["days_off"] = [_weekday(word) for word in _words(line, "days_off")]
    given["phases"], given["specialisms"] = _words(line, "phases"), _words(line, "specialisms")
    given = {name: value if name in line.cells else getattr(ready, name) for name, value in given.items()}
    changed = [name for name, value in given.items() if value != getattr(ready, name)]
    effect = _("changes %(what)s") % {"what": ", ".join(changed)} if changed else _("no change")
    return Reading(line=line, about=person.account.name, effect=effect, person=person, given=given if changed else {})


def _absence(line: Line, person: Person | None, _school: School | None, _facts: Known) -> Reading:
    assert person is not None  # noqa: S101 - asked for before
    first, last = _span(line)
    given = {"starts_on": first, "ends_on": last, "reason": line.cells.get("reason", "")[:120]}
    known = any((r.starts_on, r.ends_on, r.reason) == (first, last, given["reason"]) for r in person.absences)
    effect = _("no change") if known else _("away from %(first)s to %(last)s") % {"first": first, "last": last}
    return Reading(line=line, about=person.account.name, effect=effect, person=person, given={} if known else given)


def _school(line: Line, _person: Person | None, school: School | None, facts: Known) -> Reading:
    assert school is not None  # noqa: S101 - asked for before
    row = facts.capacities.get(school.pk)
    away = _number(line, "most_away")
    given = {
        "most_away": 1 if away is None else away,
        "cost_cap": _number(line, "cost_cap"),
        "needs": _words(line, "needs"),
    }
    now = {"most_away": row.most_away, "cost_cap": row.cost_cap, "needs": row.needs} if row else None
    if now is not None:
        given = {name: value if name in line.cells else now[name] for name, value in given.items()}
    if away is None and row is None and not given["cost_cap"] and not given["needs"]:
        return Reading(line=line, about=school.name, effect=_("no change"), school=school)
    changed = [name for name, value in given.items() if now is None or now[name] != value]
    effect = _("changes %(what)s") % {"what": ", ".join(changed)} if changed else _("no change")
    return Reading(line=line, about=school.name, effect=effect, school=school, given=given if changed else {})


def _days(line: Line, _person: Person | None, school: School | None, facts: Known) -> Reading:
    assert school is not None  # noqa: S101 - asked for before
    kind = line.cells.get("kind", "").strip().lower()
    if kind not in WindowKind.values:
        raise _Wrong(_("The kind is one of %(kinds)s.") % {"kinds": ", ".join(WindowKind.values)})
    first, last = _span(line)
    given = {"kind": kind, "starts_on": first, "ends_on": last, "note": line.cells.get("note", "")[:120]}
    windows = facts.windows.get(school.pk, ())
    known = any((w.kind, w.starts_on, w.ends_on, w.note) == tuple(given.values()) for w in windows)
    words = _("%(kind)s from %(first)s to %(last)s")
    label = str(WindowKind(kind).label)
    effect = _("no change") if known else words % {"kind": label, "first": first, "last": last}
    return Reading(line=line, about=school.name, effect=effect, school=school, given={} if known else given)


def _conflict(line: Line, person: Person | None, school: School | None, facts: Known) -> Reading:
    assert person is not None  # noqa: S101 - asked for before
    assert school is not None  # noqa: S101 - asked for before
    known = any(r.person_id == person.account.pk and r.school_id == school.pk for r in facts.conflicts)
    effect = _("no change") if known else _("can't review %(school)s") % {"school": school.name}
    given = {} if known else {"reason": line.cells.get("reason", "")[:120]}
    return Reading(line=line, about=person.account.name, effect=effect, person=person, school=school, given=given)


def _number(line: Line, name: str) -> int | None:
    text = line.cells.get(name, "")
    if not text:
        return None
    if not text.isdecimal() or len(text) > 6:
        raise _Wrong(_("“%(text)s” in %(column)s is no whole number.") % {"text": text, "column": name})
    return int(text)


def _span(line: Line) -> tuple[dt.date, dt.date]:
    first, last = _date(line, "first_day"), _date(line, "last_day")
    if last < first:
        raise _Wrong(_("The last day is before the first."))
    return first, last


def _date(line: Line, name: str) -> dt.date:
    text = line.cells.get(name, "")
    for pattern in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"):
        try:
            return dt.datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    raise _Wrong(
        _("“%(text)s” in %(column)s is no day such as 2027-03-09 or 9/3/2027.") % {"text": text, "column": name}
    )


def _weekday(word: str) -> int:
    short = word.strip().lower()[:3]
    if short not in WEEKDAYS:
        raise _Wrong(_("“%(word)s” is no day from Monday to Friday.") % {"word": word})
    return WEEKDAYS.index(short)


def _words(line: Line, name: str) -> list[str]:
    return [word.strip() for word in line.cells.get(name, "").replace(";", ",").split(",") if word.strip()]
