"""What is missing, strange or out of place in the files is counted or refused, never dropped silently."""

from pathlib import Path

import pytest

from tests.evaluation.study import little
from tests.evaluation.study.plans import but
from trigpoint.evaluation.study import schools as school_files
from trigpoint.evaluation.study import tables
from trigpoint.evaluation.study.errors import Refused, StudyError, Unreadable
from trigpoint.evaluation.study.run import run

PAIRS_ONLY = (
    little.PLAN[: little.PLAN.index('[[match]]\nname = "weights"')] + little.PLAN[little.PLAN.index("[analysis]") :]
)


def first(number: int, **cells: str):
    """Change cells of the first schools."""
    return lambda row: row | cells if int(row["school_id"][1:]) <= number else row


def test_a_missing_covariate_is_filled_for_matching_and_said(tmp_path: Path) -> None:
    schools, _panel = little.written(tmp_path, school=first(3, fsm="SUPP"))
    found = school_files.load(schools, little.plan())
    assert found.indicators == ("fsm=missing",)
    assert found.numeric["fsm=missing"][:4].tolist() == [1, 1, 1, 0]
    assert found.numeric["fsm"][0] == pytest.approx(found.numeric["fsm"][3:].mean())
    assert found.facts["missing"] == [
        {"column": "fsm", "treated": 3, "others": 0, "reasons": {"suppressed: few pupils": 3}}
    ]
    both, _panel = little.written(tmp_path, school=first(3, fsm="SUPP", before="SUPP"))
    assert school_files.load(both, little.plan()).indicators == ("fsm=missing",)


def test_a_comparison_school_without_a_figure_that_all_of_the_programme_have_leaves(tmp_path: Path) -> None:
    """Its indicator would tell exactly who is not treated, and there would be no score."""
    gone = lambda row: row | {"fsm": "", "kind": ""} if int(row["school_id"][1:]) > 230 else row  # noqa: E731
    schools, panel = little.written(tmp_path, school=gone)
    done = run(little.plan(PAIRS_ONLY), schools, panel, tmp_path / "out")
    assert done.results["schools"]["left"] == [
        {"reason": "No figure for “fsm”, which every school of the programme has", "treated": 0, "others": 10}
    ]


def test_a_programme_of_few_schools_has_its_effect_without_what_stands_beside_it(tmp_path: Path) -> None:
    """Six schools can't tell six columns apart; one draw has no spread."""

    def few(row: little.Row) -> little.Row | None:
        number = int(row["school_id"][1:])
        return None if 3 < number <= 200 else row | ({"cluster": f"P{number % 2}"} if number <= 3 else {})

    schools, panel = little.written(tmp_path, school=few)
    done = run(little.plan(but("draws = 99", "draws = 1", PAIRS_ONLY)), schools, panel, tmp_path / "out")
    assert done.results["specifications"]["pairs"]["n_treated"] == 3
    said = {one["what"]: one["why"] for one in done.results["departures"]}
    assert "can't tell 6 columns apart" in said["Not done: covariates held equal, in the specification pairs"]
    assert done.results["checks"]["bootstrap"]["sd"] is None
    assert (
        "too few groups of schools to test the years before together" in (tmp_path / "out" / "report.html").read_text()
    )


def test_a_code_that_looks_like_a_number_is_a_missing_one() -> None:
    found = tables.numbers(["1", " -9 "], {"-9": "suppressed"}, file="a.csv", column="fsm", lines=[2, 3])
    assert (str(found.values.tolist()), found.missing) == ("[1.0, nan]", {"suppressed": 1})


def test_a_missing_covariate_leaves_or_is_refused_where_the_plan_says_so(tmp_path: Path) -> None:
    schools, _panel = little.written(tmp_path, school=first(3, fsm=""))
    leave = little.plan(little.PLAN + '[missing]\ncovariates = "leave"\n')
    within = but('scale = "linear"', 'scale = "linear"\ncaliper = 0.2\nwithin = ["dose"]', leave.text)
    no_dose, _panel = little.written(tmp_path / "dose", school=first(2, dose=""))
    assert school_files.load(no_dose, little.plan(within)).facts["eligible"]["treated"] == 34
    found = school_files.load(schools, leave)
    assert len(found.ids) == 237
    assert found.facts["left"] == [{"reason": "No figure for “fsm”", "treated": 3, "others": 0}]
    refuse = little.plan(little.PLAN + '[missing]\ncovariates = "refuse"\n')
    with pytest.raises(Unreadable, match="“fsm” is missing for 3 schools"):
        school_files.load(schools, refuse)


@pytest.mark.parametrize(
    "change, said",
    [
        (first(2, fsm="many"), "line 2: “many”; line 3: “many”"),
        (first(1, fsm="inf"), "line 2: “inf”"),
        (first(2, treat="yes"), "neither a number"),
        (first(2, treat="2"), "has to be 1 for a school of the programme and 0 for any other. Lines 2, 3"),
        (first(2, school_id="S001"), "more than once: keep one row for each. Lines 2, 3"),
        (first(2, cluster=""), "a school of the programme has no “cluster”. Lines 2, 3"),
        (first(2, school_id=""), "a school has no id. Lines 2, 3"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_lines(tmp_path: Path, change, said: str) -> None:
    schools, _panel = little.written(tmp_path, school=change)
    with pytest.raises(Unreadable) as caught:
        school_files.load(schools, little.plan())
    assert said in str(caught.value)


def test_a_column_that_is_not_there_is_named_with_what_is(tmp_path: Path) -> None:
    schools, _panel = little.written(tmp_path)
    plan = little.plan(but('"before"', '"befor"', little.PLAN))
    with pytest.raises(Unreadable, match=r"no column “befor”, which the plan names\. Is “before” meant"):
        school_files.load(schools, plan)


def test_schools_that_do_not_belong_leave_with_the_reason(tmp_path: Path) -> None:
    text = little.PLAN + '[[exclude]]\ncolumn = "kind"\nvalues = ["faith"]\nreason = "in another network"\n'
    schools, panel = little.written(tmp_path)
    done = run(little.plan(text), schools, panel, tmp_path / "out")
    left = done.results["schools"]["left"][0]
    assert left["treated"] == 0
    assert left["others"] > 20
    assert done.results["schools"]["eligible"]["others"] == 204 - left["others"]
    eligible = next(row for row in done.results["flow"] if row["stage"] == "Eligible")
    assert eligible["note"] == f"in another network: 0 + {left['others']}"
    assert eligible["date"] == "2023-12-01"


def test_a_school_without_an_outcome_takes_its_pair_with_it(tmp_path: Path) -> None:
    def gone(row: little.Row) -> little.Row | None:
        if row["school_id"] == "S001" and row["year"] == "2023":
            return row | {"maths": "LOWCOV"}
        return None if row["school_id"] == "S002" and row["year"] == "2018" else row

    schools, panel = little.written(tmp_path, year=gone)
    done = run(little.plan(PAIRS_ONLY), schools, panel, tmp_path / "out")
    found = done.results["specifications"]["pairs"]
    assert (found["n_treated"], found["n_control"]) == (34, 34)
    reasons = {(row["year"], row["reason"]) for row in done.results["outcomes"]["missing"] if row["column"] == "maths"}
    assert reasons == {(2023, "low coverage"), (2018, "no row in the file")}
    assert done.results["estimates"]["pairs"]["lacking"][0]["missing"] == 2
    assert done.results["flow"][-1]["note"] == "2 matched schools lack the outcome"
    page = (tmp_path / "out" / "report.html").read_text()
    assert "low coverage" in page
    assert "lack the outcome, more than the plan" not in page


def test_many_missing_outcomes_are_warned_of_and_a_group_without_any_is_left_out(tmp_path: Path) -> None:
    """With one year before, so that no test of the years before is there; a school that nobody is like has no year."""

    def gone(row: little.Row) -> little.Row:
        return row | {"maths_fsm": "SUPP"} | ({"maths": ""} if int(row["school_id"][1:]) <= 10 else {})

    text = but("pre = [2017, 2018, 2019]", "pre = [2019]", PAIRS_ONLY)
    text = but(
        'cluster = "cluster"',
        'cluster = "cluster"\njoined = "joined"',
        but('scale = "linear"', 'scale = "linear"\ncaliper = 0.02', text),
    )
    schools, panel = little.written(tmp_path, year=gone)
    alone = set(range(11, 37)) - matched(run(little.plan(text), schools, panel, tmp_path / "first").folder)
    schools, panel = little.written(
        tmp_path, year=gone, school=lambda row: row | {"joined": ""} if int(row["school_id"][1:]) in alone else row
    )
    done = run(little.plan(text), schools, panel, tmp_path / "out")
    page = (tmp_path / "out" / "report.html").read_text()
    assert "matched schools lack the outcome, more than the plan" in page
    said = {one["what"]: one["why"] for one in done.results["departures"]}
    assert "Nobody in one of the arms" in said["Not done: the group “disadvantaged”, in the specification pairs"]
    assert "Give the year in which each school joined" in said["Not done: by the year of joining"]
    assert done.results["checks"]["event"]["pretrend"] is None


def matched(folder: Path) -> set[int]:
    """The numbers of the programme's schools that found somebody."""
    rows = (folder / "pairs.csv").read_text().splitlines()[1:]
    return {int(row.split(",")[1][1:]) for row in rows}


def test_a_school_twice_in_a_year_is_refused(tmp_path: Path) -> None:
    schools, panel = little.written(tmp_path)
    panel.write_text(panel.read_text() + "S001,2023,1.0,1.0\n")
    with pytest.raises(Unreadable, match="a school twice in one year"):
        run(little.plan(), schools, panel, tmp_path / "out")


def test_a_gzipped_file_is_read_as_it_is(tmp_path: Path) -> None:
    import gzip

    schools, _panel = little.written(tmp_path)
    packed = tmp_path / "schools.csv.gz"
    packed.write_bytes(gzip.compress(schools.read_bytes()))
    assert school_files.load(packed, little.plan()).ids == school_files.load(schools, little.plan()).ids
    packed.write_bytes(packed.read_bytes()[:-40])
    with pytest.raises(Unreadable, match="can't be read as CSV"):
        school_files.load(packed, little.plan())


def test_a_primary_specification_that_finds_nobody_ends_the_run_with_the_reason(tmp_path: Path) -> None:
    schools, panel = little.written(tmp_path, school=lambda row: row | {"kind": row["kind"] + row["treat"]})
    with pytest.raises(StudyError, match="can't be"):
        run(little.plan(), schools, panel, tmp_path / "out")


def test_another_specification_that_fails_is_a_departure(tmp_path: Path) -> None:
    text = little.PLAN + '[[match]]\nname = "exact-clusters"\nexact = ["cluster"]\n'
    schools, panel = little.written(tmp_path)
    done = run(little.plan(text), schools, panel, tmp_path / "out")
    assert "exact-clusters" in done.results["failed"]
    assert "The specification exact-clusters could not be run" in done.results["departures"][0]["what"]
    assert "Could not be run: see departures" in (tmp_path / "out" / "report.html").read_text()


def test_the_gate_stops_before_any_outcome_where_the_plan_says_so(tmp_path: Path) -> None:
    strict = little.PLAN + "[balance]\ntarget = 0.001\nstop = 0.002\n"
    schools, panel = little.written(tmp_path)
    with pytest.raises(Refused, match="no outcome has been read"):
        run(little.plan(strict + 'on_fail = "stop"\n'), schools, panel, tmp_path / "a")
    assert not list((tmp_path / "a" / "steps").glob("estimate-*"))
    done = run(little.plan(strict), schools, panel, tmp_path / "b")
    assert "differ by" in done.results["departures"][0]["what"]
    assert "Don&#x27;t rely on this" in (tmp_path / "b" / "report.html").read_text()


def test_compliance_and_dose(tmp_path: Path) -> None:
    text = little.PLAN + (
        '[compliance]\ncolumn = "did_all"\nwords = "all four days"\ndose = "dose"\ncomponents = { "all days" = "did_all" }\n'
    )
    schools, panel = little.written(tmp_path)
    done = run(little.plan(text), schools, panel, tmp_path / "out")
    checks, whole = done.results["checks"], done.results["specifications"]["pairs"]["estimate"]
    share = checks["compliance"]["rows"][0]["share"]
    assert share == pytest.approx(0.75)
    assert checks["cace"]["estimate"] == pytest.approx(whole / share)
    assert [row["dose"] for row in checks["dose"]] == [0, 1, 2, 3]
    assert (tmp_path / "out" / "figures" / "dose.svg").exists()


def test_schools_that_joined_in_different_years_are_compared_by_cohort_too(tmp_path: Path) -> None:
    """All joined between the two periods, so that each cohort's change is measured from the last year before."""
    schools, panel = little.written(tmp_path)
    text = but('cluster = "cluster"', 'cluster = "cluster"\njoined = "joined"', little.PLAN)
    done = run(little.plan(text), schools, panel, tmp_path / "out")
    found = done.results["checks"]["staggered"]
    assert found["cohorts"] == {"2020": 18, "2021": 18}
    assert found["low"] < little.EFFECT < found["high"]
    page = (tmp_path / "out" / "report.html").read_text()
    assert "Schools joined in different years" in page
    assert "by year of joining, doubly robust" in page
