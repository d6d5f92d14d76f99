"""What the programme did for those who took it up: two-stage least squares, and effects by dose."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from matchdid.arrays import codes, column, treatment, weighting
from matchdid.cluster import (
    Estimate,
    by_cluster,
    enough_clusters,
    estimate,
    interval,
    small_sample,
    two_sided,
)
from matchdid.did import TREAT, difference, treatment_fit
from matchdid.errors import WrongShape


@dataclass(frozen=True)
class Cace:
    """
    estimate: the change for each unit of compliance, se: CR1, both in the outcome's units; clusters: how many, and
    intervals use one less. compliers: sum of compliance among those with a weight. first_stage: how much treatment
    raises compliance; first_stage_f: its squared t (CR1); below about 10 the estimate is not to be trusted.
    """

    estimate: float
    se: float
    clusters: int
    compliers: float
    first_stage: float
    first_stage_f: float

    def ci(self, level: float = 0.95) -> tuple[float, float]:
        """Interval by cluster."""
        return interval(self.estimate, self.se, self.clusters - 1, level)

    @property
    def p(self) -> float:
        """Two-sided p-value of no effect."""
        return two_sided(self.estimate, self.se, self.clusters - 1)


@dataclass(frozen=True)
class Dose:
    """One group of treated units by how much they did: from `low` (included) to `high` (not), and its effect."""

    low: float
    high: float
    effect: Estimate


def cace(
    treat: npt.ArrayLike,
    change: npt.ArrayLike,
    compliance: npt.ArrayLike,
    *,
    clusters: npt.ArrayLike | None = None,
    weights: npt.ArrayLike | None = None,
) -> Cace:
    """
    Effect of compliance on change, with treatment as the instrument.

    treat, change: (n,); compliance: (n,) 0 or 1 (or a dose), 0 for the others; clusters, weights as in `did`. In a
    matched design "assignment" is recruitment, so this is an effect on those who took up, not a randomised one.
    Raises WrongShape if treatment raises nobody's compliance.
    Source: Angrist, Imbens and Rubin (1996), JASA 91:444.
    """
    treated = treatment(treat)
    counted = weighting(weights, treated)
    whole = treatment_fit(treated, change, weights=counted)
    took = np.zeros(len(treated))
    took[whole.rows] = column(np.asarray(compliance, dtype=np.float64)[whole.rows], len(whole.rows), "compliance")
    label = np.arange(len(treated)) if clusters is None else np.asarray(clusters)
    first = treatment_fit(treated, took, weights=counted)
    raised = float(first.coef[first.position(TREAT)])
    if raised == 0:
        remedy = "Check how compliance was recorded; if nobody took up, there is no such effect."
        raise WrongShape("Compliance is the same in both arms", remedy=remedy)
    stage = estimate(first, TREAT, clusters=label, treated=treated, kind="CR1")
    number = codes(label[whole.rows], len(whole.rows), "clusters")
    count = enough_clusters(number, treated[whole.rows])
    effect = float(whole.coef[whole.position(TREAT)]) / raised
    # residuals of the structural equation, on the fitted compliance (which is treatment, scaled and shifted)
    left = whole.residuals - effect * first.residuals
    parts = by_cluster(whole.design * (whole.weights * left)[:, None], number) @ whole.inverse[:, 1] / raised
    scale = small_sample(count, len(left), 2)
    return Cace(
        estimate=effect,
        se=float(np.sqrt((parts**2).sum() * scale)),
        clusters=count,
        compliers=float(took[whole.rows].sum()),
        first_stage=raised,
        first_stage_f=(raised / stage.se) ** 2 if stage.se > 0 else np.inf,
    )


def by_dose(
    treat: npt.ArrayLike,
    change: npt.ArrayLike,
    dose: npt.ArrayLike,
    edges: Sequence[float],
    *,
    clusters: npt.ArrayLike | None = None,
    weights: npt.ArrayLike | None = None,
) -> tuple[Dose, ...]:
    """
    The difference for treated units of each dose, against the same comparison units.

    dose: (n,), read for the treated; edges: ascending, one more than there are groups; each group needs treated units
    in two clusters. Doses were chosen, not given: read a gradient with care. Raises WrongShape, TooFewClusters.
    """
    treated = treatment(treat)
    counted = weighting(weights, treated)
    given = np.asarray(dose, dtype=np.float64)
    used = treated & (counted > 0)
    outside = used & ~((given >= edges[0]) & (given < edges[-1]))
    if outside.any():
        remedy = "Widen the first or last edge, or say what dose these units had."
        raise WrongShape("Doses are outside the edges", rows=np.flatnonzero(outside), remedy=remedy)
    found = []
    for low, high in pairwise(edges):
        inside = ~treated | ((given >= low) & (given < high))
        effect = difference(treated, change, clusters=clusters, weights=np.where(inside, counted, 0.0))
        found.append(Dose(float(low), float(high), effect))
    return tuple(found)
