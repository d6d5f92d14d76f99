"""Subclassification: units in a few classes of about the same score."""

import numpy as np
import numpy.typing as npt

from matchdid.arrays import Bools, Floats, Ints, column, frozen, treatment
from matchdid.errors import NoCommonSupport, WrongShape
from matchdid.matched import Strata
from matchdid.weights import strata_weights


def subclassify(
    treat: npt.ArrayLike, distance: npt.ArrayLike, *, number: int = 6, least: int = 1, estimand: str = "ATT"
) -> Strata:
    """
    Classes that part the treated (for "ATE": everybody) into `number` equal shares by score.

    treat, distance: (n,); least: how many of each arm every class must have; units of the nearest classes, nearest in
    distance first, are moved into a class that lacks them. Boundaries are quantiles of type 7, a unit on one belongs
    above it. Raises NoCommonSupport if an arm is too small for that.
    Source: Rosenbaum and Rubin (1984), JASA 79:516; moving is as in MatchIt.
    """
    treated = treatment(treat)
    values = column(distance, len(treated), "distance")
    if number < 1:
        raise WrongShape(f"{number} classes", remedy="Ask for one class or more.")
    base = values[treated] if estimand == "ATT" else values
    edges = np.quantile(base, np.linspace(0, 1, number + 1))
    given = np.clip(np.searchsorted(edges, values, "right") - 1, 0, number - 1)
    given = np.unique(given, return_inverse=True)[1].astype(np.int64)
    for arm in (~treated, treated):
        _fill(given, arm, values, least)
    return Strata(frozen(given), strata_weights(treated, given, estimand))


def _fill(given: Ints, arm: Bools, values: Floats, least: int) -> None:
    """Move units of one arm until each class has `least` of them."""
    classes = int(given.max()) + 1
    if arm.sum() < classes * least:
        remedy = "Ask for fewer classes."
        raise NoCommonSupport(
            f"{arm.sum()} units can't fill {classes} classes", rows=np.flatnonzero(arm), remedy=remedy
        )
    spare = np.bincount(given[arm], minlength=classes)
    for _ in range(least):
        while (spare == 0).any():
            empty = int(np.flatnonzero(spare == 0)[0])
            source = _source(spare, empty)
            inside = np.flatnonzero(arm & (given == source))
            extreme = values[inside].max() if source < empty else values[inside].min()
            given[inside[values[inside] == extreme][0]] = empty
            spare[empty] += 1
            spare[source] -= 1
        spare = spare - 1


def _source(spare: Ints, empty: int) -> int:
    """The class to take from: on the side that has more to spare, weighed by nearness, the nearest that has any."""
    apart = np.abs(np.arange(len(spare)) - empty)
    pull = np.maximum(spare - 1, 0) / np.maximum(apart, 1)
    left, right = np.flatnonzero(spare[:empty] > 0), empty + 1 + np.flatnonzero(spare[empty + 1 :] > 0)
    from_left = not len(right) or (len(left) > 0 and pull[:empty].sum() >= pull[empty + 1 :].sum())
    return int(left[-1] if from_left else right[0])
