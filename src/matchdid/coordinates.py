"""Covariates as coordinates, so that Euclidean distance between them is the distance wanted."""

import numpy as np
import numpy.typing as npt
from scipy.stats import rankdata

from matchdid.arrays import Bools, Floats, frozen, matrix, treatment
from matchdid.errors import ConstantCovariate, WrongShape

SINGULAR = 1e-8


def coordinates(treat: npt.ArrayLike, covariates: npt.ArrayLike, *, kind: str = "mahalanobis") -> Floats:
    """
    Covariates turned so that units may be compared by Euclidean distance.

    treat: (n,); covariates: (n, p). kind: "mahalanobis", by the covariance within arms; "robust", by that of ranks over
    all units, each column's variance made that of untied ranks, so that outliers and rare levels count less;
    "euclidean", each column in SDs within arms. Give every level of a factor for the last two. Gives (n, d), d at most p.
    Raises MissingValues, ConstantCovariate.
    Source: Rubin (1980), Biometrics 36:293; Rosenbaum (2010), Design of Observational Studies, section 8.3.
    """
    treated = treatment(treat)
    values, names = matrix(covariates, len(treated))
    if kind == "robust":
        values = rankdata(values, axis=0)
    within = _covariance(values, () if kind == "robust" else (treated, ~treated))
    constant = np.diag(within) <= 0
    if constant.any():
        columns = [names[i] for i in np.flatnonzero(constant)]
        raise ConstantCovariate("Covariates don't vary within arms", columns=columns, remedy="Leave them out.")
    if kind == "euclidean":
        return frozen(values / np.sqrt(np.diag(within)))
    if kind not in {"mahalanobis", "robust"}:
        raise WrongShape(f"There is no distance '{kind}'", remedy="Choose mahalanobis, robust or euclidean.")
    if kind == "robust":
        n = len(values)
        spread = np.sqrt(n * (n + 1) / 12 / np.diag(within))
        within = within * np.outer(spread, spread)
        return frozen((values - values.mean(axis=0)) @ _root(within))
    scale = np.sqrt(np.diag(within))
    return frozen((values - values.mean(axis=0)) / scale @ _root(within / np.outer(scale, scale)))


def _covariance(values: Floats, arms: tuple[Bools, ...]) -> Floats:
    """Covariance after taking each arm's mean away, or that of all where there are no arms."""
    total = np.zeros((values.shape[1], values.shape[1]))
    parts = [values[arm] for arm in arms] or [values]
    for part in parts:
        centred = part - part.mean(axis=0)
        total += centred.T @ centred
    return total / (len(values) - len(parts))


def _root(covariance: Floats) -> Floats:
    """(p, d): a root of the inverse, of as many dimensions as the covariates really have."""
    size, direction = np.linalg.eigh(covariance)
    there = size > SINGULAR * size[-1]
    return np.asarray(direction[:, there] / np.sqrt(size[there]))
