"""What must hold of every match, and that pruning never changes the answer."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

import matchdid as md
from matchdid import optimal

FEW = settings(max_examples=60, deadline=None)


@st.composite
def problems(draw: st.DrawFn) -> dict[str, np.ndarray]:
    """Units whose scores tie often, in up to three strata."""
    n = draw(st.integers(6, 40))
    treat = np.array(draw(st.lists(st.booleans(), min_size=n, max_size=n)))
    treat[0], treat[1] = True, False
    steps = draw(st.sampled_from([4, 20, 10_000]))
    score = np.array(draw(st.lists(st.integers(0, steps), min_size=n, max_size=n))) / steps
    stratum = np.array(draw(st.lists(st.integers(0, 2), min_size=n, max_size=n)))
    stratum[:2] = 0
    return {"treat": treat, "score": score, "stratum": stratum, "other": np.roll(score, 3) * 7 % 1}


def tries(match: object, *args: object, **options: object) -> md.Strata | None:
    """The match, or nothing where nobody can be matched."""
    try:
        found = match(*args, **options)
    except md.NoCommonSupport:
        return None
    return found[0] if isinstance(found, tuple) else found


@FEW
@given(
    problems(),
    st.floats(0.01, 1.5),
    st.sampled_from(["largest", "smallest", "data", "closest"]),
    st.integers(1, 3),
    st.booleans(),
    st.booleans(),
)
def test_no_limit_is_ever_broken(
    problem: dict[str, np.ndarray], caliper: float, order: str, ratio: int, replace: bool, space: bool
) -> None:
    treat, score, stratum = problem["treat"], problem["score"], problem["stratum"]
    points = np.column_stack((problem["other"], score)) if space else None
    options = {"caliper": caliper, "exact": stratum, "coordinates": points, "ratio": ratio}
    near = [(problem["other"], 0.4)]
    width = caliper * score.std(ddof=1)
    for found in (
        tries(md.nearest, treat, score, order=order, replace=replace, near=near, **options),
        tries(md.optimal_pairs, treat, score, near=near, **options),
    ):
        if found is None:
            continue
        for row, controls in zip(found.treated, found.controls, strict=True):
            used = controls[controls >= 0]
            assert treat[row]
            assert not treat[used].any()
            assert len(set(used)) == len(used)
            assert (np.abs(score[used] - score[row]) <= width).all()
            assert (np.abs(problem["other"][used] - problem["other"][row]) <= 0.4).all()
            assert (stratum[used] == stratum[row]).all()
        every = found.controls[found.controls >= 0]
        assert found.replaced or len(set(every)) == len(every)
        assert set(found.treated) | set(found.unmatched) == set(np.flatnonzero(treat))


@FEW
@given(problems(), st.floats(0.05, 1.5))
def test_full_matching_breaks_no_limit_and_leaves_nobody_out(problem: dict[str, np.ndarray], caliper: float) -> None:
    treat, score, stratum = problem["treat"], problem["score"], problem["stratum"]
    width = caliper * score.std(ddof=1)
    found = tries(md.full_match, treat, score, caliper=caliper, exact=stratum)
    may = (np.abs(score[:, None] - score) <= width) & (stratum[:, None] == stratum) & (treat[:, None] != treat)
    if found is None:
        assert not may.any()
        return
    assert ((found.stratum >= 0) == may.any(axis=1)).all()
    for number in range(found.stratum.max() + 1):
        rows = np.flatnonzero(found.stratum == number)
        one, other = rows[treat[rows]], rows[~treat[rows]]
        assert min(len(one), len(other)) == 1
        assert may[np.ix_(one, other)].all()


@FEW
@given(problems(), st.integers(1, 2), st.booleans())
def test_greedy_takes_the_nearest_that_is_free(problem: dict[str, np.ndarray], ratio: int, exact: bool) -> None:
    """Against a search of all controls, with the rule for ties as it is documented."""
    treat, score = problem["treat"], problem["score"]
    stratum = problem["stratum"] if exact else np.zeros(len(treat), dtype=int)
    found = tries(md.nearest, treat, score, ratio=ratio, exact=stratum)
    order = np.lexsort((np.arange(len(score)), score, stratum))
    place = np.empty(len(score), dtype=int)
    place[order] = np.arange(len(score))
    rows = np.flatnonzero(treat)
    rows = rows[np.argsort(-score[rows], kind="stable")]
    free, expected = ~treat, {int(row): [] for row in rows}
    for _, row in itertools.product(range(ratio), rows):
        there = np.flatnonzero(free & (stratum == stratum[row]))
        if len(there):
            keys = (place[there] > place[row], np.abs(place[there] - place[row]), np.abs(score[there] - score[row]))
            best = there[np.lexsort(keys)[0]]
            expected[int(row)].append(int(best))
            free[best] = False
    expected = {row: controls for row, controls in expected.items() if controls}
    mine = {} if found is None else dict(zip(found.treated.tolist(), found.controls.tolist(), strict=True))
    assert {row: [one for one in controls if one >= 0] for row, controls in mine.items()} == expected


@FEW
@given(problems(), st.integers(1, 2))
def test_optimal_pairs_are_the_optimum(problem: dict[str, np.ndarray], ratio: int) -> None:
    treat, score = problem["treat"], problem["score"]
    found = tries(md.optimal_pairs, treat, score, ratio=ratio)
    cost = np.repeat(np.abs(score[treat][:, None] - score[~treat]), ratio, axis=0)
    if cost.shape[0] > cost.shape[1]:
        assert found is None
        return
    assert np.nansum(found.distance) == pytest.approx(cost[linear_sum_assignment(cost)].sum(), abs=1e-9)


@FEW
@given(problems(), st.floats(0.05, 1.0))
def test_optimal_pairs_under_a_caliper_are_as_many_as_can_be(problem: dict[str, np.ndarray], caliper: float) -> None:
    treat, score = problem["treat"], problem["score"]
    cost = np.abs(score[treat][:, None] - score[~treat])
    open_pairs = cost <= caliper * score.std(ddof=1)
    dear = np.where(open_pairs, cost, 1000.0)
    row, column = linear_sum_assignment(dear)
    most = int((dear[row, column] < 1000).sum())
    found = tries(md.optimal_pairs, treat, score, caliper=caliper)
    assert (0 if found is None else len(found.treated)) == most
    if found is not None:
        least = dear[row, column][dear[row, column] < 1000].sum()
        assert found.distance.sum() == pytest.approx(least, abs=1e-9)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 3), st.integers(1, 4))
def test_full_matching_is_the_optimum(seed: int, treated: int, others: int) -> None:
    """Against every choice of a partner for each unit (each cover is among them)."""
    draw = np.random.default_rng(seed)
    score = draw.integers(0, 12, treated + others).astype(float)
    treat = np.arange(treated + others) < treated
    gaps = np.abs(score[:treated][:, None] - score[treated:])
    least = min(
        sum(gaps[pair] for pair in {*enumerate(first), *((one, number) for number, one in enumerate(second))})
        for first in itertools.product(range(others), repeat=treated)
        for second in itertools.product(range(treated), repeat=others)
    )
    found, total = md.full_match(treat, score)
    assert total == pytest.approx(least)
    whole = 0.0
    for number in range(found.stratum.max() + 1):
        rows = np.flatnonzero(found.stratum == number)
        whole += np.abs(score[rows[treat[rows]]][:, None] - score[rows[~treat[rows]]]).sum()
    assert whole == pytest.approx(least)


@pytest.mark.parametrize("decimals", [1, 12], ids=["ties", "no ties"])
@pytest.mark.parametrize("strata", [1, 2])
def test_pruning_in_space_changes_nothing(decimals: int, strata: int) -> None:
    """Large enough for shortlists from matrix products; against every distance."""
    draw = np.random.default_rng(5)
    n, treated = 12_000, 150
    points = draw.normal(size=(n, 3)).round(decimals)
    treat, stratum = np.arange(n) < treated, draw.integers(0, strata, n)
    others = np.flatnonzero(~treat)
    gaps = np.sqrt(((points[:treated][:, None] - points[others]) ** 2).sum(axis=2))
    gaps[stratum[:treated][:, None] != stratum[others]] = np.inf
    greedy = md.nearest(treat, coordinates=points, exact=stratum, ratio=2)
    free = np.ones(len(others), dtype=bool)
    for turn in range(2):
        for row in range(treated):
            open_gaps = np.where(free, gaps[row], np.inf)
            best = int(np.flatnonzero(open_gaps <= open_gaps.min() * (1 + 1e-12))[0])
            assert greedy.controls[row, turn] == others[best]
            free[best] = False
    finite = np.where(np.isfinite(gaps), gaps, 1e6)
    best = finite[linear_sum_assignment(finite)].sum()
    assert md.optimal_pairs(treat, coordinates=points, exact=stratum).distance.sum() == pytest.approx(best, rel=1e-10)


def test_controls_that_many_want_are_shared_out_as_if_nothing_were_pruned() -> None:
    """Every treated unit wants the same few controls, so that the first lists are used up."""
    draw = np.random.default_rng(8)
    crowd, far = draw.normal(0, 0.01, (60, 2)), draw.normal(5, 1, (9000, 2))
    points = np.vstack((crowd, draw.normal(0, 0.01, (10, 2)), far))
    treat = np.arange(len(points)) < 60
    gaps = np.sqrt(((points[:60][:, None] - points[60:]) ** 2).sum(axis=2))
    best = gaps[linear_sum_assignment(gaps)].sum()
    assert md.optimal_pairs(treat, coordinates=points).distance.sum() == pytest.approx(best, rel=1e-10)
    found, free = md.nearest(treat, coordinates=points), np.ones(gaps.shape[1], dtype=bool)
    for row in range(60):
        nearest = int(np.where(free, gaps[row], np.inf).argmin())
        assert found.controls[row, 0] == 60 + nearest
        free[nearest] = False
    line = md.optimal_pairs(treat, points[:, 0])
    cost = np.abs(points[:60, 0][:, None] - points[60:, 0])
    assert line.distance.sum() == pytest.approx(cost[linear_sum_assignment(cost)].sum(), rel=1e-10)


def test_nothing_given_is_written_to_and_nothing_found_can_be() -> None:
    draw = np.random.default_rng(3)
    treat, score = (draw.random(200) < 0.2).astype(float), draw.normal(size=200)
    cluster, covariates = draw.integers(0, 9, 200), draw.normal(size=(200, 3))
    given = (treat, score, cluster, covariates)
    for array in given:
        array.flags.writeable = False
    copies = [array.copy() for array in given]
    match = md.nearest(treat, score, caliper=0.5)
    label = md.inherited_clusters(treat, cluster, match)
    md.full_match(treat, score)
    md.subclassify(treat, score, number=3)
    md.entropy_balance(treat, covariates)
    fit = md.propensity_score(treat, covariates)
    md.balance(treat, covariates, match=match)
    md.did(treat, score, covariates[:, 0], clusters=label, weights=match.weights)
    assert all((array == copy).all() for array, copy in zip(given, copies, strict=True))
    for array in (match.weights, match.stratum, match.treated, match.controls, label, fit.linear, fit.coef):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


def test_a_pair_is_in_the_cluster_of_its_treated_school() -> None:
    treat, score = np.array([1, 0, 1, 0, 0]), np.array([0.1, 0.1, 0.9, 0.8, 0.5])
    cluster = np.array([7.0, np.nan, 3.0, np.nan, np.nan])
    label = md.inherited_clusters(treat, cluster, md.nearest(treat, score))
    assert label[1] == label[0]
    assert label[3] == label[2]
    assert label[2] < label[0]  # in the labels' order
    assert len(set(label)) == 3
    alone = md.inherited_clusters(treat, cluster)
    assert len(set(alone)) == 5


def test_units_beyond_common_support_can_be_left_out_by_arm() -> None:
    treat, score = np.array([1, 1, 1, 0, 0, 0]), np.array([0.2, 0.5, 0.9, 0.1, 0.5, 0.6])
    assert md.common_support(treat, score).tolist() == [True, True, False, False, True, True]
    assert md.common_support(treat, score, arms="treated").tolist() == [True, True, False, True, True, True]
    assert md.common_support(treat, score, arms="control").tolist() == [True, True, True, False, True, True]
    found = md.nearest(treat, score, eligible=md.common_support(treat, score))
    assert found.treated.tolist() == [0, 1]
    assert found.unmatched.tolist() == [2]


@pytest.mark.parametrize("decimals", [1, 2, 9])
@pytest.mark.parametrize("caliper", [None, 0.05, 0.5])
def test_looking_along_a_line_for_full_matching_changes_nothing(decimals: int, caliper: float | None) -> None:
    """Against every pair, as it is done by coordinates."""
    draw = np.random.default_rng(decimals)
    score, treat, stratum = draw.normal(size=500).round(decimals), draw.random(500) < 0.3, draw.integers(0, 3, 500)
    score[treat] += 0.8
    options = {"caliper": caliper, "exact": stratum}
    along, total = md.full_match(treat, score, **options)
    through, least = md.full_match(treat, score, coordinates=score[:, None], **options)
    assert total == pytest.approx(least, abs=1e-9)
    assert ((along.stratum >= 0) == (through.stratum >= 0)).all()


@pytest.mark.parametrize("space", [False, True])
def test_short_lists_grow_until_no_other_control_could_help(monkeypatch: pytest.MonkeyPatch, space: bool) -> None:
    """Lists so short that the cheapest pairing within them is often not the cheapest."""
    monkeypatch.setattr(optimal, "FIRST", 1)
    for seed in range(60):
        draw = np.random.default_rng(seed)
        treat = draw.permutation(np.arange(70) < 30)
        points = draw.normal(size=(70, 2)) * [1, 0.2] + 0.4 * treat[:, None]
        if space:
            gaps = np.sqrt(((points[treat][:, None] - points[~treat]) ** 2).sum(axis=2))
            found = md.optimal_pairs(treat, coordinates=points)
        else:
            gaps = np.abs(points[treat][:, :1] - points[~treat, 0])
            found = md.optimal_pairs(treat, points[:, 0])
        assert found.distance.sum() == pytest.approx(gaps[linear_sum_assignment(gaps)].sum(), rel=1e-10)
