"""Covariates as numbers: what a score is estimated from, and what a balance table shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from matchdid.arrays import Floats, frozen
from matchdid.errors import MissingValues, WrongShape

NONE: Mapping[str, npt.ArrayLike] = MappingProxyType({})


@dataclass(frozen=True)
class Covariates:
    """
    Columns in two uses.

    values: (n, q), numbers in the order given, then levels of factors as 0 or 1, each factor's first level last of all.
    names: q names; a level is named `factor=level`.
    parameters: how many leading columns make the model (a factor's first level is its baseline).
    """

    values: Floats
    names: tuple[str, ...]
    parameters: int

    @property
    def model(self) -> Floats:
        """(n, p): for a score or a regression, without the factors' first levels."""
        return self.values[:, : self.parameters]

    @property
    def model_names(self) -> tuple[str, ...]:
        """p names."""
        return self.names[: self.parameters]

    def select(self, *names: str) -> Floats:
        """(n, k): the named columns, in that order."""
        return frozen(self.values[:, [self.names.index(name) for name in names]])


def covariates(numeric: Mapping[str, npt.ArrayLike], factors: Mapping[str, npt.ArrayLike] = NONE) -> Covariates:
    """
    Numbers and factors as one matrix.

    numeric: name to (n,) numbers. factors: name to (n,) labels of any kind; levels are in sorted order, the first is
    the baseline. A factor with two levels gives one column, any other one a column for each level.
    Raises WrongShape for columns of unequal length; missing values are left for the step that uses them to refuse.
    """
    given = {name: np.asarray(column) for name, column in {**numeric, **factors}.items()}
    lengths = {len(column) for column in given.values()}
    if len(lengths) != 1:
        raise WrongShape(
            "Covariates are of unequal length, or there are none", remedy="Give each unit one value in each."
        )
    n = lengths.pop()
    columns: list[tuple[str, npt.NDArray[np.generic]]] = [(name, given[name]) for name in numeric]
    baselines: list[tuple[str, npt.NDArray[np.generic]]] = []
    for name in factors:
        if given[name].dtype.kind == "f" and np.isnan(given[name]).any():
            rows = np.flatnonzero(np.isnan(given[name]))
            raise MissingValues(
                f"{name} has missing labels", rows=rows, columns=[name], remedy="Label them as unknown."
            )
        levels = np.unique(given[name])
        columns += [(f"{name}={level}", given[name] == level) for level in levels[1:]]
        baselines += [(f"{name}={level}", given[name] == level) for level in levels[:1] if len(levels) > 2]
    values = np.empty((n, len(columns) + len(baselines)), order="F")
    for number, (_, column) in enumerate(columns + baselines):
        values[:, number] = column
    return Covariates(frozen(values), tuple(name for name, _ in columns + baselines), len(columns))
