"""Weighted least squares, with what inference needs from it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.linalg import qr, solve_triangular

from matchdid.arrays import Floats, column, frozen, matrix
from matchdid.errors import WrongShape

ALIASED = 1e-7


@dataclass(frozen=True)
class Fit:
    """
    A weighted regression of n units on k columns.

    coef: (k,); names: k names; design: (n, k); weights, residuals: (n,); inverse: (k, k), that of X'WX.
    aliased: names of columns left out because those before them determine them. df: n - k. rows: (n,) rows of the
    units in what was given, from which those with weight 0 are left out.
    """

    coef: Floats
    names: tuple[str, ...]
    design: Floats
    weights: Floats
    residuals: Floats
    inverse: Floats
    aliased: tuple[str, ...]
    df: int
    rows: npt.NDArray[np.intp]

    def position(self, name: str) -> int:
        """Which column has that name; raises WrongShape for one that was left out."""
        if name not in self.names:
            remedy = "Leave out the columns before it that determine it, above all those that are equal in each arm."
            raise WrongShape(f"'{name}' can't be told apart from other columns", columns=[name], remedy=remedy)
        return self.names.index(name)

    @property
    def leverage(self) -> Floats:
        """(n,): how much each unit decides its own fitted value."""
        return np.asarray(
            self.weights * np.einsum("ij,jk,ik->i", self.design, self.inverse, self.design, optimize=True)
        )

    def se_iid(self, name: str) -> float:
        """Standard error if units were independent and equally uncertain."""
        at = self.position(name)
        return float(np.sqrt((self.weights * self.residuals**2).sum() / self.df * self.inverse[at, at]))

    def se_robust(self, name: str, kind: str = "HC1") -> float:
        """
        Standard error if units were independent: HC0, HC1 or HC3.

        Source: MacKinnon and White (1985), Journal of Econometrics 29:305.
        """
        at, n = self.position(name), len(self.residuals)
        residuals = self.residuals / (1 - self.leverage) if kind == "HC3" else self.residuals
        part = (self.design @ self.inverse[:, at]) * self.weights * residuals
        return float(np.sqrt((part**2).sum() * (n / self.df if kind == "HC1" else 1.0)))


def least_squares(
    outcome: npt.ArrayLike,
    design: npt.ArrayLike,
    *,
    weights: npt.ArrayLike | None = None,
    names: Sequence[str] = (),
) -> Fit:
    """
    Regress an outcome on columns; give a column of ones where an intercept is wanted.

    outcome: (n,); design: (n, k); weights: (n,), 0 leaves a unit out, whatever its outcome.
    A column that those before it determine is left out and named in `aliased`, as in R's `lm`.
    Raises MissingValues for units with a weight; WrongShape if there are no more units than columns.
    """
    given = np.asarray(outcome, dtype=np.float64)
    counted = np.ones(len(given)) if weights is None else column(weights, len(given), "weights")
    rows = np.flatnonzero(counted > 0)
    used = _outcome(given, rows)
    values, named = matrix(np.asarray(design, dtype=np.float64)[rows], len(rows), tuple(names))
    root = np.sqrt(counted[rows])
    kept = _independent(values * root[:, None])
    if len(rows) <= len(kept):
        remedy = "Use fewer covariates or more units."
        raise WrongShape(f"{len(rows)} units can't tell {len(kept)} columns apart", remedy=remedy)
    values = np.ascontiguousarray(values[:, kept])
    size = np.sqrt(((values * root[:, None]) ** 2).sum(axis=0))
    orthogonal, upper = qr(values * root[:, None] / size, mode="economic")
    coef = solve_triangular(upper, orthogonal.T @ (used * root)) / size
    back = solve_triangular(upper, np.eye(len(kept))) / size[:, None]
    return Fit(
        coef=frozen(coef),
        names=tuple(named[i] for i in kept),
        design=frozen(values),
        weights=frozen(counted[rows]),
        residuals=frozen(used - values @ coef),
        inverse=frozen(back @ back.T),
        aliased=tuple(name for i, name in enumerate(named) if i not in set(kept)),
        df=len(rows) - len(kept),
        rows=frozen(rows),
    )


def _outcome(given: Floats, rows: npt.NDArray[np.intp]) -> Floats:
    """The outcome of those who count; what a missing one means is said in their rows of the whole table."""
    counted = np.zeros(len(given))
    counted[rows] = given[rows]
    return column(counted, len(given), "outcome")[rows]


def _independent(values: Floats) -> list[int]:
    """Columns that those before them don't determine, in order (Gram and Schmidt on columns of length 1, twice)."""
    basis = np.empty((len(values), 0))
    kept = []
    for number in range(values.shape[1]):
        one = values[:, number]
        length = np.sqrt(one @ one)
        if length == 0:
            continue
        rest = one / length
        for _ in range(2):
            rest = rest - basis @ (basis.T @ rest)
        left = np.sqrt(rest @ rest)
        if left > ALIASED:
            kept.append(number)
            basis = np.column_stack((basis, rest / left))
    return kept
