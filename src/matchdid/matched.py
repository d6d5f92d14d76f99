"""What matching gives: who is compared with whom, and how much each counts."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matchdid.arrays import Floats, Ints, codes, frozen, treatment
from matchdid.errors import MissingValues
from matchdid.weights import pair_weights

ALONE = -1


@dataclass(frozen=True)
class Strata:
    """
    Units in sets.

    stratum: (n,) number of the set, -1 for units in none. weights: (n,), 0 for units in none; in the effect on the
    treated, 1 for each treated unit, and with mean 1 over the others that are used.
    """

    stratum: Ints
    weights: Floats


@dataclass(frozen=True)
class Pairs(Strata):
    """
    Treated units with the units chosen for each.

    treated: (m,) rows of the treated that found somebody, in their order. controls: (m, k) rows, nearest round first,
    -1 where there was nobody left. distance: (m, k), NaN there; in units of the distance that was matched on.
    width: the caliper in those units, or None. replaced: whether one unit may serve several treated; then `stratum`
    is -1 everywhere, because the sets overlap. unmatched: (u,) rows of treated units that found nobody.
    """

    treated: Ints
    controls: Ints
    distance: Floats
    unmatched: Ints
    width: float | None
    replaced: bool


def pairs(
    treat: npt.ArrayLike,
    treated: Ints,
    controls: Ints,
    distance: Floats,
    *,
    width: float | None = None,
    replaced: bool = False,
) -> Pairs:
    """
    A match from its lists: for matches made elsewhere as well as for this library's own.

    treat: (n,); treated: (m,) rows; controls: (m, k) rows or -1; distance: (m, k).
    """
    given = treatment(treat)
    keep = np.flatnonzero((controls >= 0).any(axis=1))
    keep = keep[np.argsort(treated[keep], kind="stable")]
    treated, controls, distance = treated[keep], controls[keep], distance[keep]
    stratum = np.full(len(given), ALONE)
    if not replaced:
        stratum[treated] = np.arange(len(treated))
        there = controls >= 0
        stratum[controls[there]] = np.broadcast_to(np.arange(len(treated))[:, None], controls.shape)[there]
    return Pairs(
        stratum=frozen(stratum),
        weights=frozen(pair_weights(len(given), treated, controls)),
        treated=frozen(treated),
        controls=frozen(controls),
        distance=frozen(distance),
        unmatched=frozen(np.setdiff1d(np.flatnonzero(given), treated)),
        width=width,
        replaced=replaced,
    )


def inherited_clusters(treat: npt.ArrayLike, cluster: npt.ArrayLike, match: Strata | None = None) -> Ints:
    """
    The cluster of each unit for inference: treatment came to clusters, so errors are clustered there.

    A unit matched to a treated one (without replacement) takes the cluster of that treated unit, so that pairs nest in
    clusters; in any other design a comparison unit is a cluster of its own. treat: (n,); cluster: (n,) labels, read
    for treated units only. Gives (n,) numbers: treated units' clusters first, in the labels' sorted order.
    Source: Abadie and Spiess (2022), JASA 117:983, one level up from pairs.
    """
    treated = treatment(treat)
    label = np.asarray(cluster)
    if label.dtype.kind == "f" and np.isnan(label[treated]).any():
        rows = np.flatnonzero(treated & np.isnan(label))
        raise MissingValues("Treated units have no cluster", rows=rows, remedy="Give each the cluster it joined with.")
    own = codes(label[treated], int(treated.sum()), "cluster")
    given = np.empty(len(treated), dtype=np.int64)
    given[treated] = own
    given[~treated] = own.max() + 1 + np.arange(int((~treated).sum()))
    if isinstance(match, Pairs) and not match.replaced:
        there = match.controls >= 0
        taken = np.broadcast_to(given[match.treated][:, None], match.controls.shape)
        given[match.controls[there]] = taken[there]
    return frozen(given)
