"""Wrong input is refused in words that say which rows and what to do."""

from collections.abc import Callable

import numpy as np
import pytest

import matchdid as md

DRAW = np.random.default_rng(11)
N = 60
TREAT = np.arange(N) < 20
SCORE = DRAW.normal(size=N)
COVARIATES = DRAW.normal(size=(N, 3))
CLUSTER = np.arange(N) % 7
SOME = np.where(~TREAT & (np.arange(N) % 3 == 0), 1 + np.abs(SCORE), 0)


def spoilt(values: np.ndarray, *rows: int, by: float = np.nan) -> np.ndarray:
    copy = np.array(values, dtype=float)
    copy[list(rows)] = by
    return copy


def panel(untested: tuple[int, ...] = ()) -> md.Panel:
    years = np.tile([2018, 2019, 2020, 2022], N)
    outcome = np.where(years == 2020, np.nan, 1.0 * years)
    return md.panel(np.arange(N), np.repeat(np.arange(N), 4), years, outcome, untested=untested)


CASES: dict[str, tuple[Callable[[], object], type[md.WrongInput], tuple[int, ...], str]] = {
    "a missing covariate": (
        lambda: md.propensity_score(TREAT, np.where(np.arange(3) == 1, spoilt(SCORE, 4, 9)[:, None], COVARIATES)),
        md.MissingValues,
        (4, 9),
        "indicator",
    ),
    "a missing score": (lambda: md.nearest(TREAT, spoilt(SCORE, 3)), md.MissingValues, (3,), "Leave these units out"),
    "a missing coordinate": (
        lambda: md.nearest(TREAT, coordinates=spoilt(COVARIATES, 30)),
        md.MissingValues,
        (30,),
        "Fill them",
    ),
    "a missing outcome": (
        lambda: md.did(TREAT, SCORE, spoilt(SCORE, 8), clusters=CLUSTER),
        md.MissingValues,
        (8,),
        "never fill outcomes",
    ),
    "an infinite outcome": (
        lambda: md.did(TREAT, SCORE, spoilt(SCORE, 8, by=np.inf), clusters=CLUSTER),
        md.MissingValues,
        (8,),
        "never fill outcomes",
    ),
    "a treated unit without a cluster": (
        lambda: md.inherited_clusters(TREAT, spoilt(CLUSTER, 2)),
        md.MissingValues,
        (2,),
        "cluster",
    ),
    "a missing treatment": (lambda: md.nearest(spoilt(TREAT, 5), SCORE), md.WrongShape, (5,), "1"),
    "a treatment of 2": (lambda: md.nearest(spoilt(TREAT, 5, by=2), SCORE), md.WrongShape, (5,), "Code treated"),
    "nobody treated": (lambda: md.nearest(TREAT & False, SCORE), md.OneArm, (), "Both arms"),
    "nobody to compare": (lambda: md.nearest(TREAT | True, SCORE), md.OneArm, (), "Both arms"),
    "a constant covariate": (
        lambda: md.propensity_score(TREAT, np.column_stack((SCORE, np.full(N, 3.1))), ("a", "b")),
        md.ConstantCovariate,
        (),
        "Leave it out",
    ),
    "a combination of covariates": (
        lambda: md.propensity_score(TREAT, np.column_stack((COVARIATES, COVARIATES.sum(axis=1)))),
        md.CollinearCovariates,
        (),
        "baseline",
    ),
    "a covariate that separates": (
        lambda: md.propensity_score(TREAT, np.where(TREAT, 1, -1) + 0.1 * SCORE),
        md.PerfectSeparation,
        (),
        "Merge levels",
    ),
    "covariates that separate together": (
        lambda: md.propensity_score(TREAT, np.column_stack((SCORE, np.where(TREAT, SCORE + 1, SCORE - 1)))),
        md.PerfectSeparation,
        tuple(range(20)),
        "Merge levels",
    ),
    "a covariate that nobody treated has": (
        lambda: md.propensity_score(TREAT, np.column_stack((SCORE, SOME))),
        md.PerfectSeparation,
        tuple(np.flatnonzero(SOME)),
        "Merge levels",
    ),
    "a level without treated": (
        lambda: md.propensity_score(TREAT, (np.arange(N) > 50).astype(float), ("region=9",)),
        md.PerfectSeparation,
        tuple(range(51, 60)),
        "Merge levels",
    ),
    "no common support": (
        lambda: md.nearest(TREAT, np.where(TREAT, 100, 0) + SCORE, caliper=0.1),
        md.NoCommonSupport,
        tuple(range(20)),
        "Widen the caliper",
    ),
    "arms that don't meet": (
        lambda: md.common_support(TREAT, np.where(TREAT, 100, 0) + SCORE),
        md.NoCommonSupport,
        tuple(range(20)),
        "nothing in common",
    ),
    "no exact equals": (lambda: md.exact_match(TREAT, TREAT), md.NoCommonSupport, tuple(range(20)), "fewer fields"),
    "too few controls": (
        lambda: md.optimal_pairs(TREAT, SCORE, ratio=3),
        md.NoCommonSupport,
        tuple(range(20)),
        "fewer",
    ),
    "means out of reach": (
        lambda: md.entropy_balance(TREAT, np.where(TREAT, 9, 0) + SCORE),
        md.NoCommonSupport,
        (),
        "Balance fewer",
    ),
    "means out of reach together": (
        lambda: md.entropy_balance(TREAT, np.column_stack((SCORE, np.where(TREAT, SCORE + 6, SCORE)))),
        md.NoCommonSupport,
        (),
        "Balance fewer",
    ),
    "classes that can't be filled": (
        lambda: md.subclassify(TREAT, SCORE, number=15, least=2),
        md.NoCommonSupport,
        tuple(range(20)),
        "fewer classes",
    ),
    "an outcome that is the same for all": (
        lambda: md.ancova(TREAT, SCORE, np.full(N, 100.0), clusters=CLUSTER),
        md.ConstantOutcome,
        (),
        "no difference to estimate",
    ),
    "cohorts that join after the last year": (
        lambda: md.cohort_effects(md.panel([0, 1], [0, 1], [2018, 2018], [1.0, 2.0]), [2025, 0]),
        md.WrongShape,
        (),
        "years of joining",
    ),
    "one cluster": (
        lambda: md.did(TREAT, SCORE, SCORE + COVARIATES[:, 0], clusters=np.zeros(N)),
        md.TooFewClusters,
        tuple(range(20)),
        "two treated clusters",
    ),
    "one treated cluster": (
        lambda: md.did(TREAT, SCORE, SCORE + COVARIATES[:, 0], clusters=np.where(TREAT, -1, np.arange(N))),
        md.TooFewClusters,
        tuple(range(20)),
        "two treated clusters",
    ),
    "one unit a cluster": (
        lambda: md.random_intercept(SCORE, clusters=np.arange(N)),
        md.TooFewClusters,
        (),
        "several units",
    ),
    "more years than clusters": (
        lambda: md.event_study(
            TREAT,
            md.Panel(DRAW.normal(size=(N, 8)), tuple(range(8)), frozenset()),
            pre=range(7),
            post=[7],
            clusters=CLUSTER % 5,
        ),
        md.TooFewClusters,
        (),
        "one by one",
    ),
    "a year that was cancelled": (
        lambda: md.period_mean(panel(untested=(2019,)), [2018, 2019]),
        md.YearWithoutTests,
        (),
        "never filled in",
    ),
    "a year without any outcome": (lambda: md.period_mean(panel(), [2020]), md.YearWithoutTests, (), "never filled in"),
    "a year that isn't there": (
        lambda: md.event_study(TREAT, panel(), pre=[2018, 2019], post=[2021], clusters=CLUSTER),
        md.YearWithoutTests,
        (),
        "never filled in",
    ),
    "treated who are their own controls": (
        lambda: md.check_units(np.where(np.arange(N) == 33, 5, np.arange(N)), TREAT),
        md.OwnControls,
        (5, 33),
        "successors",
    ),
    "a unit twice": (
        lambda: md.check_units(np.where(np.arange(N) == 33, 44, np.arange(N)), TREAT),
        md.WrongShape,
        (33, 44),
        "one row",
    ),
    "a unit's year twice": (
        lambda: md.panel([1, 2], [1, 1, 2], [2018, 2018, 2018], [0.0, 1.0, 2.0]),
        md.WrongShape,
        (0, 1),
        "one row",
    ),
    "treated from the first year": (
        lambda: md.cohort_effects(md.panel([1, 2], [1, 1, 2, 2], [2018, 2019, 2018, 2019], [0.0, 1, 2, 3]), [2018, 0]),
        md.WrongShape,
        (0,),
        "earlier years",
    ),
    "signs of other clusters": (
        lambda: md.wild_bootstrap(
            md.treatment_fit(TREAT, SCORE), "treat", clusters=CLUSTER, signs=md.rademacher(6, 9, 1)
        ),
        md.WrongShape,
        (),
        "7 clusters",
    ),
    "weights below zero": (
        lambda: md.did(TREAT, SCORE, SCORE, weights=spoilt(np.ones(N), 1, by=-1)),
        md.WrongShape,
        (1,),
        "0 or more",
    ),
    "an SD of nothing": (lambda: md.standardised(0.1, 0.02, sd=0), md.WrongShape, (), "positive SD"),
    "compliance of nobody": (
        lambda: md.cace(TREAT, SCORE, np.zeros(N), clusters=CLUSTER),
        md.WrongShape,
        (),
        "recorded",
    ),
    "another order": (lambda: md.nearest(TREAT, SCORE, order="random"), md.WrongShape, (), "Choose one of"),
}


@pytest.mark.parametrize("case", CASES)
def test_it_is_refused_with_rows_and_a_remedy(case: str) -> None:
    attempt, kind, rows, remedy = CASES[case]
    with pytest.raises(md.WrongInput) as caught:
        attempt()
    error = caught.value
    assert type(error) is kind
    assert error.rows == rows
    assert remedy in error.remedy
    assert error.remedy in str(error)
    assert not rows or str(rows[0]) in str(error)


def test_a_message_lists_ten_rows_at_the_most() -> None:
    with pytest.raises(md.NoCommonSupport, match=r"rows 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 10 more"):
        md.exact_match(TREAT, TREAT)


def test_a_missing_outcome_of_somebody_without_a_weight_matters_to_nobody() -> None:
    weights, change = spoilt(np.ones(N), 8, 50, by=0), COVARIATES[:, 0]
    whole = md.difference(TREAT, change, clusters=CLUSTER, weights=weights)
    assert md.difference(TREAT, spoilt(change, 8, 50), clusters=CLUSTER, weights=weights).estimate == whole.estimate
    assert whole.n == N - 2


def test_what_others_determine_is_named_not_dropped_in_silence() -> None:
    twice = np.column_stack((COVARIATES, COVARIATES[:, 0]))
    found = md.difference(TREAT, SCORE, clusters=CLUSTER, covariates=twice)
    assert found.aliased == ("x0.3",)
    with pytest.raises(md.WrongShape, match="can't be told apart"):
        md.treatment_fit(TREAT, SCORE).position("x0.0")
