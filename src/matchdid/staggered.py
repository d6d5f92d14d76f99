"""Staggered adoption: effects by the year of joining, and what they add up to."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matchdid.arrays import Bools, Floats, Ints, codes, frozen, matrix
from matchdid.cluster import by_cluster, interval, two_sided
from matchdid.errors import NoCommonSupport, TooFewClusters, WrongShape
from matchdid.panel import Panel, refuse_gaps
from matchdid.robust import att_influence
from matchdid.score import propensity_score

NEVER = 0
KINDS = ("simple", "event", "cohort", "year")


@dataclass(frozen=True)
class CohortEffects:
    """
    Effects by cohort and year.

    cohort, year: (k,) whose and when; effect, se: (k,), by cluster. A year before the cohort's first compares it with
    the year before that: it should be about 0. influence: (n, k) of each unit, times n. first: (n,) each unit's first
    year, 0 for never. label: (n,) clusters, from 0.
    """

    cohort: Ints
    year: Ints
    effect: Floats
    se: Floats
    influence: Floats
    first: Ints
    label: Ints


@dataclass(frozen=True)
class Aggregate:
    """
    Effects brought together.

    at: (a,) years since joining ("event"), cohorts or years; effect, se: (a,). overall, overall_se: over all of them
    (of events: over those since joining). clusters: how many; intervals use one less.
    """

    kind: str
    at: Ints
    effect: Floats
    se: Floats
    overall: float
    overall_se: float
    clusters: int

    def ci(self, level: float = 0.95) -> tuple[float, float]:
        """Interval of the overall effect."""
        return interval(self.overall, self.overall_se, self.clusters - 1, level)

    @property
    def p(self) -> float:
        """Two-sided p-value of no overall effect."""
        return two_sided(self.overall, self.overall_se, self.clusters - 1)


def cohort_effects(
    panel: Panel,
    first: npt.ArrayLike,
    *,
    covariates: npt.ArrayLike | None = None,
    clusters: npt.ArrayLike | None = None,
    not_yet: bool = False,
) -> CohortEffects:
    """
    The effect on each cohort in each year, each a two-by-two comparison that uses nobody already treated.

    panel: of n units, complete in its tested years; first: (n,) the year from which a unit is treated, 0 for never;
    covariates: (n, p) for doubly robust comparisons; clusters: (n,) labels, each unit its own where none are given;
    not_yet: compare with those not treated yet as well as with those who never are.
    Two-way fixed effects would compare late joiners with early ones and weigh some effects negatively.
    Raises MissingValues, WrongShape for units treated from the first year on or after the last alone, NoCommonSupport
    if nobody is left to compare with. Source: Callaway and Sant'Anna (2021), J. Econometrics 225:200.
    """
    joined = np.asarray(first, dtype=np.int64)
    at = [number for number, year in enumerate(panel.years) if year not in panel.untested]
    years = [panel.years[number] for number in at]
    values = panel.outcomes[:, at]
    refuse_gaps(values, np.ones(len(values), dtype=np.bool_))
    at_once = (joined > NEVER) & (joined <= years[0])
    if at_once.any():
        remedy = "They have no year before: leave them out by a rule of the plan, or add earlier years."
        raise WrongShape("Units are treated from the first year on", rows=np.flatnonzero(at_once), remedy=remedy)
    given = None if covariates is None else matrix(covariates, len(values))[0]
    label = np.arange(len(values)) if clusters is None else codes(clusters, len(values), "clusters")
    cells = [
        (cohort, year) for cohort in np.unique(joined[joined > NEVER]) for year in years[1:] if cohort <= years[-1]
    ]
    if not cells:
        remedy = "Check the years of joining, or take years of the outcome in which units were treated."
        raise WrongShape("Nobody is treated in these years", remedy=remedy)
    effect, influence = np.empty(len(cells)), np.zeros((len(values), len(cells)))
    for number, (cohort, year) in enumerate(cells):
        now = years.index(year)
        base = max(i for i, earlier in enumerate(years) if earlier < min(cohort, year))
        compared = (joined == NEVER) | (not_yet & (joined > max(year, years[base])) & (joined != cohort))
        change = values[:, now] - values[:, base]
        effect[number], influence[:, number] = _cell(joined == cohort, compared, change, given)
    count = int(label.max()) + 1
    if count < 2:
        raise TooFewClusters("There is one cluster", remedy="Errors between clusters need several.")
    return CohortEffects(
        cohort=frozen(np.array([cohort for cohort, _ in cells], dtype=np.int64)),
        year=frozen(np.array([year for _, year in cells], dtype=np.int64)),
        effect=frozen(effect),
        se=frozen(_errors(influence, label)),
        influence=frozen(influence),
        first=frozen(joined.copy()),
        label=frozen(label),
    )


def _cell(treated: Bools, compared: Bools, change: Floats, covariates: Floats | None) -> tuple[float, Floats]:
    """One comparison: the effect, and the influence of all n units on it (0 for those who are not in it)."""
    if not compared.any():
        remedy = "Compare with those not treated yet, or end the panel before the last cohort joins."
        raise NoCommonSupport("Nobody is left to compare with", rows=np.flatnonzero(treated), remedy=remedy)
    inside = treated | compared
    arm = treated[inside].astype(np.float64)
    design, probability = np.ones((len(arm), 1)), np.full(len(arm), arm.mean())
    if covariates is not None:
        probability = propensity_score(arm, covariates[inside]).probability
        design = np.column_stack((design, covariates[inside] - covariates[inside].mean(axis=0)))
    effect, own = att_influence(arm, change[inside], design, probability)
    influence = np.zeros(len(treated))
    influence[inside] = own * len(treated) / len(arm)
    return effect, influence


def aggregate_effects(effects: CohortEffects, kind: str = "simple") -> Aggregate:
    """
    Bring cohorts' effects together, each weighed by how many units joined then.

    kind: "simple", every effect since joining; "event", by years since joining; "cohort"; "year". Errors allow for the
    estimation of the weights. Source: Callaway and Sant'Anna (2021), section 3, table 1.
    """
    if kind not in KINDS:
        raise WrongShape(f"There is no aggregate '{kind}'", remedy=f"Choose one of {', '.join(KINDS)}.")
    since = effects.year - effects.cohort
    by = {"event": since, "cohort": effects.cohort, "year": effects.year, "simple": np.zeros_like(since)}[kind]
    used = np.ones(len(since), dtype=np.bool_) if kind == "event" else since >= 0
    parts = [
        _weighed(effects, np.flatnonzero(used & (by == one)), even=kind == "cohort") for one in np.unique(by[used])
    ]
    at = np.unique(by[used])
    effect = np.array([value for value, _ in parts])
    influence = np.column_stack([own for _, own in parts])
    if kind == "cohort":
        share, of_weights = _shares(effects.first, at)
        overall, whole = float(share @ effect), influence @ share + of_weights @ effect
    else:
        later = at >= 0
        overall, whole = float(effect[later].mean()), influence[:, later].mean(axis=1)
    return Aggregate(
        kind=kind,
        at=frozen(at),
        effect=frozen(effect),
        se=frozen(_errors(influence, effects.label)),
        overall=overall,
        overall_se=float(_errors(whole[:, None], effects.label)[0]),
        clusters=int(effects.label.max()) + 1,
    )


def _weighed(effects: CohortEffects, cells: Ints, *, even: bool) -> tuple[float, Floats]:
    """Mean of some effects, weighed by cohorts' sizes unless all are of one cohort, and its influence."""
    if even:
        return float(effects.effect[cells].mean()), effects.influence[:, cells].mean(axis=1)
    share, of_weights = _shares(effects.first, effects.cohort[cells])
    value = effects.effect[cells]
    return float(share @ value), np.asarray(effects.influence[:, cells] @ share + of_weights @ value)


def _shares(first: Ints, cohorts: Ints) -> tuple[Floats, Floats]:
    """(c,) shares in proportion to cohorts' sizes, and (n, c) each unit's influence on them."""
    member = (first[:, None] == cohorts).astype(np.float64)
    size = member.mean(axis=0)
    apart = (member - size) / size.sum()
    return size / size.sum(), apart - apart.sum(axis=1, keepdims=True) * (size / size.sum())


def _errors(influence: Floats, label: Ints) -> Floats:
    return np.asarray(np.sqrt((by_cluster(influence, label) ** 2).sum(axis=0)) / len(influence))
