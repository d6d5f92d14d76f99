"""From a file to its kind, its day, and its rows as what they say."""

import dataclasses
import datetime as dt
import itertools
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from trigpoint.organisations.actions.imports import (
    establishments,
    figures,
    files,
    groups,
    layouts,
    national,
    periods,
    wales,
)
from trigpoint.organisations.actions.imports.cells import BadRow
from trigpoint.organisations.actions.imports.layouts import Cells, Layout
from trigpoint.organisations.actions.imports.report import Report
from trigpoint.organisations.actions.imports.sayings import Entry
from trigpoint.organisations.enums import FIGURES, Kind

_TITLES = 5  # lines among which the header is looked for

type Reader = Callable[[Cells], Entry]

_READERS: dict[Kind, Reader] = {
    Kind.GIAS: establishments.read,
    Kind.GIAS_SEARCH: establishments.read,
    Kind.LINKS: groups.read_link,
    Kind.GROUPS: groups.read_group,
    Kind.GROUP_LINKS: groups.read_membership,
    Kind.MEMBERSHIPS: groups.read_membership,
    Kind.WALES: wales.read,
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file that is understood. `columns` and `stage` are those of a table of figures."""

    kind: Kind
    as_of: dt.date
    entries: Iterator[Entry]
    columns: tuple[str, ...] = ()
    stage: int = 1


def opened(path: Path, report: Report, given: dt.date | None, today: dt.date) -> Opened:
    """
    The kind of the file, the day it speaks of (`given`, or what the file itself says), and its rows as what they say.

    Bad rows go to the report. Raises CannotRead for a file that can't go in.
    """
    if files.is_spreadsheet(path):
        report.kind, report.as_of = Kind.WALES.value, periods.day(Kind.WALES, [], report.file, given, today)
        return Opened(kind=Kind.WALES, as_of=report.as_of, entries=iter(_twin_sheets(path, report)))
    rows = files.rows(path)
    kind, header, above = _header(rows)
    as_of = periods.day(kind, header, report.file, given or layouts.date_in_name(above), today)
    report.kind, report.as_of = kind.value, as_of
    if kind in FIGURES:
        year = periods.school_year(kind, header, report.file, given, as_of)
        return _table(kind, header, rows, report, year)
    reader = wales.read_welsh if kind is Kind.WALES and layouts.is_welsh(header) else _READERS[kind]
    entries = _read(rows, layouts.layout(header), reader, report)
    if kind is Kind.WALES:
        entries = iter(wales.twins(entries, []))
    return Opened(kind=kind, as_of=as_of, entries=entries)


def _header(rows: Iterator[files.Row]) -> tuple[Kind, list[str], str]:
    """The kind and the header, and what stands above it: some tables have a title."""
    first: list[str] | None = None
    above = ""
    for _line, cells in itertools.islice(rows, _TITLES):
        kind = layouts.kind_of(cells)
        if kind:
            return kind, cells, above
        first = first or cells
        above = " ".join([above, *cells])
    raise files.CannotRead(_unknown(first or []))


def _table(kind: Kind, header: list[str], rows: Iterator[files.Row], report: Report, year: int) -> Opened:
    as_of = report.as_of or dt.date.min
    layout = layouts.layout(header)
    stage = periods.stage(report.file)
    if kind is Kind.KS2_NATIONAL:
        scores = list(_read(rows, layout, national.read, report))
        years = list(national.combined(scores))
        report.rows = len(years) + report.rejected
        return Opened(kind=kind, as_of=as_of, entries=iter(years), columns=national.COLUMNS, stage=stage)
    sheet = figures.sheet(kind, header, year)
    for name in figures.unlisted(sheet):
        report.warn(1, _("we don’t know the column %(column)s: kept as it was published") % {"column": name})
    entries = _read(rows, layout, figures.FiguresReader(sheet), report, ragged=kind is Kind.KS2)
    return Opened(kind=kind, as_of=as_of, entries=entries, columns=sheet.columns, stage=stage)


def _twin_sheets(path: Path, report: Report) -> list[Entry]:
    """The sheets with a known header, in English and in Welsh, as one."""
    english: list[Entry] = []
    welsh: list[Entry] = []
    found = False
    for _name, rows in files.sheets(path):
        for place, (_line, header) in enumerate(rows[:20]):
            if layouts.kind_of(header) is Kind.WALES:
                found = True
                is_welsh = layouts.is_welsh(header)
                mine = [row for row in rows[place + 1 :] if any(cell.strip() for cell in row[1])]
                counted = report if not is_welsh else Report(file="")
                entries = list(
                    _read(mine, layouts.layout(header), wales.read_welsh if is_welsh else wales.read, counted)
                )
                (welsh if is_welsh else english).extend(entries)
                if is_welsh:
                    report.problems += counted.problems
                break
    if not found:
        raise files.CannotRead(_("none of its sheets is a list of schools that we know"))
    entries = wales.twins(english, welsh)
    report.rows = len(entries) + report.rejected
    return entries


def _unknown(header: list[str]) -> str:
    if not header:
        return _("the file is empty")
    return _("its header is none that we know (it begins with %(names)s)") % {
        "names": ", ".join(f"“{name.strip()[:30]}”" for name in header[:4])
    }


def _read(
    rows: Iterable[files.Row], layout: Layout, reader: Reader, report: Report, *, ragged: bool = False
) -> Iterator[Entry]:
    """The rows that can be read. `ragged`: the publisher ends rows early, so that a short one is no news."""
    seen: dict[object, int] = {}
    for line, cells in rows:
        report.rows += 1
        try:
            if not cells:
                raise BadRow(_("a quotation mark in it does not close"))
            if "\x00" in (whole := "".join(cells)):
                raise BadRow(_("it holds characters that are not text"))
            entry = reader(Cells(layout, cells, line))
        except BadRow as problem:
            report.reject(line, str(problem))
            continue
        if "\ufffd" in whole and (lost := _lost_letters(cells, layout)):
            entry.warnings.append(_("a letter was lost before the file came here, in %(column)s") % {"column": lost})
        if not ragged and layout.width - len(cells) > 1:
            entry.warnings.append(
                _("it has %(n)s cells of %(width)s; the rest counts as not said")
                % {"n": len(cells), "width": layout.width}
            )
        key = (entry.sayings[0].shelf, entry.sayings[0].key)
        if key in seen:
            entry.warnings.append(_("it repeats line %(line)s") % {"line": seen[key]})
        else:
            seen[key] = line
        yield entry


def _lost_letters(cells: list[str], layout: Layout) -> str:
    names = {place: name for name, place in layout.at.items() if name not in layouts.PERSONAL}
    found = [names[n] for n, cell in enumerate(cells) if "\ufffd" in cell and n in names]
    return ", ".join(layout.title(name) for name in found)
