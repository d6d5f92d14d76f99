"""Every specification that R ran on `lalonde`: pairs, weights, balance and effects."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest

import matchdid as md
from tests.matchdid import stored

REFERENCE = stored.reference("lalonde")
NAMES = {f"race{race}": f"race={race}" for race in ("black", "hispan", "white")}
TABLE = stored.lalonde()
TREAT = TABLE["treat"].astype(int)
COVARIATES = stored.lalonde_covariates()
NUMERIC = {name: TABLE[name] for name in stored.LALONDE_NUMERIC}
EXACT = md.strata(TABLE["race"], TABLE["married"])

type Match = Callable[[np.ndarray], md.Strata]


def nearest(**options: object) -> Match:
    return lambda distance: md.nearest(TREAT, distance, **options)


def by(kind: str, values: np.ndarray = COVARIATES.model, **options: object) -> Match:
    points = md.coordinates(TREAT, values, kind=kind)
    return lambda distance: md.nearest(TREAT, distance, coordinates=points, **options)


@dataclass(frozen=True)
class Specification:
    """tied: R's choice among equally good matches (or its tolerance) decides, so sums of distances are compared."""

    match: Match
    tied: np.ndarray | None = None
    kind: str = "CR1"
    estimand: str = "ATT"


MAHALANOBIS = md.coordinates(TREAT, COVARIATES.model)
SOME = COVARIATES.select("age", "educ", "re74", "re75")
SCORE = stored.numbers("lalonde_matches_nn1", "distance")[:, None]
CUTS = {"age": 4, "educ": 3, "re74": 4, "re75": 4}
OFFERED = {
    "nn1": Specification(nearest()),
    "nn1_smallest": Specification(nearest(order="smallest")),
    "nn1_data": Specification(nearest(order="data")),
    "nn1_logit": Specification(nearest()),
    "nn1_caliper02": Specification(nearest(caliper=0.2)),
    "nn1_caliper02_logit": Specification(nearest(caliper=0.2)),
    "nn1_exact": Specification(nearest(exact=EXACT)),
    "nn1_exact_caliper": Specification(nearest(exact=EXACT, caliper=0.2)),
    "nn1_mahal": Specification(by("mahalanobis"), tied=MAHALANOBIS),
    "nn1_robmahal": Specification(
        by("robust", COVARIATES.values), tied=md.coordinates(TREAT, COVARIATES.values, kind="robust")
    ),
    "nn1_mahvars_caliper": Specification(by("mahalanobis", SOME, caliper=0.25), tied=md.coordinates(TREAT, SOME)),
    "nn2": Specification(nearest(ratio=2)),
    "nn1_replace": Specification(nearest(replace=True), kind="HC3"),
    "nn3_replace_caliper": Specification(nearest(replace=True, ratio=3, caliper=0.2), kind="HC3"),
    "exact_cem": Specification(lambda _: md.coarsened_exact(TREAT, NUMERIC, cuts=CUTS, labels={"race": TABLE["race"]})),
    "exact_only": Specification(
        lambda _: md.exact_match(TREAT, md.strata(TABLE["race"], TABLE["married"], TABLE["nodegree"]))
    ),
    "subclass6": Specification(lambda distance: md.subclassify(TREAT, distance, number=6)),
    "subclass10_min2": Specification(lambda distance: md.subclassify(TREAT, distance, number=10, least=2)),
    "optimal": Specification(lambda distance: md.optimal_pairs(TREAT, distance), tied=SCORE),
    "optimal_mahal": Specification(lambda _: md.optimal_pairs(TREAT, coordinates=MAHALANOBIS), tied=MAHALANOBIS),
    "full": Specification(lambda distance: md.full_match(TREAT, distance)[0], tied=SCORE),
    "nn1_closest": Specification(nearest(order="closest")),
    "nn1_closest_caliper_logit": Specification(nearest(order="closest", caliper=0.2)),
    "nn1_caliper_cov": Specification(nearest(caliper=0.2, near=[(TABLE["age"], 5), (TABLE["re74"], 1000)])),
    "nn1_ecl": Specification(
        by("euclidean", COVARIATES.values), tied=md.coordinates(TREAT, COVARIATES.values, kind="euclidean")
    ),
    "discard_both": Specification(
        lambda distance: md.nearest(TREAT, distance, eligible=md.common_support(TREAT, distance))
    ),
    "nn1_ate_ipw_like_subclass": Specification(
        lambda distance: md.subclassify(TREAT, distance, number=5, estimand="ATE"), estimand="ATE"
    ),
}
NOT_OFFERED: dict[str, str] = {}

every = pytest.mark.parametrize("name", OFFERED)


def distance_of(name: str) -> np.ndarray | None:
    found = stored.numbers(f"lalonde_matches_{name}", "distance")
    return None if np.isnan(found).any() else found


def theirs(name: str) -> md.Strata:
    """R's own match: what is estimated after it must agree even where ties let matches differ."""
    if stored.in_archive(f"lalonde_pairs_{name}"):
        if OFFERED[name].kind == "HC3":
            return OFFERED[name].match(distance_of(name))
        return stored.as_match(TREAT, f"lalonde_pairs_{name}")
    sets = np.array(stored.archive(f"lalonde_matches_{name}")["subclass"])
    number = np.where(sets == "NA", -1, np.unique(sets, return_inverse=True)[1])
    number = np.where(number >= 0, np.unique(number, return_inverse=True)[1] - (number < 0).any(), -1)
    return md.Strata(number, md.strata_weights(TREAT, number, OFFERED[name].estimand))


def test_every_specification_is_offered_or_says_why_not() -> None:
    assert set(OFFERED) | set(NOT_OFFERED) == set(REFERENCE["specs"])
    assert all(NOT_OFFERED.values())


@every
def test_the_match(name: str) -> None:
    given, distance = OFFERED[name], distance_of(name)
    found = given.match(distance)
    assert not found.weights.flags.writeable
    if given.tied is not None:
        assert _sum(found, given.tied) <= _sum(theirs(name), given.tied) * (1 + 1e-12)
        assert (found.weights > 0).sum() == REFERENCE["specs"][name]["att_simple"]["n"]
        return
    assert np.abs(found.weights - stored.numbers(f"lalonde_matches_{name}", "weights")).max() < 1e-12
    if isinstance(found, md.Pairs):
        mine, stored_pairs = stored.ours(found), stored.pairs(f"lalonde_pairs_{name}")
        if given.kind == "HC3":  # with replacement R lists controls that are equally near in no order of its own
            mine, stored_pairs = ({row: sorted(one) for row, one in pairs.items()} for pairs in (mine, stored_pairs))
        assert mine == stored_pairs
    else:
        sets = stored.archive(f"lalonde_matches_{name}")["subclass"]
        assert len(set(zip(sets, found.stratum, strict=True))) == len(set(sets)) == len(set(found.stratum))


@every
def test_a_caliper_has_its_width(name: str) -> None:
    stored_width = REFERENCE["specs"][name].get("caliper_value", {})
    widths = stored_width if isinstance(stored_width, dict) else {}
    if "1" in widths:
        caliper = 0.25 if name == "nn1_mahvars_caliper" else 0.2
        assert md.caliper_width(distance_of(name), caliper) == pytest.approx(widths["1"], rel=1e-12)
        found = OFFERED[name].match(distance_of(name))
        apart = distance_of(name)[found.treated][:, None] - distance_of(name)[found.controls]
        assert np.abs(apart[found.controls >= 0]).max() <= widths["1"]


@every
def test_balance(name: str) -> None:
    spec, distance, match = REFERENCE["specs"][name], distance_of(name), theirs(name)
    values, names = COVARIATES.values, COVARIATES.names
    if name == "exact_only":
        values, names = COVARIATES.select(*(wanted := ("married", "nodegree", *NAMES.values()))), wanted
    if distance is not None:
        values, names = np.column_stack((distance, values)), ("distance", *names)
    estimand = OFFERED[name].estimand
    before = md.balance(TREAT, values, names=names, estimand=estimand)
    after = md.balance(TREAT, values, names=names, match=match, estimand=estimand)
    stored.compare_balance(before, spec["balance_all"], NAMES)
    stored.compare_balance(after, spec.get("balance_matched") or spec["balance_across"], NAMES)
    sizes = {row["row"]: row for row in spec["nn"]}["Matched (ESS)"]
    assert (after.ess_treated, after.ess_control) == pytest.approx((sizes["Treated"], sizes["Control"]), rel=1e-9)


@every
@pytest.mark.parametrize("stored_name, covariates", [("att_simple", None), ("att_adjusted", COVARIATES.model)])
def test_effects(name: str, stored_name: str, covariates: np.ndarray | None) -> None:
    spec, match = REFERENCE["specs"][name][stored_name], theirs(name)
    single = OFFERED[name].kind == "HC3"
    label = np.arange(len(TREAT)) if single else match.stratum
    found = md.difference(TREAT, TABLE["re78"], clusters=label, weights=match.weights, covariates=covariates)
    assert found.estimate == pytest.approx(spec["coef"], rel=1e-8)
    assert found.errors["iid"] == pytest.approx(spec["se_iid"], rel=1e-8)
    assert (found.n, found.df_residual) == (spec["n"], spec["df_residual"])
    if single:
        fit = md.treatment_fit(
            TREAT == 1, TABLE["re78"], weights=match.weights, columns=() if covariates is None else (covariates,)
        )
        assert fit.se_robust("treat", "HC3") == pytest.approx(spec["se"], rel=1e-8)
        return
    assert found.errors["CR1"] == pytest.approx(spec["se"], rel=1e-8)
    assert found.errors["CR0"] == pytest.approx(spec["se_CR0"], rel=1e-8)
    assert found.clusters == spec["n_clusters"]
    assert found.ci("CR1") == pytest.approx(spec["ci95_t_Gminus1"], rel=1e-8)
    assert found.p("CR1") == pytest.approx(spec["p_t_Gminus1"], rel=1e-8)


@every
def test_g_computation(name: str) -> None:
    spec, match = REFERENCE["specs"][name]["att_gcomp"], theirs(name)
    effect, error = md.g_computation(
        TREAT,
        TABLE["re78"],
        COVARIATES.model,
        clusters=match.stratum,
        weights=match.weights,
        kind=OFFERED[name].kind,
    )
    assert effect == pytest.approx(spec["coef"], rel=1e-8)
    assert error == pytest.approx(spec["se"], rel=1e-8)


def test_the_score() -> None:
    found, logit = md.propensity_score(TREAT, COVARIATES.model, COVARIATES.model_names), REFERENCE["ps_logit"]
    names = ["(Intercept)", *(["age", "educ", "racehispan", "racewhite", "married", "nodegree", "re74", "re75"])]
    mine = dict(zip(found.names, zip(found.coef, found.se, strict=True), strict=True))
    for name in names:
        coef, se = mine[NAMES.get(name, name)]
        assert coef == pytest.approx(logit["coef"][name], rel=1e-8)
        assert se == pytest.approx(logit["se"][name], rel=1e-8)
    assert found.deviance == pytest.approx(logit["deviance"], rel=1e-10)
    assert found.iterations == logit["iter"]
    assert found.probability == pytest.approx(SCORE[:, 0], abs=1e-10)
    assert found.linear == pytest.approx(stored.numbers("lalonde_matches_nn1_logit", "distance"), abs=1e-9)


def test_before_matching() -> None:
    raw = md.difference(TREAT, TABLE["re78"])
    assert raw.estimate == pytest.approx(REFERENCE["raw_diff"]["coef"], rel=1e-10)
    fit = md.treatment_fit(TREAT == 1, TABLE["re78"], columns=(COVARIATES.model,))
    stored_fit = REFERENCE["ols_unmatched"]
    assert fit.coef[1] == pytest.approx(stored_fit["coef"], rel=1e-10)
    assert fit.se_iid("treat") == pytest.approx(stored_fit["se_iid"], rel=1e-10)
    assert fit.se_robust("treat", "HC3") == pytest.approx(stored_fit["se_HC3"], rel=1e-10)


def test_weights_by_the_odds() -> None:
    score = md.propensity_score(TREAT, COVARIATES.model).probability
    weights = np.where(TREAT == 1, 1, score / (1 - score))
    fit = md.treatment_fit(TREAT == 1, TABLE["re78"], weights=weights)
    stored_fit = REFERENCE["ipw_att"]
    assert fit.coef[1] == pytest.approx(stored_fit["coef"], rel=1e-8)
    assert fit.se_robust("treat", "HC0") == pytest.approx(stored_fit["se_HC0"], rel=1e-8)
    assert md.effective_sample_size(weights[TREAT == 0]) == pytest.approx(stored_fit["ess_control"], rel=1e-8)


def _sum(match: md.Strata, points: np.ndarray) -> float:
    """Distances between treated and controls of each set, added up."""
    total = 0.0
    for number in np.unique(match.stratum[match.stratum >= 0]):
        rows = np.flatnonzero(match.stratum == number)
        one, other = points[rows[TREAT[rows] == 1]], points[rows[TREAT[rows] == 0]]
        total += np.sqrt(((one[:, None] - other) ** 2).sum(axis=2)).sum()
    return total
