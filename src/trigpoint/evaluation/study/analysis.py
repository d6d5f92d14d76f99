"""What the treated gained: each specification's estimates, on the schools whose outcomes are there."""

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

import matchdid
from matchdid import Estimate, Pairs, Strata
from trigpoint.evaluation.study.designs import Sample, covariates_of, finite, sentence
from trigpoint.evaluation.study.outcomes import NO_YEAR, Outcomes
from trigpoint.evaluation.study.tables import Floats
from trigpoint.evaluation.study.words import gettext as _


@dataclasses.dataclass(frozen=True, kw_only=True)
class Analysed:
    """
    One specification's schools with an outcome that is there in all its years.

    weights: (n,), 0 for the others. clusters: (n,), of inference. pre, post: (n,); pre is None in a cross-section.
    """

    sample: Sample
    match: Strata
    weights: Floats
    clusters: Any
    pre: Floats | None
    post: Floats

    @property
    def treat(self) -> Any:
        return self.sample.treat

    @property
    def treated(self) -> Any:
        """(n,): which schools are of the programme and counted."""
        return self.treat & (self.weights > 0)

    @property
    def kind(self) -> str:
        return self.sample.plan.analysis.inference

    @property
    def change(self) -> Floats:
        return self.post if self.pre is None else self.post - self.pre

    def effect(self, covariates: Floats | None = None) -> Estimate:
        """The difference in change; in a cross-section, in the outcome itself."""
        return matchdid.difference(
            self.treat,
            self.change,
            clusters=self.clusters,
            weights=self.weights,
            covariates=covariates,
            kind=self.kind,
        )

    def ancova(self) -> Estimate:
        """The difference afterwards, with the outcome before held equal; not for a cross-section."""
        assert self.pre is not None  # noqa: S101 - asked for with years before alone
        return matchdid.ancova(
            self.treat, self.pre, self.post, clusters=self.clusters, weights=self.weights, kind=self.kind
        )

    def placebo(self, early: Floats, late: Floats) -> Estimate:
        return matchdid.placebo(self.treat, early, late, clusters=self.clusters, weights=self.weights, kind=self.kind)


def analysed(sample: Sample, found: Strata, outcomes: Outcomes, column: str, *, in_sets: bool) -> Analysed:
    """
    The match without the schools that lack the outcome.

    A school without an outcome leaves, and with it those that are left alone by that; weights are made anew within
    the sets. Nothing is filled in.
    """
    plan = sample.plan
    if plan.outcome.is_cross_section:
        pre, post = None, outcomes.of(column, NO_YEAR)
        there = ~np.isnan(post)
    else:
        pre, post = outcomes.mean(column, plan.outcome.pre), outcomes.mean(column, plan.outcome.post)
        there = ~(np.isnan(pre) | np.isnan(post))
    left = without(sample, found, there, in_sets=in_sets)
    return Analysed(
        sample=sample,
        match=left,
        weights=np.asarray(left.weights),
        clusters=clusters(sample, left, in_sets=in_sets),
        pre=pre,
        post=post,
    )


def without(sample: Sample, found: Strata, there: Any, *, in_sets: bool) -> Strata:
    """The match of those who are there."""
    if there[found.weights > 0].all():
        return found
    if isinstance(found, Pairs):
        keep = there[found.treated]
        controls = np.where((found.controls >= 0) & there[found.controls], found.controls, -1)[keep]
        gaps = np.where(controls >= 0, found.distance[keep], np.nan)
        return matchdid.pairs(
            sample.treat, found.treated[keep], controls, gaps, width=found.width, replaced=found.replaced
        )
    stratum = np.where(there, found.stratum, -1)
    if in_sets:
        return Strata(stratum=stratum, weights=matchdid.strata_weights(sample.treat, stratum))
    weights = np.where(there, found.weights, 0.0)
    return Strata(stratum=stratum, weights=weights)


def clusters(sample: Sample, found: Strata, *, in_sets: bool) -> Any:
    """Treated schools' own clusters, which matched ones take over; without a column for them, the matched sets."""
    n = len(sample.treat)
    if sample.plan.columns.cluster is not None:
        return matchdid.inherited_clusters(sample.treat, np.array(sample.schools.cluster), found)
    if in_sets and not isinstance(found, Pairs):
        return np.where(found.stratum >= 0, found.stratum, n + np.arange(n))
    return matchdid.inherited_clusters(sample.treat, np.arange(n), found)


def row(found: Estimate, level: float, kind: str) -> dict[str, Any]:
    """An estimate as the results have it."""
    low, high = found.ci(kind, level)
    return {
        "n_treated": found.n_treated,
        "n_control": found.n_control,
        "clusters": found.clusters,
        "estimate": found.estimate,
        "se": {name: finite(found.errors[name]) for name in matchdid.KINDS},
        "se_unclustered": {name: finite(found.errors[name]) for name in ("iid", "HC1")},
        "df": finite(found.freedom(kind)),
        "t": finite(found.t(kind)),
        "low": finite(low),
        "high": finite(high),
        "p": finite(found.p(kind)),
        "left_out": list(found.aliased),
    }


def specification(sample: Sample, found: Strata, outcomes: Outcomes, *, in_sets: bool) -> dict[str, Any]:
    """Everything that is estimated for every specification. Raises matchdid's WrongInput."""
    plan = sample.plan
    level, kind = plan.analysis.level, plan.analysis.inference
    main = analysed(sample, found, outcomes, plan.outcome.column, in_sets=in_sets)
    made: dict[str, Any] = {"effect": row(main.effect(), level, kind)}
    made["effect"]["sd_of_outcome"] = _spread(main)
    made["treated_clusters"] = len({sample.schools.cluster[row] for row in np.flatnonzero(main.treated).tolist()})
    made["not_done"] = {}
    for key, words, make in _beside(main, outcomes):
        try:
            made[key] = make()
        except matchdid.WrongInput as error:
            made["not_done"][words] = sentence(error, sample.schools.ids)
    made["subgroups"], without_groups = _subgroups(sample, found, outcomes, in_sets=in_sets)
    made["not_done"] |= without_groups
    return made


def _beside(main: Analysed, outcomes: Outcomes) -> Iterator[tuple[str, str, Callable[[], dict[str, Any]]]]:
    """What stands beside the effect: key, words, and what makes it. Where one can't be had, the effect stands alone."""
    plan, level, kind = main.sample.plan, main.sample.plan.analysis.level, main.kind
    if "adjusted" in plan.analysis.checks and (given := covariates_of(plan, main.sample.schools, plan.adjust)):
        yield "adjusted", _("covariates held equal"), lambda: row(main.effect(given.model), level, kind)
    if main.pre is None:
        return
    if "ancova" in plan.analysis.checks:
        yield "ancova", _("ANCOVA"), lambda: row(main.ancova(), level, kind)
    yield "cross_section", _("the difference afterwards alone"), lambda: _post_only(main, level)
    if "placebo" in plan.analysis.checks and len(plan.outcome.pre) > 1:
        yield "placebo", _("years before against each other"), lambda: _placebo(main, outcomes, plan.outcome.pre, level)


def _post_only(main: Analysed, level: float) -> dict[str, Any]:
    """The difference afterwards, whatever went before: what would be said without the years before."""
    found = matchdid.difference(main.treat, main.post, clusters=main.clusters, weights=main.weights, kind=main.kind)
    return row(found, level, main.kind)


def _placebo(main: Analysed, outcomes: Outcomes, pre: Sequence[int], level: float) -> dict[str, Any]:
    """The later half of the years before against the earlier half."""
    early, late = halves(pre)
    column = main.sample.plan.outcome.column
    found = main.placebo(outcomes.mean(column, early), outcomes.mean(column, late))
    return {**row(found, level, main.kind), "early": list(early), "late": list(late)}


def halves(years: Sequence[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    middle = len(years) // 2
    return tuple(years[:middle]), tuple(years[middle:])


def _subgroups(
    sample: Sample, found: Strata, outcomes: Outcomes, *, in_sets: bool
) -> tuple[dict[str, Any], dict[str, str]]:
    """For each group of pupils: its own effect, and that on its gap; and why not, where too little of it is there."""
    plan = sample.plan
    level, kind = plan.analysis.level, plan.analysis.inference
    made: dict[str, Any] = {}
    not_done: dict[str, str] = {}
    for name, column in plan.outcome.subgroups.items():
        rest = plan.outcome.rest.get(name, plan.outcome.column)
        gap_outcomes = dataclasses.replace(outcomes, values={column: outcomes.values[rest] - outcomes.values[column]})
        try:
            own = analysed(sample, found, outcomes, column, in_sets=in_sets)
            gap = analysed(sample, found, gap_outcomes, column, in_sets=in_sets)
            effects = {"effect": row(own.effect(), level, kind), "gap": row(gap.effect(), level, kind)}
        except matchdid.WrongInput as error:
            not_done[_("the group “%(group)s”") % {"group": name}] = sentence(error, sample.schools.ids)
        else:
            made[name] = {**effects, "gap_of": rest}
    return made, not_done


def _spread(main: Analysed) -> dict[str, float | None]:
    """SDs of the outcome afterwards, of schools' means: both arms, and pooled as Hedges does."""
    used = main.weights > 0
    one, other = main.post[main.treat & used], main.post[~main.treat & used]
    if len(one) < 2 or len(other) < 2:
        return {"treated": None, "others": None, "pooled": None}
    n1, n0 = len(one), len(other)
    v1, v0 = float(one.var(ddof=1)), float(other.var(ddof=1))
    pooled = (((n1 - 1) * v1 + (n0 - 1) * v0) / (n1 + n0 - 2)) ** 0.5
    return {"treated": v1**0.5, "others": v0**0.5, "pooled": pooled}


def lacking(sample: Sample, found: Strata, outcomes: Outcomes, columns: Sequence[str]) -> list[Mapping[str, Any]]:
    """How many matched schools lack an outcome, by column and arm."""
    plan = sample.plan
    years = plan.outcome.post if not plan.outcome.is_cross_section else (NO_YEAR,)
    all_years = (*plan.outcome.pre, *years)
    used = found.weights > 0
    made: list[Mapping[str, Any]] = []
    for column in columns:
        gone = np.isnan(outcomes.mean(column, all_years))
        for arm, rows in ((_("programme"), sample.treat & used), (_("comparison"), ~sample.treat & used)):
            made.append({"column": column, "arm": arm, "schools": int(rows.sum()), "missing": int((gone & rows).sum())})
    return made
