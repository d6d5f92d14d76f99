"""The page about the guards names each of them once, and what it points to is there."""

import re

import pytest

from trigpoint.config import environment

ROOT = environment.CHECKOUT
PAGE = ROOT / "docs" / "explanation" / "guards.md"
ROWS = [line.split("|")[1:-1] for line in PAGE.read_text().splitlines() if re.match(r"\| G\d+ ", line)]


def test_every_guard_has_its_row() -> None:
    assert [row[0].strip() for row in ROWS] == [f"G{number}" for number in range(1, 21)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0].strip())
def test_what_a_row_points_to_is_there(row: list[str]) -> None:
    guard, _rule, _hard, enforced, tested = (cell.strip() for cell in row)
    sources = re.findall(r"`([^`]+\.py)`", enforced)
    tests = re.findall(r"`(tests/[^`]+)`", tested)
    assert [path for path in sources if not (ROOT / "src" / "trigpoint" / path).exists()] == []
    assert [path for path in tests if not (ROOT / path).exists()] == []
    if guard == "G11":
        return
    assert any(f"def test_{guard.lower()}_" in (ROOT / path).read_text() for path in tests), f"no test names {guard}"
