"""Over many invented countries: is the effect found, and do intervals cover it as often as they did in R?"""

import csv
from collections.abc import Iterator

import numpy as np
import pytest
from benchmarks.impact import schools
from scipy.stats import t as student

import matchdid as md
from tests.matchdid import stored

TRUE = 0.10
SEEDS = range(1000, 1200)  # the same that the stored figures come from, which are met but for ties in scores
COVERAGE, BIAS, SPREAD = 0.02, 0.0001, (0.95, 1.20)


def test_the_invented_schools_are_the_stored_ones() -> None:
    made, kept = schools.invent(), stored.schools()
    for name, column in kept.items():
        assert name not in made or (made[name] == column).all(), name
    assert (stored.outcomes("y").outcomes == made["y"]).all()
    assert (stored.outcomes("y_fsm").outcomes == made["y_fsm"]).all()


def estimators(seed: int) -> Iterator[tuple[str, float, float, float]]:
    """Name, estimate, error and half an interval of each estimator in one country."""
    data = schools.invent(seed=seed)
    treat, pre, post = data["treat"], data["y_pre"], data["y_post"]
    given = md.covariates(
        {name: data[name] for name in schools.NUMERIC}, {name: data[name] for name in schools.FACTORS}
    )
    score = md.propensity_score(treat, given.model, given.model_names)
    own = md.inherited_clusters(treat, data["cluster"])
    exact = md.strata(data["region"], data["stype"])
    matches = {
        "nn1": md.nearest(treat, score.probability),
        "nn1_cal_exact": md.nearest(treat, score.linear, caliper=0.2, exact=exact),
        "nn3_cal": md.nearest(treat, score.linear, ratio=3, caliper=0.2),
    }
    yield _line("unmatched", md.did(treat, pre, post, clusters=own), "CR1")
    for name, match in matches.items():
        clusters = md.inherited_clusters(treat, data["cluster"], match)
        found = md.did(treat, pre, post, clusters=clusters, weights=match.weights)
        yield _line(name, found, "CR1")
        yield _line(f"{name}_CR2", found, "CR2")
        by_pair = md.did(treat, pre, post, clusters=match.stratum, weights=match.weights)
        yield _line(f"{name}_pairSE", by_pair, "CR1")
        yield (f"{name}_HC1", found.estimate, found.errors["HC1"], 1.96 * found.errors["HC1"])
        if name == "nn3_cal":
            last = md.did(treat, data["y"][:, 3], post, clusters=clusters, weights=match.weights)
            yield _line("nn3_cal_pre=year4only", last, "CR1")
    balanced = md.entropy_balance(treat, given.model)
    yield _line("ebal", md.did(treat, pre, post, clusters=own, weights=balanced.weights), "CR1")
    robust = md.doubly_robust(treat, pre, post, given.model, clusters=own)
    # as R's, with the clusters of the treated for its degrees of freedom
    yield ("drdid", robust.estimate, robust.se, float(student.ppf(0.975, schools.CLUSTERS - 1)) * robust.se)


def _line(name: str, found: md.Estimate, kind: str) -> tuple[str, float, float, float]:
    low, high = found.ci(kind)
    return name, found.estimate, found.errors[kind], (high - low) / 2


def summary(seeds: range) -> dict[str, dict[str, float]]:
    lines: dict[str, list[tuple[float, float, float]]] = {}
    for seed in seeds:
        for name, *line in estimators(seed):
            lines.setdefault(name, []).append(tuple(line))
    table = {name: np.array(rows) for name, rows in lines.items()}
    return {
        name: {
            "bias": rows[:, 0].mean() - TRUE,
            "emp_sd": rows[:, 0].std(ddof=1),
            "mean_se": rows[:, 1].mean(),
            "coverage": (np.abs(rows[:, 0] - TRUE) <= rows[:, 2]).mean(),
        }
        for name, rows in table.items()
    }


def theirs() -> dict[str, dict[str, float]]:
    rows = csv.DictReader((stored.DATA / "montecarlo_200.csv").read_text().splitlines())
    return {row["est"]: {name: float(value) for name, value in row.items() if name != "est"} for row in rows}


def test_a_few_countries() -> None:
    found, stored_rows = summary(SEEDS[:6]), theirs()
    assert set(found) == set(stored_rows)
    for name, row in found.items():
        assert row["bias"] == pytest.approx(stored_rows[name]["bias"], abs=4 * stored_rows[name]["emp_sd"] / np.sqrt(6))
        assert row["mean_se"] == pytest.approx(stored_rows[name]["mean_se"], rel=0.1)


@pytest.mark.long
def test_two_hundred_countries() -> None:
    found, stored_rows = summary(SEEDS), theirs()
    wrong = []
    for name, row in found.items():
        before = stored_rows[name]
        if row["coverage"] < before["coverage"] - COVERAGE:
            wrong.append((name, "coverage", row["coverage"], before["coverage"]))
        if abs(row["bias"] - before["bias"]) > BIAS:
            wrong.append((name, "bias", row["bias"], before["bias"]))
        by_cluster = not name.endswith(("pairSE", "HC1", "only"))
        if by_cluster and not SPREAD[0] <= row["mean_se"] / row["emp_sd"] <= SPREAD[1]:
            wrong.append((name, "error over spread", row["mean_se"], row["emp_sd"]))
    assert not wrong, wrong
