"""The register on the command line."""

import argparse
import json
from pathlib import Path

import pytest
from tests.organisations.register_files import KS2_2019, LAYOUT_2023, LAYOUT_2024, LINKS, take

from trigpoint.organisations.management import register_import, register_stats
from trigpoint.organisations.models import School

pytestmark = pytest.mark.django_db

KEYS = ["kind", "rows", "created", "updated", "unchanged", "closed", "rejected", "warnings", "problems", "seconds"]


def _run(command: object, *words: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)  # type: ignore[attr-defined]
    return int(command.run(parser.parse_args(words)))  # type: ignore[attr-defined]


def test_one_json_object_a_line_for_each_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(register_import, "--json", str(LAYOUT_2023), str(LINKS)) == 0
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    for key in KEYS:
        assert key in first
    assert (first["kind"], first["created"], first["rejected"]) == ("gias", 6, 1)
    assert first["problems"] == [{"line": 2, "reason": "there is no name for 100000", "level": "rejected"}]
    assert second["kind"] == "links"


def test_a_file_that_can_not_go_in_ends_with_1_and_the_others_go_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "x.csv"
    bad.write_text("a,b\n1,2\n")
    assert _run(register_import, "--json", str(bad), str(LAYOUT_2024)) == 1
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (first["kind"], first["rows"]) == (None, 0)
    assert "header" in first["error"]
    assert second["created"] == 8


def test_a_trial_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(register_import, "--dry-run", str(LAYOUT_2023)) == 0
    out = capsys.readouterr().out
    assert "6 created, 0 updated, 0 closed, 0 unchanged, 1 rejected" in out
    assert "This was a trial: nothing was changed." in out
    assert "line 2, rejected: there is no name for 100000" in out
    assert School.objects.count() == 0


def test_the_day_can_be_given(capsys: pytest.CaptureFixture[str]) -> None:
    _run(register_import, "--as-of", "2024-03-01", "--json", str(LAYOUT_2024))
    assert json.loads(capsys.readouterr().out)["as_of"] == "2024-03-01"


def test_stats_count_by_nation_status_phase_and_trust(capsys: pytest.CaptureFixture[str]) -> None:
    take(LAYOUT_2024, KS2_2019)
    assert _run(register_stats, "--json") == 0
    stats = json.loads(capsys.readouterr().out)
    assert stats["schools"] == 8
    assert stats["nation"] == {"england": 7, "overseas": 1}
    assert stats["status"] == {"closed": 2, "closing": 1, "open": 5}
    assert stats["phase"] == {"Not applicable": 3, "Nursery": 1, "Primary": 4}
    assert stats["trust"] == {"THE FIRST FEDERATION TRUST": 1, "Tame Valley Co-Operative Learning Trust": 1}
    assert stats["figures"] == [{"source": "ks2", "year": 2019, "schools": 49, "areas": 3}]
    assert _run(register_stats) == 0
    out = capsys.readouterr().out
    assert "In a trust: 2; in none: 6" in out
    assert "49  ks2 2019" in out
