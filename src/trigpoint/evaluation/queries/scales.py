"""
Statistics of questionnaires: scale scores, Cronbach's alpha, McDonald's omega, means with errors between clusters.

Pure: numbers in, numbers out.
"""

import dataclasses
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import optimize
from scipy.stats import t as student

type Floats = npt.NDArray[np.float64]

ANSWERED = 0.6
"""Somebody who answered this share of a scale's items has a score on it: the mean of those answered."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """A mean with its interval at 95 %; `error`, `low` and `high` are None with fewer than two clusters."""

    value: float
    n: int
    clusters: int
    sd: float | None
    error: float | None
    low: float | None
    high: float | None
    design_effect: float | None


def score(answers: Sequence[float | None]) -> float | None:
    """The mean of the answered items; None when fewer than 60 % were answered."""
    given = [value for value in answers if value is not None]
    if not answers or len(given) < ANSWERED * len(answers):
        return None
    return sum(given) / len(given)


def alpha_of_variances(items: Sequence[float], total: float) -> float:
    """
    Cronbach's alpha from the items' variances and that of their sum: k/(k-1) · (1 - Σs²/s²_T).

    Source: Cronbach (1951), Psychometrika 16:297; Bland and Altman (1997), BMJ 314:572.
    """
    k = len(items)
    return k / (k - 1) * (1 - sum(items) / total)


def alpha(answers: Floats) -> float | None:
    """Cronbach's alpha of (n, k) answers, whole rows alone. None with fewer than two items, three people, or no spread."""
    whole = answers[~np.isnan(answers).any(axis=1)]
    if whole.shape[1] < 2 or len(whole) < 3:
        return None
    total = float(whole.sum(axis=1).var(ddof=1))
    return alpha_of_variances(whole.var(axis=0, ddof=1).tolist(), total) if total > 0 else None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OneFactor:
    """A one-factor model of a covariance matrix: loadings (the factor's variance is 1) and unique variances."""

    loadings: tuple[float, ...]
    unique: tuple[float, ...]

    @property
    def omega(self) -> float:
        """(Σλ)² / ((Σλ)² + Σθ). Source: McDonald (1999), Test Theory, p. 89."""
        shared = sum(self.loadings) ** 2
        return shared / (shared + sum(self.unique))


def one_factor(covariance: Floats) -> OneFactor:
    """
    Fit one factor by maximum likelihood, on correlations, as R's `factanal` does (which bounds unique variances at .005).

    Source: Lawley and Maxwell (1971), Factor Analysis as a Statistical Method, chapter 4.
    """
    sd = np.sqrt(np.diag(covariance))
    correlation = covariance / np.outer(sd, sd)
    k = len(correlation)

    def loadings(unique: Floats) -> Floats:
        root = 1 / np.sqrt(unique)
        values, vectors = np.linalg.eigh(correlation * np.outer(root, root))
        first = vectors[:, -1] * np.sqrt(max(values[-1] - 1, 0.0))
        return np.asarray(first / root)

    def misfit(unique: Floats) -> float:
        root = 1 / np.sqrt(unique)
        values = np.linalg.eigvalsh(correlation * np.outer(root, root))[:-1]
        return float(-(np.log(values) - values).sum() + 1 - k)

    def slope(unique: Floats) -> Floats:
        found = loadings(unique)
        implied = np.outer(found, found) + np.diag(unique)
        return np.asarray(np.diag(implied - correlation) / unique**2)

    start = (1 - 0.5 / k) / np.diag(np.linalg.pinv(correlation))
    bounds = [(0.005, 1.0)] * k
    options: Any = {"ftol": 1e-15, "gtol": 1e-12, "maxiter": 2000}
    fit = optimize.minimize(
        misfit, np.clip(start, 0.005, 1), jac=slope, method="L-BFGS-B", bounds=bounds, options=options
    )
    unique = np.asarray(fit.x)
    found = loadings(unique)
    if found.sum() < 0:
        found = -found
    return OneFactor(loadings=tuple((found * sd).tolist()), unique=tuple((unique * sd**2).tolist()))


def omega(answers: Floats) -> float | None:
    """McDonald's omega (total, one factor). None with fewer than three items, ten whole rows, or an item without spread."""
    whole = answers[~np.isnan(answers).any(axis=1)]
    if whole.shape[1] < 3 or len(whole) < 10 or not (whole.var(axis=0) > 0).all():
        return None
    return one_factor(np.cov(whole, rowvar=False)).omega


def mean(values: Sequence[float], clusters: Sequence[str]) -> Mean | None:
    """
    The mean, with an error between clusters: v = G/(G-1) · Σ_g (Σ_i (y - ȳ))² / n², on t with G - 1 degrees of freedom.

    It is CR1 of the regression on a constant, and the survey statistician's ultimate cluster estimator (Kish 1965, §6.5).
    The design effect is that variance over s²/n.
    """
    y = np.asarray(values, dtype=np.float64)
    n = len(y)
    if not n:
        return None
    sums: dict[str, float] = {}
    for value, cluster in zip((y - y.mean()).tolist(), clusters, strict=True):
        sums[cluster] = sums.get(cluster, 0.0) + value
    groups = len(sums)
    sd = float(y.std(ddof=1)) if n > 1 else None
    if groups < 2:
        return Mean(
            value=float(y.mean()), n=n, clusters=groups, sd=sd, error=None, low=None, high=None, design_effect=None
        )
    variance = groups / (groups - 1) * sum(part**2 for part in sums.values()) / n**2
    error = float(np.sqrt(variance))
    half = float(student.ppf(0.975, groups - 1)) * error
    return Mean(
        value=float(y.mean()),
        n=n,
        clusters=groups,
        sd=sd,
        error=error,
        low=float(y.mean()) - half,
        high=float(y.mean()) + half,
        design_effect=variance / (sd**2 / n) if sd else None,
    )
