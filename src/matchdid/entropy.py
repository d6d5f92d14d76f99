"""Entropy balancing: weights of the others that make their means equal those of the treated."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matchdid.arrays import Floats, frozen, matrix, treatment
from matchdid.errors import CollinearCovariates, ConstantCovariate, NoCommonSupport
from matchdid.weights import effective_sample_size

STEPS = 200
TOLERANCE = 1e-12
SHORTEST = 1e-10
NEAR = 1e-10
FLAT = 1e-13


@dataclass(frozen=True)
class EntropyBalance:
    """
    Weights: (n,), 1 for the treated; the others' sum to the number of treated. worst: the greatest difference in means
    that is left, in SDs of the treated. iterations: Newton steps. ess: the others' effective sample size.
    """

    weights: Floats
    iterations: int
    worst: float
    ess: float


def entropy_balance(treat: npt.ArrayLike, covariates: npt.ArrayLike, names: Sequence[str] = ()) -> EntropyBalance:
    """
    The weights nearest to equal ones under which every covariate's mean is that of the treated.

    treat: (n,); covariates: (n, p), first moments of each are balanced. Newton's method on the dual,
    min log sum exp(z'l) over the others, z = (x - mean of treated) / SD of treated, until no slope exceeds 1e-12.
    Raises MissingValues, ConstantCovariate, CollinearCovariates, NoCommonSupport if no weights can do it.
    Source: Hainmueller (2012), Political Analysis 20:25.
    """
    treated = treatment(treat)
    values, named = matrix(covariates, len(treated), tuple(names))
    mean, spread = values[treated].mean(axis=0), values[treated].std(axis=0, ddof=1)
    if not (spread > 0).all():
        columns = [named[i] for i in np.flatnonzero(~(spread > 0))]
        raise ConstantCovariate(
            "Covariates don't vary among the treated", columns=columns, remedy="Match exactly on them."
        )
    apart = (values[~treated] - mean) / spread
    low, high = apart.min(axis=0), apart.max(axis=0)
    if (low > 0).any() or (high < 0).any():
        columns = [named[i] for i in np.flatnonzero((low > 0) | (high < 0))]
        raise _unreachable(columns)
    share, iterations, worst = _newton(apart, named)
    weights = np.ones(len(treated))
    weights[~treated] = share * int(treated.sum())
    return EntropyBalance(frozen(weights), iterations, worst, effective_sample_size(share))


def _newton(apart: Floats, names: tuple[str, ...]) -> tuple[Floats, int, float]:
    """Shares of the others, how many steps it took, and the greatest slope left."""
    place = np.zeros(apart.shape[1])
    for step in range(1, STEPS + 1):
        share, value = _shares(apart @ place)
        slope = apart.T @ share
        worst = float(np.abs(slope).max())
        if worst < TOLERANCE:
            return share, step, worst
        curve = apart.T @ (apart * share[:, None]) - np.outer(slope, slope)
        if not np.isfinite(curve).all():  # the search has run off: nothing holds it back, as there is no optimum
            raise _unreachable(())
        size, direction = np.linalg.eigh(curve)
        if size[0] < FLAT * size[-1]:
            if step > 1:
                raise _unreachable(())
            columns = [name for name, part in zip(names, direction[:, 0], strict=True) if abs(part) > 1e-6]
            remedy = "Leave one of them out, for instance one level of a factor as its baseline."
            raise CollinearCovariates("Covariates are combinations of each other", columns=columns, remedy=remedy)
        way = direction @ ((direction.T @ slope) / size)
        length, fall = 1.0, float(way @ slope)
        near = fall < NEAR  # the descent left is lost in rounding, and the full step is right
        while (
            not near and length > SHORTEST and _shares(apart @ (place - length * way))[1] > value - 1e-4 * length * fall
        ):
            length /= 2
        if length <= SHORTEST:
            # rounding hides further descent: take the last step if it is as good as can be, else there is no optimum
            if worst < 1e-9:
                return share, step, worst
            raise _unreachable(())
        place = place - length * way
    raise _unreachable(())


def _shares(exponent: Floats) -> tuple[Floats, float]:
    """Shares in proportion to exp, and the log of their sum."""
    most = exponent.max()
    share = np.exp(exponent - most)
    total = float(share.sum())
    return share / total, float(np.log(total) + most)


def _unreachable(columns: Sequence[str]) -> NoCommonSupport:
    remedy = "Balance fewer covariates, or leave out treated units beyond the others' range by a rule of the plan."
    return NoCommonSupport("No weights of the others reach the means of the treated", columns=columns, remedy=remedy)
