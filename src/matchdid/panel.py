"""Outcomes of units over years, and their means over the years before and after."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matchdid.arrays import Bools, Floats, Ints, frozen
from matchdid.errors import MissingValues, WrongShape, YearWithoutTests


@dataclass(frozen=True)
class Panel:
    """
    One outcome.

    outcomes: (n, T), a row for each unit and a column for each year, NaN where there is none. years: (T,) ascending.
    untested: years without tests; they may not be used, whatever stands in their columns.
    """

    outcomes: Floats
    years: tuple[int, ...]
    untested: frozenset[int]

    def year(self, year: int) -> Floats:
        """(n,): the outcome of one year, NaN where there is none. Raises YearWithoutTests."""
        usable(self, (year,))
        return frozen(self.outcomes[:, self.years.index(year)])


def panel(
    units: npt.ArrayLike,
    unit: npt.ArrayLike,
    year: npt.ArrayLike,
    outcome: npt.ArrayLike,
    *,
    untested: Iterable[int] = (),
) -> Panel:
    """
    A panel from a long table.

    units: (n,) the ids whose rows are wanted, in the order wanted; unit, year, outcome: (rows,) of the long table, in any
    order; rows of other units are passed over. untested: years in which no tests were taken.
    Raises WrongShape for a unit or a unit's year that occurs twice.
    """
    ids, whose = np.asarray(units), np.asarray(unit)
    order = np.argsort(ids, kind="stable")
    place = np.minimum(np.searchsorted(ids, whose, sorter=order), len(ids) - 1)
    row = order[place]
    known = np.flatnonzero(ids[row] == whose)
    years, at = np.unique(np.asarray(year, dtype=np.int64), return_inverse=True)
    cell = row[known] * len(years) + at[known]
    twice = np.bincount(cell, minlength=1) > 1
    if twice.any() or (ids[order][1:] == ids[order][:-1]).any():
        rows = known[twice[cell]] if twice.any() else ()
        raise WrongShape("A unit's year occurs twice", rows=rows, remedy="Keep one row for each unit and year.")
    outcomes = np.full(len(ids) * len(years), np.nan)
    outcomes[cell] = np.asarray(outcome, dtype=np.float64)[known]
    return Panel(frozen(outcomes.reshape(len(ids), len(years))), tuple(years.tolist()), frozenset(untested))


def usable(given: Panel, years: Iterable[int]) -> tuple[int, ...]:
    """The years, ascending, if all of them have tests. Raises YearWithoutTests."""
    wanted = tuple(sorted(years))
    if not wanted:
        raise YearWithoutTests("No year is named", remedy="Name the years whose outcomes are to be used.")
    empty = {year for number, year in enumerate(given.years) if np.isnan(given.outcomes[:, number]).all()}
    without = [str(year) for year in wanted if year not in given.years or year in given.untested | empty]
    if without:
        problem = f"No tests were taken in {', '.join(without)}"
        remedy = "Leave the year out of the plan; a year without tests is never filled in. Say if no year remains."
        raise YearWithoutTests(problem, remedy=remedy)
    return wanted


def period_mean(given: Panel, years: Iterable[int], *, needed: npt.ArrayLike | None = None) -> Floats:
    """
    Each unit's mean outcome over some years, every year counting the same.

    years: which; needed: (n,) whose outcomes must all be there (those with a weight), everybody's where none are given.
    Gives (n,), NaN for a unit that lacks a year and is not needed. Raises YearWithoutTests, MissingValues with the rows.
    """
    wanted = usable(given, years)
    values = given.outcomes[:, [given.years.index(year) for year in wanted]]
    refuse_gaps(values, np.ones(len(values), dtype=np.bool_) if needed is None else np.asarray(needed) > 0)
    return frozen(values.mean(axis=1))


def refuse_gaps(values: Floats, needed: Bools) -> Ints:
    """Refuse missing outcomes of the units that are needed; gives the rows of those units."""
    missing = np.isnan(values).any(axis=1) & needed
    if missing.any():
        remedy = (
            "Settle by the plan's rule, before matching, which units have the outcomes; outcomes are never filled in."
        )
        raise MissingValues("Outcomes are missing", rows=np.flatnonzero(missing), remedy=remedy)
    return np.flatnonzero(needed)
