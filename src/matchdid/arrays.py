"""Arrays as every step takes and gives them: checked on the way in, read-only on the way out, never written to."""

import numpy as np
import numpy.typing as npt

from matchdid.errors import MissingValues, OneArm, OwnControls, WrongShape

type Floats = npt.NDArray[np.float64]
type Ints = npt.NDArray[np.int64]
type Bools = npt.NDArray[np.bool_]


def frozen[T: np.generic](array: npt.NDArray[T]) -> npt.NDArray[T]:
    """A read-only view."""
    view = array.view()
    view.flags.writeable = False
    return view


def treatment(treat: npt.ArrayLike) -> Bools:
    """Who is treated, as booleans; there must be some of each."""
    given = np.asarray(treat)
    if given.ndim != 1:
        raise WrongShape("The treatment must be one column", remedy="Give one value for each unit: 1 treated, 0 not.")
    if given.dtype != np.bool_:
        wrong = ~((given == 0) | (given == 1))
        if wrong.any():
            remedy = "Code treated units as 1 and all others as 0; a missing treatment must be settled beforehand."
            raise WrongShape("The treatment is neither 0 nor 1", rows=np.flatnonzero(wrong), remedy=remedy)
    treated = given.astype(np.bool_)
    if treated.all() or not treated.any():
        absent = "comparison" if treated.any() else "treated"
        raise OneArm(f"There are no {absent} units", remedy="Both arms are needed; check the column and the filters.")
    return treated


def column(values: npt.ArrayLike, n: int, name: str) -> Floats:
    """One finite number for each of `n` units."""
    given = np.asarray(values, dtype=np.float64)
    if given.shape != (n,):
        remedy = f"Give one value for each of the {n} units."
        raise WrongShape(f"{name} has shape {given.shape}", columns=[name], remedy=remedy)
    bad = ~np.isfinite(given)
    if bad.any():
        raise MissingValues(
            f"{name} has missing values",
            rows=np.flatnonzero(bad),
            columns=[name],
            remedy="Leave these units out by a rule of the plan, or fill them and add an indicator; never fill outcomes.",
        )
    return given


def matrix(values: npt.ArrayLike, n: int, names: tuple[str, ...] = ()) -> tuple[Floats, tuple[str, ...]]:
    """Finite covariates, a row for each of `n` units, and their names (made up where none are given)."""
    given = np.asarray(values, dtype=np.float64)
    given = given[:, None] if given.ndim == 1 else given
    if given.ndim != 2 or len(given) != n:
        raise WrongShape(f"Covariates have shape {given.shape}", remedy=f"Give a row for each of the {n} units.")
    names = tuple(names) or tuple(f"x{i}" for i in range(given.shape[1]))
    if len(names) != given.shape[1]:
        raise WrongShape(f"{len(names)} names for {given.shape[1]} covariates", remedy="Name every column once.")
    bad = [i for i in range(given.shape[1]) if not np.isfinite(given[:, i]).all()]
    if bad:
        rows = np.flatnonzero(~np.isfinite(given[:, bad]).all(axis=1))
        remedy = "Fill them by the plan's rule (one value and an indicator column) or leave these units out by a rule."
        raise MissingValues("Covariates have missing values", rows=rows, columns=[names[i] for i in bad], remedy=remedy)
    return given, names


def weighting(weights: npt.ArrayLike | None, treated: Bools) -> Floats:
    """Weights that are finite and not negative, positive somewhere in both arms; 1 for everybody where none are given."""
    if weights is None:
        return np.ones(len(treated))
    given = column(weights, len(treated), "weights")
    if (given < 0).any():
        raise WrongShape("Weights are negative", rows=np.flatnonzero(given < 0), remedy="Weights are 0 or more.")
    if not (given[treated].any() and given[~treated].any()):
        raise OneArm("Nobody in one of the arms has a weight", remedy="Nothing was matched: widen the caliper.")
    return given


def codes(labels: npt.ArrayLike, n: int, name: str) -> Ints:
    """Numbers 0, 1, … for labels of any kind, in the labels' sorted order."""
    given = np.asarray(labels)
    if given.shape != (n,):
        raise WrongShape(f"{name} has shape {given.shape}", remedy=f"Give one label for each of the {n} units.")
    if given.dtype.kind == "f" and not np.isfinite(given).all():
        rows = np.flatnonzero(~np.isfinite(given))
        raise MissingValues(f"{name} has missing labels", rows=rows, columns=[name], remedy="Give each unit a label.")
    if given.dtype.kind in "iu" and len(given) and given.min() >= 0 and given.max() < 4 * len(given):
        there = np.zeros(int(given.max()) + 1, dtype=np.int64)
        there[given] = 1
        return np.asarray((np.cumsum(there) - 1)[given], dtype=np.int64)
    number: Ints = np.unique(given, return_inverse=True)[1].astype(np.int64)
    return number


def strata(*fields: npt.ArrayLike) -> Ints:
    """
    One number for each combination of labels, for exact matching on several fields at once.

    Each field: (n,) labels of any kind. Gives (n,) numbers 0, 1, … .
    """
    if not fields:
        raise WrongShape("There is no field", remedy="Name at least one field to match exactly on.")
    n = len(np.asarray(fields[0]))
    joint = np.zeros(n, dtype=np.int64)
    for number, field in enumerate(fields):
        one = codes(field, n, f"exact field {number + 1}")
        joint = codes(joint * (one.max(initial=0) + 1) + one, n, "strata")
    return frozen(joint)


def check_units(ids: npt.ArrayLike, treat: npt.ArrayLike) -> None:
    """
    Refuse a unit that stands in the table twice, above all one that would be its own comparison.

    ids: (n,) labels; treat: (n,) 0 or 1. Raises OwnControls or WrongShape, with the rows.
    """
    treated = treatment(treat)
    unit = codes(ids, len(treated), "ids")
    often = np.bincount(unit)
    in_treated = np.bincount(unit[treated], minlength=len(often)) > 0
    in_others = np.bincount(unit[~treated], minlength=len(often)) > 0
    both = (in_treated & in_others)[unit]
    if both.any():
        remedy = "A unit is treated or compared, not both: follow old identifiers to their successors and keep one row."
        raise OwnControls("Treated units are among their own controls", rows=np.flatnonzero(both), remedy=remedy)
    twice = (often > 1)[unit]
    if twice.any():
        raise WrongShape("Units occur twice", rows=np.flatnonzero(twice), remedy="Keep one row for each unit.")
