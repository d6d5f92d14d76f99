"""What the primary estimate rests on: trends, years, placebo, other estimators, other errors, each partnership, dose."""

import dataclasses
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from typing import Any

import numpy as np

import matchdid
from matchdid import Panel, Strata
from trigpoint.evaluation.study import analysis, designs
from trigpoint.evaluation.study.analysis import Analysed
from trigpoint.evaluation.study.designs import Sample
from trigpoint.evaluation.study.outcomes import Outcomes
from trigpoint.evaluation.study.plan import Plan
from trigpoint.evaluation.study.words import gettext as _

MOST_LEFT_OUT = 400
"""With more partnerships than this, leaving out each gives estimates without an interval of their own."""
MAGNITUDES = (0.0, 0.5, 1.0, 1.5, 2.0)
FEWEST = 5
"""Schools in a group of one dose; smaller groups are put together with the next."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Scene:
    """The primary specification with everything that a check may need."""

    sample: Sample
    match: Strata
    in_sets: bool
    outcomes: Outcomes
    balance: Mapping[str, Any]
    estimates: Mapping[str, Any]

    @property
    def plan(self) -> Plan:
        return self.sample.plan

    @cached_property
    def main(self) -> Analysed:
        return self.of(self.plan.outcome.column)

    def of(self, column: str) -> Analysed:
        return analysis.analysed(self.sample, self.match, self.outcomes, column, in_sets=self.in_sets)

    def row(self, found: matchdid.Estimate) -> dict[str, Any]:
        return analysis.row(found, self.plan.analysis.level, self.plan.analysis.inference)


type Check = Callable[[Scene], dict[str, Any] | list[dict[str, Any]]]


def of(plan: Plan) -> Iterator[tuple[str, str, Check]]:
    """The checks of this plan: key, words for the progress line, and what makes it."""
    if plan.matches:
        wanted = set(plan.analysis.checks)
        yield from _over_years(plan, wanted)
        yield from _otherwise(plan, wanted)
        yield from _of_doing(plan)


def _over_years(plan: Plan, wanted: set[str]) -> Iterator[tuple[str, str, Check]]:
    if plan.outcome.is_cross_section:
        return
    yield "trend", _("means by year"), trend
    if plan.columns.joined:
        yield "staggered", _("by the year of joining"), staggered
    if "event" in wanted:
        yield "event", _("each year against the last before"), event
        if "hidden-trend" in wanted and len(plan.outcome.pre) > 1:
            yield "hidden_trend", _("how large a hidden trend would have to be"), hidden_trend


def _otherwise(plan: Plan, wanted: set[str]) -> Iterator[tuple[str, str, Check]]:
    given, clustered, draws = designs.has_covariates(plan), plan.columns.cluster is not None, plan.analysis.draws > 0
    possible: list[tuple[str, bool, str, Check]] = [
        ("drdid", given and not plan.outcome.is_cross_section, _("doubly robust estimate"), drdid),
        ("entropy", given, _("entropy weights"), entropy),
        ("icc", clustered, _("how alike schools of one partnership are"), icc),
        ("bootstrap", draws, _("wild cluster bootstrap"), bootstrap),
        ("permutation", draws, _("permutation over partnerships"), permutation),
        ("leave-one-out", clustered, _("leaving out each partnership"), leave_one_out),
    ]
    for name, can, words, make in possible:
        if name in wanted and can:
            yield name.replace("-", "_"), words, make


def _of_doing(plan: Plan) -> Iterator[tuple[str, str, Check]]:
    if plan.compliance.components or plan.compliance.column:
        yield "compliance", _("who did what"), compliance
    if plan.compliance.column:
        yield "cace", _("the effect on those who did it"), cace
    if plan.compliance.dose:
        yield "dose", _("by how much they did"), dose


def trend(scene: Scene) -> dict[str, Any]:
    """Weighted means of both groups in every year, for every outcome."""
    years = list(scene.outcomes.years)
    made: dict[str, Any] = {"years": years, "by_column": {}}
    for column in scene.plan.outcome.columns:
        one = scene.of(column)
        means = {
            name: [_mean(scene.outcomes.of(column, year), one.weights, arm) for year in years]
            for name, arm in (("treated", one.treat), ("others", ~one.treat))
        }
        made["by_column"][column] = means
    made |= made["by_column"][scene.plan.outcome.column]
    for name, period in (("gap_pre", scene.plan.outcome.pre), ("gap_post", scene.plan.outcome.post)):
        gaps = [made["treated"][years.index(y)] - made["others"][years.index(y)] for y in period]
        made[name] = sum(gaps) / len(gaps)
    return made


def _mean(values: Any, weights: Any, arm: Any) -> float | None:
    used = arm & (weights > 0)
    return float(np.average(values[used], weights=weights[used])) if used.any() else None


def _event(scene: Scene) -> matchdid.EventStudy:
    plan, main = scene.plan, scene.main
    given = Panel(scene.outcomes.values[plan.outcome.column], scene.outcomes.years, frozenset(plan.outcome.no_tests))
    years_of = partial(
        matchdid.event_study,
        main.treat,
        given,
        pre=plan.outcome.pre,
        post=plan.outcome.post,
        clusters=main.clusters,
        weights=main.weights,
        level=plan.analysis.level,
        seed=plan.analysis.seed,
    )
    try:
        return years_of()
    except matchdid.TooFewClusters:  # for the joint test, perhaps, and not for the years one by one
        return years_of(joint=False)


def event(scene: Scene) -> dict[str, Any]:
    found = _event(scene)
    rows = [
        {
            "year": year,
            "estimate": float(found.coef[i]),
            "se": float(found.se[i]),
            "low": float(found.pointwise[i, 0]),
            "high": float(found.pointwise[i, 1]),
            "band_low": float(found.uniform[i, 0]),
            "band_high": float(found.uniform[i, 1]),
        }
        for i, year in enumerate(found.years)
    ]
    pre = found.pretrend
    test = None if pre is None else {"F": pre.statistic, "df1": pre.df1, "df2": pre.df2, "p": pre.p}
    return {"reference": found.reference, "years": rows, "critical": found.critical, "df": found.df, "pretrend": test}


def hidden_trend(scene: Scene) -> dict[str, Any]:
    plan = scene.plan
    level = plan.analysis.level
    found = matchdid.hidden_trend(_event(scene), post=plan.outcome.post, magnitudes=MAGNITUDES, level=level)
    rows = [
        {"magnitude": m, "low": low, "high": high}
        for m, low, high in zip(MAGNITUDES, found.low.tolist(), found.high.tolist(), strict=True)
    ]
    kept = {name: designs.finite(getattr(found, name)) for name in ("breakdown", "slope", "observed")}
    return {**kept, "rows": rows}


def entropy(scene: Scene) -> dict[str, Any]:
    sample = scene.sample
    weights = designs.entropy_weights(sample)
    found = Strata(stratum=np.full(len(weights), -1), weights=weights)
    main = analysis.analysed(sample, found, scene.outcomes, scene.plan.outcome.column, in_sets=False)
    return {**scene.row(main.effect()), "ess": matchdid.effective_sample_size(main.weights[~main.treat])}


def drdid(scene: Scene) -> dict[str, Any]:
    main, given = scene.main, scene.sample.covariates
    assert given is not None and main.pre is not None  # noqa: PT018, S101 - asked for with both alone
    there = ~np.isnan(main.change)
    own = analysis.clusters(scene.sample, Strata(stratum=np.full(len(there), -1), weights=main.weights), in_sets=False)
    found = matchdid.doubly_robust(
        main.treat[there],
        main.pre[there],
        main.post[there],
        given.model[there],
        clusters=own[there],
        names=given.model_names,
    )
    low, high = found.ci(scene.plan.analysis.level)
    return {
        "estimate": found.estimate,
        "se": found.se,
        "se_unclustered": found.se_iid,
        "low": low,
        "high": high,
        "p": found.p,
        "clusters": found.clusters,
        "n_treated": int(main.treat[there].sum()),
        "n_control": int((~main.treat[there]).sum()),
    }


def staggered(scene: Scene) -> dict[str, Any]:
    """Cohorts that joined in different years, each compared with schools that never did (Callaway and Sant'Anna)."""
    column, sample, plan = scene.plan.columns.joined, scene.sample, scene.plan
    assert column is not None  # noqa: S101 - asked for with a column alone
    values = scene.outcomes.values[plan.outcome.column]
    there = ~np.isnan(values).any(axis=1)
    joined = _of_treated(scene, column, sample.treat & there)
    own = matchdid.Strata(stratum=np.full(len(there), -1), weights=there.astype(np.float64))
    found = matchdid.cohort_effects(
        Panel(values[there], scene.outcomes.years, frozenset(plan.outcome.no_tests)),
        np.where(sample.treat, np.nan_to_num(joined), 0).astype(np.int64)[there],
        covariates=None if sample.covariates is None else sample.covariates.model[there],
        clusters=analysis.clusters(sample, own, in_sets=False)[there],
    )
    whole = matchdid.aggregate_effects(found, "simple")
    low, high = whole.ci(plan.analysis.level)
    events = matchdid.aggregate_effects(found, "event")
    rows = [
        {"since": int(since), "estimate": float(effect), "se": float(se)}
        for since, effect, se in zip(events.at, events.effect, events.se, strict=True)
    ]
    return {
        "estimate": whole.overall,
        "se": whole.overall_se,
        "low": low,
        "high": high,
        "p": whole.p,
        "clusters": whole.clusters,
        "n_treated": int(sample.treat[there].sum()),
        "n_control": int((~sample.treat[there]).sum()),
        "cohorts": _counts(joined[sample.treat & there]),
        "since": rows,
    }


def _counts(years: Any) -> dict[str, int]:
    found, often = np.unique(years, return_counts=True)
    return {str(int(year)): int(count) for year, count in zip(found, often, strict=True)}


def icc(scene: Scene) -> dict[str, Any]:
    """How much of the variance lies between partnerships, before and after."""
    main = scene.main
    used = main.weights > 0
    made: dict[str, Any] = {}
    for name, values in (("pre", main.pre), ("post", main.post)):
        if values is not None:
            found = matchdid.random_intercept(values[used], clusters=main.clusters[used])
            made[name] = {"icc": found.icc, "between": found.var_cluster, "within": found.var_residual}
    return made


def _fit(main: Analysed) -> matchdid.Fit:
    return matchdid.treatment_fit(main.treat, main.change, weights=main.weights)


def bootstrap(scene: Scene) -> dict[str, Any]:
    main, plan = scene.main, scene.plan
    signs = matchdid.rademacher(
        len(np.unique(main.clusters[main.weights > 0])), plan.analysis.draws, plan.analysis.seed
    )
    found = matchdid.wild_bootstrap(_fit(main), matchdid.TREAT, clusters=main.clusters, signs=signs)
    sd = float(np.std(found.draws, ddof=1)) if plan.analysis.draws > 1 else None
    return {"t": found.t, "p": found.p, "draws": plan.analysis.draws, "sd": sd}


def permutation(scene: Scene) -> dict[str, Any]:
    main, plan = scene.main, scene.plan
    used = main.weights > 0
    found = matchdid.permute_clusters(
        main.treat[used],
        main.change[used],
        clusters=main.clusters[used],
        draws=plan.analysis.draws,
        seed=plan.analysis.seed,
        weights=main.weights[used],
    )
    return {"p": found.p, "draws": plan.analysis.draws, "swapped": found.swapped}


def leave_one_out(scene: Scene) -> list[dict[str, Any]]:
    """Without each partnership and those compared with it."""
    main = scene.main
    names = np.array(scene.sample.schools.cluster)
    used = np.unique(main.clusters[main.treated])
    if len(used) < 3:
        raise matchdid.TooFewClusters("Too few partnerships to leave one out", remedy="Three or more are needed.")
    with_interval = len(used) <= MOST_LEFT_OUT
    quick = None if with_interval else matchdid.leave_one_out(_fit(main), matchdid.TREAT, clusters=main.clusters)
    rows = []
    for number, cluster in enumerate(used.tolist()):
        here = main.clusters == cluster
        name = str(names[main.treat & here][0])
        if quick is not None:
            rows.append({"cluster": name, "estimate": float(quick.estimates[number]), "low": None, "high": None})
            continue
        left = dataclasses.replace(main, weights=np.where(here, 0.0, main.weights))
        found = scene.row(left.effect())
        rows.append({"cluster": name, **{key: found[key] for key in ("estimate", "low", "high")}})
    return rows


def _of_treated(scene: Scene, column: str, used: Any) -> Any:
    """A column of the treated that are used; refuses gaps: nothing done is not the same as nothing known."""
    values = scene.sample.schools.given[column]
    gaps = used & np.isnan(values)
    if gaps.any():
        remedy = (
            _("Give the year in which each school joined.")
            if column == scene.plan.columns.joined
            else _("Give 0 where a school is known not to have done it.")
        )
        problem = _("“%(column)s” is missing") % {"column": column}
        raise matchdid.MissingValues(problem, rows=np.flatnonzero(gaps), remedy=remedy)
    return values


def compliance(scene: Scene) -> dict[str, Any]:
    given = scene.plan.compliance
    columns = {**given.components, **({_("all that counts"): given.column} if given.column else {})}
    rows = []
    used = scene.main.treated
    for name, column in columns.items():
        values = _of_treated(scene, column, used)
        rows.append(
            {
                "name": name,
                "schools": int(values[used].sum()),
                "of": int(used.sum()),
                "share": float(values[used].mean()),
            }
        )
    return {"rows": rows}


def cace(scene: Scene) -> dict[str, Any]:
    main = scene.main
    column = scene.plan.compliance.column
    assert column is not None  # noqa: S101 - asked for with a column alone
    used, all_used = main.treated, main.weights > 0
    values = _of_treated(scene, column, used)
    found = matchdid.cace(
        main.treat[all_used],
        main.change[all_used],
        np.where(used, values, 0.0)[all_used],
        clusters=main.clusters[all_used],
        weights=main.weights[all_used],
    )
    low, high = found.ci(scene.plan.analysis.level)
    return {
        "estimate": found.estimate,
        "se": found.se,
        "low": low,
        "high": high,
        "p": found.p,
        "compliers": found.compliers,
        "first_stage": found.first_stage,
        "first_stage_F": min(found.first_stage_f, sys.float_info.max),
    }


def dose(scene: Scene) -> list[dict[str, Any]]:
    main = scene.main
    column = scene.plan.compliance.dose
    assert column is not None  # noqa: S101 - asked for with a column alone
    used, all_used = main.treated, main.weights > 0
    values = _of_treated(scene, column, used)
    edges = _edges(values[used], main.clusters[used])
    found = matchdid.by_dose(
        main.treat[all_used],
        main.change[all_used],
        np.where(used, values, 0.0)[all_used],
        edges,
        clusters=main.clusters[all_used],
        weights=main.weights[all_used],
    )
    return [
        {"dose": one.low, "below": one.high, "schools": one.effect.n_treated, **scene.row(one.effect)} for one in found
    ]


def _edges(values: Any, clusters: Any) -> list[float]:
    """Where groups of one dose begin: at each value, save where too few schools or one partnership would be alone."""
    edges: list[float] = []
    pending: list[float] = []
    for value in np.unique(values).tolist():
        pending.append(value)
        here = np.isin(values, pending)
        if here.sum() >= FEWEST and len(np.unique(clusters[here])) > 1:
            edges.append(pending[0])
            pending = []
    end = float(values.max()) + 1
    return [*edges, end] if edges else [float(values.min()), end]
