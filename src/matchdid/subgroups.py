"""Effects for groups of pupils and of schools, and whether they differ."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matchdid.arrays import treatment, weighting
from matchdid.cluster import Estimate, covariance
from matchdid.did import difference, treatment_fit
from matchdid.errors import WrongShape
from matchdid.events import joint_test


@dataclass(frozen=True)
class Moderation:
    """
    labels: of the groups; effects: the difference in each. statistic, df1, df2, p: joint test that all are the same.
    """

    labels: tuple[str, ...]
    effects: tuple[Estimate, ...]
    statistic: float
    df1: int
    df2: int
    p: float


def gap_did(
    treat: npt.ArrayLike,
    change: npt.ArrayLike,
    change_of_others: npt.ArrayLike,
    *,
    clusters: npt.ArrayLike | None = None,
    weights: npt.ArrayLike | None = None,
    kind: str = "CR2",
) -> Estimate:
    """
    Did the gap between a group of pupils and the others close? The triple difference.

    change, change_of_others: (n,) post less pre of the group and of the others (or of all) in the same schools. It is
    the coefficient of treatment times post times group with effects of school by group and year by group; positive if
    the group gained on the others. The group's own effect is `did` on its outcome. Other arguments as `did`.
    Source: Gruber (1994), American Economic Review 84:622; Olden and Møen (2022), Econometrics Journal 25:531.
    """
    gained = np.asarray(change, dtype=np.float64) - np.asarray(change_of_others, dtype=np.float64)
    return difference(treat, gained, clusters=clusters, weights=weights, kind=kind)


def by_group(
    treat: npt.ArrayLike,
    change: npt.ArrayLike,
    group: npt.ArrayLike,
    *,
    clusters: npt.ArrayLike | None = None,
    weights: npt.ArrayLike | None = None,
    kind: str = "CR2",
) -> Moderation:
    """
    The difference within each group of schools, and a joint test that they are the same (CR1, F on (q, G - 1)).

    group: (n,) labels known before treatment; the rest as `did`. Raises WrongShape if a group lacks an arm.
    """
    treated = treatment(treat)
    counted = weighting(weights, treated)
    label = np.asarray(group)
    levels = np.unique(label[counted > 0])
    for level in levels:
        inside = (label == level) & (counted > 0)
        if treated[inside].all() or not treated[inside].any():
            remedy = "Merge groups, or leave the group out of the plan."
            raise WrongShape(f"Group '{level}' lacks an arm", rows=np.flatnonzero(inside), remedy=remedy)
    effects = tuple(
        difference(treated, change, clusters=clusters, weights=np.where(label == level, counted, 0.0), kind=kind)
        for level in levels
    )
    if len(levels) < 2:
        raise WrongShape("There is one group", remedy="Name a column with two labels or more.")
    dummies = np.column_stack([label == level for level in levels[1:]]).astype(np.float64)
    fit = treatment_fit(treated, change, weights=counted, columns=(dummies, dummies * treated[:, None]))
    own = np.arange(len(treated)) if clusters is None else np.asarray(clusters)
    at = [fit.position(f"x1.{number}") for number in range(len(levels) - 1)]
    apart, spread = fit.coef[at], covariance(fit, own)[np.ix_(at, at)]
    df2 = len(np.unique(own[fit.rows])) - 1
    statistic, p = joint_test(apart, spread, df2)
    return Moderation(tuple(str(level) for level in levels), effects, statistic, len(at), df2, p)
