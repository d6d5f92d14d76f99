"""Cohen's kappa against published examples."""

import pytest

from trigpoint.evaluation.queries import agreement


def pairs(table: list[list[int]]) -> list[tuple[int, int]]:
    return [(a, b) for a, row in enumerate(table) for b, count in enumerate(row) for _ in range(count)]


def test_kappa_is_that_of_fleiss() -> None:
    """Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, table 18.1: .68, s.e. .087."""
    found = agreement.kappa(pairs([[75, 1, 4], [5, 4, 1], [0, 0, 10]]))
    assert found is not None
    assert (found.observed, found.expected) == pytest.approx((0.89, 0.66), abs=1e-12)
    assert found.value == pytest.approx(0.23 / 0.34, abs=1e-12)
    assert found.error == pytest.approx(0.087, abs=1e-3)  # the book rounds on the way
    assert found.interval == pytest.approx((0.51, 0.85), abs=1e-2)


def test_kappa_is_that_of_fleiss_cohen_and_everitt() -> None:
    """Fleiss, Cohen and Everitt (1969), Psychological Bulletin 72:323: 200 diagnoses, kappa .429."""
    found = agreement.kappa(pairs([[106, 10, 4], [22, 28, 10], [2, 12, 6]]))
    assert found is not None
    assert (found.observed, found.expected) == pytest.approx((0.70, 0.475), abs=1e-12)
    assert found.value == pytest.approx(0.225 / 0.525, abs=1e-12)


def test_agreeing_always_is_one_and_by_chance_alone_is_none() -> None:
    assert agreement.kappa([(True, True), (False, False)]).value == pytest.approx(1)  # type: ignore[union-attr]
    assert agreement.kappa([(True, True)] * 4).value is None  # type: ignore[union-attr]
    assert agreement.kappa([]) is None


def test_each_two_coders_of_a_passage_are_compared() -> None:
    readings = {
        "i1": {"ann": frozenset({"trust"}), "ben": frozenset({"trust", "time"})},
        "i2": {"ann": frozenset(), "ben": frozenset(), "cat": frozenset({"time"})},
        "i3": {"ann": frozenset({"time"})},
    }
    found = agreement.judgements(readings, ["trust", "time"])
    assert found["trust"] == [(True, True), (False, False), (False, False), (False, False)]
    assert found["time"] == [(False, True), (False, False), (False, True), (False, True)]
