"""The propensity score: how likely each unit was to be treated, from what was known before."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import expit

from matchdid.arrays import Bools, Floats, Ints, frozen, matrix, treatment
from matchdid.errors import CollinearCovariates, ConstantCovariate, NoConvergence, PerfectSeparation

BLOCK = 16384
THREADS = 2
ITERATIONS = 25
TOLERANCE = 1e-8
CERTAIN = 16.0  # logits beyond this are as good as certain: fewer than one in eight million
UNKNOWN = 1e6  # a variance of a standardised coefficient beyond which its data say nothing of it
COLLINEAR = 1e-10


@dataclass(frozen=True)
class Score:
    """
    A fitted logit.

    probability: (n,), between 0 and 1. linear: (n,), its logit. coef, se: (p + 1,), the intercept first, in the
    covariates' units; the errors use the working weights of the last iteration, as R's `glm` does. names: p + 1 names.
    deviance, iterations, auc: of the fit; auc is the chance that a treated unit scores above another.
    """

    probability: Floats
    linear: Floats
    coef: Floats
    se: Floats
    names: tuple[str, ...]
    deviance: float
    iterations: int
    auc: float


def propensity_score(treat: npt.ArrayLike, covariates: npt.ArrayLike, names: Sequence[str] = ()) -> Score:
    """
    Logit of treatment on covariates by iteratively reweighted least squares.

    treat: (n,) 0 or 1; covariates: (n, p) numbers, without an intercept; names: p names for errors and the result.
    Stops as R's `glm`: when the deviance changes by less than 1e-8 of itself (plus 0.1).
    Raises MissingValues, ConstantCovariate, CollinearCovariates, PerfectSeparation, NoConvergence.
    Source: McCullagh and Nelder (1989), section 4.4; Rosenbaum and Rubin (1983), Biometrika 70:41.
    """
    treated = treatment(treat)
    values, named = matrix(covariates, len(treated), tuple(names))
    rows = _Rows(treated, values)
    _refuse_what_says_nothing(treated, values, rows, named)
    beta, inverse, deviance, iterations = _reweighted(rows, named)
    linear = rows.linear(beta)
    probability = expit(linear)
    _refuse_certainty(treated, linear, np.diag(inverse))
    back = np.diag(np.concatenate(([1.0], 1 / rows.spread)))
    back[0, 1:] = -rows.centre / rows.spread
    return Score(
        probability=frozen(probability),
        linear=frozen(linear),
        coef=frozen(back @ beta),
        se=frozen(np.sqrt(np.diag(back @ inverse @ back.T))),
        names=("(Intercept)", *named),
        deviance=deviance,
        iterations=iterations,
        auc=_auc(treated, linear),
    )


class _Rows:
    """
    Standardised covariates, a block of rows at a time: nothing as large as the table is made.

    Blocks are summed in their order, however many threads work on them, so that the sum never depends on their number.
    """

    def __init__(self, treated: Bools, values: Floats) -> None:
        self.treated, self.values = treated, values
        self.blocks = [slice(start, start + BLOCK) for start in range(0, len(values), BLOCK)]
        self.centre, self.spread = values.mean(axis=0), values.std(axis=0)

    def design(self, block: slice) -> Floats:
        given = self.values[block]
        made = np.empty((len(given), given.shape[1] + 1), order="F")
        made[:, 0] = 1
        np.subtract(given, self.centre, out=made[:, 1:])
        made[:, 1:] /= self.spread
        return made

    def linear(self, beta: Floats) -> Floats:
        return np.concatenate([self.design(block) @ beta for block in self.blocks])

    def sums(self, beta: Floats | None) -> tuple[float, Floats, Floats]:
        """Deviance at `beta`; the information and the working response's products for the step from there."""

        def one(block: slice) -> tuple[float, Floats, Floats]:
            design, treated = self.design(block), self.treated[block]
            # R's start: a fitted probability of 3/4 for the treated and 1/4 for the others
            fitted = np.where(treated, 0.75, 0.25) if beta is None else expit(design @ beta)
            linear = np.log(fitted / (1 - fitted)) if beta is None else design @ beta
            working = fitted * (1 - fitted)
            with np.errstate(divide="ignore"):
                deviance = -2 * float(np.log(np.where(treated, fitted, 1 - fitted)).sum())
            return deviance, design.T @ (design * working[:, None]), design.T @ (working * linear + treated - fitted)

        with ThreadPoolExecutor(THREADS) as pool:
            parts = list(pool.map(one, self.blocks))
        information, response = sum(part[1] for part in parts), sum(part[2] for part in parts)
        return sum(part[0] for part in parts), np.asarray(information), np.asarray(response)


def _reweighted(rows: _Rows, names: tuple[str, ...]) -> tuple[Floats, Floats, float, int]:
    """Coefficients on the standardised scale, the inverse information of the last step, deviance and iterations."""
    deviance, information, response = rows.sums(None)
    _refuse_collinear(information, names)
    for iteration in range(1, ITERATIONS + 1):
        try:
            inverse = np.linalg.inv(information)
        except np.linalg.LinAlgError:
            raise _separation(()) from None
        beta = inverse @ response
        before = deviance
        deviance, information, response = rows.sums(beta)
        if not np.isfinite(deviance):
            raise _separation(())
        if abs(deviance - before) / (abs(deviance) + 0.1) < TOLERANCE:
            return beta, inverse, deviance, iteration
    if deviance < 1e-6 * len(rows.treated):
        raise _separation(())
    remedy = "Look for a covariate that nearly tells who is treated; merge its levels or match on it exactly."
    raise NoConvergence(f"The score did not settle in {ITERATIONS} iterations", remedy=remedy)


def _refuse_what_says_nothing(treated: Bools, values: Floats, rows: _Rows, names: tuple[str, ...]) -> None:
    constant = rows.spread <= 1e-12 * np.maximum(np.abs(rows.centre), 1e-300)
    if constant.any():
        columns = [names[i] for i in np.flatnonzero(constant)]
        remedy = "Leave it out: it can't tell treated from others."
        raise ConstantCovariate("A covariate is the same for everybody", columns=columns, remedy=remedy)
    for number, name in enumerate(names):
        inside = values[treated, number]
        low, high = inside.min(), inside.max()
        outside = values[~treated, number]
        if low > outside.max() or high < outside.min():
            raise _separation((), name)
        if low == high:
            alone = np.flatnonzero((values[:, number] != low) & ~treated)
            if ((outside == low) | (outside == 1 - low)).all():
                raise _separation(alone, name)


def _refuse_certainty(treated: Bools, linear: Floats, variance: Floats) -> None:
    """Refuse a fit that separates the arms, or that runs off to infinity in a coefficient because some rows are certain."""
    if linear[treated].min() > linear[~treated].max():
        raise _separation(np.flatnonzero(treated))
    if variance.max() > UNKNOWN:
        raise _separation(np.flatnonzero(np.abs(linear) > CERTAIN))


def _refuse_collinear(information: Floats, names: tuple[str, ...]) -> None:
    scale = np.sqrt(np.diag(information))
    size, direction = np.linalg.eigh(information / np.outer(scale, scale))
    if size[0] < COLLINEAR:
        columns = [name for name, part in zip(names, direction[1:, 0], strict=True) if abs(part) > 1e-6]
        remedy = "Leave one of them out, for instance one level of a factor as its baseline."
        raise CollinearCovariates("Covariates are combinations of each other", columns=columns, remedy=remedy)


def _separation(rows: Ints | tuple[int, ...], name: str = "") -> PerfectSeparation:
    remedy = "Merge levels, match exactly on it, or leave these units out by a rule of the plan."
    return PerfectSeparation(
        "Covariates tell exactly who is treated, so no score exists",
        rows=rows,
        columns=[name] if name else [],
        remedy=remedy,
    )


def _auc(treated: Bools, linear: Floats) -> float:
    others = np.sort(linear[~treated])
    below = np.searchsorted(others, linear[treated], "left") + np.searchsorted(others, linear[treated], "right")
    return float(below.mean() / 2 / len(others))
