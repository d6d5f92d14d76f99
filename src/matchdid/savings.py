"""
For full matching: everybody's nearest of the other arm, and the pairs that serve both ends better than those do.

`OnLine` looks only where such pairs can be, `InSpace` at every pair.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from matchdid.arrays import Bools, Floats, Ints
from matchdid.assignment import Edges
from matchdid.neighbours import Limits, Line

CELLS = 1 << 21


@dataclass(frozen=True)
class Nearest:
    """For each unit of an arm, the number of the nearest of the other arm, and its gap, infinite where there is none."""

    who: Ints
    gap: Floats


class Pairings(Protocol):
    """The pairs of treated units (numbered 0 to m - 1 in row order) with others (0 to k - 1)."""

    rows: Ints
    others: Ints

    def nearest(self) -> tuple[Nearest, Nearest]:
        """Of each treated unit, and of each other."""

    def saving(self, mine: Floats, theirs: Floats) -> Edges:
        """Pairs whose gap is less than both ends' nearest gaps together, at gap less those (negative) as cost."""

    def gaps(self, row: Ints, other: Ints) -> Floats:
        """Of some pairs."""


class OnLine:
    """
    Units by one distance.

    Let m be the gap to the nearest. Pair (t, c), with another treated t' between t and c: c's nearest is no further
    than t', so gap(t, c) - m_c >= gap(t, t'). The pair can save, gap(t, c) < m_t + m_c, only if gap(t, t') < m_t. So
    of the others beyond the first t' with gap(t, t') >= m_t, on either side, none is looked at.
    """

    def __init__(self, treated: Bools, distance: Floats, limits: Limits) -> None:
        self.rows, self.others = np.flatnonzero(treated), np.flatnonzero(~treated)
        self.distance, self.limits = distance, limits
        self.line, self.back = Line(treated, distance, limits), Line(~treated, distance, limits)
        self.number = np.empty(len(treated), dtype=np.int64)
        self.number[self.rows], self.number[self.others] = np.arange(len(self.rows)), np.arange(len(self.others))

    def nearest(self) -> tuple[Nearest, Nearest]:
        return self._beside(self.line, len(self.rows)), self._beside(self.back, len(self.others))

    def _beside(self, line: Line, count: int) -> Nearest:
        """One of the two that stand beside a unit is its nearest."""
        own = self.distance[line.rows]
        last = max(len(line.at) - 1, 0)
        left, right = line.right - 1, line.right
        before = np.where(left >= line.first, own - line.at[np.maximum(left, 0)], np.inf)
        after = np.where(right < line.end, line.at[np.minimum(right, last)] - own, np.inf)
        who = np.where(before <= after, np.maximum(left, 0), np.minimum(right, last))
        gap = np.minimum(before, after)
        if self.limits.width is not None:
            gap = np.where(gap <= self.limits.width, gap, np.inf)
        found = Nearest(np.empty(count, dtype=np.int64), np.empty(count))
        at = self.number[line.rows]
        found.who[at], found.gap[at] = self.number[line.row[who]], gap
        return found

    def saving(self, mine: Floats, theirs: Floats) -> Edges:
        line = self.line
        seat = self.number[line.rows]
        low, high = self._windows(np.where(np.isfinite(mine), mine, 0.0)[seat])
        sizes = np.maximum(high - low, 0)
        who = np.repeat(np.arange(len(seat)), sizes)
        at = np.arange(len(who)) - np.repeat(np.cumsum(sizes) - sizes, sizes) + low[who]
        row, column = seat[who], self.number[line.row[at]]
        gap = np.abs(line.at[at] - self.distance[line.rows[who]])
        allowed = np.isfinite(mine[row]) & (gap <= (np.inf if self.limits.width is None else self.limits.width))
        row, column, gap = row[allowed], column[allowed], gap[allowed]
        cost = gap - mine[row] - theirs[column]
        kept = cost < 0
        return Edges(row[kept], column[kept], cost[kept], len(self.rows), len(self.others))

    def _windows(self, reach: Floats) -> tuple[Ints, Ints]:
        """For each treated unit in the line's order, the places of others between those treated that bound it."""
        line = self.line
        stratum, own = self.limits.stratum[line.rows], self.distance[line.rows]
        low, high = line.first.copy(), line.end.copy()
        starts = np.flatnonzero(np.append(True, stratum[1:] != stratum[:-1]))
        for start, end in zip(starts, np.append(starts[1:], len(own)), strict=True):
            part = slice(start, end)
            at, right = own[part], line.right[part]
            # rounding of at ± reach must not move a bound inwards: one treated unit more is looked at
            before = np.searchsorted(at, at - reach[part], "left") - 1
            after = np.searchsorted(at, at + reach[part], "right")
            low[part] = np.where(before >= 0, right[np.maximum(before, 0)], low[part])
            high[part] = np.where(after < len(at), right[np.minimum(after, len(at) - 1)], high[part])
        return low, high

    def gaps(self, row: Ints, other: Ints) -> Floats:
        return np.abs(self.distance[self.rows[row]] - self.distance[self.others[other]])


class InSpace:
    """Units by coordinates: all gaps, a block of treated units at a time; infinite for pairs that may not be."""

    def __init__(self, treated: Bools, coordinates: Floats, limits: Limits) -> None:
        self.rows, self.others = np.flatnonzero(treated), np.flatnonzero(~treated)
        self.seat, self.limits = coordinates, limits
        step = max(1, CELLS // len(self.others))
        numbers = np.arange(len(self.rows))
        self.blocks = [numbers[first : first + step] for first in range(0, len(numbers), step)]

    def _of(self, block: Ints) -> Floats:
        mine, theirs = self.rows[block], self.others
        square = np.zeros((len(mine), len(theirs)))
        for axis in self.seat.T:
            square += (axis[mine][:, None] - axis[theirs]) ** 2
        gaps = np.sqrt(square)
        gaps[self.limits.stratum[mine][:, None] != self.limits.stratum[theirs]] = np.inf
        for values, width in self.limits.bounds:
            gaps[np.abs(values[mine][:, None] - values[theirs]) > width] = np.inf
        return gaps

    def nearest(self) -> tuple[Nearest, Nearest]:
        mine, theirs = (
            Nearest(np.zeros(n, dtype=np.int64), np.full(n, np.inf)) for n in (len(self.rows), len(self.others))
        )
        for block in self.blocks:
            gaps = self._of(block)
            mine.who[block], mine.gap[block] = gaps.argmin(axis=1), gaps.min(axis=1)
            low = gaps.min(axis=0)
            better = low < theirs.gap
            theirs.who[better] = block[gaps[:, better].argmin(axis=0)]
            theirs.gap[better] = low[better]
        return mine, theirs

    def saving(self, mine: Floats, theirs: Floats) -> Edges:
        row, column, cost = [], [], []
        for block in self.blocks:
            with np.errstate(invalid="ignore"):  # infinite less infinite, where nobody may be paired
                saved = self._of(block) - mine[block][:, None] - theirs
            at = np.nonzero(saved < 0)
            row.append(block[at[0]])
            column.append(at[1])
            cost.append(saved[at])
        joined = np.concatenate(row), np.concatenate(column), np.concatenate(cost)
        return Edges(*joined, len(self.rows), len(self.others))

    def gaps(self, row: Ints, other: Ints) -> Floats:
        apart = self.seat[self.rows[row]] - self.seat[self.others[other]]
        return np.asarray(np.sqrt((apart**2).sum(axis=1)))
