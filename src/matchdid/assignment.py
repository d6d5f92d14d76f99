"""The cheapest way to pair rows with columns when only some pairs are open, and proof that it is the cheapest."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from matchdid.arrays import Floats, Ints

ROUNDING = 1e-12


@dataclass(frozen=True)
class Edges:
    """Open pairs: row, column: (e,) from 0; cost: (e,), finite. rows, columns: how many there are."""

    row: Ints
    column: Ints
    cost: Floats
    rows: int
    columns: int


def assign(edges: Edges, alone: Floats) -> Ints:
    """
    The cheapest pairing of each row with at most one column and of each column with at most one row.

    alone: (rows,) the cost of a row that is left alone. Gives (rows,) columns, -1 for a row left alone.
    Each row also gets a column of its own that stands for being alone, so that a full pairing always exists.
    Source: Jonker and Volgenant (1987), Computing 38:325, for sparse costs, as in SciPy.
    """
    own = np.arange(edges.rows)
    row, column = np.append(edges.row, own), np.append(edges.column, edges.columns + own)
    cost = np.append(edges.cost, alone)
    shifted = cost - cost.min() + 1.0  # a stored 0 would mean "no pair"; the same for all, a shift changes no choice
    table = csr_array((shifted, (row, column)), shape=(edges.rows, edges.columns + edges.rows))
    matched, chosen = min_weight_full_bipartite_matching(table)
    given = np.empty(edges.rows, dtype=np.int64)
    given[matched] = chosen
    return np.where(given < edges.columns, given, -1)


def prices(edges: Edges, alone: Floats, chosen: Ints) -> Floats:
    """
    (rows,): what each row pays at most in the cheapest pairing: its own cost and what its column is worth to others.

    With v <= 0 the greatest values of columns for which u_i + v_j <= c_ij on every open pair, and equality on chosen
    ones, u_i = c_ij - v_j of its chosen pair. v is found by relaxing v_j <= c_ij - c_i,chosen + v_chosen from 0 down
    (Bellman and Ford); no cycle is negative, as the pairing is the cheapest.
    """
    paid = alone.copy()
    on = edges.column == chosen[edges.row]
    paid[edges.row[on]] = edges.cost[on]
    worth = np.zeros(edges.columns)
    matched = chosen >= 0
    extra = edges.cost - paid[edges.row]
    for _ in range(edges.rows + 1):
        held = np.where(matched, worth[chosen], 0.0)
        offer = extra + held[edges.row]
        lower = np.zeros(edges.columns)
        np.minimum.at(lower, edges.column, offer)
        lower = np.minimum(lower, worth)
        if (lower >= worth - ROUNDING * (1 + np.abs(worth))).all():
            break
        worth = lower
    return paid - np.where(matched, worth[chosen], 0.0)
