"""Statistics of questionnaires against published examples."""

import numpy as np
import pytest

from matchdid import cluster
from matchdid.linear import least_squares
from trigpoint.evaluation.queries import scales

# Smith and Stanley (1983), 112 people; the covariances that R ships as `ability.cov`.
ABILITY = np.array([
    [24.641, 5.991, 33.520, 6.023, 20.755, 29.701],
    [5.991, 6.700, 18.137, 1.782, 4.936, 7.204],
    [33.520, 18.137, 149.831, 19.424, 31.430, 50.753],
    [6.023, 1.782, 19.424, 12.711, 4.757, 9.075],
    [20.755, 4.936, 31.430, 4.757, 52.604, 66.762],
    [29.701, 7.204, 50.753, 9.075, 66.762, 135.292],
])  # fmt: skip


def test_alpha_is_that_of_the_mini_haq() -> None:
    """Bland and Altman (1997), BMJ 314:572: ten items whose variances add up to 11.16, a total of variance 77.44."""
    found = scales.alpha_of_variances([1.116] * 10, 77.44)
    assert round(found, 2) == 0.95
    assert found == pytest.approx(10 / 9 * (1 - 11.16 / 77.44), abs=1e-14)


def test_alpha_of_answers_is_that_of_their_variances() -> None:
    answers = np.array([[4.0, 5, 3], [2, 2, 1], [3, 4, 4], [5, 5, 4], [1, 2, 2], [np.nan, 3, 3]])
    whole = answers[:5]
    by_hand = 3 / 2 * (1 - sum(whole.var(axis=0, ddof=1)) / whole.sum(axis=1).var(ddof=1))
    assert scales.alpha(answers) == pytest.approx(by_hand, abs=1e-14)
    assert scales.alpha(answers[:2]) is None
    assert scales.alpha(np.ones((9, 3))) is None


def test_one_factor_is_that_of_factanal() -> None:
    """What R prints for `factanal(factors = 1, covmat = ability.cov)`, in its own documentation's example."""
    fit = scales.one_factor(ABILITY)
    sd = np.sqrt(np.diag(ABILITY))
    assert np.round(np.array(fit.unique) / sd**2, 3) == pytest.approx([0.535, 0.853, 0.748, 0.910, 0.232, 0.280])
    assert np.round(np.array(fit.loadings) / sd, 3) == pytest.approx([0.682, 0.384, 0.502, 0.300, 0.877, 0.849])


def test_omega_is_exact_where_one_factor_is_the_truth() -> None:
    loadings, unique = np.array([0.9, 0.7, 0.6, 0.8]), np.array([0.3, 0.6, 0.5, 0.4])
    fit = scales.one_factor(np.outer(loadings, loadings) + np.diag(unique))
    assert fit.omega == pytest.approx(9.0 / (9.0 + 1.8), abs=1e-7)


def test_omega_is_alpha_where_all_items_load_alike() -> None:
    covariance = np.full((4, 4), 0.5) + 0.5 * np.eye(4)
    alpha = scales.alpha_of_variances(np.diag(covariance).tolist(), covariance.sum())
    assert scales.one_factor(covariance).omega == pytest.approx(alpha, abs=1e-7)


def test_a_score_needs_three_answers_of_five() -> None:
    assert scales.score([1, 2, 3, None, None]) == 2
    assert scales.score([1, 2, None, None, None]) is None
    assert scales.score([]) is None


def test_a_mean_has_the_error_that_clusters_give_it() -> None:
    """The same as CR1 of a regression on a constant, which is checked against R's sandwich elsewhere."""
    rng = np.random.default_rng(4)
    clusters = [f"p{i // 5}" for i in range(60)]
    y = rng.normal(size=60) + np.repeat(rng.normal(size=12), 5)
    found = scales.mean(y.tolist(), clusters)
    fit = least_squares(y, np.ones((60, 1)))
    assert found is not None
    assert found.clusters == 12
    assert found.error == pytest.approx(np.sqrt(cluster.covariance(fit, clusters, "CR1")[0, 0]), abs=1e-14)
    assert found.low < found.value < found.high
    assert found.design_effect > 1


def test_one_cluster_has_no_interval() -> None:
    found = scales.mean([1, 2, 3], ["a", "a", "a"])
    assert found is not None
    assert (found.value, found.error, found.low) == (2, None, None)
    assert scales.mean([], []) is None
