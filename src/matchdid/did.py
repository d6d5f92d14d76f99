"""Difference-in-differences and its neighbours: what treated units gained beyond those they are compared with."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from matchdid.arrays import Bools, Floats, treatment, weighting
from matchdid.cluster import Estimate, covariance, estimate
from matchdid.errors import ConstantOutcome
from matchdid.linear import Fit, least_squares

TREAT = "treat"


def difference(
    treat: npt.ArrayLike,
    outcome: npt.ArrayLike,
    *,
    clusters: npt.ArrayLike | None = None,
    weights: npt.ArrayLike | None = None,
    covariates: npt.ArrayLike | None = None,
    kind: str = "CR2",
) -> Estimate:
    """
    Weighted difference in one outcome between arms, with covariates held equal where they are given.

    treat, outcome: (n,); clusters: (n,) labels, each unit its own where none are given; weights: (n,), 0 leaves out;
    covariates: (n, p). The coefficient of treatment in weighted least squares; in the outcome's units.
    Raises MissingValues for units with a weight, ConstantOutcome, TooFewClusters.
    Source: Ho, Imai, King and Stuart (2007), Political Analysis 15:199.
    """
    treated = treatment(treat)
    fit = treatment_fit(treated, outcome, weights=weights, columns=() if covariates is None else (covariates,))
    used = np.asarray(outcome, dtype=np.float64)[fit.rows]
    if (used == used[0]).all():
        remedy = "Check the column: where every unit has the same, there is no difference to estimate."
        raise ConstantOutcome("The outcome is the same for everybody", remedy=remedy)
    label = np.arange(len(treated)) if clusters is None else clusters
    return estimate(fit, TREAT, clusters=label, treated=treated, kind=kind)


def did(
    treat: npt.ArrayLike,
    pre: npt.ArrayLike,
    post: npt.ArrayLike,
    *,
    clusters: npt.ArrayLike | None = None,
    weights: npt.ArrayLike | None = None,
    covariates: npt.ArrayLike | None = None,
    kind: str = "CR2",
) -> Estimate:
    """
    Two-by-two difference-in-differences: the change of the treated less that of those compared.

    pre, post: (n,) means of each unit over the years before and after; the rest as `difference`. On a balanced panel
    this is the coefficient of treatment times post with effects of unit and year; with covariates they may shift the
    change. Source: Ashenfelter and Card (1985), Review of Economics and Statistics 67:648; Angrist and Pischke (2009).
    """
    change = np.asarray(post, dtype=np.float64) - np.asarray(pre, dtype=np.float64)
    return difference(treat, change, clusters=clusters, weights=weights, covariates=covariates, kind=kind)


def ancova(
    treat: npt.ArrayLike,
    pre: npt.ArrayLike,
    post: npt.ArrayLike,
    *,
    clusters: npt.ArrayLike | None = None,
    weights: npt.ArrayLike | None = None,
    covariates: npt.ArrayLike | None = None,
    kind: str = "CR2",
) -> Estimate:
    """
    The difference after, with the outcome before held equal. Arguments as `did`.

    Unbiased where arms are alike given the outcome before, which is another assumption than parallel trends; the two
    bracket the effect under either. Source: Ding and Li (2019), Political Analysis 27:605.
    """
    held = np.asarray(pre, dtype=np.float64)
    beside = held if covariates is None else np.column_stack((held, np.asarray(covariates, dtype=np.float64)))
    return difference(treat, post, clusters=clusters, weights=weights, covariates=beside, kind=kind)


def placebo(
    treat: npt.ArrayLike,
    early: npt.ArrayLike,
    late: npt.ArrayLike,
    *,
    clusters: npt.ArrayLike | None = None,
    weights: npt.ArrayLike | None = None,
    kind: str = "CR2",
) -> Estimate:
    """
    The same difference between two periods that are both before: no effect is possible, so it should be about 0.

    early, late: (n,) means over the earlier and the later of the years before; the rest as `did`.
    """
    return did(treat, early, late, clusters=clusters, weights=weights, kind=kind)


def g_computation(
    treat: npt.ArrayLike,
    outcome: npt.ArrayLike,
    covariates: npt.ArrayLike,
    *,
    clusters: npt.ArrayLike | None = None,
    weights: npt.ArrayLike | None = None,
    kind: str = "CR1",
) -> tuple[float, float]:
    """
    Effect on the treated when every covariate may act differently under treatment, and its standard error.

    A regression with all interactions is read off for the treated with and without treatment (the error by the delta
    method). Arguments as `difference`; kind: "CR0" to "CR3", or "HC3" for units that are their own clusters.
    Columns that others determine are left out. Source: Snowden, Rose and Mortimer (2011), AJE 173:731.
    """
    treated = treatment(treat)
    values = np.asarray(covariates, dtype=np.float64)
    fit = treatment_fit(treated, outcome, weights=weights, columns=(values, values * treated[:, None]))
    arm = treated[fit.rows]
    share = fit.weights[arm] / fit.weights[arm].sum()
    acts = np.array([name == TREAT or name.startswith("x1.") for name in fit.names])
    gradient = np.where(acts, share @ fit.design[arm], 0.0)
    if kind == "HC3":
        parts = fit.design * (fit.weights * fit.residuals / (1 - fit.leverage))[:, None]
        spread = fit.inverse @ (parts.T @ parts) @ fit.inverse
    else:
        label = np.arange(len(treated)) if clusters is None else clusters
        spread = covariance(fit, label, kind)
    return float(gradient @ fit.coef), float(np.sqrt(gradient @ spread @ gradient))


def treatment_fit(
    treated: Bools,
    outcome: npt.ArrayLike,
    *,
    weights: npt.ArrayLike | None = None,
    columns: Sequence[npt.ArrayLike] = (),
) -> Fit:
    """
    Regression on an intercept, treatment and whatever stands beside it.

    columns: each (n,) or (n, p); column j of the i-th is named `x{i}.{j}`.
    """
    blocks: list[Floats] = [np.ones((len(treated), 1)), treated[:, None].astype(np.float64)]
    names = ["(Intercept)", TREAT]
    for number, given in enumerate(columns):
        block = np.asarray(given, dtype=np.float64)
        block = block[:, None] if block.ndim == 1 else block
        names += [f"x{number}.{i}" for i in range(block.shape[1])]
        blocks.append(block)
    return least_squares(outcome, np.hstack(blocks), weights=weighting(weights, treated), names=names)
