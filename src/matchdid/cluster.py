"""Inference where treatment came to clusters: errors CR0 to CR3 and Satterthwaite's degrees of freedom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
from scipy.stats import t as student

from matchdid.arrays import Floats, Ints, codes
from matchdid.errors import TooFewClusters
from matchdid.linear import Fit

KINDS = ("CR0", "CR1", "CR2", "CR3")
CELLS = 1 << 21
SINGULAR = 1e-12


@dataclass(frozen=True)
class Estimate:
    """
    An effect and how sure of it one may be.

    estimate: in the outcome's units. errors: standard errors by kind, "iid" and "HC1" as if units were independent,
    "CR0" to "CR3" by cluster (CR3 is NaN where one cluster alone determines a coefficient). df: Satterthwaite's, for
    CR2; all other kinds use `clusters` - 1. n, n_treated, n_control: units with a weight. df_residual: n less the
    number of columns. aliased: covariates left out because others determine them. kind: the error that `se`, `ci`
    and `p` use unless told otherwise.
    """

    estimate: float
    errors: Mapping[str, float]
    df: float
    clusters: int
    n: int
    n_treated: int
    n_control: int
    df_residual: int
    aliased: tuple[str, ...]
    kind: str

    @property
    def se(self) -> float:
        """The standard error of `kind`."""
        return self.errors[self.kind]

    def freedom(self, kind: str | None = None) -> float:
        """Degrees of freedom that go with an error."""
        return self.df if (kind or self.kind) == "CR2" else self.clusters - 1.0

    def t(self, kind: str | None = None) -> float:
        """Estimate over its error."""
        return ratio(self.estimate, self.errors[kind or self.kind])

    def p(self, kind: str | None = None) -> float:
        """Two-sided p-value of no effect."""
        return two_sided(self.estimate, self.errors[kind or self.kind], self.freedom(kind))

    def ci(self, kind: str | None = None, level: float = 0.95) -> tuple[float, float]:
        """Interval that covers the effect in `level` of studies like this."""
        return interval(self.estimate, self.errors[kind or self.kind], self.freedom(kind), level)


def ratio(estimate: float, se: float) -> float:
    """An estimate over its error; infinite where the fit is perfect and the error 0."""
    return estimate / se if se else float(np.copysign(np.inf, estimate))


def two_sided(estimate: float, se: float, df: float) -> float:
    """The p-value of no effect, on t with df degrees of freedom."""
    return float(2 * student.sf(abs(ratio(estimate, se)), df))


def interval(estimate: float, se: float, df: float, level: float) -> tuple[float, float]:
    """The estimate less and plus so many errors that it covers the effect in `level` of studies like this."""
    half = float(student.ppf((1 + level) / 2, df)) * se
    return estimate - half, estimate + half


@dataclass(frozen=True)
class _Batch:
    """Clusters of one size m: numbers (c,), rows (c, m), X_g (c, m, k) and W_g X_g (c, m, k)."""

    clusters: Ints
    rows: npt.NDArray[np.intp]
    design: Floats
    weighed: Floats


def estimate(fit: Fit, name: str, *, clusters: npt.ArrayLike, treated: npt.ArrayLike, kind: str = "CR2") -> Estimate:
    """
    One coefficient of a regression with every cluster error.

    fit: of n units; name: the coefficient's; clusters, treated: for all units that were given to the regression.
    Raises TooFewClusters for fewer than two clusters or for one treated cluster.
    Source: Liang and Zeger (1986) for CR0; Bell and McCaffrey (2002), Survey Methodology 28:169, and Pustejovsky and
    Tipton (2018), JBES 36:672, for CR2 with the identity as working model, CR3 and the degrees of freedom.
    """
    arm = np.asarray(treated)[fit.rows].astype(np.bool_)
    label = codes(np.asarray(clusters)[fit.rows], len(fit.rows), "clusters")
    count = enough_clusters(label, arm)
    contrast = np.zeros(len(fit.coef))
    contrast[fit.position(name)] = 1.0
    plain = _variance(fit, scores(fit, label), contrast)
    cr2, cr3, df = _adjusted(fit, label, contrast)
    n = len(fit.rows)
    errors = {
        "iid": fit.se_iid(name),
        "HC1": fit.se_robust(name),
        "CR0": float(np.sqrt(plain)),
        "CR1": float(np.sqrt(plain * small_sample(count, n, len(fit.coef)))),
        "CR2": cr2,
        "CR3": cr3,
    }
    return Estimate(
        estimate=float(fit.coef[fit.position(name)]),
        errors=MappingProxyType(errors),
        df=df,
        clusters=count,
        n=n,
        n_treated=int(arm.sum()),
        n_control=int((~arm).sum()),
        df_residual=fit.df,
        aliased=fit.aliased,
        kind=kind,
    )


def enough_clusters(label: Ints, treated: npt.NDArray[np.bool_]) -> int:
    """How many clusters there are; refuses a number that nothing can be learned from."""
    count = int(label.max()) + 1
    of_treated = len(np.unique(label[treated]))
    if count < 2 or of_treated < 2:
        problem = f"There are {count} clusters, {of_treated} of them with treated units"
        remedy = "Errors between clusters need two treated clusters at least: report the difference without an error."
        raise TooFewClusters(problem, rows=np.flatnonzero(treated), remedy=remedy)
    return count


def small_sample(clusters: int, n: int, columns: int) -> float:
    """CR1 over CR0: G/(G - 1) · (n - 1)/(n - k), as Stata and sandwich's `vcovCL` have it."""
    return clusters / (clusters - 1) * (n - 1) / (n - columns)


def scores(fit: Fit, label: Ints) -> Floats:
    """(G, k): each cluster's sum of column times weight times residual."""
    return by_cluster(fit.design * (fit.weights * fit.residuals)[:, None], label)


def by_cluster(values: Floats, label: Ints) -> Floats:
    """(G, k): sums of rows by cluster."""
    count = int(label.max()) + 1
    return np.column_stack([np.bincount(label, weights=column, minlength=count) for column in values.T])


def covariance(fit: Fit, clusters: npt.ArrayLike, kind: str = "CR1") -> Floats:
    """
    (k, k): the coefficients' covariance by cluster, CR0 to CR3.

    clusters: (n,) for all units that were given to the regression. Source: as `estimate`.
    """
    label = codes(np.asarray(clusters)[fit.rows], len(fit.rows), "clusters")
    count = int(label.max()) + 1
    if kind in {"CR0", "CR1"}:
        parts = scores(fit, label)
    else:
        adjust = _cr2 if kind == "CR2" else _cr3
        parts = np.zeros((count, len(fit.coef)))
        for batch in _batches(fit, label):
            left = adjust(fit, batch, fit.residuals[batch.rows])
            parts[batch.clusters] = np.einsum("cmk,cm->ck", batch.weighed, left)
    meat = parts.T @ parts
    scale = small_sample(count, len(fit.rows), len(fit.coef)) if kind == "CR1" else 1.0
    return np.asarray(fit.inverse @ meat @ fit.inverse * scale)


def _variance(fit: Fit, parts: Floats, contrast: Floats) -> float:
    return float(((parts @ (fit.inverse @ contrast)) ** 2).sum())


def _adjusted(fit: Fit, label: Ints, contrast: Floats) -> tuple[float, float, float]:
    """
    CR2's and CR3's error of a contrast c, and Satterthwaite's degrees of freedom for CR2.

    With a_g = A_g W_g X_g B c the estimate's CR2 variance is the sum of (a_g'e_g)². Its degrees of freedom are
    (tr P)² / sum P², P_gh = a_g'(I - H)_g (I - H)_h'a_h. As (I - H)_g (I - H)_h' is the identity (for g = h) less
    X_g B X_h'W_h and W_g X_g B X_h', plus X_g M X_h' with M = B X'W²X B, P is a diagonal plus Z K Z' with
    Z_g = (X_g'a_g, X_g'W_g a_g): its squares are summed without ever making the clusters-by-clusters matrix.
    """
    count, k = int(label.max()) + 1, len(fit.coef)
    weighed = fit.design * fit.weights[:, None]
    within, low = np.empty(count), np.empty((count, 2 * k))
    part2, part3 = np.empty(count), np.empty(count)
    for batch in _batches(fit, label):
        residuals = fit.residuals[batch.rows]
        plain = batch.weighed @ (fit.inverse @ contrast)
        own = _cr2(fit, batch, plain)
        within[batch.clusters] = (own**2).sum(axis=1)
        low[batch.clusters, :k] = np.einsum("cmk,cm->ck", batch.design, own)
        low[batch.clusters, k:] = np.einsum("cmk,cm->ck", batch.weighed, own)
        part2[batch.clusters] = (own * residuals).sum(axis=1)
        part3[batch.clusters] = (plain * _cr3(fit, batch, residuals)).sum(axis=1)
    bread = fit.inverse
    inner = np.zeros((2 * k, 2 * k))
    inner[:k, :k] = bread @ (weighed.T @ weighed) @ bread
    inner[:k, k:] = inner[k:, :k] = -bread
    diagonal = np.einsum("gi,ij,gj->g", low, inner, low, optimize=True)
    cross = inner @ (low.T @ low)
    squares = (within**2).sum() + 2 * (within * diagonal).sum() + np.trace(cross @ cross)
    df = float((within + diagonal).sum() ** 2 / squares)
    return float(np.sqrt((part2**2).sum())), float(np.sqrt((part3**2).sum())), df


def _batches(fit: Fit, label: Ints) -> Iterator[_Batch]:
    """Clusters of equal size together, few enough at a time to be held beside the whole."""
    order = np.argsort(label, kind="stable")
    sizes = np.bincount(label)
    starts = np.cumsum(sizes) - sizes
    for size in np.unique(sizes):
        same = np.flatnonzero(sizes == size)
        step = max(1, CELLS // (int(size) * len(fit.coef)))
        for first in range(0, len(same), step):
            some = same[first : first + step]
            rows = order[starts[some][:, None] + np.arange(size)]
            design = fit.design[rows]
            yield _Batch(some, rows, design, design * fit.weights[rows][..., None])


def _cr2(fit: Fit, batch: _Batch, vector: Floats) -> Floats:
    """
    (c, m): A_g times a vector of each cluster; A_g is the inverse square root of (I - H)_g (I - H)_g'.

    That matrix is the identity but in the space of X_g and W_gX_g, of at most 2k dimensions: in an orthonormal basis Q
    of it, it is I + QTQ', and its root is taken there. Its singular part, if any, is left out.
    """
    size, k = batch.rows.shape[1], len(fit.coef)
    if size > 2 * k:
        basis = np.linalg.qr(np.concatenate((batch.design, batch.weighed), axis=2))[0]
    else:
        basis = np.broadcast_to(np.eye(size), (len(batch.rows), size, size))
    turned = basis.transpose(0, 2, 1)
    plain, weighed = turned @ batch.design, turned @ batch.weighed
    cross = plain @ fit.inverse @ weighed.transpose(0, 2, 1)
    square = fit.design * fit.weights[:, None]
    twice = plain @ (fit.inverse @ (square.T @ square) @ fit.inverse) @ plain.transpose(0, 2, 1)
    width = basis.shape[2]
    value, direction = np.linalg.eigh(np.eye(width) - cross - cross.transpose(0, 2, 1) + twice)
    root = np.where(value > SINGULAR, 1 / np.sqrt(np.maximum(value, SINGULAR)), 0.0)
    inside = turned @ vector[..., None]
    changed = direction @ (root[..., None] * (direction.transpose(0, 2, 1) @ inside)) - inside
    return np.asarray(vector + (basis @ changed)[..., 0])


def _cr3(fit: Fit, batch: _Batch, vector: Floats) -> Floats:
    """
    (c, m): (I - H)_gg inverted, times a vector of each cluster; NaN where a cluster alone determines a coefficient.

    H_gg = X_g B X_g'W_g, so by Woodbury the inverse is I + X_g (X'WX - X_g'W_gX_g)⁻¹ X_g'W_g.
    """
    whole = (fit.design * fit.weights[:, None]).T @ fit.design
    left = whole - batch.weighed.transpose(0, 2, 1) @ batch.design
    scale = np.sqrt(np.diag(whole))
    left = left / np.outer(scale, scale)
    left[np.linalg.eigvalsh(left)[:, 0] < SINGULAR] = np.nan
    part = np.einsum("cmk,cm->ck", batch.weighed, vector) / scale
    solved = np.linalg.solve(left, part[..., None])[..., 0] / scale
    return np.asarray(vector + np.einsum("cmk,ck->cm", batch.design, solved))
