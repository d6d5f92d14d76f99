"""The figures of one school: for its page, and for a data pack."""

import dataclasses
from collections.abc import Sequence

from trigpoint.organisations.enums import Kind, Reason
from trigpoint.organisations.models import School, SchoolFigures
from trigpoint.organisations.queries.performance import cells, measures
from trigpoint.organisations.queries.performance.cells import Cell
from trigpoint.organisations.queries.performance.families import around
from trigpoint.organisations.queries.performance.measures import Measure, Table
from trigpoint.organisations.queries.performance.panel import OfYear, levels_of, of_year


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SchoolFigure:
    """One measure of a school in one year: a value, or the reason why there is none; and whose URN it stood under."""

    table: Kind
    measure: Measure
    year: int
    value: float | None
    reason: Reason | None
    published_urn: int | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SchoolTable:
    """The main measures of one table in the years in which the school has a row, and in those between without tests."""

    urn: int
    table: Table
    years: Sequence[int]
    rows: Sequence[Sequence[SchoolFigure]]

    @property
    def figures(self) -> list[SchoolFigure]:
        return [figure for row in self.rows for figure in row]


def tables(school: School) -> list[SchoolTable]:
    """Results and census of a school, as far as any are held. Nothing for one without a URN."""
    if school.urn is None:
        return []
    levels = levels_of(around(school.urn), school.urn)
    found = (_table(school.urn, kind, levels) for kind in (Kind.KS2, Kind.CENSUS))
    return [table for table in found if table]


def newest(school: School) -> list[SchoolFigure]:
    """For a data pack: of each table the main measures of the newest year in which the school has a row."""
    found = []
    for table in tables(school):
        years = [figure.year for figure in table.figures if figure.published_urn is not None]
        if years:
            found += [figure for figure in table.figures if figure.year == max(years)]
    return found


def _table(asked: int, kind: Kind, levels: list[list[int]]) -> SchoolTable | None:
    table, main = measures.table(kind), measures.known(kind, main=True)
    keys = [urn for level in levels for urn in level]
    rows: dict[str, dict[int, dict[int, Cell]]] = {measure.name: {} for measure in main}
    for urn, year, found in cells.read(SchoolFigures, kind, list(rows), None, keys):
        for name, cell in zip(rows, found, strict=True):
            rows[name].setdefault(int(urn), {})[year] = cell
    held = {year for by_urn in rows.values() for by_year in by_urn.values() for year in by_year}
    if not held:
        return None
    without = {year for year in (*table.no_tests, *table.not_published) if min(held) < year < max(held)}
    years = sorted(held | without)
    return SchoolTable(
        urn=asked,
        table=table,
        years=years,
        rows=[
            [_figure(kind, measure, year, of_year(table, levels, rows[measure.name], year)) for year in years]
            for measure in main
        ],
    )


def _figure(kind: Kind, measure: Measure, year: int, found: OfYear) -> SchoolFigure:
    value, reason, published_urn = found
    return SchoolFigure(table=kind, measure=measure, year=year, value=value, reason=reason, published_urn=published_urn)
