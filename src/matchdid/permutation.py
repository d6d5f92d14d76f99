"""Permutation over clusters: what the difference would have been, had chance named other clusters."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matchdid.arrays import Bools, Floats, Ints, codes, frozen, treatment, weighting
from matchdid.bootstrap import Signs, rademacher
from matchdid.did import treatment_fit
from matchdid.errors import TooFewClusters


@dataclass(frozen=True)
class Permutation:
    """
    estimate: the difference. draws: (R,) differences under other assignments. p: share of assignments, the true one
    among them, with a difference at least as far from 0. swapped: whether arms were swapped within clusters (where
    each has both arms) rather than named anew between clusters.
    """

    estimate: float
    draws: Floats
    p: float
    swapped: bool


def permute_clusters(
    treat: npt.ArrayLike,
    change: npt.ArrayLike,
    *,
    clusters: npt.ArrayLike,
    draws: int,
    seed: int,
    weights: npt.ArrayLike | None = None,
) -> Permutation:
    """
    Test of no effect on anybody, by assigning whole clusters otherwise.

    treat, change: (n,); clusters: (n,) labels; draws: how many; seed: of PCG64. Where every cluster holds treated units
    and their matches, each draw swaps the arms of some clusters; else treatment is drawn anew between clusters.
    Valid if, without an effect, clusters might as well have been named otherwise. Raises TooFewClusters.
    Source: Fisher (1935); Gail et al. (1996), Statistics in Medicine 15:1069; p as in Phipson and Smyth (2010).
    """
    treated = treatment(treat)
    fit = treatment_fit(treated, change, weights=weighting(weights, treated))
    arm, weight = treated[fit.rows], fit.weights
    outcome = fit.design @ fit.coef + fit.residuals
    label = codes(np.asarray(clusters)[fit.rows], len(arm), "clusters")
    count = int(label.max()) + 1
    both = len(np.unique(label[arm])) == count == len(np.unique(label[~arm]))
    if count < 4:
        raise TooFewClusters(f"There are {count} clusters", remedy="A permutation needs four at the least.")
    if both:
        found = _swapped(arm, outcome, weight, label, rademacher(count, draws, seed))
    else:
        order = np.random.Generator(np.random.PCG64(seed))
        named = [order.permutation(count)[: len(np.unique(label[arm]))] for _ in range(draws)]
        found = _renamed(outcome, weight, label, named)
    estimate = float(fit.coef[fit.position("treat")])
    as_far = np.count_nonzero(np.abs(found) >= abs(estimate) * (1 - 1e-12))
    return Permutation(estimate, frozen(found), (as_far + 1) / (draws + 1), both)


def _swapped(arm: Bools, outcome: Floats, weight: Floats, label: Ints, signs: Signs) -> Floats:
    """Each cluster's share in the difference changes its sign; outcomes are centred, so that sizes don't matter."""
    centred = outcome - np.average(outcome, weights=weight)
    share = np.where(arm, weight / weight[arm].sum(), -weight / weight[~arm].sum()) * centred
    return np.asarray(np.bincount(label, weights=share) @ signs)


def _renamed(outcome: Floats, weight: Floats, label: Ints, named: list[Ints]) -> Floats:
    """Difference in weighted means between clusters named in each draw and the others."""
    size = np.bincount(label, weights=weight)
    total = np.bincount(label, weights=weight * outcome)
    inside = np.array([total[some].sum() for some in named])
    weighed = np.array([size[some].sum() for some in named])
    return np.asarray(inside / weighed - (total.sum() - inside) / (size.sum() - weighed))
