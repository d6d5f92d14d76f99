"""The random-intercept model and how alike units of one cluster are."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar

from matchdid.arrays import Floats, codes, column, frozen, matrix
from matchdid.cluster import by_cluster
from matchdid.errors import TooFewClusters

HIGHEST = 12.0


@dataclass(frozen=True)
class RandomIntercept:
    """
    coef, se: (k,); names: k names. var_cluster, var_residual: in squared units of the outcome. icc: the share of the
    variance that lies between clusters. clusters: how many.
    """

    coef: Floats
    se: Floats
    names: tuple[str, ...]
    var_cluster: float
    var_residual: float
    icc: float
    clusters: int


def random_intercept(
    outcome: npt.ArrayLike,
    *,
    clusters: npt.ArrayLike,
    design: npt.ArrayLike | None = None,
    names: Sequence[str] = (),
) -> RandomIntercept:
    """
    Regression with a random intercept for each cluster, by restricted maximum likelihood.

    outcome: (n,), of the units analysed only; clusters: (n,) labels; design: (n, k) with its intercept, an intercept
    alone where none is given (the empty model, whose icc is the one reported). The likelihood is profiled down to one
    number, the ratio of the variances, and searched on its root. Raises TooFewClusters, MissingValues.
    Source: Bates et al. (2015), J. Statistical Software 67:1; Patterson and Thompson (1971), Biometrika 58:545.
    """
    n = len(np.asarray(outcome))
    values = column(outcome, n, "outcome")
    given, named = matrix(np.ones(n) if design is None else design, n, tuple(names))
    label = codes(clusters, n, "clusters")
    sizes = np.bincount(label)
    if len(sizes) < 2 or len(sizes) == n:
        problem = f"{n} units are in {len(sizes)} clusters"
        remedy = "An intracluster correlation needs several clusters, some of them with several units."
        raise TooFewClusters(problem, remedy=remedy)
    both = np.column_stack((given, values))
    whole, sums = both.T @ both, by_cluster(both, label)

    def criterion(root: float) -> float:
        return _solve(root**2, whole, sums, sizes, n)[0]

    grid = np.concatenate(([0.0], np.geomspace(1e-4, HIGHEST, 60)))
    best = int(np.argmin([criterion(root) for root in grid]))
    bounds = (grid[max(best - 1, 0)], grid[min(best + 1, len(grid) - 1)])
    found = minimize_scalar(criterion, bounds=bounds, method="bounded", options={"xatol": 1e-11})
    ratio = float(found.x) ** 2 if found.fun < criterion(0.0) else 0.0
    _, coef, inverse, residual = _solve(ratio, whole, sums, sizes, n)
    return RandomIntercept(
        coef=frozen(coef),
        se=frozen(np.sqrt(residual * np.diag(inverse))),
        names=named,
        var_cluster=ratio * residual,
        var_residual=residual,
        icc=ratio / (1 + ratio),
        clusters=len(sizes),
    )


def _solve(
    ratio: float, whole: Floats, sums: Floats, sizes: npt.NDArray[np.int64], n: int
) -> tuple[float, Floats, Floats, float]:
    """
    Criterion (-2 log restricted likelihood, but for a constant), coefficients, inverse of X'V⁻¹X, residual variance.

    With V_g = I + r 11' the inverse is I - r/(1 + r m) 11', so only cluster sums are needed.
    """
    shrink = ratio / (1 + ratio * sizes)
    cross = whole - (sums * shrink[:, None]).T @ sums
    k = len(cross) - 1
    inverse = np.linalg.inv(cross[:k, :k])
    coef = inverse @ cross[:k, k]
    residual = float(cross[k, k] - cross[:k, k] @ coef) / (n - k)
    log_det = np.log1p(ratio * sizes).sum() - np.linalg.slogdet(inverse)[1]
    return float((n - k) * np.log(residual) + log_det), np.asarray(coef), inverse, residual
