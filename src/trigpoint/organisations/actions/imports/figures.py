"""A row of a table of figures to what it says: a number or a sign for each column, and the words beside them."""

import dataclasses
import hashlib
import json
import operator
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from trigpoint.organisations.actions.imports import cells as one
from trigpoint.organisations.actions.imports.cells import BadRow
from trigpoint.organisations.actions.imports.establishments import urn_of
from trigpoint.organisations.actions.imports.layouts import Cells
from trigpoint.organisations.actions.imports.periods import pair
from trigpoint.organisations.actions.imports.sayings import Entry, Saying, Shelf
from trigpoint.organisations.actions.imports.signs import NUMBER, Unit
from trigpoint.organisations.enums import A_NUMBER, Kind
from trigpoint.organisations.queries.performance import measures
from trigpoint.organisations.queries.performance.measures import LIMITS, Table

_MOST_SAID = 5  # cells of a row that are complained of

_CENSUS_AREAS = {"PRI": "england/primary", "SEC": "england/secondary", "SPE": "england/special"}


class Row(NamedTuple):
    """A row as it is stored: the array of its numbers as the database writes it, and one sign for each."""

    values: str
    signs: str
    words: str
    digest: bytes


def row_of(columns: str, numbers: Sequence[str], signs: str, words: dict[str, str]) -> Row:
    """`columns` is the digest of the columns that the numbers stand in."""
    values = "{" + ",".join(numbers) + "}"
    said = json.dumps(words, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    whole = hashlib.blake2b(f"{columns}\n{values}\n{signs}\n{said}".encode(), digest_size=16)
    return Row(values, signs, said, whole.digest())


def digest_of(columns: Sequence[str]) -> str:
    """What a layout of these columns is known by."""
    return hashlib.sha256("\n".join(columns).encode()).hexdigest()


@dataclasses.dataclass(frozen=True, slots=True)
class Sheet:
    """
    What a header makes of the cells under it.

    `columns` are the figures, by the publisher's names, and `places` where they stand; `words` the columns that are kept
    as they are. `year` is 0 when each row says its own.
    """

    table: Table
    year: int
    columns: tuple[str, ...]
    places: tuple[int, ...]
    words: tuple[tuple[str, int], ...]
    width: int


def sheet(kind: Kind, header: Sequence[str], year: int) -> Sheet:
    """Which column of a header is what. One that stands twice counts where it stands first."""
    table = measures.table(kind)
    at: dict[str, int] = {}
    for place, name in enumerate(header):
        if name.strip():
            at.setdefault(table.column(name), place)
    figures = [(name, place) for name, place in at.items() if _is_figure(table, name)]
    words = [(n, p) for n, p in at.items() if n not in table.left_out and not _is_figure(table, n)]
    return Sheet(
        table=table,
        year=year,
        columns=tuple(name for name, _place in figures),
        places=tuple(place for _name, place in figures),
        words=tuple(words),
        width=len(header),
    )


def _is_figure(table: Table, name: str) -> bool:
    if name in table.words or name in table.left_out:
        return False
    return table.kind is not Kind.OFSTED or name in table.measures


def unlisted(table: Sheet) -> list[str]:
    """The columns of figures that no list knows: kept as they were published."""
    return [name for name in table.columns if table.table.measure(name) is None]


class FiguresReader:
    """Reads the rows of one file."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        known = [sheet.table.measure(name) for name in sheet.columns]
        units = {name: Unit(name) for name in ("", *LIMITS)}
        self._units = [units[m.unit if m else ""] for m in known]
        self._numbers = [unit.numbers for unit in self._units]
        self._signs = [unit.signs for unit in self._units]
        self._pick: Callable[[Sequence[str]], Sequence[str]] = (
            operator.itemgetter(*sheet.places) if len(sheet.places) > 1 else lambda row: [row[p] for p in sheet.places]
        )
        self._full = max(sheet.places, default=-1) + 1
        self._digest = digest_of(sheet.columns)
        self._is_census = sheet.table.kind is Kind.CENSUS
        self._shares = [n for n, m in enumerate(known) if m and m.unit == "percent"]
        self._counted = [
            (n, sheet.columns.index(m.count)) for n, m in enumerate(known) if m and m.count in sheet.columns
        ]

    def __call__(self, row: Cells) -> Entry:
        cells = row.cells
        if len(cells) > self._sheet.width and any(cell.strip() for cell in cells[self._sheet.width :]):
            raise BadRow(_("there are more cells than columns: a comma too many?"))
        shelf, who, links = _about(self._sheet.table.kind, row)
        year = self._sheet.year or _year_of(row)
        warnings: list[str] = []
        stored = self._row(cells, warnings)
        saying = Saying(shelf, (self._sheet.table.kind.value, year, who), {"row": stored})
        return Entry(line=row.line, sayings=[saying, *links], warnings=warnings)

    def _row(self, cells: Sequence[str], warnings: list[str]) -> Row:
        if len(cells) >= self._full:
            picked = self._pick(cells)
        else:
            picked = [cells[place] for place in self._sheet.places[: bisect_left(self._sheet.places, len(cells))]]
        if self._is_census:
            picked = self._as_percentages(list(picked))
        numbers = list(map(operator.getitem, self._numbers, picked))
        signs = list(map(operator.getitem, self._signs, picked))
        if self._is_census:
            self._without_count(numbers, signs)
        words = self._words(cells, warnings)
        marks = "".join(signs)
        if "?" in marks or "W" in marks:
            self._say(picked, marks, words, warnings)
        return row_of(self._digest, numbers, marks, words)

    def _as_percentages(self, picked: list[str]) -> list[str]:
        """In a row whose percentages carry a sign, a bare number of up to 1 is a share of one (`0.014`)."""
        shares = [n for n in self._shares if n < len(picked)]
        if any("%" in picked[n] for n in shares):
            for n in shares:
                cell = picked[n].strip()
                if "%" not in cell and NUMBER.fullmatch(cell) and 0 < (share := float(cell.replace(",", ""))) <= 1:
                    picked[n] = f"{share * 100:.6g}%"
        return picked

    def _without_count(self, numbers: list[str], signs: list[str]) -> None:
        """A percentage of nothing published is not 0: it says what the number it is of says."""
        for share, count in self._counted:
            if share < len(signs) and count < len(signs) and numbers[share] == "0" and signs[count] != A_NUMBER:
                numbers[share], signs[share] = "NULL", signs[count]

    def _words(self, cells: Sequence[str], warnings: list[str]) -> dict[str, str]:
        words = {}
        dates = self._sheet.table.dates
        for name, place in self._sheet.words:
            text = one.text(cells[place]) if place < len(cells) else ""
            if text and name in dates:
                try:
                    text = one.date(text, name) or ""
                except BadRow as problem:
                    warnings.append(str(problem))
            if text:
                words[name] = text[:300]
        return words

    def _say(self, picked: Sequence[str], marks: str, words: dict[str, str], warnings: list[str]) -> None:
        said = 0
        for name, cell, mark in zip(self._sheet.columns, picked, marks, strict=False):
            if mark not in "?W":
                continue
            words[name] = " ".join(cell.split())[:100]
            if mark == "?" and (said := said + 1) <= _MOST_SAID:
                measure = self._sheet.table.measure(name)
                low, high = LIMITS[measure.unit if measure else "number"]
                warnings.append(
                    _("%(column)s is “%(cell)s”: no number from %(low)s to %(high)s, and no sign that we know")
                    % {"column": name, "cell": words[name][:40], "low": f"{low:,.0f}", "high": f"{high:,.0f}"}
                )


def _about(kind: Kind, row: Cells) -> tuple[Shelf, int | str, list[Saying]]:
    """Whose figures a row has, and what else it says."""
    if kind is Kind.KS2_TRUSTS:
        uid = row.integer("trust_uid", most=9_999_999) or row.integer("uid", most=9_999_999)
        if not uid:
            raise BadRow(_("there is no group UID"))
        return Shelf.AREA_FIGURES, f"trust/{uid}", []
    if kind is Kind.CENSUS and row.raw("urn").strip().upper() == "NAT":
        what = row.raw("estab").strip().upper()
        return Shelf.AREA_FIGURES, _CENSUS_AREAS.get(what, f"england/{what.lower() or 'all'}"[:40]), []
    if kind is Kind.KS2:
        area = _area(row)
        if area:
            return Shelf.AREA_FIGURES, area, []
        urn = urn_of(row)
        return Shelf.SCHOOL_FIGURES, urn, _successor(row, urn)
    return Shelf.SCHOOL_FIGURES, urn_of(row), []


def _area(row: Cells) -> str:
    match row.raw("rectype").strip():
        case "1" | "2":
            return ""
        case "3":
            authority = row.code("lea")
            if not authority:
                raise BadRow(_("it is of a local authority, and does not say of which"))
            return f"la/{authority}"
        case "4":
            return "england/all"
        case "5":
            return "england/state"
        case other:
            raise BadRow(_("the kind of row is “%(cell)s”; it can be 1 to 5") % {"cell": other[:20]})


def _successor(row: Cells, urn: int) -> list[Saying]:
    """The academy that the school has become, which the tables of results name."""
    after = row.code("urn_ac") if row.raw("urn_ac").strip() not in ("", "0") else None
    after = after or row.integer("urn_ac", most=9_999_999)
    if not after or after == urn:
        return []
    said: dict[str, Any] = {"seen": True}
    if name := row.text("schname_ac"):
        said["name"] = name[:200]
    if day := row.date("open_ac"):
        said["established"] = day
    return [Saying(Shelf.LINK, (urn, after, "Successor"), said)]


def _year_of(row: Cells) -> int:
    year = pair(row.raw("time_period").strip())
    if year is None:
        raise BadRow(_("it does not say which school year it is of"))
    return year
