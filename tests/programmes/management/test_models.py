"""`trigpoint models …`: a file is checked and compared without Django; what is published is exported and retired."""

import argparse
import resource
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from tests.factories.organisations import NetworkFactory
from tests.factories.programmes import review_model

from trigpoint.frameworks.language import library
from trigpoint.frameworks.queries import files
from trigpoint.programmes.management import (
    models_check,
    models_diff,
    models_export,
    models_import,
    models_publish,
    models_retire,
)
from trigpoint.programmes.models import ModelDraft

WHOLE = Path(__file__).parents[1] / "language" / "whole.yaml"
SPP = models_check.SHIPPED / "spp-benchmark-1.yaml"


def run(command: ModuleType, *words: object) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return int(command.run(parser.parse_args(list(map(str, words)))))


def test_a_check_takes_less_than_a_second_and_no_django() -> None:
    program = (
        "import sys; from trigpoint import cli; found = cli._dispatch(sys.argv[1:]);"
        " sys.exit(found or 'django' in sys.modules)"
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", program, "models", "check", str(WHOLE)], capture_output=True, text=True, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)

    assert done.returncode == 0, done.stderr
    assert done.stdout == "“Trust review”, version 3, can be published. Stages: 8; forms: 2.\n"
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 1


@pytest.mark.parametrize("path", sorted(models_check.SHIPPED.glob("*.yaml")), ids=lambda path: path.stem)
def test_what_ships_has_no_mistake(path: Path) -> None:
    assert run(models_check, path.stem) == 0


def test_mistakes_are_named_by_file_and_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "model.yaml"
    file.write_text(WHOLE.read_text().replace("owner: head, offset_days: -30", "owner: heads, offset_days: -30"))

    assert run(models_check, file, WHOLE) == 1

    said = capsys.readouterr()
    assert said.err == (
        f"{file}:43: “heads” is not a role of this model. Did you mean “head”?\n1 mistake in model.yaml.\n"
    )
    assert "“Trust review”, version 3, can be published" in said.out


def test_a_framework_lies_beside_or_is_given(tmp_path: Path) -> None:
    own = (library.SHIPPED / "four-themes-1.yaml").read_text().replace("key: four-themes", "key: our-themes", 1)
    file = tmp_path / "model.yaml"
    file.write_text(WHOLE.read_text().replace("key: four-themes", "key: our-themes"))
    elsewhere = tmp_path / "elsewhere.yaml"
    elsewhere.write_text(own)

    assert run(models_check, file) == 1
    assert run(models_check, file, "--framework", elsewhere) == 0
    (tmp_path / "our-themes-1.yaml").write_text(own)
    assert run(models_check, file) == 0


def test_a_file_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "picture.yaml").write_bytes(b"\xff\xd8\xff")

    assert run(models_check, tmp_path / "nothing.yaml", tmp_path / "picture.yaml") == 1

    said = capsys.readouterr().err
    assert "nothing.yaml can't be read: No such file or directory." in said
    assert "picture.yaml can't be read: it is not text in UTF-8." in said


def test_a_difference_is_said_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "spp-benchmark-2.yaml"
    file.write_text(SPP.read_text().replace("max: 4, leads", "max: 5, leads"))

    assert run(models_diff, "spp-benchmark-1", file) == 0
    assert run(models_diff, "spp-benchmark-1", "spp-benchmark-1") == 0

    assert capsys.readouterr().out == "People in a team, at most: now 5; it was 4.\nNothing changes.\n"


@pytest.mark.django_db
def test_what_is_published_comes_out_as_it_went_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    review_model()
    theirs, out = tmp_path / "theirs.yaml", tmp_path / "out.yaml"
    theirs.write_text(WHOLE.read_text())

    assert run(models_publish, theirs) == 0
    assert run(models_export, "whole-trust", "3", "--output", out) == 0

    assert files.read(out.read_text()).sha256 == files.read(theirs.read_text()).sha256
    assert run(models_publish, out) == 0
    assert run(models_export, "whole-trust", "4") == 1
    assert "There is no such model here. There are:" in capsys.readouterr().err


@pytest.mark.django_db
def test_a_framework_is_published_too_and_mistakes_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "own.yaml"
    own.write_text((library.SHIPPED / "four-themes-1.yaml").read_text().replace("four-themes", "own-themes", 1))
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("schema: trigpoint-review-model/1\n")

    assert run(models_publish, own) == 0
    assert run(models_publish, wrong) == 1

    assert "wrong.yaml:1: “key” is missing here. Add it, as `key: …`." in capsys.readouterr().err


@pytest.mark.django_db
def test_a_version_is_retired_and_used_again() -> None:
    made = review_model()

    assert run(models_retire, made.key, made.version) == 0
    made.refresh_from_db()
    assert made.retired_at is not None
    assert run(models_retire, made.key, made.version, "--restore") == 0
    made.refresh_from_db()
    assert made.retired_at is None
    assert run(models_retire, made.key, "77") == 1


@pytest.mark.django_db
def test_a_file_becomes_a_draft_right_or_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    review_model()
    ours, _theirs = NetworkFactory(name="Hawthorn Vale"), NetworkFactory(name="Lapwing")
    file = tmp_path / "model.yaml"
    file.write_text(WHOLE.read_text().replace("owner: head, offset_days: -30", "owner: heads, offset_days: -30"))

    assert run(models_import, file) == 1
    assert "Say whose draft it is with --network. There are: Hawthorn Vale, Lapwing." in capsys.readouterr().err
    assert run(models_import, file, "--network", "Hawthorn Vale") == 0

    draft = ModelDraft.objects.get()
    assert (draft.network, draft.content["stages"][0]["owner"]) == (ours, "heads")
    said = capsys.readouterr()
    assert said.out == "“Trust review” is a draft of Hawthorn Vale now.\n"
    assert "model.yaml:43: “heads” is not a role of this model." in said.err
    file.write_text("no model\n")
    assert run(models_import, file, "--network", "Lapwing") == 1
