"""Greedy nearest-neighbour matching: each treated unit in turn takes the nearest control that is still free."""

import heapq
from collections.abc import Sequence
from dataclasses import replace as changed

import numpy as np
import numpy.typing as npt

from matchdid.arrays import Bools, Floats, Ints, codes, column, frozen, matrix, treatment
from matchdid.errors import NoCommonSupport, WrongShape
from matchdid.matched import ALONE, Pairs, pairs
from matchdid.neighbours import Limits, Place, place

ORDERS = ("largest", "smallest", "data", "closest")


def nearest(
    treat: npt.ArrayLike,
    distance: npt.ArrayLike | None = None,
    *,
    coordinates: npt.ArrayLike | None = None,
    ratio: int = 1,
    replace: bool = False,
    caliper: float | None = None,
    exact: npt.ArrayLike | None = None,
    near: Sequence[tuple[npt.ArrayLike, float]] = (),
    order: str | None = None,
    eligible: npt.ArrayLike | None = None,
) -> Pairs:
    """
    Up to `ratio` controls for each treated unit, one round after the other.

    treat: (n,). distance: (n,), a score or its logit, for the order, for the caliper and, without coordinates, for who
    is near. coordinates: (n, d) from `coordinates`, compared by Euclidean distance. replace: one control may serve
    several. caliper: most difference in `distance`, in SDs of it over all units. exact: (n,) labels that must be equal.
    near: columns (n,) with the most difference in each, in its units. eligible: (n,) whether a unit may be matched at
    all, from `common_support` for instance. order: who chooses first, "largest" distance
    (default), "smallest", "data" (default without a distance) or "closest" (the nearest pair of all, again and again).
    Nobody beyond a caliper is ever matched; treated units that find nobody are in `unmatched`.
    Raises MissingValues, NoCommonSupport if nobody at all is matched.
    Source: Rosenbaum and Rubin (1985), American Statistician 39:33; ties are settled as in MatchIt 4.7 (`Line`).
    """
    treated = treatment(treat)
    given, points, limits = settled(treated, distance, coordinates, caliper=caliper, exact=exact, near=near)
    rows, limits = among(treated, limits, eligible)
    sort = order or ("largest" if given is not None else "data")
    if sort not in ORDERS or (given is None and sort in ORDERS[:2]):
        raise WrongShape(f"There is no order '{sort}' here", remedy=f"Choose one of {', '.join(ORDERS)}.")
    where = place(treated, given, points, limits)
    rows = _in_order(rows, given, sort)
    controls = np.full((len(rows), ratio), ALONE)
    gaps = np.full((len(rows), ratio), np.nan)
    if replace:
        _with_replacement(where, rows, controls, gaps)
    else:
        for number in range(ratio):
            search = _closest_round if sort == "closest" else _round
            search(where, rows, controls[:, number], gaps[:, number])
    refuse_empty(treated, controls)
    return pairs(treated, rows, controls, gaps, width=limits.width, replaced=replace)


def settled(
    treated: Bools,
    distance: npt.ArrayLike | None,
    coordinates: npt.ArrayLike | None,
    *,
    caliper: float | None,
    exact: npt.ArrayLike | None,
    near: Sequence[tuple[npt.ArrayLike, float]],
) -> tuple[Floats | None, Floats | None, Limits]:
    """What matching is asked for, checked: distance, coordinates and limits."""
    n = len(treated)
    if distance is None and (coordinates is None or caliper is not None):
        raise WrongShape("There is no distance", remedy="Give a score, or coordinates and no caliper.")
    given = None if distance is None else column(distance, n, "distance")
    points = None if coordinates is None else matrix(coordinates, n)[0]
    width = None if caliper is None or given is None else caliper_width(given, caliper)
    stratum = np.zeros(n, dtype=np.int64) if exact is None else codes(exact, n, "exact")
    bounds = tuple((column(values, n, f"caliper {i}"), float(most)) for i, (values, most) in enumerate(near))
    return given, points, Limits(stratum, given, width, bounds)


def among(treated: Bools, limits: Limits, eligible: npt.ArrayLike | None) -> tuple[Ints, Limits]:
    """Rows of the treated who may be matched, and limits under which controls who may not are in nobody's stratum."""
    if eligible is None:
        return np.flatnonzero(treated), limits
    may = np.asarray(eligible, dtype=np.bool_)
    if may.shape != treated.shape:
        raise WrongShape(f"eligible has shape {may.shape}", remedy=f"Give one value for each of {len(treated)} units.")
    outside = np.where(may, limits.stratum, limits.stratum.max() + 1)
    return np.flatnonzero(treated & may), changed(limits, stratum=outside)


def common_support(treat: npt.ArrayLike, distance: npt.ArrayLike, *, arms: str = "both") -> Bools:
    """
    Who lies in the range of the other arm's distances: (n,) booleans for `eligible`.

    treat, distance: (n,). arms: whose units beyond the other arm's range are left out, "both", "treated" or "control".
    Leaving treated units out changes whom the effect is about: report how many. Raises NoCommonSupport if the ranges
    don't meet. Source: Dehejia and Wahba (1999), JASA 94:1053.
    """
    treated = treatment(treat)
    values = column(distance, len(treated), "distance")
    one, other = values[treated], values[~treated]
    low, high = max(one.min(), other.min()), min(one.max(), other.max())
    if low > high:
        remedy = "The arms have nothing in common: say that the effect can't be estimated from them."
        raise NoCommonSupport("The arms' distances don't meet", rows=np.flatnonzero(treated), remedy=remedy)
    inside = (values >= low) & (values <= high)
    if arms == "both":
        return frozen(inside)
    return frozen(inside | (~treated if arms == "treated" else treated))


def caliper_width(distance: npt.ArrayLike, caliper: float) -> float:
    """
    A caliper in the units of the distance: `caliper` SDs (n - 1) of it over all units, as MatchIt has it.

    Austin's (2011) rule takes the pooled SD within arms of the logit instead, which is narrower.
    """
    return float(caliper * np.std(np.asarray(distance, dtype=np.float64), ddof=1))


def refuse_empty(treated: Bools, controls: Ints) -> None:
    """Refuse a match in which nobody found anybody."""
    if not (controls >= 0).any():
        remedy = "Widen the caliper, drop exact fields, or say that these units can't be compared."
        raise NoCommonSupport("No treated unit has a control like it", rows=np.flatnonzero(treated), remedy=remedy)


def _in_order(rows: Ints, distance: Floats | None, order: str) -> Ints:
    if distance is None or order in {"data", "closest"}:
        return rows
    sign = -1 if order == "largest" else 1
    return rows[np.argsort(sign * distance[rows], kind="stable")]


def _round(where: Place, rows: Ints, controls: Ints, gaps: Floats) -> None:
    for number, row in enumerate(rows.tolist()):
        found = where.find(row)
        if found:
            controls[number], gaps[number] = found
            where.take(found[0])


def _closest_round(where: Place, rows: Ints, controls: Ints, gaps: Floats) -> None:
    """
    The nearest pair first: a treated unit whose best was taken looks again and waits its new turn.

    Of equally near pairs, whoever looked again last comes first, then the order of the data.
    """
    taken: set[int] = set()
    waiting: list[tuple[float, int, int, int]] = []

    def wait(number: int, turn: int, lost: int | None = None) -> None:
        found = where.find(int(rows[number]), lost)
        if found:
            heapq.heappush(waiting, (found[1], turn, number, found[0]))

    for number in range(len(rows)):
        wait(number, number)
    again = 0
    while waiting:
        gap, _, number, control = heapq.heappop(waiting)
        if control in taken:
            again -= 1
            wait(number, again, control)
        else:
            controls[number], gaps[number] = control, gap
            taken.add(control)
            where.take(control)


def _with_replacement(where: Place, rows: Ints, controls: Ints, gaps: Floats) -> None:
    for number, row in enumerate(rows.tolist()):
        where.free()
        for turn in range(controls.shape[1]):
            found = where.find(row)
            if not found:
                break
            controls[number, turn], gaps[number, turn] = found
            where.take(found[0])
