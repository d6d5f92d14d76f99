"""A11: nothing is read before its time, no year without tests, no folder of another plan; A12: the same bytes twice."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.evaluation.study import little
from tests.evaluation.study.plans import but
from trigpoint.evaluation.study import outcomes, tables
from trigpoint.evaluation.study.errors import Mistakes, Refused, Stopped, Unreadable
from trigpoint.evaluation.study.run import Progress, run


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_outcomes_of_later_years_are_read_after_the_pairs_are_written(tmp_path: Path) -> None:
    """What stands in the rows of 2023 can't be read as a number: the pairs are written before anybody sees that."""

    def poisoned(row: little.Row) -> little.Row:
        return row | {"maths": "NOT YET", "maths_fsm": "NOT YET"} if row["year"] == "2023" else row

    schools, panel = little.written(tmp_path, year=poisoned)
    seen: list[str] = []
    out = tmp_path / "out"
    with pytest.raises(Unreadable, match="NOT YET"):
        run(little.plan(), schools, panel, out, on_step=lambda progress: seen.append(progress.step))
    assert (out / "pairs.csv").exists()
    assert not (out / "results.json").exists()
    assert seen.index("balance") < seen.index("outcomes")
    clean, whole = little.written(tmp_path / "clean")
    run(little.plan(), clean, whole, tmp_path / "other")
    assert (out / "pairs.csv").read_bytes() == (tmp_path / "other" / "pairs.csv").read_bytes()


def test_a_year_that_the_plan_does_not_name_is_never_read(tmp_path: Path) -> None:
    def poisoned(row: little.Row) -> little.Row:
        return row | {"maths": "never", "maths_fsm": "never"} if row["year"] == "2016" else row

    schools, panel = little.written(tmp_path, year=poisoned)
    done = run(little.plan(), schools, panel, tmp_path / "out")
    assert done.results["reads"][1] == {
        "step": "outcomes",
        "file": "panel.csv",
        "columns": ["school_id", "year", "maths", "maths_fsm"],
        "years": [2017, 2018, 2019, 2023],
    }


def test_only_columns_that_the_plan_names_are_read(tmp_path: Path) -> None:
    """A column of later results in the schools file stays unread, and is not even looked at."""
    schools, panel = little.written(tmp_path, school=lambda row: row | {"did_all": "secret", "dose": "secret"})
    done = run(little.plan(), schools, panel, tmp_path / "out")
    assert done.results["reads"][0]["columns"] == ["school_id", "treat", "cluster", "fsm", "before", "kind"]
    assert "secret" not in (tmp_path / "out" / "results.json").read_text()


def test_outcomes_are_refused_without_pairs(tmp_path: Path) -> None:
    _schools, panel = little.written(tmp_path)
    with pytest.raises(Refused, match=r"after pairs\.csv is written"):
        outcomes.load(panel, little.plan(), {}, pairs=tmp_path / "pairs.csv")


def test_the_lock_is_the_first_thing_written_and_another_plan_is_refused(tmp_path: Path) -> None:
    schools, panel = little.written(tmp_path)
    out = tmp_path / "out"
    with pytest.raises(Stopped):
        run(little.plan(), schools, panel, out, cancelled=(out / "plan.sha256").exists)
    assert (out / "plan.sha256").read_text().strip() == little.plan().sha256
    assert not (out / "pairs.csv").exists()
    other = little.plan(but('scale = "linear"', 'scale = "linear"\ncaliper = 0.3', little.PLAN))
    with pytest.raises(Refused, match="is locked to another plan"):
        run(other, schools, panel, out)
    assert not (out / "pairs.csv").exists()
    run(little.plan(), schools, panel, out)
    first = files(out)
    run(little.plan("# another comment\n" + little.PLAN), schools, panel, out)
    assert files(out) == first


def test_other_data_in_the_same_folder_are_refused(tmp_path: Path) -> None:
    schools, panel = little.written(tmp_path)
    run(little.plan(), schools, panel, tmp_path / "out")
    panel.write_text(panel.read_text().replace("S001,2023", "S001,2024"))
    with pytest.raises(Refused, match=r"panel\.csv has changed since"):
        run(little.plan(), schools, panel, tmp_path / "out")


def test_a_year_without_tests_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Mistakes, match="There were no tests"):
        little.plan(but("post = [2023]", "post = [2021]", little.PLAN))


def test_impact_that_cannot_be_estimated_is_said_plainly(tmp_path: Path) -> None:
    text = but("post = [2023]", "post = [2020, 2021]", little.PLAN)
    text = but('title = "Did pupils gain?"', 'title = "Did pupils gain?"\nkind = "process"', text)
    schools, panel = little.written(tmp_path, year=lambda row: row | {"maths": "unread", "maths_fsm": "unread"})
    done = run(little.plan(text), schools, panel, tmp_path / "out", process={"tables": {"T16": ATTENDANCE}})
    page = (tmp_path / "out" / "report.html").read_text()
    assert "Impact can&#x27;t be estimated." in page
    assert "There were no tests, or no published results, in 2020 and 2021." in page
    assert "The impact in short" not in page
    assert "Attendance at training" in page
    assert done.results["specifications"] == {}
    assert (tmp_path / "out" / "report.pdf").read_bytes().startswith(b"%PDF")


ATTENDANCE = {"head": ["Role", "Invited", "Came"], "rows": [["head", 36, 30], ["champion", 36, 34]]}


def test_a_stopped_run_goes_on_where_it_was_and_ends_the_same(tmp_path: Path) -> None:
    schools, panel = little.written(tmp_path)
    whole = run(little.plan(), schools, panel, tmp_path / "whole")
    heard: list[Progress] = []
    with pytest.raises(Stopped, match="run the same command again"):
        run(
            little.plan(),
            schools,
            panel,
            tmp_path / "out",
            on_step=heard.append,
            cancelled=lambda: bool(heard) and heard[-1].step == "checks",
        )
    kept = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "out" / "steps").iterdir()}
    assert {"score.json", "match-pairs.json", "estimate-pairs.json"} <= set(kept)
    assert not (tmp_path / "out" / "results.json").exists()
    again = run(little.plan(), schools, panel, tmp_path / "out")
    now = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "out" / "steps").iterdir()}
    assert {name: now[name] for name in kept} == kept
    assert again.results == whole.results
    assert files(tmp_path / "out") == files(tmp_path / "whole")


def test_the_same_bytes_when_run_again(tmp_path: Path) -> None:
    """A12, for every file: in a new folder, and in the same one."""
    schools, panel = little.written(tmp_path)
    run(little.plan(), schools, panel, tmp_path / "a")
    run(little.plan(), schools, panel, tmp_path / "b")
    first = files(tmp_path / "a")
    assert first == files(tmp_path / "b")
    run(little.plan(), schools, panel, tmp_path / "a")
    assert files(tmp_path / "a") == first
    assert {"results.json", "pairs.csv", "manifest.json", "report.html", "report.pdf", "figures/love.svg"} <= set(first)


def test_the_manifest_says_what_the_bytes_depend_on(tmp_path: Path) -> None:
    schools, panel = little.written(tmp_path)
    run(little.plan(), schools, panel, tmp_path / "out")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["inputs"]["panel"] == {"file": "panel.csv", "sha256": tables.sha256(panel)}
    assert manifest["plan"]["sha256"] == little.plan().sha256
    assert {"python", "numpy", "scipy", "typst", "trigpoint"} == set(manifest["versions"])
    assert manifest["blas"]["name"]
    assert "cpus" in manifest["threads"]
    assert manifest["seed"] == 20180521
    for name, sha in manifest["files"].items():
        assert tables.sha256(tmp_path / "out" / name) == sha


def test_the_command_runs_without_django(tmp_path: Path) -> None:
    schools, panel = little.written(tmp_path)
    (tmp_path / "plan.toml").write_text(little.PLAN)
    code = (
        "import sys\nfrom trigpoint.cli import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit as end:\n    code = end.code\n"
        "assert not [name for name in sys.modules if name.split('.')[0] == 'django']\nsys.exit(code)"
    )
    given = ["evaluate", "run", "plan.toml", "--schools", schools, "--panel", panel, "--out", "out"]
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, given)], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Done: out/report.html" in done.stdout
    assert "6 of 9: reading the outcomes: the pairs are written" in done.stderr
    (tmp_path / "plan.toml").write_text(but("draws = 99", "drows = 99", little.PLAN))
    done = subprocess.run(
        [sys.executable, "-c", code, "evaluate", "check", "plan.toml"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "has no “drows”. Is “draws” meant?" in done.stderr


def test_weights_of_pairs_add_up(tmp_path: Path) -> None:
    schools, panel = little.written(tmp_path)
    run(
        little.plan(but('scale = "linear"', "ratio = 2\nreplace = true", little.PLAN)), schools, panel, tmp_path / "out"
    )
    with (tmp_path / "out" / "pairs.csv").open() as file:
        rows = [row for row in csv.DictReader(file) if row["specification"] == "pairs"]
    controls = {row["control"] for row in rows}
    assert sum(float(row["weight"]) for row in rows) == pytest.approx(len(controls))
