"""The command line, as a person at a terminal meets it."""

import argparse
import importlib
import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from trigpoint.cli import COMMANDS
from trigpoint.config import ready

TRIGPOINT = Path(sys.executable).with_name("trigpoint")


def trigpoint(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [TRIGPOINT, *words], env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


def test_alone_it_lists_what_it_can_do() -> None:
    listed = trigpoint()
    assert listed.returncode == 0
    for words in COMMANDS:
        assert f"trigpoint {' '.join(words)} " in listed.stdout


def test_listing_loads_no_django() -> None:
    program = (
        "import sys; from trigpoint import cli; sys.argv = ['x', '--help']\ntry: cli.main()\nexcept SystemExit: pass"
    )
    program += "\nsys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=False).returncode == 0


def test_an_unknown_command_shows_the_known_ones() -> None:
    answer = trigpoint("regster")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "There is no command 'trigpoint regster'." in answer.stderr
    assert "trigpoint register import" in answer.stderr


def test_a_group_alone_shows_its_commands() -> None:
    answer = trigpoint("register")
    assert answer.returncode == 2
    assert "trigpoint register stats" in answer.stderr
    assert "trigpoint demo" not in answer.stderr


@pytest.mark.parametrize("words", sorted(COMMANDS), ids=" ".join)
def test_each_command_is_there_and_explains_itself(words: tuple[str, ...]) -> None:
    module = importlib.import_module(COMMANDS[words].module)
    assert len(module.__doc__.strip()) > 20, "say what it does in the module's docstring"
    parser = argparse.ArgumentParser()
    module.add_arguments(parser)
    assert callable(module.run)
    assert all(action.help for action in parser._actions), "say what each argument is"


def test_what_it_brings_up_is_said_on_one_line_and_stopped_again(tmp_path: Path) -> None:
    home = {"TRIGPOINT_HOME": str(tmp_path), "DATABASE_URL": ""}
    first = trigpoint("check", **home)
    assert len(first.stderr.splitlines()) == 1
    assert first.stderr.startswith(f"Starting the embedded PostgreSQL in {tmp_path}")
    assert first.stderr.endswith("migrations applied.\n")
    assert not (tmp_path / "postgres-17" / "data" / "postmaster.pid").exists()
    second = trigpoint("check", **home)
    assert second.stderr.endswith(" … ready.\n")


def test_a_database_that_is_not_there_is_a_sentence() -> None:
    answer = trigpoint("check", DATABASE_URL="postgresql://nobody@127.0.0.1:9/none")
    assert answer.returncode == 1
    assert answer.stderr.startswith("The database can't be used: ")
    assert "Traceback" not in answer.stderr


def test_a_database_left_halfway_is_told_how_to_go_on(database_server: str) -> None:
    halfway = make_conninfo(database_server, dbname="halfway")
    with psycopg.connect(database_server, autocommit=True) as maintenance:
        maintenance.execute("DROP DATABASE IF EXISTS halfway")
        maintenance.execute("CREATE DATABASE halfway")
        with psycopg.connect(halfway) as left:
            left.execute("CREATE TABLE django_migrations (id bigserial, app text, name text, applied timestamptz)")
            left.execute("INSERT INTO django_migrations (app, name) VALUES ('organisations', '0001_initial')")
        answer = trigpoint("check", DATABASE_URL=halfway)
        maintenance.execute("DROP DATABASE halfway")
    assert answer.returncode == 1
    assert answer.stderr.startswith("The database can't be used: its tables of organisations are from before")
    assert f"check out commit {ready.LAST_WITH_EVERY_STEP}, run `trigpoint check` there once" in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


def test_a_port_that_is_none_is_a_sentence(tmp_path: Path) -> None:
    answer = trigpoint("demo", "--load-only", PORT="eighty", TRIGPOINT_HOME=str(tmp_path))
    assert answer.returncode == 1
    assert answer.stderr == "PORT must be a number from 1 to 65535, not 'eighty'.\n"
