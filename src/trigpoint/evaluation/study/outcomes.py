"""The outcomes of a study: before its lock none, before `pairs.csv` those of the years before, afterwards all."""

import dataclasses
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from trigpoint.evaluation.study import tables
from trigpoint.evaluation.study.errors import Refused, Unreadable
from trigpoint.evaluation.study.plan import Plan
from trigpoint.evaluation.study.tables import Floats, Read
from trigpoint.evaluation.study.words import gettext as _


@dataclasses.dataclass(frozen=True, kw_only=True)
class Outcomes:
    """
    values: a column to (n, years), NaN where there is none. missing: counts by column, year and reason, of schools of
    the study. years: in order; one that stands for "no year" in a cross-section.
    """

    years: tuple[int, ...]
    values: Mapping[str, Floats]
    missing: Sequence[Mapping[str, Any]]
    strangers: int
    read: Read

    def mean(self, column: str, years: Sequence[int]) -> Floats:
        """(n,): the mean over these years; missing where one of them is."""
        places = [self.years.index(year) for year in years]
        mean: Floats = self.values[column][:, places].mean(axis=1)
        return mean

    def of(self, column: str, year: int) -> Floats:
        return self.values[column][:, self.years.index(year)]


NO_YEAR = 0
"""The only year of a cross-section."""


def load(path: Path, plan: Plan, place: Mapping[str, int], *, pairs: Path) -> Outcomes:
    """
    Read the outcomes of the plan's years. Raises Refused unless the pairs have been written, or for a year without tests.

    `place` gives each school its row. Rows of other years and of other schools are passed by.
    """
    if not pairs.exists():
        raise Refused(_("Outcomes are read after pairs.csv is written, and it isn't yet."))
    if not plan.estimates:
        raise Refused(_("This plan asks for no outcome: impact can't be estimated."))
    refused = sorted({*plan.outcome.pre, *plan.outcome.post} & set(plan.outcome.no_tests))
    if refused:
        raise Refused(_("There were no tests in %(year)d: it can't be a year of the outcome.") % {"year": refused[0]})
    return _cross_section(path, plan, place) if plan.outcome.is_cross_section else _panel(path, plan, place)


def _cross_section(path: Path, plan: Plan, place: Mapping[str, int]) -> Outcomes:
    names = (plan.columns.id, *plan.outcome.columns)
    lines, cells = tables.columns(path, names)
    rows = [place.get(school.strip(), -1) for school in cells[plan.columns.id]]
    values, missing = {}, []
    for column in plan.outcome.columns:
        of_study = [i for i, row in enumerate(rows) if row >= 0]
        read = tables.numbers(
            [cells[column][i] for i in of_study],
            plan.columns.codes,
            file=path.name,
            column=column,
            lines=[lines[i] for i in of_study],
        )
        values[column] = np.full((len(place), 1), np.nan)
        values[column][[rows[i] for i in of_study], 0] = read.values
        missing += [{"column": column, "reason": why, "schools": count} for why, count in read.missing.items()]
    read_of = Read(file=path.name, columns=names)
    return Outcomes(years=(NO_YEAR,), values=values, missing=missing, strangers=0, read=read_of)


def _panel(path: Path, plan: Plan, place: Mapping[str, int]) -> Outcomes:
    data, columns = plan.columns, plan.outcome.columns
    years = (*plan.outcome.pre, *plan.outcome.post)
    column_of = {year: i for i, year in enumerate(years)}
    taken: list[tuple[int, int, int, tuple[str, ...]]] = []
    strangers = 0
    for line, (school, year_cell, *cells) in tables.rows(path, (data.id, data.year, *columns)):
        year = tables.whole_years(path, column_of, year_cell, line)
        if year is None:
            continue
        row = place.get(school.strip())
        if row is None:
            strangers += 1
        else:
            taken.append((line, row, column_of[year], tuple(cells)))
    _refuse_twice(path, taken, years)
    rows, at = np.array([row for _l, row, _y, _c in taken], int), np.array([y for _l, _r, y, _c in taken], int)
    lines = [line for line, *_rest in taken]
    values: dict[str, Floats] = {}
    missing: list[Mapping[str, Any]] = []
    for i, column in enumerate(columns):
        cells_of = [cells[i] for *_rest, cells in taken]
        read = tables.numbers(cells_of, data.codes, file=path.name, column=column, lines=lines)
        values[column] = np.full((len(place), len(years)), np.nan)
        values[column][rows, at] = read.values
        missing += _counted(
            column=column,
            cells=cells_of,
            at=at,
            years=years,
            codes=data.codes,
            schools=len(place),
            values=read.values,
        )
    read_of = Read(file=path.name, columns=(data.id, data.year, *columns), years=years)
    return Outcomes(years=years, values=values, missing=missing, strangers=strangers, read=read_of)


def _refuse_twice(path: Path, taken: Sequence[tuple[int, int, int, Any]], years: Sequence[int]) -> None:
    counted = Counter((row, year) for _line, row, year, _cells in taken)
    lines = [line for line, row, year, _cells in taken if counted[row, year] > 1]
    if lines:
        reason = _("%(file)s has a school twice in one year: keep one row for each. Lines %(lines)s.")
        raise Unreadable(reason % {"file": path.name, "lines": ", ".join(map(str, lines[: tables.SHOWN]))})
    there = {year for _line, _row, year, _cells in taken}
    for i, year in enumerate(years):
        if i not in there:
            reason = _("%(file)s has no row of %(year)d, which the plan names.")
            raise Unreadable(reason % {"file": path.name, "year": year})


def _counted(
    *,
    column: str,
    cells: Sequence[str],
    at: Any,
    years: Sequence[int],
    codes: Mapping[str, str],
    schools: int,
    values: Floats,
) -> list[Mapping[str, Any]]:
    found: Counter[tuple[int, str]] = Counter()
    for i in np.flatnonzero(np.isnan(values)).tolist():
        cell = cells[i].strip()
        found[years[at[i]], codes.get(cell, "") or _("no figure given")] += 1
    for i, year in enumerate(years):
        without_row = schools - int((at == i).sum())
        if without_row:
            found[year, _("no row in the file")] += without_row
    return [
        {"column": column, "year": year, "reason": why, "schools": count}
        for (year, why), count in sorted(found.items())
    ]


def facts(given: Outcomes) -> dict[str, Any]:
    """What was read, and what was not there."""
    return {
        "read": {"file": given.read.file, "columns": list(given.read.columns), "years": list(given.read.years)},
        "missing": [dict(one) for one in given.missing],
        "rows_of_other_schools": given.strangers,
    }
