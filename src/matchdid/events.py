"""The event study: the difference in every year, and whether arms moved alike before."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import f as fisher
from scipy.stats import t as student

from matchdid.arrays import Bools, Floats, codes, frozen, treatment, weighting
from matchdid.cluster import by_cluster, enough_clusters
from matchdid.errors import TooFewClusters, WrongShape
from matchdid.panel import Panel, refuse_gaps, usable

SIMULATED = 20_000
SINGULAR = 1e13


@dataclass(frozen=True)
class PreTrend:
    """Joint test that no year before differs from the reference: F on (df1, df2), and its p-value."""

    statistic: float
    df1: int
    df2: int
    p: float


@dataclass(frozen=True)
class EventStudy:
    """
    The difference between arms in each year, less that in the reference year.

    years: T of them; coef, se: (T,), 0 in the reference year; covariance: (T, T), 0 there. treated, control: (T,) the
    arms' weighted means. df: clusters - 1. pointwise: (T, 2) intervals for one year at a time; uniform: (T, 2) bands
    that cover all years at once, `critical` errors wide. pretrend: the joint test of the years before, or None if
    there is only one or none was asked for.
    """

    years: tuple[int, ...]
    reference: int
    coef: Floats
    se: Floats
    covariance: Floats
    treated: Floats
    control: Floats
    df: int
    pointwise: Floats
    uniform: Floats
    critical: float
    pretrend: PreTrend | None


def event_study(
    treat: npt.ArrayLike,
    panel: Panel,
    *,
    pre: Iterable[int],
    post: Iterable[int],
    reference: int | None = None,
    clusters: npt.ArrayLike | None = None,
    weights: npt.ArrayLike | None = None,
    level: float = 0.95,
    seed: int = 0,
    joint: bool = True,
) -> EventStudy:
    """
    Difference-in-differences of every year against a reference year, with unit and year effects.

    treat: (n,); panel: outcomes of the n units; pre, post: the years; reference: the last of `pre` unless given;
    clusters, weights: (n,) as in `did`; seed: of the draws for the uniform band (PCG64); joint: whether the years before
    are tested together, which needs more clusters than years. On a balanced panel this is
    the two-way fixed effects event study; errors are CR1 with its number of parameters (years count, units nested in
    clusters don't), as fixest has them. Raises YearWithoutTests, MissingValues, TooFewClusters.
    Source: Sun and Abraham (2021), J. Econometrics 225:175, for why only with one start; band: Montiel Olea and
    Plagborg-Møller (2019), J. Applied Econometrics 34:1; joint test: Wald's, on F(q, G - 1).
    """
    treated = treatment(treat)
    before, after = usable(panel, pre), usable(panel, post)
    years = tuple(sorted(before + after))
    base = before[-1] if reference is None else reference
    if base not in before or len(set(years)) != len(before) + len(after):
        remedy = "Years are before or after, once each; the reference is one of those before."
        raise WrongShape(f"Years {years} with reference {base}", remedy=remedy)
    counted = weighting(weights, treated)
    values = panel.outcomes[:, [panel.years.index(year) for year in years]]
    rows = refuse_gaps(values, counted > 0)
    arm, weight, values = treated[rows], counted[rows], values[rows]
    label = codes((np.arange(len(treated)) if clusters is None else np.asarray(clusters))[rows], len(rows), "clusters")
    count = enough_clusters(label, arm)
    at = years.index(base)
    parts, coef = _parts(arm, weight, values - values[:, [at]], label)
    n, free = values.size, 2 * len(years) - 1
    covariance = parts.T @ parts * count / (count - 1) * (n - 1) / (n - free)
    se = np.sqrt(np.diag(covariance))
    critical = _critical(np.delete(np.delete(covariance, at, 0), at, 1), level, seed)
    half = float(student.ppf((1 + level) / 2, count - 1)) * se
    early = [years.index(year) for year in before if year != base]
    return EventStudy(
        years=years,
        reference=base,
        coef=frozen(coef),
        se=frozen(se),
        covariance=frozen(covariance),
        treated=frozen(np.average(values[arm], axis=0, weights=weight[arm])),
        control=frozen(np.average(values[~arm], axis=0, weights=weight[~arm])),
        df=count - 1,
        pointwise=frozen(np.column_stack((coef - half, coef + half))),
        uniform=frozen(np.column_stack((coef - critical * se, coef + critical * se))),
        critical=critical,
        pretrend=_pretrend(coef[early], covariance[np.ix_(early, early)], count - 1) if early and joint else None,
    )


def _parts(arm: Bools, weight: Floats, change: Floats, label: npt.NDArray[np.int64]) -> tuple[Floats, Floats]:
    """(G, T) each cluster's influence on each year's difference, and the differences (T,)."""
    share = np.where(arm, weight / weight[arm].sum(), -weight / weight[~arm].sum())
    means = {side: np.average(change[arm == side], axis=0, weights=weight[arm == side]) for side in (True, False)}
    centred = change - np.where(arm[:, None], means[True], means[False])
    return by_cluster(share[:, None] * centred, label), np.asarray(means[True] - means[False])


def _pretrend(coef: Floats, covariance: Floats, df: int) -> PreTrend:
    statistic, p = joint_test(coef, covariance, df)
    return PreTrend(statistic, len(coef), df, p)


def joint_test(coef: Floats, covariance: Floats, df: int) -> tuple[float, float]:
    """Wald's test that q coefficients are all 0, F on (q, df), and its p. Raises TooFewClusters for df below q."""
    q = len(coef)
    if df < q or np.linalg.cond(covariance) > SINGULAR:
        remedy = "Name fewer years or groups, or report them one by one."
        raise TooFewClusters(f"{df + 1} clusters can't tell {q} differences apart", remedy=remedy)
    statistic = float(coef @ np.linalg.solve(covariance, coef)) / q
    return statistic, float(fisher.sf(statistic, q, df))


def _critical(covariance: Floats, level: float, seed: int) -> float:
    """How many errors wide a band must be to cover all years at once, by simulation of normal errors."""
    se = np.sqrt(np.diag(covariance))
    size, direction = np.linalg.eigh(covariance / np.outer(se, se))
    draws = np.random.Generator(np.random.PCG64(seed)).standard_normal((SIMULATED, len(se)))
    worst = np.abs(draws @ (direction * np.sqrt(np.maximum(size, 0))).T).max(axis=1)
    return float(np.quantile(worst, level))
