"""Are the arms alike? Differences in covariates before and after matching, and how far scores overlap."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matchdid.arrays import Bools, Floats, Ints, frozen, matrix, treatment, weighting
from matchdid.matched import Pairs, Strata
from matchdid.weights import effective_sample_size

THREADS = 2


@dataclass(frozen=True)
class Balance:
    """
    One row for each of q covariates.

    mean_treated, mean_control: weighted means. smd: their difference in SDs (n - 1) of the treated before matching (of
    a column of 0 and 1: the root of p(1 - p)); the same SD before and after; where the treated are all alike, of both
    arms, and NaN where everybody is. variance_ratio: treated over control, NaN
    for a column of 0 and 1. ecdf_mean, ecdf_max: mean and greatest distance between the arms' cumulative distributions
    over the different values. pair_distance: mean over all pairs of a treated and
    a control in one set, in the same SDs, NaN without sets.
    ess_treated, ess_control: effective sample sizes.
    """

    names: tuple[str, ...]
    mean_treated: Floats
    mean_control: Floats
    smd: Floats
    variance_ratio: Floats
    ecdf_mean: Floats
    ecdf_max: Floats
    pair_distance: Floats
    ess_treated: float
    ess_control: float

    @property
    def worst(self) -> float:
        """The greatest absolute standardised difference."""
        return float(np.nanmax(np.abs(self.smd)))


@dataclass(frozen=True)
class Overlap:
    """
    How far the arms' scores cover each other.

    edges: (b + 1,) of equal bins; treated, control: (b,) shares of each arm's weight in them. shared: the area under
    both, between 0 and 1. low, high: the range that both arms reach. treated_outside, control_outside: rows beyond it.
    """

    edges: Floats
    treated: Floats
    control: Floats
    shared: float
    low: float
    high: float
    treated_outside: Ints
    control_outside: Ints


def balance(
    treat: npt.ArrayLike,
    covariates: npt.ArrayLike,
    *,
    weights: npt.ArrayLike | None = None,
    names: Sequence[str] = (),
    match: Strata | None = None,
    estimand: str = "ATT",
) -> Balance:
    """
    How alike the arms are in each covariate.

    treat: (n,); covariates: (n, q), of any that matter, matched on or not; weights: (n,), none for before matching;
    match: for distances within pairs or sets (its weights are used unless others are given). estimand "ATE" divides by the
    root of the mean of both arms' variances instead. Raises MissingValues.
    Source: Austin (2009), Statistics in Medicine 28:3083; Stuart (2010), Statistical Science 25:1.
    """
    treated = treatment(treat)
    values, named = matrix(covariates, len(treated), tuple(names))
    given = match.weights if weights is None and match is not None else weights
    counted = weighting(given, treated)
    plain = given is None

    def row(number: int) -> tuple[float, ...]:
        return _row(treated, values[:, number], counted, match, estimand, plain=plain)

    with ThreadPoolExecutor(THREADS) as pool:
        table = np.array(list(pool.map(row, range(values.shape[1]))))
    columns = [frozen(np.ascontiguousarray(column)) for column in table.T]
    return Balance(
        names=named,
        mean_treated=columns[0],
        mean_control=columns[1],
        smd=columns[2],
        variance_ratio=columns[3],
        ecdf_mean=columns[4],
        ecdf_max=columns[5],
        pair_distance=columns[6],
        ess_treated=effective_sample_size(counted[treated]),
        ess_control=effective_sample_size(counted[~treated]),
    )


def _row(
    treated: Bools, values: Floats, weights: Floats, match: Strata | None, estimand: str, *, plain: bool
) -> tuple[float, ...]:
    one, other = values[treated], values[~treated]
    binary = bool(((values == 0) | (values == 1)).all())
    sd = _spread(one, other, binary=binary, pooled=estimand == "ATE")
    w1, w0 = weights[treated], weights[~treated]
    if not plain:
        one, w1, other, w0 = one[w1 > 0], w1[w1 > 0], other[w0 > 0], w0[w0 > 0]
    mean1 = float(one.mean() if plain else np.average(one, weights=w1))
    mean0 = float(other.mean() if plain else np.average(other, weights=w0))
    apart = _pair_distance(treated, values, match) / sd if match is not None else np.nan
    if binary:
        gap = abs(mean1 - mean0)
        return mean1, mean0, (mean1 - mean0) / sd, np.nan, gap, gap, apart
    below = _variance(other, None if plain else w0)
    ratio = _variance(one, None if plain else w1) / below if below > 0 else np.nan
    gaps = _gaps_alike(one, values) if plain else _gaps(one, w1, other, w0, values)
    return mean1, mean0, (mean1 - mean0) / sd, ratio, *gaps, apart


def _spread(one: Floats, other: Floats, *, binary: bool, pooled: bool) -> float:
    """The SD to divide by: of the treated; of both arms for "ATE" or where the treated are all alike; NaN if all are."""
    spread = _variance(one, None, binary=binary)
    if pooled or spread <= 0:
        spread = (spread + _variance(other, None, binary=binary)) / 2
    return float(np.sqrt(spread)) if spread > 0 else np.nan


def _variance(values: Floats, weights: Floats | None, *, binary: bool = False) -> float:
    """Sample variance, weighted by Σw(x - x̄)² / (1 - Σw²) with weights that sum to 1; p(1 - p) for 0 and 1."""
    if binary:
        share = float(values.mean())
        return share * (1 - share)
    if weights is None:
        return float(values.var(ddof=1)) if len(values) > 1 else 0.0
    share_of = weights / weights.sum()
    free = 1 - float((share_of**2).sum())
    centred = values - share_of @ values
    return float(share_of @ centred**2) / free if free > 0 else 0.0


def _different(values: Floats) -> tuple[Floats, Ints]:
    """The different values of all units, matched or not, in order, and how many units have at most each."""
    ordered = np.sort(values)
    last = np.flatnonzero(np.append(ordered[1:] != ordered[:-1], True))
    return ordered[last], last + 1


def _gaps_alike(one: Floats, values: Floats) -> tuple[float, float]:
    """Mean and maximum of |F1 - F0| over the different values when everybody counts the same."""
    different, at_most = _different(values)
    mine = np.cumsum(np.bincount(np.searchsorted(different, one), minlength=len(different)))
    gap = np.abs(mine / len(one) - (at_most - mine) / (len(values) - len(one)))
    return float(gap.mean()), float(gap.max())


def _gaps(one: Floats, w1: Floats, other: Floats, w0: Floats, values: Floats) -> tuple[float, float]:
    """The same, weighted: between two values of units with a weight the gap stays, for as many values as lie there."""
    different, _ = _different(values)
    values = np.concatenate((one, other))
    signed = np.concatenate((w1 / w1.sum(), -w0 / w0.sum()))
    order = np.argsort(values, kind="stable")
    values = values[order]
    last = np.append(values[1:] != values[:-1], True)
    gap = np.abs(np.cumsum(signed[order])[last])
    at = np.append(np.searchsorted(different, values[last]), len(different))
    return float((gap * np.diff(at)).sum() / len(different)), float(gap.max())


def _pair_distance(treated: Bools, values: Floats, match: Strata) -> float:
    if not isinstance(match, Pairs):
        return _set_distance(treated, values, match.stratum)
    there = match.controls >= 0
    mine = np.broadcast_to(values[match.treated][:, None], match.controls.shape)
    return float(np.abs(mine[there] - values[match.controls[there]]).mean())


def _set_distance(treated: Bools, values: Floats, stratum: Ints) -> float:
    """
    Mean |x - y| over all pairs of a treated x and a control y in one set.

    In order of value, |x - y| is a sum of steps, each crossed by (treated below)(controls above) + (treated
    above)(controls below) pairs: no pair is visited.
    """
    inside = np.flatnonzero(stratum >= 0)
    order = inside[np.lexsort((values[inside], stratum[inside]))]
    number, arm, ordered = stratum[order], treated[order].astype(np.float64), values[order]
    first = np.flatnonzero(np.append(True, number[1:] != number[:-1]))
    sizes = np.diff(np.append(first, len(order)))

    def below(count: Floats) -> Floats:
        running = np.cumsum(count)
        return np.asarray(running - np.repeat(running[first] - count[first], sizes))

    total1, total0 = np.bincount(number, weights=arm), np.bincount(number, weights=1 - arm)
    one, other = below(arm), below(1 - arm)
    crossed = one * (total0[number] - other) + (total1[number] - one) * other
    step = np.append(np.diff(ordered), 0.0)
    step[np.append(first[1:], len(order)) - 1] = 0.0
    return float((crossed * step).sum() / (total1 * total0).sum())


def overlap(
    treat: npt.ArrayLike, score: npt.ArrayLike, *, weights: npt.ArrayLike | None = None, bins: int = 30
) -> Overlap:
    """
    How far the arms' scores cover each other.

    treat, score: (n,); weights: (n,) or none; bins: how many. Source: Crump, Hotz, Imbens and Mitnik (2009),
    Biometrika 96:187, for why to look; the shared area is the overlap coefficient of Weitzman (1970).
    """
    treated = treatment(treat)
    values = matrix(score, len(treated))[0][:, 0]
    counted = weighting(weights, treated)
    edges = np.linspace(values.min(), values.max(), bins + 1)
    shares = [np.histogram(values[arm], edges, weights=counted[arm])[0] for arm in (treated, ~treated)]
    mine, theirs = (share / share.sum() for share in shares)
    used = counted > 0
    low = max(values[treated & used].min(), values[~treated & used].min())
    high = min(values[treated & used].max(), values[~treated & used].max())
    beyond = used & ((values < low) | (values > high))
    return Overlap(
        edges=frozen(edges),
        treated=frozen(mine),
        control=frozen(theirs),
        shared=float(np.minimum(mine, theirs).sum()),
        low=float(low),
        high=float(high),
        treated_outside=frozen(np.flatnonzero(beyond & treated)),
        control_outside=frozen(np.flatnonzero(beyond & ~treated)),
    )
