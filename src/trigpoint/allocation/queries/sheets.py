"""What people and schools can give, as tables that go out and come back: columns, rows, and each row's reading."""

import csv
import dataclasses
import datetime as dt
import io
import uuid
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

from django.utils.translation import gettext as _

from trigpoint.allocation.queries.facts import Person
from trigpoint.kernel import workbooks
from trigpoint.kernel.errors import Missing, Unacceptable
from trigpoint.kernel.files import accept
from trigpoint.kernel.tables import as_csv
from trigpoint.organisations.queries.networks import School
from trigpoint.programmes.queries.school_days import Capacity, Window
from trigpoint.reviews.enums import ConflictSource
from trigpoint.reviews.queries.conflicts import Conflict

COLUMNS: dict[str, tuple[str, ...]] = {
    "people": (
        "email", "name", "school", "days_off", "most_reviews", "most_days", "most_miles", "wished_days", "phases",
        "specialisms", "experience",
    ),
    "absences": ("email", "name", "first_day", "last_day", "reason"),
    "schools": ("urn", "school", "most_away", "cost_cap", "needs"),
    "days": ("urn", "school", "kind", "first_day", "last_day", "note"),
    "conflicts": ("email", "name", "urn", "school", "reason"),
}  # fmt: skip
"""By sheet. A CSV file is known by its columns."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
LARGEST = 5 * 1024 * 1024
MOST_ROWS = 20_000

type Row = dict[str, str]


class Known(Protocol):
    """What tables are made of and read against: all that is known of a cycle, or one school's own."""

    @property
    def people(self) -> Sequence[Person]: ...
    @property
    def schools(self) -> dict[uuid.UUID, School]: ...
    @property
    def windows(self) -> dict[uuid.UUID, list[Window]]: ...
    @property
    def capacities(self) -> dict[uuid.UUID, Capacity]: ...
    @property
    def conflicts(self) -> Sequence[Conflict]: ...


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of one sheet, by the columns that the file has; `number` is as people count them, the header being the first."""

    sheet: str
    number: int
    cells: Row


def rows(facts: Known, sheet: str) -> Iterator[list[str]]:
    """The rows of a sheet as they stand. Raises Missing for a sheet that there is none of."""
    if sheet not in COLUMNS:
        raise Missing
    maker = {"people": _people, "absences": _absences, "schools": _schools, "days": _days, "conflicts": _conflicts}
    for row in maker[sheet](facts):
        yield ["" if cell is None else str(cell) for cell in row]


def workbook(facts: Known, only: Sequence[str] = ()) -> bytes:
    """Every sheet of what people and schools can give, or only some."""
    return as_workbook({sheet: (COLUMNS[sheet], rows(facts, sheet)) for sheet in only or COLUMNS})


def as_workbook(sheets: dict[str, tuple[Sequence[str], Iterable[Sequence[str]]]]) -> bytes:
    """Sheets by name, each with its columns and rows, as Excel reads it; texts stay texts, whatever they begin with."""
    import xlsxwriter  # noqa: PLC0415 - needed by few

    kept = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(kept, options) as book:
        bold = book.add_format({"bold": True})
        for sheet, (columns, given) in sheets.items():
            page = book.add_worksheet(sheet)
            page.freeze_panes(1, 0)
            for n, column in enumerate(columns):
                page.write_string(0, n, column, bold)
            for number, row in enumerate(given, start=1):
                for n, cell in enumerate(row):
                    page.write_string(number, n, cell)
            page.autofit()
    return kept.getvalue()


def table(facts: Known, sheet: str) -> str:
    """One sheet of what people and schools can give. Raises Missing for a sheet that there is none of."""
    return as_csv(COLUMNS.get(sheet, ()), rows(facts, sheet))


def read(name: str, data: bytes) -> list[Line]:
    """All rows of a workbook or a CSV file. Raises Unacceptable, with what to do, for what can't be read."""
    if len(data) > LARGEST:
        raise Unacceptable({"file": [_("This file is larger than 5 MB. Bring a part of it.")]})
    if data.startswith(b"PK"):
        accept(name, data)  # refuses macros, and what would unpack to too much
    found = list(_of_workbook(data) if data.startswith(b"PK") else _of_csv(data))
    if not found:
        raise Unacceptable({"file": [_("No sheet of this file has columns that are known here.")]})
    if len(found) > MOST_ROWS:
        raise Unacceptable({"file": [_("These are more than 20,000 rows. Bring a part of them.")]})
    return found


def _of_workbook(data: bytes) -> Iterator[Line]:
    try:
        found = workbooks.sheets(data, most_rows=MOST_ROWS)
    except workbooks.Unreadable as problem:
        raise Unacceptable(
            {"file": [_("This workbook can't be read. Save it again as .xlsx, and bring that.")]}
        ) from problem
    for cells in found:
        yield from _lines(cells)


def _of_csv(data: bytes) -> Iterator[Line]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    header = text.partition("\n")[0]
    dialect = "excel" if header.count(",") >= header.count(";") else _Semicolons
    try:
        cells = list(csv.reader(io.StringIO(text, newline=""), dialect))
    except csv.Error as problem:
        raise Unacceptable(
            {"file": [_("This file can't be read. Save it as CSV or as .xlsx, and bring that.")]}
        ) from problem
    yield from _lines(cells)


class _Semicolons(csv.excel):
    delimiter = ";"


def _lines(cells: Sequence[Sequence[Any]]) -> Iterator[Line]:
    """The rows below a header that belongs to one of the sheets; nothing for any other."""
    if not cells:
        return
    header = [_text(cell).strip().lower().replace(" ", "_") for cell in cells[0]]
    sheet = next((name for name, columns in COLUMNS.items() if _belongs(name, columns, header)), None)
    if sheet is None:
        return
    for number, row in enumerate(cells[1:], start=2):
        whole = [*map(_text, row), *[""] * (len(header) - len(row))]
        found = {column: cell for column, cell in zip(header, whole, strict=False) if column in COLUMNS[sheet]}
        if any(found.values()):
            yield Line(sheet=sheet, number=number, cells=found)


def _belongs(name: str, columns: Sequence[str], header: Sequence[str]) -> bool:
    """By the columns that only this sheet has."""
    own = {"people": "days_off", "absences": "first_day", "schools": "most_away", "days": "kind", "conflicts": "reason"}
    key = "email" if "email" in columns else "urn"
    return (
        own[name] in header and (key in header or "school" in header) and not (name == "absences" and "kind" in header)
    )


def _text(cell: Any) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return str(cell)
        case float() if cell.is_integer():
            return str(int(cell))
        case dt.datetime():
            return cell.date().isoformat()
        case dt.date():
            return cell.isoformat()
        case _:
            return str(cell).strip().removeprefix("'").replace("\0", "")


def _people(facts: Known) -> Iterable[tuple[Any, ...]]:
    for person in facts.people:
        ready = person.ready
        yield (
            person.account.email,
            person.account.name,
            person.school.name if person.school else "",
            ", ".join(WEEKDAYS[day] for day in ready.days_off),
            ready.most_reviews,
            ready.most_days,
            ready.most_miles,
            ready.wished_days,
            ", ".join(ready.phases),
            ", ".join(ready.specialisms),
            ready.experience,
        )


def _absences(facts: Known) -> Iterable[tuple[Any, ...]]:
    for person in facts.people:
        for row in person.absences:
            yield person.account.email, person.account.name, row.starts_on, row.ends_on, row.reason


def _schools(facts: Known) -> Iterable[tuple[Any, ...]]:
    for pk, school in _named(facts):
        row = facts.capacities.get(pk)
        yield (
            school.urn,
            school.name,
            row.most_away if row else None,
            row.cost_cap if row else None,
            ", ".join(row.needs) if row else "",
        )


def _days(facts: Known) -> Iterable[tuple[Any, ...]]:
    for pk, school in _named(facts):
        for row in facts.windows.get(pk, ()):
            yield school.urn, school.name, row.kind, row.starts_on, row.ends_on, row.note


def _conflicts(facts: Known) -> Iterable[tuple[Any, ...]]:
    for row in facts.conflicts:
        if row.source != ConflictSource.PERSON:
            yield row.person.email, row.person.name, row.school.urn, row.school.name, row.reason


def _named(facts: Known) -> list[tuple[Any, Any]]:
    return sorted(facts.schools.items(), key=lambda pair: (pair[1].name, str(pair[0])))
