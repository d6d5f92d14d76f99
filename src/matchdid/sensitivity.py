"""How far the answer hangs on one cluster, on one choice, or on a trend that nobody saw."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import t as student

from matchdid.arrays import Floats, codes, frozen
from matchdid.cluster import Estimate, by_cluster
from matchdid.errors import TooFewClusters, WrongShape
from matchdid.events import EventStudy
from matchdid.linear import Fit


@dataclass(frozen=True)
class LeaveOneOut:
    """
    clusters: (G,) labels in sorted order; estimates: (G,) without each of them; low, high: the range of those;
    most_influential: the label whose absence changes the estimate most.
    """

    clusters: npt.NDArray[np.generic]
    estimates: Floats
    low: float
    high: float
    most_influential: str


@dataclass(frozen=True)
class SpecificationCurve:
    """
    names: of the specifications, from the least estimate to the greatest; estimates, low, high: (s,) in that order.
    median: of the estimates; same_sign: share of them with the median's sign; beyond_zero: share whose interval
    leaves 0 out.
    """

    names: tuple[str, ...]
    estimates: Floats
    low: Floats
    high: Floats
    median: float
    same_sign: float
    beyond_zero: float


@dataclass(frozen=True)
class HiddenTrend:
    """
    What a difference in trends that went unseen could do.

    estimate: mean of the years after against mean of the years before; se: its error. magnitudes: (m,) how many times
    the greatest difference between neighbouring years before; low, high: (m,) the effect's interval if trends differ
    by no more than that each year. breakdown: the magnitude at which the interval reaches 0 (0 if it does anyway).
    slope: a steady difference in trend, a year, at which it does; observed: the greatest step seen before.
    """

    estimate: float
    se: float
    magnitudes: Floats
    low: Floats
    high: Floats
    breakdown: float
    slope: float
    observed: float


def leave_one_out(fit: Fit, name: str, *, clusters: npt.ArrayLike) -> LeaveOneOut:
    """
    A coefficient without each cluster in turn.

    fit: of n units; clusters: labels of all units that were given to the regression. No regression is run again: the
    coefficients without cluster g solve (X'WX - X_g'W_gX_g) b = X'Wy - X_g'W_gy. NaN where that can't be solved.
    Source: Belsley, Kuh and Welsch (1980), chapter 2, for whole clusters.
    """
    given = np.asarray(clusters)[fit.rows]
    labels = np.unique(given)
    number = codes(given, len(given), "clusters")
    if len(labels) < 3:
        raise TooFewClusters(f"There are {len(labels)} clusters", remedy="Leaving one out needs three at the least.")
    k, at = len(fit.coef), fit.position(name)
    outcome = fit.design @ fit.coef + fit.residuals
    weighed = fit.design * fit.weights[:, None]
    gram = np.stack([by_cluster(weighed * fit.design[:, [i]], number) for i in range(k)], axis=1)
    right = by_cluster(weighed * outcome[:, None], number)
    left_gram, left_right = gram.sum(axis=0) - gram, right.sum(axis=0) - right
    scale = np.sqrt(np.diag(gram.sum(axis=0)))
    scaled = left_gram / np.outer(scale, scale)
    alone = np.linalg.cond(scaled) > 1e13
    scaled[alone] = np.nan
    found = np.linalg.solve(scaled, (left_right / scale)[..., None])[..., 0][:, at] / scale[at]
    apart = np.nan_to_num(np.abs(found - fit.coef[at]))
    return LeaveOneOut(
        clusters=frozen(labels),
        estimates=frozen(found),
        low=float(np.nanmin(found)),
        high=float(np.nanmax(found)),
        most_influential=str(labels[int(apart.argmax())]),
    )


def specification_curve(estimates: Mapping[str, Estimate], *, level: float = 0.95) -> SpecificationCurve:
    """
    All specifications beside each other, in order of their estimates.

    estimates: name to result; all must be in the same units. Source: Simonsohn, Simmons and Nelson (2020), Nature
    Human Behaviour 4:1208 (the curve; its joint test is not made).
    """
    if not estimates:
        raise WrongShape("There is no specification", remedy="Name one at least.")
    names = sorted(estimates, key=lambda name: (estimates[name].estimate, name))
    values = np.array([estimates[name].estimate for name in names])
    bounds = np.array([estimates[name].ci(level=level) for name in names])
    median = float(np.median(values))
    return SpecificationCurve(
        names=tuple(names),
        estimates=frozen(values),
        low=frozen(bounds[:, 0]),
        high=frozen(bounds[:, 1]),
        median=median,
        same_sign=float((np.sign(values) == np.sign(median)).mean()),
        beyond_zero=float(((bounds[:, 0] > 0) | (bounds[:, 1] < 0)).mean()),
    )


def hidden_trend(
    study: EventStudy, *, post: tuple[int, ...], magnitudes: npt.ArrayLike, level: float = 0.95
) -> HiddenTrend:
    """
    How large an unseen difference in trends would have to be to undo the effect.

    study: the event study; post: its years after; magnitudes: (m,) multiples of the greatest difference between
    neighbouring years before. If arms drift apart by at most d a year from the middle of the years before on, the mean
    of the years after is wrong by at most d times the distance of the periods' middles. The interval is widened by
    that much on either side, which is never too short (a sharper one takes the trend's own uncertainty into account).
    Source: after Rambachan and Roth (2023), Review of Economic Studies 90:2555, bounds on relative magnitudes.
    """
    years = np.asarray(study.years)
    after = np.isin(years, post)
    if not after.any() or after.all():
        raise WrongShape("Years after are not in the event study", remedy="Name some of its years, not all.")
    share = np.where(after, 1 / after.sum(), -1 / (~after).sum())
    estimate = float(share @ study.coef)
    se = float(np.sqrt(share @ study.covariance @ share))
    apart = float(years[after].mean() - years[~after].mean())
    before = np.flatnonzero(~after)
    steps = np.abs(np.diff(study.coef[before])) / np.diff(years[before])
    observed = float(steps.max(initial=0.0))
    half = float(student.ppf((1 + level) / 2, study.df)) * se
    given = np.asarray(magnitudes, dtype=np.float64)
    bias = given * observed * apart
    slope = max(0.0, (abs(estimate) - half) / apart)
    return HiddenTrend(
        estimate=estimate,
        se=se,
        magnitudes=frozen(given.copy()),
        low=frozen(estimate - half - bias),
        high=frozen(estimate + half + bias),
        breakdown=slope / observed if observed > 0 else np.inf if slope > 0 else 0.0,
        slope=slope,
        observed=observed,
    )
