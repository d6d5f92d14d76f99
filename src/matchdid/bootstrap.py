"""The restricted wild cluster bootstrap: how often chance alone would show as large a t."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matchdid.arrays import Floats, codes, frozen
from matchdid.cluster import by_cluster
from matchdid.errors import TooFewClusters, WrongShape
from matchdid.linear import Fit, least_squares

type Signs = npt.NDArray[np.int8]

DRAWS = 256


@dataclass(frozen=True)
class WildBootstrap:
    """
    t: the estimate over its CR0 error. draws: (R,) t of each draw in which the effect is 0. p: share of draws whose t
    is as far from 0. clusters: how many signs a draw has.
    """

    t: float
    draws: Floats
    p: float
    clusters: int


def rademacher(clusters: int, draws: int, seed: int) -> Signs:
    """
    (clusters, draws) signs, 1 or -1 with equal chance, from PCG64 with this seed: the same wherever NumPy is.

    Source: Liu (1988), Annals of Statistics 16:1696; Davidson and Flachaire (2008), J. Econometrics 146:162.
    """
    bits = np.random.Generator(np.random.PCG64(seed)).integers(0, 2, (clusters, draws), dtype=np.int8)
    return frozen((2 * bits - 1).astype(np.int8))


def wild_bootstrap(fit: Fit, name: str, *, clusters: npt.ArrayLike, signs: npt.ArrayLike) -> WildBootstrap:
    """
    Restricted wild cluster bootstrap of one coefficient.

    fit: of n units; name: the coefficient's; clusters: labels of all units that were given to the regression; signs:
    (G, R), a row for each cluster in the labels' sorted order, a column for each draw (stored, or from `rademacher`).

    A draw is u* = v_g û, û the residuals when the effect is held at 0. Its coefficient is s'v, s_g = c'BX_g'W_g û_g,
    and cluster g's part of it around its own fit v_g s_g - k_g'BS'v, with k_g = X_g'W_gX_g Bc and S_g = X_g'W_g û_g:
    sums over clusters of products with v, and no draw's regression is ever run.
    Raises WrongShape for signs that don't fit, TooFewClusters.
    Source: Cameron, Gelbach and Miller (2008), Review of Economics and Statistics 90:414.
    """
    at = fit.position(name)
    label = codes(np.asarray(clusters)[fit.rows], len(fit.rows), "clusters")
    count = int(label.max()) + 1
    given = np.asarray(signs)
    if count < 2:
        raise TooFewClusters("There is one cluster", remedy="A bootstrap over clusters needs several.")
    if given.ndim != 2 or len(given) != count or not np.isin(given, (-1, 1)).all():
        remedy = f"Give a row of 1 and -1 for each of the {count} clusters."
        raise WrongShape(f"Signs have shape {given.shape} or other values", remedy=remedy)
    direction = fit.inverse[:, at]
    others = [i for i in range(len(fit.coef)) if i != at]
    outcome = fit.design @ fit.coef + fit.residuals
    null = least_squares(outcome, fit.design[:, others], weights=fit.weights)
    weighed = fit.design * fit.weights[:, None]
    plain = by_cluster(weighed * fit.residuals[:, None], label) @ direction
    sums = by_cluster(weighed * null.residuals[:, None], label)
    own = sums @ direction
    pull = by_cluster(weighed * (fit.design @ direction)[:, None], label) @ fit.inverse
    t = float(fit.coef[at] / np.sqrt((plain**2).sum()))
    draws = np.concatenate(
        [_t(own, sums, pull, given[:, first : first + DRAWS]) for first in range(0, given.shape[1], DRAWS)]
    )
    return WildBootstrap(t, frozen(draws), float((np.abs(draws) >= abs(t)).mean()), count)


def _t(own: Floats, sums: Floats, pull: Floats, signs: npt.NDArray[np.generic]) -> Floats:
    """(r,): t of some draws; the squares of v_g s_g - k_g'b are summed as s² - 2 v s k'b + (k'b)²."""
    drawn = signs.astype(np.float64)
    coef = own @ drawn
    total = sums.T @ drawn
    cross = (pull * own[:, None]).T @ drawn
    square = (own**2).sum() - 2 * (cross * total).sum(axis=0) + (total * (pull.T @ pull @ total)).sum(axis=0)
    return np.asarray(coef / np.sqrt(square))
