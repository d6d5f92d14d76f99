"""Errors, tests and what they rest on, against the plainest way to compute the same."""

import numpy as np
import pytest
from scipy.stats import t as student

import matchdid as md
from matchdid.cluster import covariance, ratio, two_sided
from matchdid.did import treatment_fit

near = pytest.approx


def sample(seed: int = 1, n: int = 240, clusters: int = 12) -> dict[str, np.ndarray]:
    """Pairs in clusters of unequal size, with weights that differ within clusters."""
    draw = np.random.default_rng(seed)
    label = np.sort(draw.integers(0, clusters, n))
    treat = (np.arange(n) % 2 == 0).astype(float)
    change = 0.3 * treat + draw.normal(size=clusters)[label] + draw.normal(size=n)
    return {
        "treat": treat,
        "change": change,
        "clusters": label,
        "weights": draw.uniform(0.5, 2, n),
        "covariate": draw.normal(size=n),
    }


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("clusters", [12, 70])
def test_errors_are_those_of_their_definition(weighted: bool, clusters: int) -> None:
    """With every matrix written out; few large clusters and many small ones."""
    data = sample(clusters=clusters)
    weights = data["weights"] if weighted else np.ones(240)
    found = md.difference(
        data["treat"],
        data["change"],
        clusters=data["clusters"],
        weights=weights,
        covariates=data["covariate"],
    )
    X = np.column_stack((np.ones(240), data["treat"], data["covariate"]))  # noqa: N806
    W = np.diag(weights)  # noqa: N806
    B = np.linalg.inv(X.T @ W @ X)  # noqa: N806
    hat = np.eye(240) - X @ B @ X.T @ W
    left = hat @ data["change"]
    meat2, meat3, parts = np.zeros((3, 3)), np.zeros((3, 3)), []
    for one in np.unique(data["clusters"]):
        at = np.flatnonzero(data["clusters"] == one)
        size, turn = np.linalg.eigh(hat[at] @ hat[at].T)
        root = turn @ np.diag(size**-0.5) @ turn.T
        own = X[at].T @ W[np.ix_(at, at)]
        part2, part3 = own @ root @ left[at], own @ np.linalg.inv(hat[np.ix_(at, at)]) @ left[at]
        meat2 += np.outer(part2, part2)
        meat3 += np.outer(part3, part3)
        parts.append(hat[at].T @ root @ W[np.ix_(at, at)] @ X[at] @ B[:, 1])
    P = np.array(parts) @ np.array(parts).T  # noqa: N806
    assert found.errors["CR2"] == near(np.sqrt((B @ meat2 @ B)[1, 1]), rel=1e-9)
    assert found.errors["CR3"] == near(np.sqrt((B @ meat3 @ B)[1, 1]), rel=1e-9)
    assert found.df == near(np.trace(P) ** 2 / (P**2).sum(), rel=1e-9)
    fit = treatment_fit(data["treat"] == 1, data["change"], weights=weights, columns=(data["covariate"],))
    for kind in md.KINDS:
        assert np.sqrt(covariance(fit, data["clusters"], kind)[1, 1]) == near(found.errors[kind], rel=1e-9)


def test_the_bootstrap_is_what_running_every_regression_gives() -> None:
    data, signs = sample(), md.rademacher(12, 40, 3)
    label = np.unique(data["clusters"], return_inverse=True)[1]
    fit = treatment_fit(data["treat"] == 1, data["change"], weights=data["weights"], columns=(data["covariate"],))
    found = md.wild_bootstrap(fit, "treat", clusters=data["clusters"], signs=signs)
    null = md.least_squares(data["change"], fit.design[:, [0, 2]], weights=data["weights"])
    expected = data["change"] - null.residuals
    for number in range(40):
        drawn = expected + null.residuals * signs[label, number]
        again = treatment_fit(data["treat"] == 1, drawn, weights=data["weights"], columns=(data["covariate"],))
        error = np.sqrt(covariance(again, data["clusters"], "CR0")[1, 1])
        assert found.draws[number] == near(again.coef[1] / error, rel=1e-9)


def test_signs_are_the_same_everywhere() -> None:
    assert md.rademacher(3, 8, 20181126).tolist() == md.rademacher(3, 8, 20181126).tolist()
    assert set(np.unique(md.rademacher(50, 50, 1))) == {-1, 1}
    assert md.rademacher(2, 6, 1).tolist() == [[1, 1, -1, -1, 1, 1], [-1, 1, -1, 1, -1, 1]]


def test_without_an_effect_a_permutation_finds_none_and_with_one_it_does() -> None:
    data = sample(n=400, clusters=40)
    options = {"clusters": data["clusters"], "draws": 499, "seed": 2}
    found = md.permute_clusters(data["treat"], data["change"] + data["treat"], **options)
    assert (found.p, found.swapped) == (0.002, True)
    none = md.permute_clusters(data["treat"], data["covariate"], **options)
    assert none.p > 0.05
    whole = (data["clusters"] % 2 == 0).astype(float)
    between = md.permute_clusters(whole, data["covariate"] + 2 * whole, **options)
    assert (between.swapped, between.p) == (False, 0.002)
    assert between.estimate == near(md.difference(whole, data["covariate"] + 2 * whole).estimate)


def test_leaving_one_cluster_out_is_what_running_it_again_gives() -> None:
    data = sample()
    fit = treatment_fit(data["treat"] == 1, data["change"], weights=data["weights"], columns=(data["covariate"],))
    found = md.leave_one_out(fit, "treat", clusters=data["clusters"])
    for label, value in zip(found.clusters, found.estimates, strict=True):
        inside = np.where(data["clusters"] == label, 0, data["weights"])
        again = md.difference(data["treat"], data["change"], weights=inside, covariates=data["covariate"])
        assert value == near(again.estimate, rel=1e-9)
    assert found.low == found.estimates.min()
    assert found.high == found.estimates.max()
    furthest = np.abs(found.estimates - fit.coef[1]).argmax()
    assert found.most_influential == str(found.clusters[furthest])


def test_groups_add_up_to_the_whole() -> None:
    data = sample(n=400)
    group = np.where(np.arange(400) // 2 % 2 == 0, "rural", "urban")
    found = md.by_group(data["treat"], data["change"], group, clusters=data["clusters"])
    assert found.labels == ("rural", "urban")
    for label, effect in zip(found.labels, found.effects, strict=True):
        inside = group == label
        assert effect.estimate == near(
            data["change"][inside & (data["treat"] == 1)].mean() - data["change"][inside & (data["treat"] == 0)].mean()
        )
    assert found.df1 == 1
    assert found.p > 0.01
    apart = md.by_group(data["treat"], data["change"] + 3 * data["treat"] * (group == "urban"), group)
    assert apart.p < 1e-6
    gap = md.gap_did(data["treat"], data["change"], data["covariate"], clusters=data["clusters"])
    own, others = (md.difference(data["treat"], data[name]).estimate for name in ("change", "covariate"))
    assert gap.estimate == near(own - others)


def test_effects_by_dose_compare_each_group_with_everybody_compared() -> None:
    data = sample(n=400)
    dose = np.where(data["treat"] == 1, np.arange(400) % 8 / 8, np.nan)
    found = md.by_dose(data["treat"], data["change"], dose, [0, 0.5, 1], clusters=data["clusters"])
    low = (data["treat"] == 1) & (np.nan_to_num(dose, nan=9) < 0.5)
    assert found[0].effect.estimate == near(data["change"][low].mean() - data["change"][data["treat"] == 0].mean())
    assert [(one.low, one.high, one.effect.n_treated) for one in found] == [(0, 0.5, 100), (0.5, 1, 100)]
    with pytest.raises(md.WrongShape) as caught:
        md.by_dose(data["treat"], data["change"], dose, [0, 0.7])
    assert caught.value.rows == tuple(np.flatnonzero(dose >= 0.7))


def test_a_band_over_all_years_is_wider_than_one_for_a_year_and_covers_as_often_as_it_says() -> None:
    n, draws, inside = 200, 60, 0
    for seed in range(draws):
        draw = np.random.default_rng(seed)
        panel = md.Panel(draw.normal(size=(n, 5)) + draw.normal(size=(n, 1)), (1, 2, 3, 4, 5), frozenset())
        found = md.event_study(np.arange(n) % 2, panel, pre=[1, 2, 3], post=[4, 5])
        inside += bool(((found.uniform[:, 0] <= 0) & (found.uniform[:, 1] >= 0)).all())
        assert found.critical > 1.97
    assert inside / draws > 0.85
    again = md.event_study(np.arange(n) % 2, panel, pre=[1, 2, 3], post=[4, 5])
    assert again.critical == found.critical


def test_a_hidden_trend_is_bounded_by_what_was_seen_before() -> None:
    draw = np.random.default_rng(4)
    effect = np.outer(np.arange(200) % 2, [0, 0, 0, 2.0, 2.0])
    panel = md.Panel(draw.normal(size=(200, 5)) + effect, (1, 2, 3, 4, 5), frozenset())
    study = md.event_study(np.arange(200) % 2, panel, pre=[1, 2, 3], post=[4, 5])
    found = md.hidden_trend(study, post=(4, 5), magnitudes=[0, 1, 2])
    assert found.estimate == near(study.coef[3:].mean() - study.coef[:3].mean())
    assert found.low[0] > 0
    assert (np.diff(found.low) < 0).all()
    at_breakdown = md.hidden_trend(study, post=(4, 5), magnitudes=[found.breakdown])
    assert at_breakdown.low[0] == near(0, abs=1e-12)
    assert found.slope == near(found.breakdown * found.observed)
    one_before = md.event_study(np.arange(200) % 2, panel, pre=[1], post=[2])
    assert md.hidden_trend(one_before, post=(2,), magnitudes=[0]).breakdown == 0


def test_a_perfect_fit_is_infinitely_sure() -> None:
    assert (ratio(-1.5, 0.0), two_sided(-1.5, 0.0, 3)) == (-np.inf, 0)


def test_a_curve_of_specifications_is_in_order() -> None:
    data = sample()
    runs = {
        name: md.difference(data["treat"], data["change"] + shift * data["treat"], clusters=data["clusters"])
        for name, shift in {"b": 0.5, "a": 0.0, "c": -2.0}.items()
    }
    found = md.specification_curve(runs)
    assert found.names == ("c", "a", "b")
    assert found.median == runs["a"].estimate
    assert found.same_sign == near(2 / 3)


def test_effective_sample_size() -> None:
    assert md.effective_sample_size([1, 1, 1, 1]) == 4
    assert md.effective_sample_size([3, 1]) == near(1.6)
    assert md.effective_sample_size([0, 0]) == 0


def test_overlap() -> None:
    treat, score = np.array([1, 1, 1, 0, 0, 0]), np.array([0.2, 0.5, 0.9, 0.1, 0.5, 0.6])
    found = md.overlap(treat, score, bins=4)
    assert (found.low, found.high) == (0.2, 0.6)
    assert found.treated_outside.tolist() == [2]
    assert found.control_outside.tolist() == [3]
    assert found.treated.sum() == found.control.sum() == near(1)
    assert found.shared == near(2 / 3)
    assert md.overlap(treat, np.where(treat == 1, 2, 1) * 1.0).shared == 0


@pytest.mark.parametrize(
    "table, steps",
    [
        ("toolkit-1", {-0.02: -1, -0.01: 0, 0.0: 0, 0.01: 0, 0.02: 1, 0.09: 1, 0.10: 2, 0.18: 2, 0.19: 3, 0.26: 3}),
        ("trial-1", {-0.05: -1, -0.04: 0, 0.03: 0, 0.04: 0, 0.05: 1, 0.09: 1, 0.095: 2, 0.10: 2, 0.119: 2, 0.283: 4}),
        (
            "trial-1",
            {0.27: 4, 0.35: 4, 0.36: 5, 0.45: 6, 0.53: 7, 0.62: 8, 0.70: 9, 0.79: 10, 0.88: 11, 0.96: 12, 3: 12},
        ),
    ],
)
def test_months_of_progress(table: str, steps: dict[float, int]) -> None:
    assert {size: md.months(size, md.MONTHS[table]) for size in steps} == steps
    assert all(md.months(-size, md.MONTHS[table]) == -count for size, count in steps.items())


def test_every_month_begins_where_its_table_says() -> None:
    for table in md.MONTHS.values():
        for count, start in enumerate(table.starts[1:], start=1):
            assert md.months(start, table) == count
            assert md.months(start - 0.01, table) == count - 1


def test_effect_sizes_name_whose_sd_they_use() -> None:
    given = md.standardised(1.2, 0.5, sd=10)
    assert given.level == "pupils"
    assert (given.g, given.low, given.high) == near((0.12, 0.07, 0.17))


def test_the_least_detectable_effect() -> None:
    se = md.planned_se(422, variance=0.0269, ratio=1, size=4.74, icc=0.025)
    assert se == near(np.sqrt(0.0269 / 422 * 2 * (1 + 3.74 * 0.025)))
    assert md.mdes(0.0138, 89) == near(0.0138 * (student.ppf(0.975, 87) + student.ppf(0.8, 87)))
    assert md.mdes(0.0138, 89, power=0.9) > md.mdes(0.0138, 89)


def test_a_panel_from_a_long_table_in_any_order() -> None:
    found = md.panel([3, 1], [1, 9, 3, 1, 3], [2, 1, 1, 1, 2], [12.0, 99.0, 31.0, 11.0, 32.0])
    assert found.years == (1, 2)
    assert found.outcomes.tolist() == [[31, 32], [11, 12]]
    assert md.period_mean(found, [1, 2]).tolist() == [31.5, 11.5]
    holes = md.panel([3, 1], [1, 3, 1], [2, 1, 1], [12.0, 31.0, 11.0])
    with pytest.raises(md.MissingValues) as caught:
        md.period_mean(holes, [1, 2])
    assert caught.value.rows == (0,)
    assert np.isnan(md.period_mean(holes, [1, 2], needed=[0, 1])[0])


def test_factors_have_a_baseline_in_models_and_every_level_in_tables() -> None:
    found = md.covariates({"age": [1, 2, 3]}, {"kind": ["b", "a", "c"], "sex": [0, 1, 0]})
    assert found.names == ("age", "kind=b", "kind=c", "sex=1", "kind=a")
    assert found.model_names == found.names[:4]
    assert found.model.shape == (3, 4)
    assert found.select("kind=a").ravel().tolist() == [0, 1, 0]


def test_a_covariate_in_which_the_treated_are_all_alike_is_still_compared() -> None:
    treat, rural = np.array([1, 1, 1, 0, 0, 0, 0]), np.array([0, 0, 0, 1, 0, 1, 0])
    found = md.balance(treat, np.column_stack((rural, np.ones(7))))
    assert found.smd[0] == near(-0.5 / np.sqrt(0.25 / 2))
    assert np.isnan(found.smd[1])
    assert found.worst == near(abs(found.smd[0]))
