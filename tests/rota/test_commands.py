"""The commands, as a person runs them: other processes, with no Django and no database."""

import json
import os
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path

import pytest

from rota import load
from rota.commands import repair
from tests.rota.small import DATA, booking, document

ROOT = Path(__file__).parents[2]
STRICT = (
    "import sys; from trigpoint.cli import main\ntry: main()\nfinally: assert 'django' not in sys.modules, 'Django'"
)


def run(*words: object) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none"}
    env.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-c", STRICT, "rota", *map(str, words)]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=200)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    instance, plan = tmp_path / "instance.json", tmp_path / "plan.json"
    instance.write_text(json.dumps(document()))
    entries = [
        booking(0, "2026-11-02", "P4", "P3"),
        booking(1, "2026-11-03", "P0", "P5"),
        booking(2, "2026-11-04", "P2", "P1"),
    ]
    plan.write_text(json.dumps({"instance": "small", "reviews": entries}))
    return instance, plan


def test_solve_says_what_it_found(tmp_path: Path) -> None:
    out = tmp_path / "plan.json"
    done = run("solve", DATA / "cluster6.json", "--seconds", 150, "--out", out)
    assert done.returncode == 0, done.stderr
    for word in ("objective   932", "bound       932", "proven optimal", "shortfalls  0", "time", "memory"):
        assert word in done.stdout
    assert "points" in done.stderr
    assert len(load(out)["reviews"]) == 6
    checked = run("check", DATA / "cluster6.json", out, "--json")
    assert json.loads(checked.stdout)["objective"] == 932


def test_solve_answers_programs(files: tuple[Path, Path]) -> None:
    done = run("solve", files[0], "--seconds", 20, "--workers", 1, "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["proven"]
    assert found["objective"] == found["bound"]


def test_check_ends_with_1_when_a_rule_is_broken(files: tuple[Path, Path]) -> None:
    assert run("check", *files).returncode == 0
    spoilt = load(files[1])
    spoilt["reviews"][0]["lead"] = "P0"
    files[1].write_text(json.dumps(spoilt))
    done = run("check", *files)
    assert done.returncode == 1
    assert "it is their own school" in done.stdout


def test_explain_says_why_and_who_else(files: tuple[Path, Path]) -> None:
    done = run("explain", *files, "V0", "P1", "--seat", "member")
    assert done.returncode == 0, done.stderr
    assert "P1 can't take this seat: it is their own school" in done.stdout
    assert run("explain", *files, "V9").returncode == 2
    assert run("explain", *files, "V0", "P99").returncode == 2


def test_repair_replaces_who_withdraws(files: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "mended.json"
    done = run("repair", *files, "--withdrawn", "P4", "--out", out, "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert {seat[0] for seat in told["seats"]} == {"V0"}
    assert told["dates"] == []
    assert "P4" not in out.read_text()
    assert run("repair", *files, "--withdrawn", "P99").returncode == 2


def test_repair_refuses_what_leads_nowhere(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    parser = ArgumentParser()
    repair.add_arguments(parser)
    given = [*map(str, files), "--closed", "P4:2026-11-02:2026-11-03", "--keep", "V9"]
    assert repair.run(parser.parse_args(given)) == 2
    assert set(capsys.readouterr().err.splitlines()) == {
        "keep: there is no review 'V9'",
        "closed: there is no school 'P4'",
    }
    with pytest.raises(SystemExit):
        parser.parse_args([*map(str, files), "--away", "P4:2026-11-03:2026-11-02"])
    assert "2026-11-02 is before 2026-11-03" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["solve", "check", "explain", "repair"])
def test_a_malformed_instance_is_refused_mistake_by_mistake(command: str, files: tuple[Path, Path]) -> None:
    made = document()
    made["schools"][0]["lat"] = "north"
    made["reviews"][1]["days"] = 0
    files[0].write_text(json.dumps(made))
    rest = {"solve": [], "explain": [files[1], "V0"]}.get(command, [files[1]])
    done = run(command, files[0], *rest)
    assert done.returncode == 2
    assert "schools[0].lat: a number is expected, not 'north'" in done.stderr
    assert "reviews[1].days: a visit lasts one to five days, not 0" in done.stderr
