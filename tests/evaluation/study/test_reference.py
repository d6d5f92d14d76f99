"""The whole way from plan to results on R's data gives R's numbers."""

import csv
import json
from pathlib import Path
from typing import Any

import outloud
import pytest

from tests.matchdid.stored import DATA, archive, reference
from trigpoint.evaluation.study import plan as plans
from trigpoint.evaluation.study.run import run

COVARIATES = ["fsm", "eal", "sen", "size", "absence", "ptr", "ks1", "idaci", "att1", "att2", "att3", "urban", "ofsted"]
PLAN = f"""
[question]
title = "The reference"
[data]
cluster = "cluster"
[outcome]
column = "y"
pre = [1, 2, 3, 4]
post = [5, 6]
subgroups = {{ disadvantaged = "y_fsm" }}
[score]
covariates = {json.dumps(COVARIATES)}
factors = ["region", "stype"]
[effect]
sd = 1.0
sd_source = "the panel is made in pupils' standard deviations"
[[match]]
name = "nn1"
[[match]]
name = "nn1_caliper_logit"
scale = "linear"
caliper = 0.2
[[match]]
name = "nn1_exact_region_caliper"
scale = "linear"
caliper = 0.2
exact = ["region", "stype"]
[[match]]
name = "nn1_mahal"
method = "mahalanobis"
[[match]]
name = "nn3"
scale = "linear"
caliper = 0.2
ratio = 3
[[match]]
name = "nn1_mahvars_caliper"
scale = "linear"
caliper = 0.2
within = ["att1", "att2", "att3", "fsm"]
[[match]]
name = "ebal"
method = "entropy"
"""
SPECS = ["nn1", "nn1_caliper_logit", "nn1_exact_region_caliper", "nn1_mahal", "nn3", "nn1_mahvars_caliper"]
CLOSE = pytest.approx


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("reference") / "out"
    run(plans.read(PLAN), DATA / "panel_s1_schools.csv.gz", DATA / "panel_s1_panel.csv.gz", out)
    return out


@pytest.fixture(scope="module")
def results(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "results.json").read_text())


@pytest.mark.parametrize("name", SPECS)
def test_effects_errors_and_degrees_of_freedom_are_those_of_r(results: dict[str, Any], name: str) -> None:
    found, r = results["specifications"][name], reference("panel_s1")["specs"][name]
    assert set(found) == {"n_treated", "n_control", "estimate", "se", "df", "ci", "p", "g", "months"}
    assert (found["n_treated"], found["n_control"]) == (r["n_treated"], r["n_control"])
    assert found["estimate"] == CLOSE(r["did"]["coef"], abs=1e-8)
    assert found["se"] == {kind: CLOSE(r["did"][f"se_{kind}"], abs=1e-8) for kind in ("CR0", "CR1", "CR2", "CR3")}
    assert found["df"] == CLOSE(r["did"]["df_Satt"], abs=1e-6)
    assert found["p"] == CLOSE(r["did"]["p_Satt"], rel=1e-5)
    more = results["estimates"][name]
    for key, theirs in (("adjusted", "did_adj"), ("ancova", "ancova"), ("placebo", "placebo")):
        assert more[key]["estimate"] == CLOSE(r[theirs]["coef"], abs=1e-8)
        assert more[key]["se"]["CR1"] == CLOSE(r[theirs]["se_CR1"], abs=1e-8)
    assert more["subgroups"]["disadvantaged"]["effect"]["estimate"] == CLOSE(r["did_fsm"]["coef"], abs=1e-8)
    assert results["effects"][name]["school"]["g"] == CLOSE(r["hedges"]["g"], abs=1e-8)


@pytest.mark.parametrize("name", SPECS)
def test_pairs_are_those_of_r(folder: Path, name: str) -> None:
    with (folder / "pairs.csv").open() as file:
        reader = csv.DictReader(file)
        assert reader.fieldnames == ["specification", "treated", "control", "stratum", "weight"]
        ours = {(row["treated"], row["control"]) for row in reader if row["specification"] == name}
    table = archive(f"panel_s1_pairs_{name}")
    controls = [column for column in table if column != "treated_id"]
    theirs = {(t, c) for k in controls for t, c in zip(table["treated_id"], table[k], strict=True) if c}
    assert ours == theirs


def test_checks_of_the_primary_one_are_those_of_r(results: dict[str, Any]) -> None:
    r, checks = reference("panel_s1"), results["checks"]
    nn1 = r["specs"]["nn1"]
    assert [row["estimate"] for row in checks["event"]["years"]] == CLOSE(nn1["event_base"], abs=1e-8)
    assert checks["event"]["pretrend"]["F"] == CLOSE(nn1["pretrend"]["F"], abs=1e-6)
    assert checks["trend"]["treated"] == CLOSE(nn1["trend_treated"], abs=1e-8)
    assert checks["icc"]["post"]["icc"] == CLOSE(nn1["icc_post"]["icc"], abs=1e-6)
    assert checks["bootstrap"]["t"] == CLOSE(nn1["wcr"]["t_CR0"], abs=1e-8)
    assert checks["drdid"]["estimate"] == CLOSE(r["drdid"]["att"], abs=1e-8)
    assert checks["drdid"]["se"] == CLOSE(r["drdid"]["se_cluster"], abs=1e-8)
    assert results["specifications"]["ebal"]["estimate"] == CLOSE(r["ebal"]["did"]["coef"], abs=1e-8)
    assert results["specifications"]["ebal"]["se"]["CR1"] == CLOSE(r["ebal"]["did"]["se_CR1"], abs=1e-8)


def test_a_group_that_is_not_alike_is_said_to_be_so(results: dict[str, Any]) -> None:
    assert results["designs"]["nn1_mahal"]["worst"] == CLOSE(0.287305953)
    assert results["designs"]["nn1_mahal"]["verdict"] == "fails"
    assert results["designs"]["nn3"]["verdict"] == "target"


def test_months_are_of_pupils_sd(results: dict[str, Any]) -> None:
    """On schools' means the same effect would be called four months."""
    nn1 = results["effects"]["nn1"]
    assert nn1["months"] == {"estimate": 2, "low": 1, "high": 2}
    assert nn1["g"] == CLOSE(0.1192169 * nn1["J"], abs=1e-6)
    assert nn1["school"]["g"] == CLOSE(0.2829, abs=1e-4)


def test_a_checker_of_pdf_ua_finds_nothing_wrong_in_tables_over_several_pages(folder: Path) -> None:
    result = outloud.check(str(folder / "report.pdf"))
    assert [finding for finding in result.findings if finding.severity == "error"] == []


LALONDE = """
[question]
title = "A cross-section"
[data]
id = "id"
[outcome]
column = "re78"
[score]
covariates = ["age", "educ", "married", "nodegree", "re74", "re75"]
factors = ["race"]
[[match]]
name = "nn1"
[[match]]
name = "nn1_caliper02"
caliper = 0.2
[[match]]
name = "nn2"
ratio = 2
[[match]]
name = "subclass6"
method = "subclass"
"""


def test_a_cross_section_gives_what_r_gives(tmp_path: Path) -> None:
    """Without partnerships, each matched set is a cluster, and the error is vcovCL's."""
    done = run(plans.read(LALONDE), DATA / "lalonde.csv.gz", None, tmp_path / "out")
    r = reference("lalonde")
    for name, found in done.results["specifications"].items():
        theirs = next(spec for spec in _specs(r) if spec["label"] == name)["att_simple"]
        assert found["estimate"] == CLOSE(theirs["coef"], rel=1e-8), name
        assert found["se"]["CR1"] == CLOSE(theirs["se"], rel=1e-8), name
        assert found["g"] is None
        assert found["months"] is None
    assert done.results["specifications"]["nn1"]["estimate"] == CLOSE(894.36748, abs=1e-4)


def _specs(node: Any) -> list[dict[str, Any]]:
    """Every specification in R's file, wherever it stands."""
    if isinstance(node, dict):
        return [node] if "att_simple" in node else [spec for value in node.values() for spec in _specs(value)]
    return [spec for value in node for spec in _specs(value)] if isinstance(node, list) else []
