"""Exact and coarsened exact matching: everybody with the same labels is in one set."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from matchdid.arrays import Floats, Ints, codes, column, frozen, strata, treatment
from matchdid.errors import NoCommonSupport, WrongShape
from matchdid.matched import ALONE, Strata
from matchdid.weights import strata_weights

type Cut = int | npt.ArrayLike

NO_CUTS: Mapping[str, Cut] = MappingProxyType({})
NO_LABELS: Mapping[str, npt.ArrayLike] = MappingProxyType({})


def exact_match(treat: npt.ArrayLike, stratum: npt.ArrayLike) -> Strata:
    """
    Sets of units with the same label; sets without both arms are left out (stratum -1).

    treat: (n,); stratum: (n,) labels, from `strata` for several fields. Raises NoCommonSupport if no set remains.
    Source: Stuart (2010), Statistical Science 25:1.
    """
    treated = treatment(treat)
    number = codes(stratum, len(treated), "stratum")
    sets = int(number.max()) + 1
    both = (np.bincount(number[treated], minlength=sets) > 0) & (np.bincount(number[~treated], minlength=sets) > 0)
    if not both.any():
        remedy = "Match exactly on fewer fields, or make the classes coarser."
        raise NoCommonSupport("No treated unit has a control equal to it", rows=np.flatnonzero(treated), remedy=remedy)
    kept = np.where(both, np.cumsum(both) - 1, ALONE)[number]
    return Strata(frozen(kept), strata_weights(treated, kept))


def coarsened_exact(
    treat: npt.ArrayLike,
    numeric: Mapping[str, npt.ArrayLike],
    *,
    cuts: Mapping[str, Cut] = NO_CUTS,
    labels: Mapping[str, npt.ArrayLike] = NO_LABELS,
) -> Strata:
    """
    Exact matching after numbers were made into classes.

    numeric: name to (n,) numbers; cuts: for some of them, how many classes of equal width, or the boundaries between
    classes (a value on a boundary belongs above); Sturges' number of classes for the rest. labels: name to (n,) labels
    matched as they are. Raises NoCommonSupport if no set remains.
    Source: Iacus, King and Porro (2012), Political Analysis 20:1.
    """
    treated = treatment(treat)
    unknown = sorted(set(cuts) - set(numeric))
    if unknown:
        raise WrongShape("Cuts are given for columns that aren't there", columns=unknown, remedy="Check the names.")
    sturges = int(np.ceil(np.log2(len(treated)) + 1))
    fields: list[npt.ArrayLike] = list(labels.values())
    for name, values in numeric.items():
        fields.append(coarsen(column(values, len(treated), name), cuts.get(name, sturges)))
    return exact_match(treated, strata(*fields))


def coarsen(values: Floats, cut: Cut) -> Ints:
    """(n,) numbers of the classes that values fall into; `cut` as in `coarsened_exact`."""
    if isinstance(cut, int):
        inner = np.linspace(values.min(), values.max(), cut + 1)[1:-1]
    else:
        inner = np.sort(np.asarray(cut, dtype=np.float64))
    return np.searchsorted(inner, values, "right").astype(np.int64)
