"""Full matching: everybody in a set with at least one of each arm, at the least sum of distances."""

import numpy as np
import numpy.typing as npt

from matchdid.arrays import Bools, Floats, Ints, frozen, treatment
from matchdid.assignment import Edges, assign
from matchdid.errors import NoCommonSupport
from matchdid.matched import ALONE, Strata
from matchdid.nearest import settled
from matchdid.neighbours import Limits
from matchdid.weights import strata_weights

CELLS = 1 << 21


def full_match(
    treat: npt.ArrayLike,
    distance: npt.ArrayLike | None = None,
    *,
    coordinates: npt.ArrayLike | None = None,
    caliper: float | None = None,
    exact: npt.ArrayLike | None = None,
) -> tuple[Strata, float]:
    """
    Sets of one treated and many controls or one control and many treated, and the sum of distances in them.

    Arguments as `nearest`. Everybody who has anybody within the caliper is in a set; the rest have stratum -1.

    This is the cheapest choice of pairs that touches every unit (an edge cover). The cheapest cover is: everybody's
    pair with their nearest, save where one pair serves two units better than their two nearest pairs do. With m the
    distance to the nearest, a pair saves m_t + m_c - d_tc; the pairs that save, no unit twice, and the most in sum,
    are an assignment; all others take their nearest. A pair that touches no end that is not touched otherwise would
    be dropped from a cheapest cover, so its sets are stars. Time and comparisons grow with treated times controls.
    Raises NoCommonSupport if nobody has anybody within the caliper.
    Source: Rosenbaum (1991), JRSS B 53:597; Hansen (2004), JASA 99:609; the reduction is in Schrijver (2003), 19.3.
    """
    treated = treatment(treat)
    given, points, limits = settled(treated, distance, coordinates, caliper=caliper, exact=exact, near=())
    seat = given[:, None] if points is None and given is not None else points
    assert seat is not None  # noqa: S101  settled refuses that
    rows, others = np.flatnonzero(treated), np.flatnonzero(~treated)
    table = _Distances(seat, limits, rows, others)
    of_treated, of_others = _nearest(table)
    if not np.isfinite(of_treated.gap).any():
        remedy = "Widen the caliper or drop exact fields."
        raise NoCommonSupport("No treated unit has a control within the caliper", rows=rows, remedy=remedy)
    edges = _saving(table, of_treated.gap, of_others.gap)
    column = assign(edges, np.zeros(len(rows)))
    row, other = _cover(column, of_treated, of_others)
    total = float(table.pairs(row, other).sum())
    stratum = _sets(treated, rows[row], others[other])
    return Strata(frozen(stratum), strata_weights(treated, stratum)), total


class _Distances:
    """Distances of treated units to others, a block of treated at a time; infinite for pairs that may not be."""

    def __init__(self, seat: Floats, limits: Limits, rows: Ints, others: Ints) -> None:
        self.seat, self.limits, self.rows, self.others = seat, limits, rows, others
        step = max(1, CELLS // max(len(others), 1))
        self.blocks = [np.arange(first, min(first + step, len(rows))) for first in range(0, len(rows), step)]

    def of(self, block: Ints) -> Floats:
        mine, theirs = self.rows[block], self.others
        square = np.zeros((len(mine), len(theirs)))
        for axis in self.seat.T:
            square += (axis[mine][:, None] - axis[theirs]) ** 2
        gaps = np.sqrt(square)
        gaps[self.limits.stratum[mine][:, None] != self.limits.stratum[theirs]] = np.inf
        for values, width in self.limits.bounds:
            gaps[np.abs(values[mine][:, None] - values[theirs]) > width] = np.inf
        return gaps

    def pairs(self, row: Ints, other: Ints) -> Floats:
        return np.asarray(np.sqrt(((self.seat[self.rows[row]] - self.seat[self.others[other]]) ** 2).sum(axis=1)))


class _Nearest:
    """For each unit of an arm, the nearest of the other arm and the gap, infinite where there is nobody."""

    def __init__(self, n: int) -> None:
        self.who, self.gap = np.zeros(n, dtype=np.int64), np.full(n, np.inf)


def _nearest(table: _Distances) -> tuple[_Nearest, _Nearest]:
    mine, theirs = _Nearest(len(table.rows)), _Nearest(len(table.others))
    for block in table.blocks:
        gaps = table.of(block)
        mine.who[block] = gaps.argmin(axis=1)
        mine.gap[block] = gaps.min(axis=1)
        low = gaps.min(axis=0)
        better = low < theirs.gap
        theirs.who[better] = block[gaps[:, better].argmin(axis=0)]
        theirs.gap[better] = low[better]
    return mine, theirs


def _saving(table: _Distances, mine: Floats, theirs: Floats) -> Edges:
    """Pairs that cost less than both ends' nearest pairs together, as negative costs."""
    row, column, cost = [], [], []
    for block in table.blocks:
        gaps = table.of(block)
        with np.errstate(invalid="ignore"):
            saved = gaps - mine[block][:, None] - theirs
        at = np.nonzero(saved < 0)
        row.append(block[at[0]])
        column.append(at[1])
        cost.append(saved[at])
    return Edges(np.concatenate(row), np.concatenate(column), np.concatenate(cost), len(table.rows), len(table.others))


def _cover(column: Ints, mine: _Nearest, theirs: _Nearest) -> tuple[Ints, Ints]:
    """The pairs of the cover: those that save, and everybody else's nearest."""
    saved = np.flatnonzero(column >= 0)
    touched = np.zeros(len(theirs.who), dtype=np.bool_)
    touched[column[saved]] = True
    alone = np.flatnonzero((column < 0) & np.isfinite(mine.gap))
    left = np.flatnonzero(~touched & np.isfinite(theirs.gap))
    return np.concatenate((saved, alone, theirs.who[left])), np.concatenate((column[saved], mine.who[alone], left))


def _sets(treated: Bools, row: Ints, other: Ints) -> Ints:
    """
    (n,) numbers of the sets that pairs make.

    Two equally cheap nearest pairs may share an end with a third; a pair both of whose ends have another is then not
    needed (it costs nothing, or the cover would not be the cheapest) and is left out, so that sets are stars.
    """
    often = np.bincount(np.concatenate((row, other)), minlength=len(treated))
    keep = np.ones(len(row), dtype=np.bool_)
    for number in range(len(row)):
        if often[row[number]] > 1 and often[other[number]] > 1:
            keep[number] = False
            often[row[number]] -= 1
            often[other[number]] -= 1
    row, other = row[keep], other[keep]
    centre = np.where(often[row] > 1, row, other)  # of a star; of a single pair, its control
    stratum = np.full(len(treated), ALONE)
    _, number_of = np.unique(centre, return_inverse=True)
    stratum[row], stratum[other] = number_of, number_of
    return stratum
