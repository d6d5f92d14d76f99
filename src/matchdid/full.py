"""Full matching: everybody in a set with at least one of each arm, at the least sum of distances."""

import numpy as np
import numpy.typing as npt

from matchdid.arrays import Bools, Ints, frozen, treatment
from matchdid.assignment import assign
from matchdid.errors import NoCommonSupport
from matchdid.matched import ALONE, Strata
from matchdid.nearest import settled
from matchdid.savings import InSpace, Nearest, OnLine, Pairings
from matchdid.weights import strata_weights


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
    be dropped from a cheapest cover, so its sets are stars. By coordinates, time grows with treated times controls.
    Raises NoCommonSupport if nobody has anybody within the caliper.
    Source: Rosenbaum (1991), JRSS B 53:597; Hansen (2004), JASA 99:609; the reduction is in Schrijver (2003), chapter 19.
    """
    treated = treatment(treat)
    given, points, limits = settled(treated, distance, coordinates, caliper=caliper, exact=exact, near=())
    table: Pairings
    if points is not None:
        table = InSpace(treated, points, limits)
    else:
        assert given is not None  # noqa: S101  settled refuses that
        table = OnLine(treated, given, limits)
    of_treated, of_others = table.nearest()
    if not np.isfinite(of_treated.gap).any():
        remedy = "Widen the caliper or drop exact fields."
        raise NoCommonSupport("No treated unit has a control within the caliper", rows=table.rows, remedy=remedy)
    edges = table.saving(of_treated.gap, of_others.gap)
    column = assign(edges, np.zeros(len(table.rows)))
    row, other = _cover(column, of_treated, of_others)
    total = float(table.gaps(row, other).sum())
    stratum = _sets(treated, table.rows[row], table.others[other])
    return Strata(frozen(stratum), strata_weights(treated, stratum)), total


def _cover(column: Ints, mine: Nearest, theirs: Nearest) -> tuple[Ints, Ints]:
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
