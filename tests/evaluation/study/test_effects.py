"""A8: the tables that turn effect sizes into months, and the worksheet for those who rate, go there and back."""

from decimal import Decimal

import pytest

import matchdid
from matchdid import effect
from tests.evaluation.study import little
from tests.evaluation.study.plans import but
from trigpoint.evaluation.study import effects

CENT = Decimal("0.01")


@pytest.mark.parametrize("key", ["toolkit", "trial"])
def test_every_row_of_a_months_table_goes_there_and_back(key: str) -> None:
    table = effects.months_table(key)
    assert [months for months, _low, _high in table.rows] == list(range(13))
    size = Decimal("-1.00")
    while size <= 1:
        months = table.of(float(size))
        _number, low, high = table.rows[abs(months)]
        assert low <= abs(size) <= high
        assert table.of(-float(size)) == -months
        size += CENT
    for (_m, _low, high), (_n, low, _high) in zip(table.rows, table.rows[1:], strict=False):
        assert low - high == CENT, "no size falls between two rows"


@pytest.mark.parametrize(
    "key, size, months",
    [
        ("toolkit", 0.03, 1),
        ("trial", 0.03, 0),
        ("trial", 0.05, 1),
        ("toolkit", 0.0949, 1),
        ("toolkit", 0.095, 2),
        ("trial", 0.119, 2),
        ("trial", -0.27, -4),
        ("trial", 0.2829, 4),
        ("toolkit", 0.0149, 0),
        ("toolkit", 0.015, 1),
        ("toolkit", 1.7, 12),
    ],
)
def test_sizes_are_rounded_to_two_decimals_first(key: str, size: float, months: int) -> None:
    assert effects.months_table(key).of(size) == months


def test_a_table_that_nobody_has_read_in_print_says_so() -> None:
    assert effects.months_table("toolkit").confirmed
    assert not effects.months_table("trial").confirmed


@pytest.mark.parametrize("criterion", effects.worksheet()["criterion"], ids=lambda one: one["key"])
def test_every_row_of_the_worksheet_goes_there_and_back(criterion: dict) -> None:
    rows = criterion["rows"]
    assert [row["row"] for row in rows] == [5, 4, 3, 2, 1, 0]
    for above, row in zip([None, *rows], rows, strict=False):
        if "below" in row:
            assert effects.row_of(rows, row["below"] - 1e-9) == row
            assert above is None or effects.row_of(rows, above["below"]) == row
        elif "at_most" in row:
            assert effects.row_of(rows, row["at_most"]) == row
            assert above is None or effects.row_of(rows, above["at_most"] + 0.01) == row


def test_the_worksheet_awards_nothing() -> None:
    made = effects.placed(little.plan(), mdes=0.1, attrition=0.0)
    assert {tuple(sorted(row)) for row in made} == {("criterion", "figure", "name", "row")}
    assert not any(isinstance(value, int) and not isinstance(value, bool) for row in made for value in row.values())


ROW = {"n_treated": 36, "n_control": 36, "estimate": 1.4, "low": 0.7, "high": 2.1, "se": {"CR2": 0.3}, "clusters": 9}


def test_months_are_of_pupils_alone_and_have_their_interval() -> None:
    made = effects.sized(little.plan(), ROW, 1.2)
    assert made["g"] == pytest.approx(effects.correction(36, 36) * 0.2)
    assert made["months"] == {"estimate": 3, "low": 2, "high": 4}
    school = little.plan(but('months = "trial"', 'sd_level = "school"', little.PLAN))
    assert effects.sized(school, ROW, 1.2)["months"] is None
    bare = little.plan(little.PLAN[: little.PLAN.index("[effect]")])
    assert (effects.sized(bare, ROW, 1.2)["g"], effects.sized(bare, ROW, 1.2)["months"]) == (None, None)


def test_the_smallest_detectable_effect_is_that_of_its_formula() -> None:
    made = effects.smallest_detectable(little.plan(), ROW)
    assert made is not None
    assert made["points"] == pytest.approx((2.364624 + 0.896030) * 0.3, abs=1e-5)


@pytest.mark.parametrize("key, theirs", [("toolkit", effect.TOOLKIT), ("trial", effect.TRIAL)])
def test_the_library_has_the_same_tables(key: str, theirs: matchdid.MonthsTable) -> None:
    table = effects.months_table(key)
    for cents in range(-100, 101):
        assert table.of(cents / 100) == matchdid.months(cents / 100, theirs)
