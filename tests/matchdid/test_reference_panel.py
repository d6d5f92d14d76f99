"""Every specification that R ran on the invented schools: pairs, balance, effects and every kind of inference."""

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
from scipy.stats import t as student

import matchdid as md
from matchdid.reml import _solve
from tests.matchdid import stored

REFERENCE = stored.reference("panel_s1")
SPECS = REFERENCE["specs"]
SCHOOLS = stored.schools()
TREAT = SCHOOLS["treat"].astype(int)
COVARIATES = stored.school_covariates()
SCORE, LOGIT = stored.numbers("panel_s1_ps", "ps"), stored.numbers("panel_s1_ps", "lp")
EXACT = md.strata(SCHOOLS["region"], SCHOOLS["stype"])
PRE, POST = SCHOOLS["y_pre"], SCHOOLS["y_post"]
NAMES = {f"{name}{level}": f"{name}={level}" for name in ("region", "stype") for level in range(9)}
OFFERED: dict[str, Callable[[], md.Pairs]] = {
    "nn1": lambda: md.nearest(TREAT, SCORE),
    "nn1_caliper_logit": lambda: md.nearest(TREAT, LOGIT, caliper=0.2),
    "nn1_exact_region_caliper": lambda: md.nearest(TREAT, LOGIT, caliper=0.2, exact=EXACT),
    "nn1_mahal": lambda: md.nearest(TREAT, coordinates=md.coordinates(TREAT, COVARIATES.model)),
    "nn3": lambda: md.nearest(TREAT, LOGIT, ratio=3, caliper=0.2),
    "nn1_mahvars_caliper": lambda: md.nearest(
        TREAT,
        LOGIT,
        coordinates=md.coordinates(TREAT, COVARIATES.select("att1", "att2", "att3", "fsm")),
        caliper=0.2,
    ),
    "optimal": lambda: md.optimal_pairs(TREAT, SCORE),
}
every = pytest.mark.parametrize("name", OFFERED)
near = pytest.approx


@cache
def match(name: str) -> md.Pairs:
    """Ours; R's where it stopped short of the optimum, for what is estimated after it."""
    return stored.as_match(TREAT, "panel_s1_pairs_optimal") if name == "optimal" else OFFERED[name]()


@cache
def clusters(name: str) -> np.ndarray:
    return md.inherited_clusters(TREAT, SCHOOLS["cluster"], match(name))


def agrees(found: md.Estimate, spec: dict[str, float]) -> None:
    assert found.estimate == near(spec["coef"], rel=1e-8, abs=1e-11)
    stored_errors = {
        "iid": "se_iid",
        "HC1": "se_HC1",
        "CR0": "se_CR0",
        "CR1": "se_CR1",
        "CR2": "se_CR2",
        "CR3": "se_CR3",
    }
    for kind, field in stored_errors.items():
        if field in spec:
            assert found.errors[kind] == near(spec[field], rel=1e-8), kind
    assert (found.clusters, found.df_residual) == (spec["G"], spec["df_residual"])
    assert found.p("CR1") == near(spec["p_t_Gminus1"], rel=1e-7)
    assert found.ci("CR1") == near(spec["ci95_t_Gminus1"], rel=1e-8, abs=1e-11)
    if "df_Satt" in spec:
        assert found.df == near(spec["df_Satt"], rel=1e-8)
        assert found.p("CR2") == near(spec["p_Satt"], rel=1e-7)


def test_every_specification_is_offered() -> None:
    assert set(OFFERED) == set(SPECS)


@every
def test_the_match(name: str) -> None:
    found = OFFERED[name]()
    if name == "optimal":
        theirs = sum(abs(SCORE[row] - SCORE[one]) for row, (one,) in stored.pairs("panel_s1_pairs_optimal").items())
        assert 0 <= theirs - float(found.distance.sum()) < 0.02  # optmatch works to a tolerance of 1e-3
        return
    assert stored.ours(found) == stored.pairs(f"panel_s1_pairs_{name}")
    assert md.effective_sample_size(found.weights[TREAT == 0]) == near(SPECS[name]["ess_control"], rel=1e-10)
    if SPECS[name]["caliper"]:
        assert found.width == near(next(iter(SPECS[name]["caliper"].values())), rel=1e-9)


@every
def test_balance(name: str) -> None:
    names = ("distance", *COVARIATES.names)
    if name == "nn1_mahal":
        values, names = COVARIATES.values, COVARIATES.names
    else:
        values = np.column_stack((SCORE if name in {"nn1", "optimal"} else LOGIT, COVARIATES.values))
    stored.compare_balance(md.balance(TREAT, values, names=names), SPECS[name]["balance_all"], NAMES)
    after = md.balance(TREAT, values, names=names, match=match(name))
    stored.compare_balance(after, SPECS[name]["balance_matched"], NAMES)


@every
def test_effects(name: str) -> None:
    spec, options = SPECS[name], {"clusters": clusters(name), "weights": match(name).weights}
    agrees(md.did(TREAT, PRE, POST, **options), spec["did"])
    agrees(md.did(TREAT, SCHOOLS["yf_pre"], SCHOOLS["yf_post"], **options), spec["did_fsm"])
    agrees(md.ancova(TREAT, PRE, POST, **options), spec["ancova"])
    agrees(md.did(TREAT, PRE, POST, covariates=COVARIATES.model, **options), spec["did_adj"])
    agrees(md.ancova(TREAT, PRE, POST, covariates=COVARIATES.model, **options), spec["ancova_adj"])


@every
def test_event_study_and_placebo(name: str) -> None:
    spec, panel = SPECS[name], stored.outcomes("y")
    options = {"clusters": clusters(name), "weights": match(name).weights}
    found = md.event_study(TREAT, panel, pre=[1, 2, 3, 4], post=[5, 6], **options)
    assert found.reference == 4
    assert found.coef == near(spec["event_base"], abs=1e-10)
    others = [0, 1, 2, 4, 5]
    assert found.coef[others] == near(list(spec["feols_event"]["coef"].values()), abs=1e-10)
    assert found.se[others] == near(list(spec["feols_event"]["se"].values()), rel=1e-8)
    assert found.covariance[:3, :3] == near(np.array(spec["pretrend"]["vcov_pre"]), rel=1e-8)
    assert found.pretrend.statistic == near(spec["pretrend"]["F"], rel=1e-8)
    assert (found.pretrend.df1, found.pretrend.df2) == (spec["pretrend"]["df1"], spec["pretrend"]["df2"])
    assert found.pretrend.p == near(spec["pretrend"]["p_F"], rel=1e-8)
    assert found.treated == near(spec["trend_treated"], abs=1e-10)
    assert found.control == near(spec["trend_control"], abs=1e-10)
    early, late = md.period_mean(panel, [1, 2]), md.period_mean(panel, [3, 4])
    agrees(md.placebo(TREAT, early, late, **options), spec["placebo"])


@every
def test_two_way_fixed_effects_are_the_same_estimate(name: str) -> None:
    """On a balanced panel; its error counts years as parameters too, so it differs in the seventh digit."""
    spec, panel = SPECS[name], stored.outcomes("y")
    pre, post = md.period_mean(panel, [1, 2, 3, 4]), md.period_mean(panel, [5, 6])
    found = md.did(TREAT, pre, post, clusters=clusters(name), weights=match(name).weights)
    assert found.estimate == near(spec["feols_twfe"]["coef"]["D"], abs=1e-10)
    assert found.errors["CR0"] == near(spec["feols_twfe"]["se_ssc_none"]["D"], rel=1e-7)
    rows = found.n * 6
    scale = found.clusters / (found.clusters - 1) * (rows - 1) / (rows - 7)
    assert found.errors["CR0"] * np.sqrt(scale) == near(spec["feols_twfe"]["se"]["D"], rel=1e-8)


@every
def test_effect_sizes(name: str) -> None:
    spec, weights = SPECS[name]["hedges"], match(name).weights
    found = md.did(TREAT, PRE, POST, clusters=clusters(name), weights=weights)
    half = float(student.ppf(0.975, found.clusters - 1)) * found.errors["CR1"]
    size = md.hedges_g(found.estimate, half, POST, TREAT, weights=weights)
    assert size.g == near(spec["g"], rel=1e-9)
    assert (size.low, size.high) == near(spec["ci95"], rel=1e-9)
    assert size.sd == near(spec["sd_pooled"], rel=1e-9)
    assert size.correction == near(spec["J"], rel=1e-12)


@every
def test_uptake(name: str) -> None:
    spec = SPECS[name]["cace"]
    took = TREAT * (SCHOOLS["school_id"].astype(int) * 7919 % 100 < 80)
    found = md.cace(TREAT, POST - PRE, took, clusters=clusters(name), weights=match(name).weights)
    assert found.estimate == near(spec["coef"], rel=1e-8)
    assert found.se == near(spec["se_CR1"], rel=1e-8)
    assert found.compliers == spec["compliers"]
    assert found.first_stage == near(spec["first_stage"], rel=1e-10)
    assert found.first_stage_f == near(spec["first_stage_F"], rel=1e-8)


@every
def test_random_intercepts(name: str) -> None:
    used = match(name).weights > 0
    label, change = clusters(name)[used], (POST - PRE)[used]
    design = np.column_stack((np.ones(used.sum()), TREAT[used]))
    found, spec = md.random_intercept(change, clusters=label, design=design), SPECS[name]["lmer_dy"]
    assert found.coef[1] == near(spec["coef"], rel=1e-8)
    assert found.se[1] == near(spec["se"], rel=1e-6)
    assert found.icc == near(spec["icc"], abs=1e-6)
    assert found.var_residual == near(spec["var_resid"], rel=1e-5)
    empty, spec = md.random_intercept(POST[used], clusters=label), SPECS[name]["icc_post"]
    if empty.icc != near(spec["icc"], abs=1e-6):  # lme4 stopped short of the optimum, by its own criterion
        ratios = [icc / (1 - icc) for icc in (empty.icc, spec["icc"])]
        ours, theirs = (_criterion(POST[used], label, ratio) for ratio in ratios)
        assert ours < theirs
        assert empty.icc == near(spec["icc"], abs=1e-4)


@every
def test_wild_bootstrap_with_the_stored_signs(name: str) -> None:
    if "wcr" not in SPECS[name]:
        pytest.skip("R has no bootstrap of it")
    spec, weights = SPECS[name]["wcr"], match(name).weights
    fit = md.treatment_fit(TREAT == 1, POST - PRE, weights=weights)
    found = md.wild_bootstrap(fit, "treat", clusters=clusters(name), signs=stored.signs())
    assert found.t == near(spec["t_CR0"], rel=1e-11)
    assert found.p == spec["p_symmetric"]
    assert found.draws[:5] == near(spec["t_boot_first5"], rel=1e-10)
    assert found.draws.mean() == near(spec["t_boot_mean"], rel=1e-10)
    assert found.draws.std(ddof=1) == near(spec["t_boot_sd"], rel=1e-11)
    assert np.quantile(found.draws, [0.025, 0.05, 0.95, 0.975]) == near(spec["t_boot_q"], rel=1e-10)


def test_the_score() -> None:
    found, logit = md.propensity_score(TREAT, COVARIATES.model, COVARIATES.model_names), REFERENCE["ps_logit"]
    named = dict(zip(found.names, zip(found.coef, found.se, strict=True), strict=True))
    for name, value in logit["coef"].items():
        coef, se = named[NAMES.get(name, name)]
        assert (coef, se) == near((value, logit["se"][name]), rel=1e-8)
    assert found.deviance == near(logit["deviance"], rel=1e-11)
    assert found.auc == near(logit["auc"], abs=1e-12)
    assert found.iterations == logit["iter"]
    assert found.probability == near(SCORE, abs=1e-12)


def test_entropy_balancing() -> None:
    spec, found = REFERENCE["ebal"], md.entropy_balance(TREAT, COVARIATES.model, COVARIATES.model_names)
    others = found.weights[TREAT == 0]
    assert found.worst < 1e-12
    after = md.balance(TREAT, COVARIATES.values, weights=found.weights)
    assert np.abs(after.mean_treated - after.mean_control).max() < 1e-10
    assert found.iterations == spec["iter"]
    assert others[:10] == near(spec["w_first10"], rel=1e-8)
    assert (others.sum(), others.max()) == near((spec["w_sum"], spec["w_max"]), rel=1e-9)
    label = md.inherited_clusters(TREAT, SCHOOLS["cluster"])
    for outcome, key in (("y", "did"), ("yf", "did_fsm")):
        pre, post = SCHOOLS[f"{outcome}_pre"], SCHOOLS[f"{outcome}_post"]
        effect = md.did(TREAT, pre, post, clusters=label, weights=found.weights)
        assert effect.estimate == near(spec[key]["coef"], rel=1e-9)
        assert effect.errors["CR1"] == near(spec[key]["se_CR1"], rel=1e-9)
    assert found.ess == near(spec["did"]["ess_control"], rel=1e-9)


def test_doubly_robust() -> None:
    spec, label = REFERENCE["drdid"], md.inherited_clusters(TREAT, SCHOOLS["cluster"])
    found = md.doubly_robust(TREAT, PRE, POST, COVARIATES.model, clusters=label)
    assert (found.estimate, found.se_iid, found.se) == near((spec["att"], spec["se_iid"], spec["se_cluster"]), rel=1e-9)


def test_before_matching() -> None:
    spec = REFERENCE["naive"]
    assert md.did(TREAT, PRE, POST).estimate == near(spec["did_unmatched"], rel=1e-10)
    assert md.difference(TREAT, POST).estimate == near(spec["cross_section_post"], rel=1e-10)
    adjusted = md.did(TREAT, PRE, POST, covariates=COVARIATES.model)
    assert adjusted.estimate == near(spec["did_ols_adj"], rel=1e-9)


def _criterion(outcome: np.ndarray, label: np.ndarray, ratio: float) -> float:
    both = np.column_stack((np.ones(len(outcome)), outcome))
    number = np.unique(label, return_inverse=True)[1]
    sums = np.array([both[number == one].sum(axis=0) for one in range(number.max() + 1)])
    return _solve(ratio, both.T @ both, sums, np.bincount(number), len(outcome))[0]
