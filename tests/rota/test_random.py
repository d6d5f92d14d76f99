"""Small random problems: no plan breaks a rule by an independent judge, and for tiny ones none is better."""

import pytest

from rota import check, price, read_problem, solve, write_plan
from tests.rota.small import every_plan, judge, random_document

QUICK, ALL = 40, 2000
QUICK_TINY, ALL_TINY = 10, 200


def _agrees(seed: int, *, extra: bool) -> None:
    made = random_document(seed, extra=extra)
    problem = read_problem(made)
    found = solve(problem, seconds=4)
    violations, total = judge(made, write_plan(found.plan))
    unplanned = {review.id for review in problem.reviews} - set(found.plan.by_review())
    assert [v for v in violations if v.split()[-1] not in unplanned] == []
    assert check(problem, found.plan) == ()
    if not unplanned:
        assert price(problem, found.plan).total == pytest.approx(total)
        assert found.bound is None or found.bound <= total + 1e-6


def _is_best(seed: int, *, extra: bool) -> None:
    made = random_document(seed, tiny=True, extra=extra)
    found = solve(read_problem(made), seconds=30)
    judged = (judge(made, plan) for plan in every_plan(made))
    best = min((total for violations, total in judged if not violations), default=None)
    if best is None:
        assert len(found.plan.bookings) < len(made["reviews"])
        return
    assert found.proven
    assert found.objective == pytest.approx(best)


@pytest.mark.parametrize("seed", range(QUICK))
def test_no_plan_breaks_a_rule(seed: int) -> None:
    _agrees(seed, extra=seed % 3 == 0)


@pytest.mark.parametrize("seed", range(QUICK_TINY))
def test_no_plan_is_better(seed: int) -> None:
    _is_best(seed, extra=seed % 2 == 0)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(QUICK, ALL))
def test_no_plan_breaks_a_rule_in_many_problems(seed: int) -> None:
    _agrees(seed, extra=seed % 3 == 0)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(QUICK_TINY, ALL_TINY))
def test_no_plan_is_better_in_many_problems(seed: int) -> None:
    _is_best(seed, extra=seed % 2 == 0)
