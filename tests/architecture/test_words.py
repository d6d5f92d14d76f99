"""The docs' links lead somewhere, and the commands they show are there."""

import re
import subprocess
from pathlib import Path

import pytest

from trigpoint.cli import COMMANDS
from trigpoint.config import environment

ROOT = environment.CHECKOUT
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text())
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_that_are_shown_exist(page: Path) -> None:
    shown = re.findall(
        r"(?:^|`)(?:[A-Z_]+=\S+ )*(\.venv/bin/trigpoint|trigpoint|make) ([a-z-]+)(?: ([a-z-]+))?",
        page.read_text(),
        re.M,
    )
    goals = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    for program, first, second in shown:
        if program == "make":
            assert first in goals, f"make {first}"
        else:
            assert (first,) in COMMANDS or (first, second) in COMMANDS, f"trigpoint {first} {second}"


def test_the_readme_shows_the_two_commands_and_make_knows_them() -> None:
    """CI runs `make test`; the demonstration's test starts `trigpoint demo` as `make demo` does."""
    shown = re.findall(r"```console\n(.*?)```", (ROOT / "README.md").read_text(), re.S)
    assert [block.strip() for block in shown] == ["make demo", "make test"]
    for block in shown:
        dry = subprocess.run([*block.split(), "--dry-run"], cwd=ROOT, capture_output=True, text=True, check=False)
        assert dry.returncode == 0, dry.stderr
    assert "make test" in (ROOT / ".ci" / "run").read_text().splitlines()
