"""Take a register file in."""

import datetime as dt
import itertools
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import DataError, connection, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from trigpoint.access.hats import Hats
from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Unacceptable
from trigpoint.organisations import rules
from trigpoint.organisations.actions.imports import (
    establishments,
    facts,
    files,
    groups,
    layouts,
    settle,
    shelves,
    wales,
)
from trigpoint.organisations.actions.imports.cells import BadRow
from trigpoint.organisations.actions.imports.layouts import Cells, Layout
from trigpoint.organisations.actions.imports.report import Outcome, Report
from trigpoint.organisations.actions.imports.sayings import Entry, Shelf
from trigpoint.organisations.enums import Kind
from trigpoint.organisations.models import RegisterFile

_BATCH = 2000
_PROBLEMS_KEPT = 500
_LOCK = 7411  # one import at a time
_MANY = 1000  # from here on the planner should know better

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


@action("organisations.import_register")
def import_register(
    *,
    actor: AbstractBaseUser | None,
    at: dt.datetime,
    hats: Hats | None,
    path: Path,
    name: str = "",
    as_of: dt.date | None = None,
    dry_run: bool = False,
) -> Report:
    """
    Take one file in, whole or not at all.

    `name` is what the file was called where it came from (default: the path's); the day that it speaks of is `as_of`,
    else the date in that name, else today. A bad row is kept out and reported; what is missing from the file changes
    nothing. With `dry_run` the report is the same and nothing is kept.

    Raises Unacceptable when the file is of no known kind or can't be read whole: then nothing has changed.
    """
    rules.may_import(hats).require()
    name = name or path.name
    today = at.date()
    if as_of and as_of > today:
        raise Unacceptable({"as_of": [_("This day has not come yet.")]})
    in_name = layouts.date_in_name(name)
    if as_of is None:
        as_of = in_name if in_name and in_name <= today else today
    report = Report(file=name, as_of=as_of, dry_run=dry_run)
    began = time.monotonic()
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
                cursor.execute("SET LOCAL gin_pending_list_limit = '256MB'")
            _take_in(path, report, as_of, at)
            if dry_run:
                transaction.set_rollback(True)
            else:
                _remember(report, as_of, at, actor)
    except files.CannotRead as problem:
        raise Unacceptable({"file": [str(problem)]}) from problem
    except DataError as problem:
        raise Unacceptable({"file": [_("it holds something that can’t be kept")]}) from problem
    report.seconds = time.monotonic() - began
    return report


def _take_in(path: Path, report: Report, as_of: dt.date, at: dt.datetime) -> None:
    kind, entries = _entries(path, report)
    report.kind = kind.value
    on: dict[Shelf, shelves.PlainShelf | shelves.SchoolShelf] = {
        Shelf.SCHOOL: shelves.SchoolShelf("urn"),
        Shelf.WELSH_SCHOOL: shelves.SchoolShelf("welsh_number"),
        Shelf.GROUP: shelves.groups(),
        Shelf.MEMBERSHIP: shelves.memberships(),
        Shelf.LINK: shelves.links(),
    }
    said_by = facts.source(as_of, kind)
    for batch in _batches(entries):
        _shelve(batch, on, said_by, report, at)
    if report.created >= _MANY:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE organisations_school, organisations_provenance, organisations_membership")
    if kind in (Kind.GIAS, Kind.GIAS_SEARCH, Kind.WALES):
        settle.welsh_numbers(at)
    if kind not in (Kind.LINKS, Kind.WALES):
        settle.trusts()
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('school_words')")


def _batches(entries: Iterator[Entry]) -> Iterator[tuple[Entry, ...]]:
    """Batches of rows, each read in a second thread while the database is busy with the one before."""
    language = translation.get_language()

    def read() -> tuple[Entry, ...]:
        with translation.override(language):
            return tuple(itertools.islice(entries, _BATCH))

    with ThreadPoolExecutor(max_workers=1) as reader:
        coming = reader.submit(read)
        while batch := coming.result():
            coming = reader.submit(read)
            yield batch


def _shelve(
    batch: Iterable[Entry],
    on: dict[Shelf, shelves.PlainShelf | shelves.SchoolShelf],
    said_by: str,
    report: Report,
    at: dt.datetime,
) -> None:
    """Join a batch with what is held, count each row by its first saying, and write."""
    keys: dict[Shelf, list[shelves.Key]] = {}
    for entry in batch:
        for saying in entry.sayings:
            keys.setdefault(saying.shelf, []).append(saying.key)
    for shelf, wanted in keys.items():
        on[shelf].fetch(wanted)
    for entry in batch:
        outcomes = [on[saying.shelf].put(saying.key, said_by, saying.facts) for saying in entry.sayings]
        report.count(_whole(outcomes))
        for warning in entry.warnings:
            report.warn(entry.line, warning)
    for shelf in keys:
        on[shelf].write(at)


def _whole(outcomes: list[Outcome]) -> Outcome:
    first = outcomes[0]
    return "updated" if first == "unchanged" and set(outcomes) != {"unchanged"} else first


def _entries(path: Path, report: Report) -> tuple[Kind, Iterator[Entry]]:
    """The kind of the file, and its rows as what they say; bad ones go to the report."""
    if files.is_spreadsheet(path):
        return Kind.WALES, iter(_twin_sheets(path, report))
    rows = files.rows(path)
    _line, header = next(rows, (0, []))
    kind = layouts.kind_of(header)
    if kind is None:
        raise files.CannotRead(_unknown(header))
    reader = wales.read_welsh if kind is Kind.WALES and layouts.is_welsh(header) else _READERS[kind]
    entries = _read(rows, layouts.layout(header), reader, report)
    if kind is Kind.WALES:
        return kind, iter(wales.twins(entries, []))
    return kind, entries


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


def _read(rows: Iterable[files.Row], layout: Layout, reader: Reader, report: Report) -> Iterator[Entry]:
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
        if layout.width - len(cells) > 1:
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


def _remember(report: Report, as_of: dt.date, at: dt.datetime, actor: AbstractBaseUser | None) -> None:
    RegisterFile.objects.create(
        name=report.file[:200],
        kind=report.kind,
        as_of=as_of,
        imported_at=at,
        imported_by=actor.pk if actor else None,
        counts=report.counts,
        problems=report.as_json()["problems"][:_PROBLEMS_KEPT],
    )
