"""Optimal pairs: the match whose distances, added up, are the least of all."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from matchdid.arrays import Floats, Ints, treatment
from matchdid.assignment import Edges, assign, prices
from matchdid.errors import NoCommonSupport
from matchdid.matched import ALONE, Pairs, pairs
from matchdid.nearest import among, refuse_empty, settled
from matchdid.neighbours import Near, Place, place

FIRST = 8


def optimal_pairs(
    treat: npt.ArrayLike,
    distance: npt.ArrayLike | None = None,
    *,
    coordinates: npt.ArrayLike | None = None,
    ratio: int = 1,
    caliper: float | None = None,
    exact: npt.ArrayLike | None = None,
    near: Sequence[tuple[npt.ArrayLike, float]] = (),
    eligible: npt.ArrayLike | None = None,
) -> Pairs:
    """
    `ratio` controls for each treated unit, none twice, so that the sum of distances is the least possible.

    Arguments as `nearest`. Within calipers and exact fields as many places are filled as possible, and then at the
    least sum. Only each unit's nearest controls are looked at, more and more of them until no other could help.

    That this is the optimum over all pairs: let row t's listed pairs be all those cheaper than its radius r_t, and let
    u, v be prices of the cheapest pairing of listed pairs (v <= 0, u_t + v_c <= cost there, equality on chosen pairs,
    v_c = 0 for unused c). If u_t <= r_t for every t, then for a pair that isn't listed u_t + v_c <= u_t <= r_t <= cost.
    So u, v are prices for all pairs, and by duality no pairing of all pairs is cheaper. Rows with u_t > r_t get
    longer lists, and the search repeats; a row whose list is complete has an infinite radius, so it ends.

    Raises NoCommonSupport, also if there are fewer controls than places and no caliper to say who goes without.
    Source: Rosenbaum (1989), JASA 84:1024; prices by linear programming duality (Bertsekas 1998, chapter 7).
    """
    treated = treatment(treat)
    given, points, limits = settled(treated, distance, coordinates, caliper=caliper, exact=exact, near=near)
    rows, limits = among(treated, limits, eligible)
    if limits.width is None and not limits.near:
        _refuse_scarce(rows, np.flatnonzero(~treated), limits.stratum, ratio)
    chosen, gaps = _cheapest(place(treated, given, points, limits), rows, ratio, len(treated))
    refuse_empty(treated, chosen)
    return pairs(treated, rows, chosen, gaps, width=limits.width)


def _cheapest(where: Place, rows: Ints, ratio: int, n: int) -> tuple[Ints, Floats]:
    """(m, ratio) controls, nearest first, and their gaps."""
    count = np.full(len(rows), max(FIRST, 2 * ratio))
    near = where.closest(rows, int(count[0]))
    while True:
        edges, alone = _edges(near, ratio, n)
        column = assign(edges, alone)
        over = prices(edges, alone, column).reshape(len(rows), ratio).max(axis=1)
        radius = np.array([one.radius for one in near])
        short = np.flatnonzero(over > radius)
        if not len(short):
            return _chosen(edges, column, ratio)
        count[short] *= 4
        for size in np.unique(count[short]):
            some = short[count[short] == size]
            for number, longer in zip(some, where.closest(rows[some], int(size)), strict=True):
                near[number] = longer


def _edges(near: list[Near], ratio: int, n: int) -> tuple[Edges, Floats]:
    """
    Listed pairs, each treated unit standing for `ratio` rows.

    Being alone costs more than any way of filling the place could cost the others together.
    """
    sizes = [len(one.controls) for one in near]
    row = np.repeat(np.arange(len(near)), sizes)
    column = np.concatenate([one.controls for one in near]) if near else np.empty(0, dtype=np.int64)
    cost = np.concatenate([one.gaps for one in near]) if near else np.empty(0)
    copies = (row[:, None] * ratio + np.arange(ratio)).ravel()
    rows = len(near) * ratio
    alone = np.full(rows, 1.0 + rows * float(cost.max(initial=0.0)))
    return Edges(copies, np.repeat(column, ratio), np.repeat(cost, ratio), rows, n), alone


def _chosen(edges: Edges, column: Ints, ratio: int) -> tuple[Ints, Floats]:
    gaps = np.full(edges.rows, np.nan)
    on = edges.column == column[edges.row]
    gaps[edges.row[on]] = edges.cost[on]
    apart = gaps.reshape(-1, ratio)
    order = np.argsort(apart, axis=1, kind="stable")  # places that stay empty (NaN) come last
    controls = np.take_along_axis(column.reshape(-1, ratio), order, axis=1)
    return np.where(controls < 0, ALONE, controls), np.take_along_axis(apart, order, axis=1)


def _refuse_scarce(rows: Ints, others: Ints, stratum: Ints, ratio: int) -> None:
    wanted = np.bincount(stratum[rows], minlength=int(stratum.max()) + 1) * ratio
    there = np.bincount(stratum[others], minlength=len(wanted))
    short = wanted > there
    if short.any():
        rows = rows[short[stratum[rows]]]
        remedy = "Ask for fewer controls each, drop exact fields, or set a caliper that says who may go without."
        raise NoCommonSupport("There are fewer controls than places for them", rows=rows, remedy=remedy)
