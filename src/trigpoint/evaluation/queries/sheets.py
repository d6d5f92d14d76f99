"""
Tables that evaluators bring as CSV: training attendance, survey answers. Every mistake with its row, before anything is kept.

Schools are named by URN. People are named by a code of the evaluator's own, never by name.
"""

import csv
import dataclasses
import datetime as dt
import io
import re
import uuid
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from trigpoint.evaluation.models import Study, Wave
from trigpoint.evaluation.queries import pseudonyms
from trigpoint.organisations.queries import schools as register
from trigpoint.programmes.queries import records

MOST_ROWS = 50_000
SHOWN = 50
_CODE = re.compile(r"[\w./-]{1,40}")
_YES = {"1", "yes", "y", "true", "attended"}
_NO = {"0", "no", "n", "false", "absent", ""}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """What is wrong in a row, counted as a spreadsheet counts (the head is row 1)."""

    row: int
    text: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a file says: rows as they would be kept, and everything that stands in the way."""

    rows: list[dict[str, Any]]
    mistakes: list[Mistake]
    facts: dict[str, int]

    @property
    def shown(self) -> list[Mistake]:
        return self.mistakes[:SHOWN]


class _Wrong(Exception):
    """One cell, or a whole file, that can't be taken."""


def training(study: Study, data: bytes) -> Sheet:
    """Columns: session, date, school, role, person, hours, attended."""
    wanted = ("session", "date", "school", "role", "person", "hours", "attended")

    def row(cells: dict[str, str], found: dict[str, uuid.UUID]) -> dict[str, Any]:
        return {
            "session": _text(cells, "session", 80),
            "held_on": _date(cells["date"]),
            "school_id": _school(cells["school"], found),
            "role": _text(cells, "role", 40),
            "person": _person(study, cells["person"]),
            "hours": _hours(cells["hours"]),
            "came": _yes(cells["attended"]),
        }

    sheet = _read(data, wanted, row, key=lambda made: (made["session"], made["person"]))
    rows = sheet.rows
    facts = {
        "rows": len(rows),
        "sessions": len({made["session"] for made in rows}),
        "schools": len({made["school_id"] for made in rows}),
        "came": sum(made["came"] for made in rows),
    }
    return dataclasses.replace(sheet, facts=facts)


def responses(wave: Wave, data: bytes) -> Sheet:
    """Columns: respondent, school, role, and one for each question. All answers empty: was asked, did not answer."""
    items = [item["key"] for item in wave.instrument.items]
    points = wave.instrument.points
    members = {
        row.school_id: row.partnership_id
        for row in records.memberships(wave.study.programme_id, starts_on=wave.opens_on, ends_on=wave.closes_on)
    }

    def row(cells: dict[str, str], found: dict[str, uuid.UUID]) -> dict[str, Any]:
        school_id = _school(cells["school"], found)
        return {
            "school_id": school_id,
            "partnership_id": members.get(school_id),
            "role": _text(cells, "role", 40),
            "respondent": _person(wave.study, cells["respondent"]),
            "answers": {key: _step(key, cells[key], points) for key in items if cells[key]},
        }

    sheet = _read(data, ("respondent", "school", "role", *items), row, key=lambda made: made["respondent"])
    rows = sheet.rows
    facts = {
        "rows": len(rows),
        "answered": sum(bool(made["answers"]) for made in rows),
        "schools": len({made["school_id"] for made in rows}),
        "of_programme": len({made["school_id"] for made in rows if made["partnership_id"]}),
    }
    return dataclasses.replace(sheet, facts=facts)


def _read(
    data: bytes,
    wanted: tuple[str, ...],
    make: Callable[[dict[str, str], dict[str, uuid.UUID]], dict[str, Any]],
    *,
    key: Callable[[dict[str, Any]], Any],
) -> Sheet:
    try:
        body = _body(data, tuple(name.lower() for name in wanted))
    except _Wrong as wrong:
        return Sheet(rows=[], mistakes=[Mistake(row=1, text=str(wrong))], facts={})
    found = _schools(cells["school"] for _n, cells in body)
    rows: list[dict[str, Any]] = []
    mistakes: list[Mistake] = []
    seen: dict[Any, int] = {}
    for n, cells in body:
        try:
            made = make(cells, found)
        except _Wrong as wrong:
            mistakes.append(Mistake(row=n, text=str(wrong)))
            continue
        if (first := seen.setdefault(key(made), n)) != n:
            mistakes.append(Mistake(row=n, text=_("The same as row %(row)d.") % {"row": first}))
            continue
        rows.append(made)
    if not body:
        mistakes.append(Mistake(row=1, text=_("There is a head, and no row below it.")))
    return Sheet(rows=rows, mistakes=mistakes, facts={})


def _body(data: bytes, wanted: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    """The rows below the head that say anything, with their numbers and the wanted cells. Raises _Wrong."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _Wrong(_("This is no text in UTF-8. Save it from your spreadsheet as “CSV UTF-8”.")) from None
    if "\0" in text:
        raise _Wrong(_("This is no CSV file. Save it from your spreadsheet as “CSV UTF-8”."))
    try:
        lines = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error:  # a quotation mark that nobody closes makes one cell of all that follows
        raise _Wrong(_("A cell is far too long. Look for a quotation mark that is not closed.")) from None
    if not lines:
        raise _Wrong(_("This file has nothing in it."))
    head = [cell.strip().lower() for cell in lines[0]]
    if missing := [name for name in wanted if name not in head]:
        raise _Wrong(_("These columns are missing: %(columns)s.") % {"columns": ", ".join(missing)})
    if len(lines) > MOST_ROWS:
        raise _Wrong(_("More than %(most)d rows. Bring the file in parts.") % {"most": MOST_ROWS})
    body = [(n, dict(zip(head, (c.strip() for c in line), strict=False))) for n, line in enumerate(lines[1:], start=2)]
    return [(n, {name: cells.get(name, "") for name in wanted}) for n, cells in body if any(cells.values())]


def _schools(urns: Iterable[str]) -> dict[str, uuid.UUID]:
    wanted = {int(urn) for urn in urns if urn.isdecimal() and len(urn) < 9}
    return {str(urn): school.pk for urn, school in register.by_urns(wanted).items()}


def _school(cell: str, found: dict[str, uuid.UUID]) -> uuid.UUID:
    if cell not in found:
        raise _Wrong(_("No school of the register has the URN “%(urn)s”.") % {"urn": cell[:20]})
    return found[cell]


def _text(cells: dict[str, str], name: str, most: int) -> str:
    if not cells[name]:
        raise _Wrong(_("“%(name)s” is empty.") % {"name": name})
    if len(cells[name]) > most:
        raise _Wrong(_("“%(name)s” is longer than %(most)d characters.") % {"name": name, "most": most})
    return cells[name]


def _person(study: Study, cell: str) -> str:
    if not _CODE.fullmatch(cell):
        raise _Wrong(_("A person needs a code without spaces, such as H014: no name and no address."))
    return pseudonyms.of(study.salt, "person", cell)


def _date(cell: str) -> dt.date:
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return dt.datetime.strptime(cell, pattern).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    raise _Wrong(_("“%(date)s” is no date. Write 2026-11-22 or 22/11/2026.") % {"date": cell[:20]})


def _hours(cell: str) -> Decimal:
    try:
        hours = Decimal(cell)
    except InvalidOperation:
        hours = Decimal(-1)
    if not (hours.is_finite() and 0 <= hours <= 100):
        raise _Wrong(_("“%(hours)s” is no number of hours up to 100.") % {"hours": cell[:20]})
    return hours.quantize(Decimal("0.01"))


def _yes(cell: str) -> bool:
    if cell.lower() in _YES:
        return True
    if cell.lower() in _NO:
        return False
    raise _Wrong(_("“%(cell)s” is neither yes nor no.") % {"cell": cell[:20]})


def _step(key: str, cell: str, points: int) -> int:
    if not cell.isdecimal() or len(cell) > 2 or not 1 <= int(cell) <= points:
        raise _Wrong(
            _("“%(cell)s” is no answer to %(key)s: whole numbers from 1 to %(points)d are.")
            % {"cell": cell[:20], "key": key, "points": points}
        )
    return int(cell)
