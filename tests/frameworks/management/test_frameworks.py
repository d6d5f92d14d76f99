"""`trigpoint frameworks check`: files of frameworks and maps, without Django and in under a second."""

import argparse
import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from trigpoint.frameworks.management import frameworks_check

WHOLE = Path(__file__).parents[1] / "language" / "whole.yaml"


def run(*words: object) -> int:
    parser = argparse.ArgumentParser()
    frameworks_check.add_arguments(parser)
    return frameworks_check.run(parser.parse_args(list(map(str, words))))


def test_a_check_takes_less_than_a_second_and_no_django() -> None:
    program = (
        "import sys; from trigpoint import cli; found = cli._dispatch(sys.argv[1:]);"
        " sys.exit(found or 'django' in sys.modules)"
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", program, "frameworks", "check", str(WHOLE)], capture_output=True, text=True, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)

    assert done.returncode == 0, done.stderr
    assert done.stdout == "“Our ladder”, version 2, can be published. Themes: 2; aspects: 2.\n"
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 1


def test_what_ships_has_no_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    files = [*frameworks_check.SHIPPED.glob("*.yaml"), *frameworks_check.SHIPPED.glob("maps/*.yaml")]

    assert run(*(path.stem for path in files)) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(files)


def test_mistakes_are_named_by_file_and_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "ours.yaml"
    file.write_text(WHOLE.read_text().replace("mode: benchmark", "mode: benchmarks"))

    assert run(file, WHOLE) == 1

    said = capsys.readouterr()
    assert said.err.startswith(f"{file}:17: “benchmarks” is not one of: ")
    assert "Did you mean “benchmark”?" in said.err
    assert "1 mistake in ours.yaml." in said.err
    assert "“Our ladder”, version 2, can be published" in said.out


def test_other_programs_get_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "ours.yaml"
    file.write_text(WHOLE.read_text().replace("code: KIND", "code: READ"))

    assert run("--json", file, WHOLE, tmp_path / "none.yaml") == 1

    broken, whole, none = json.loads(capsys.readouterr().out)["files"]
    assert (broken["fit"], whole["fit"], none["fit"]) == (False, True, False)
    assert {
        "line": 35,
        "reason": "The code “READ” is used twice.",
        "suggestion": "Give each a word of its own.",
    } in broken["mistakes"]
    assert (whole["kind"], whole["aspects"]) == ("framework", 2)
    assert "none.yaml can't be read" in none["unreadable"]


def test_a_map_finds_its_frameworks_beside_it_or_as_given(tmp_path: Path) -> None:
    shipped = frameworks_check.SHIPPED / "maps" / "subject-lens-1-to-estyn-2024-09.yaml"
    text = (
        shipped.read_text().replace("key: subject-lens,", "key: our-ladder,").replace('version: "1"}', 'version: "2"}')
    )
    file = tmp_path / "map.yaml"
    file.write_text(text[: text.index("links:")] + "links:\n  READ: [TL]\n")

    assert run(file) == 1
    assert run(file, "--framework", WHOLE) == 0
    (tmp_path / "our-ladder-2.yaml").write_text(WHOLE.read_text())
    assert run(file) == 0
