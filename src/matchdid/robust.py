"""Doubly robust difference-in-differences: right if either the score or the outcome model is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matchdid.arrays import Floats, codes, column, frozen, matrix, treatment
from matchdid.cluster import by_cluster, enough_clusters, interval, two_sided
from matchdid.score import propensity_score


@dataclass(frozen=True)
class DoublyRobust:
    """
    estimate: effect on the treated, in the outcome's units. se_iid: if units were independent; se: by cluster.
    clusters: how many; intervals use clusters - 1. influence: (n,) of each unit on the estimate, times n.
    """

    estimate: float
    se_iid: float
    se: float
    clusters: int
    influence: Floats

    def ci(self, level: float = 0.95) -> tuple[float, float]:
        """Interval by cluster."""
        return interval(self.estimate, self.se, self.clusters - 1, level)

    @property
    def p(self) -> float:
        """Two-sided p-value of no effect, by cluster."""
        return two_sided(self.estimate, self.se, self.clusters - 1)


def doubly_robust(
    treat: npt.ArrayLike,
    pre: npt.ArrayLike,
    post: npt.ArrayLike,
    covariates: npt.ArrayLike,
    *,
    clusters: npt.ArrayLike | None = None,
    names: Sequence[str] = (),
) -> DoublyRobust:
    """
    Effect on the treated from all units, by a logit score and a regression of the others' change.

    treat, pre, post: (n,); covariates: (n, p); clusters: (n,) labels, each unit its own where none are given. Errors
    allow for the estimation of both models. Raises what `propensity_score` raises, TooFewClusters.
    Source: Sant'Anna and Zhao (2020), J. Econometrics 219:101, the estimator called traditional there.
    """
    treated = treatment(treat)
    n = len(treated)
    values, named = matrix(covariates, n, tuple(names))
    change = column(post, n, "post") - column(pre, n, "pre")
    probability = propensity_score(treated, values, named).probability
    spread = values.std(axis=0)
    design = np.column_stack((np.ones(n), (values - values.mean(axis=0)) / spread))
    estimate, influence = att_influence(treated.astype(np.float64), change, design, probability)
    label = np.arange(n) if clusters is None else codes(clusters, n, "clusters")
    count = enough_clusters(label, treated)
    parts = by_cluster(influence[:, None], label)[:, 0]
    return DoublyRobust(
        estimate=estimate,
        se_iid=float(influence.std(ddof=1) / np.sqrt(n)),
        se=float(np.sqrt((parts**2).sum()) / n),
        clusters=count,
        influence=frozen(influence),
    )


def att_influence(treated: Floats, change: Floats, design: Floats, probability: Floats) -> tuple[float, Floats]:
    """
    The estimate and each unit's influence on it, times n; every array of n units, `design` with its intercept.

    The estimate is E[w1 r]/E[w1] - E[w0 r]/E[w0] with r the change less the one that the others' regression expects,
    w1 = D and w0 = p(1 - D)/(1 - p). The influence has a part for each arm's mean, one for the regression, one for
    the score.
    """
    n, other = len(treated), 1 - treated
    odds = probability * other / (1 - probability)
    gram = np.linalg.inv((design * other[:, None]).T @ design / n)
    expected = design @ (gram @ (design.T @ (other * change)) / n)
    left = change - expected
    of_treated = (treated * left).mean() / treated.mean()
    of_others = (odds * left).mean() / odds.mean()
    information = np.linalg.inv((design * (probability * (1 - probability))[:, None]).T @ design / n)
    regression = other * left * (design @ (gram @ (design.T @ (treated / treated.mean() - odds / odds.mean()) / n)))
    scoring = (treated - probability) * (design @ (information @ (design.T @ (odds * (left - of_others)) / n)))
    first = treated * (left - of_treated) / treated.mean()
    second = (odds * (left - of_others) + scoring) / odds.mean()
    return float(of_treated - of_others), np.asarray(first - second - regression)
