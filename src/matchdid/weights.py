"""What each unit counts for, once it is matched."""

import numpy as np
import numpy.typing as npt

from matchdid.arrays import Floats, Ints, frozen, treatment


def pair_weights(n: int, treated: Ints, controls: Ints) -> Floats:
    """
    Weights of a match for the effect on the treated.

    n: number of units; treated: (m,) rows; controls: (m, k) rows or -1. A treated unit counts 1; each of its controls a
    share of it; controls' weights are scaled to mean 1 over the different controls used. Gives (n,), 0 for the rest.
    Source: Stuart (2010), Statistical Science 25:1; the scale is MatchIt's.
    """
    there = controls >= 0
    share = np.broadcast_to(1 / np.maximum(there.sum(axis=1), 1)[:, None], controls.shape)[there]
    weights = np.bincount(controls[there], weights=share, minlength=n).astype(np.float64)
    used = np.count_nonzero(weights)
    weights *= used / weights.sum() if used else 1.0
    weights[treated] = 1.0
    return weights


def strata_weights(treat: npt.ArrayLike, stratum: npt.ArrayLike, estimand: str = "ATT") -> Floats:
    """
    Weights of sets.

    treat: (n,); stratum: (n,) numbers, -1 for none. "ATT": treated 1, controls of set s in proportion n1s/n0s. "ATE":
    every unit in proportion to the size of its set over the size of its arm there. Each arm but the treated of "ATT" is
    scaled to mean 1 over the units used. Sets that lack an arm get 0. Gives (n,).
    Source: Stuart (2010), Statistical Science 25:1.
    """
    treated = treatment(treat)
    number = np.asarray(stratum, dtype=np.int64)
    sets = int(number.max(initial=-1)) + 1
    in_set = number >= 0
    n1 = np.bincount(number[in_set & treated], minlength=sets)
    n0 = np.bincount(number[in_set & ~treated], minlength=sets)
    whole = (n1 > 0) & (n0 > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        for_treated = np.where(whole, 1.0 if estimand == "ATT" else (n1 + n0) / n1, 0.0)
        for_others = np.where(whole, (n1 if estimand == "ATT" else n1 + n0) / n0, 0.0)
    weights = np.zeros(len(treated))
    weights[in_set] = np.where(treated[in_set], for_treated[number[in_set]], for_others[number[in_set]])
    for arm in (~treated,) if estimand == "ATT" else (treated, ~treated):
        used = arm & (weights > 0)
        weights[used] /= weights[used].mean() if used.any() else 1.0
    return frozen(weights)


def effective_sample_size(weights: npt.ArrayLike) -> float:
    """
    How many equally weighted units would tell as much: (sum w)² / sum w².

    weights: (n,), 0 or more. Source: Kish (1965), Survey Sampling, section 11.7.
    """
    given = np.asarray(weights, dtype=np.float64)
    return float(given.sum() ** 2 / (given**2).sum()) if given.any() else 0.0
