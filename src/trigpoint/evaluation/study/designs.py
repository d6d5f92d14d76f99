"""Who is compared with whom: the score, the matches of each specification, and how alike the groups are."""

import csv
import dataclasses
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

import matchdid
from matchdid import Covariates, Pairs, Strata
from trigpoint.evaluation.study.errors import StudyError
from trigpoint.evaluation.study.plan import Match, Plan
from trigpoint.evaluation.study.schools import Schools
from trigpoint.evaluation.study.tables import Floats
from trigpoint.evaluation.study.words import gettext as _

SHOWN = 8
BINS = 30


def sentence(error: matchdid.WrongInput, ids: Sequence[str]) -> str:
    """A refusal of the library, with the schools' ids in the place of rows."""
    who = [ids[row] for row in error.rows if row < len(ids)]
    where = f" ({', '.join(error.columns)})" if error.columns else ""
    if who:
        more = _(" and %(n)d more") % {"n": len(who) - SHOWN} if len(who) > SHOWN else ""
        where += _(" (schools %(who)s%(more)s)") % {"who": ", ".join(who[:SHOWN]), "more": more}
    return f"{error.problem}{where}. {error.remedy}"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Sample:
    """The eligible schools with their covariates as numbers and, where the plan has one, their score."""

    plan: Plan
    schools: Schools
    covariates: Covariates | None
    probability: Floats | None
    linear: Floats | None

    @property
    def treat(self) -> Any:
        return self.schools.treat

    def distance(self, match: Match) -> Floats | None:
        return self.linear if match.scale == "linear" else self.probability


def covariates_of(plan: Plan, schools: Schools, columns: Sequence[str] | None = None) -> Covariates | None:
    """The score's covariates, or other columns of the schools, as numbers; indicators of what is missing beside them."""
    names = list(plan.scored if columns is None else columns)
    factors = {name: schools.factors[name] for name in names if name in schools.factors and name not in schools.numeric}
    numeric = {name: schools.numeric[name] for name in names if name not in factors}
    numeric |= {one: schools.numeric[one] for one in schools.indicators if one.removesuffix("=missing") in numeric}
    return matchdid.covariates(numeric, factors) if numeric or factors else None


def score(plan: Plan, schools: Schools) -> dict[str, Any]:
    """Estimate the propensity score."""
    given = covariates_of(plan, schools)
    if given is None or not plan.matches:
        return {}
    try:
        found = matchdid.propensity_score(schools.treat, given.model, given.model_names)
    except matchdid.WrongInput as error:
        raise StudyError(_("The score can't be estimated: %(why)s") % {"why": sentence(error, schools.ids)}) from error
    return {
        "probability": found.probability.tolist(),
        "linear": found.linear.tolist(),
        "coef": dict(zip(found.names, found.coef.tolist(), strict=True)),
        "se": dict(zip(found.names, found.se.tolist(), strict=True)),
        "deviance": found.deviance,
        "iterations": found.iterations,
        "auc": found.auc,
    }


def sample(plan: Plan, schools: Schools, scored: Mapping[str, Any]) -> Sample:
    return Sample(
        plan=plan,
        schools=schools,
        covariates=covariates_of(plan, schools),
        probability=np.array(scored["probability"]) if scored else None,
        linear=np.array(scored["linear"]) if scored else None,
    )


def scores_csv(sample: Sample) -> str:
    """The score of each school at 17 digits: matching depends on the last."""
    into = io.StringIO()
    writer = csv.writer(into, lineterminator="\n")
    writer.writerow(["school", "treated", "probability", "linear"])
    if sample.probability is not None and sample.linear is not None:
        both = zip(sample.probability.tolist(), sample.linear.tolist(), strict=True)
        for school, treated, (p, linear) in zip(sample.schools.ids, sample.treat.tolist(), both, strict=True):
            writer.writerow([school, int(treated), f"{p:.17g}", f"{linear:.17g}"])
    return into.getvalue()


def match(sample: Sample, one: Match) -> dict[str, Any]:
    """Match by one specification. Raises matchdid's WrongInput."""
    found = _matched(sample, one)
    used = found.weights > 0
    clusters = {sample.schools.cluster[row] for row in np.flatnonzero(sample.treat & used).tolist()}
    kept: dict[str, Any] = {
        "weights": _sparse(found.weights),
        "n_treated": int((sample.treat & used).sum()),
        "n_control": int((~sample.treat & used).sum()),
        "n_unmatched": int((sample.treat & ~used).sum()),
        "clusters": len(clusters),
    }
    if isinstance(found, Pairs):
        kept |= {
            "treated": found.treated.tolist(),
            "controls": found.controls.tolist(),
            "distance": [[None if np.isnan(gap) else gap for gap in row] for row in found.distance.tolist()],
            "unmatched": found.unmatched.tolist(),
            "width": found.width,
            "replaced": found.replaced,
        }
    elif (found.stratum >= 0).any():
        kept["stratum"] = found.stratum.tolist()
    return kept


def _sparse(weights: Floats) -> list[list[float]]:
    rows = np.flatnonzero(weights)
    return [rows.tolist(), weights[rows].tolist()]


def restored(sample: Sample, kept: Mapping[str, Any]) -> Strata:
    """A match from what was kept of it; entropy weights come as a set of their own, number 0."""
    n = len(sample.treat)
    weights = np.zeros(n)
    weights[kept["weights"][0]] = kept["weights"][1]
    if "treated" in kept:
        gaps = np.array([[np.nan if gap is None else gap for gap in row] for row in kept["distance"]], dtype=np.float64)
        return matchdid.pairs(
            sample.treat,
            np.array(kept["treated"], dtype=np.int64),
            np.array(kept["controls"], dtype=np.int64),
            gaps,
            width=kept["width"],
            replaced=kept["replaced"],
        )
    stratum = np.array(kept["stratum"], dtype=np.int64) if "stratum" in kept else np.where(weights > 0, 0, -1)
    return Strata(stratum=stratum, weights=weights)


def pairs_csv(sample: Sample, matches: Mapping[str, Mapping[str, Any]]) -> str:
    """
    Every match of every specification.

    A row is a comparison school of a treated one, and what it counts for there. In sets without pairs each school has
    a row of its own. Weights of one comparison school add up to what it counts for in all.
    """
    into = io.StringIO()
    writer = csv.writer(into, lineterminator="\n")
    writer.writerow(["specification", "treated", "control", "stratum", "weight"])
    for name, kept in matches.items():
        in_sets = "stratum" in kept
        writer.writerows((name, *row) for row in _rows(sample, restored(sample, kept), in_sets=in_sets))
    return into.getvalue()


def _rows(sample: Sample, found: Strata, *, in_sets: bool) -> Iterator[tuple[str, str, int | str, str]]:
    ids = sample.schools.ids
    if not isinstance(found, Pairs):
        for row in np.flatnonzero(found.weights > 0).tolist():
            set_of = int(found.stratum[row]) + 1 if in_sets else ""
            treated = bool(sample.treat[row])
            yield ids[row] if treated else "", "" if treated else ids[row], set_of, repr(float(found.weights[row]))
        return
    there = found.controls >= 0
    share = np.where(there, 1 / np.maximum(there.sum(axis=1), 1)[:, None], 0.0)
    whole = np.bincount(found.controls[there], weights=share[there], minlength=len(ids))
    for number, (treated, controls) in enumerate(zip(found.treated.tolist(), found.controls.tolist(), strict=True)):
        for turn, control in enumerate(controls):
            if control >= 0:
                weight = float(found.weights[control] * share[number, turn] / whole[control])
                yield ids[treated], ids[control], number + 1, repr(weight)


def _matched(sample: Sample, one: Match) -> Strata:
    exact = matchdid.strata(*(sample.schools.factors[name] for name in one.exact)) if one.exact else None
    found: Strata = METHODS[one.method](sample, one, exact)
    return found


def _nearest(sample: Sample, one: Match, exact: Any) -> Strata:
    points = None
    if one.within:
        points = matchdid.coordinates(sample.treat, np.column_stack([sample.schools.numeric[c] for c in one.within]))
    return matchdid.nearest(
        sample.treat,
        sample.distance(one),
        coordinates=points,
        ratio=one.ratio,
        replace=one.replace,
        caliper=one.caliper,
        exact=exact,
        order=one.order,
    )


def _mahalanobis(sample: Sample, one: Match, exact: Any) -> Strata:
    assert sample.covariates is not None  # noqa: S101 - the plan was checked
    return matchdid.nearest(
        sample.treat,
        None if one.caliper is None else sample.distance(one),
        coordinates=matchdid.coordinates(sample.treat, sample.covariates.model),
        ratio=one.ratio,
        replace=one.replace,
        caliper=one.caliper,
        exact=exact,
        order=one.order,
    )


def _optimal(sample: Sample, one: Match, exact: Any) -> Strata:
    distance = sample.distance(one)
    return matchdid.optimal_pairs(sample.treat, distance, ratio=one.ratio, caliper=one.caliper, exact=exact)


def _full(sample: Sample, one: Match, exact: Any) -> Strata:
    return matchdid.full_match(sample.treat, sample.distance(one), caliper=one.caliper, exact=exact)[0]


def _subclass(sample: Sample, one: Match, exact: Any) -> Strata:
    distance = sample.distance(one)
    assert distance is not None  # noqa: S101 - the plan was checked
    found = matchdid.subclassify(sample.treat, distance, number=one.subclasses)
    return found if exact is None else matchdid.exact_match(sample.treat, matchdid.strata(found.stratum, exact))


def _cem(sample: Sample, one: Match, exact: Any) -> Strata:
    plan, schools = sample.plan, sample.schools
    numeric = {name: schools.numeric[name] for name in plan.score.covariates}
    cuts = dict.fromkeys(numeric, one.cells) if one.cells else {}
    labels = {name: schools.factors[name] for name in dict.fromkeys([*plan.score.factors, *one.exact])}
    return matchdid.coarsened_exact(sample.treat, numeric, cuts=cuts, labels=labels)


def _exact(sample: Sample, one: Match, exact: Any) -> Strata:
    columns = one.exact or sample.plan.score.factors
    return matchdid.exact_match(sample.treat, matchdid.strata(*(sample.schools.factors[name] for name in columns)))


def _entropy(sample: Sample, one: Match, exact: Any) -> Strata:
    """Weights that make the groups' means alike; those of the comparison schools sum to the number of treated."""
    return Strata(stratum=np.full(len(sample.treat), -1), weights=entropy_weights(sample))


METHODS: dict[str, Any] = {
    "nearest": _nearest,
    "mahalanobis": _mahalanobis,
    "optimal": _optimal,
    "full": _full,
    "subclass": _subclass,
    "cem": _cem,
    "exact": _exact,
    "entropy": _entropy,
}


def entropy_weights(sample: Sample) -> Floats:
    assert sample.covariates is not None  # noqa: S101 - asked for with covariates alone
    found = matchdid.entropy_balance(sample.treat, sample.covariates.model, sample.covariates.model_names)
    return np.asarray(found.weights)


def has_covariates(plan: Plan) -> bool:
    return bool(plan.scored)


def balance(sample: Sample, found: Strata) -> dict[str, Any]:
    """How alike the groups are before and after; the gate's verdict."""
    plan = sample.plan
    columns = tuple(dict.fromkeys([*plan.scored, *plan.balance.also]))
    given = covariates_of(plan, sample.schools, columns)
    if given is None:
        return {"rows": [], "worst": None, "verdict": "none"}
    names, values = list(given.names), given.values
    if sample.linear is not None:
        names, values = [SCORE, *names], np.column_stack([sample.linear, values])
    pairs = found if isinstance(found, Pairs) else None
    before = matchdid.balance(sample.treat, values, names=names)
    after = matchdid.balance(sample.treat, values, weights=found.weights, names=names, match=pairs)
    also = set(plan.balance.also) - set(plan.scored)
    rows: list[dict[str, Any]] = [
        {
            "covariate": name,
            "matched_on": name.partition("=")[0] not in also,
            "before": _row(before, i),
            "after": _row(after, i),
        }
        for i, name in enumerate(names)
    ]
    judged = [abs(row["after"]["smd"]) for row in rows if row["covariate"] != SCORE and row["after"]["smd"] is not None]
    worst = max(judged, default=0.0)
    verdict = "fails" if worst > plan.balance.stop else "target" if worst <= plan.balance.target else "adjust"
    return {"rows": rows, "worst": worst, "verdict": verdict, "ess": after.ess_control}


SCORE = "(score)"


def _row(balance: Any, i: int) -> dict[str, float | None]:
    names = ("mean_treated", "mean_control", "smd", "variance_ratio", "ecdf_mean", "ecdf_max", "pair_distance")
    return {name: finite(getattr(balance, name)[i]) for name in names}


def finite(value: Any) -> float | None:
    """A number as JSON can hold it; None for one that can't be known."""
    return float(value) if np.isfinite(value) else None


def overlap(sample: Sample, found: Strata | None) -> dict[str, Any] | None:
    """Counts of the logit of the score by bins: the treated, all others, and those matched."""
    if sample.linear is None:
        return None
    shared = matchdid.overlap(sample.treat, sample.linear, bins=BINS)
    edges = np.asarray(shared.edges)
    used = np.zeros(len(sample.treat), dtype=bool) if found is None else (found.weights > 0) & ~sample.treat
    return {
        "edges": edges.tolist(),
        "treated": np.histogram(sample.linear[sample.treat], edges)[0].tolist(),
        "others": np.histogram(sample.linear[~sample.treat], edges)[0].tolist(),
        "matched": np.histogram(sample.linear[used], edges)[0].tolist(),
        "shared": shared.shared,
        "low": shared.low,
        "high": shared.high,
        "treated_outside": len(shared.treated_outside),
        "others_outside": len(shared.control_outside),
    }


SHARES = tuple(number / 20 for number in range(1, 20))


def quantiles(sample: Sample, found: Strata) -> list[dict[str, Any]]:
    """For each number that is matched on, its distribution in both groups: values at every twentieth."""
    treat, made = np.asarray(sample.treat), []
    used = found.weights > 0
    for name in sample.plan.score.covariates:
        values = sample.schools.numeric[name]
        if len(np.unique(values)) < len(SHARES):
            continue
        arms = {"treated": treat & used, "pool": ~treat, "matched": ~treat & used}
        weights = {"treated": found.weights, "pool": np.ones(len(values)), "matched": found.weights}
        found_at = {arm: _weighted(values[rows], weights[arm][rows]) for arm, rows in arms.items()}
        made.append({"covariate": name, **found_at})
    return made


def _weighted(values: Floats, weights: Floats) -> list[float]:
    """Values below which these shares of the weight lie."""
    order = np.argsort(values, kind="stable")
    reached = (np.cumsum(weights[order]) - weights[order] / 2) / weights.sum()
    return [float(np.interp(share, reached, values[order])) for share in SHARES]


def regions(sample: Sample, found: Strata) -> list[dict[str, Any]]:
    """Where the schools of either group are."""
    column = sample.plan.columns.region or next(iter([c for m in sample.plan.matches for c in m.exact]), None)
    if column is None:
        return []
    labels = sample.schools.factors[column]
    treat = np.asarray(sample.treat)
    used = found.weights > 0
    weight = np.where(~treat, found.weights, 0.0)
    analysed = treat & used
    rows = []
    for level in np.unique(labels):
        here = labels == level
        rows.append(
            {
                "region": f"{column} {level}" if str(level).isdigit() else str(level),
                "treated": int((here & analysed).sum()),
                "matched": int((here & ~treat & used).sum()),
                "pool": int((here & ~treat).sum()),
                "treated_share": float((here & analysed).sum() / max(analysed.sum(), 1)),
                "matched_share": float(weight[here].sum() / (weight.sum() or 1.0)),
                "pool_share": float((here & ~treat).sum() / max((~treat).sum(), 1)),
            }
        )
    return rows
