"""Searching, mending, explaining and counting."""

import dataclasses
import gc
import time
import weakref
from datetime import date
from typing import Any

import pytest

from rota import (
    Aim,
    Away,
    Closed,
    Declined,
    Plan,
    Problem,
    Progress,
    Seat,
    Span,
    Withdrawn,
    check,
    count_first,
    explain,
    load,
    price,
    read_plan,
    read_problem,
    repair,
    solve,
    verdicts,
    write_plan,
)
from rota.case import Case
from rota.engine import apart
from rota.judging import Price
from tests.rota.small import DATA, booking, checker, document, random_document, review, school

START = [
    booking(0, "2026-11-02", "P4", "P3"),
    booking(1, "2026-11-03", "P0", "P5"),
    booking(2, "2026-11-04", "P2", "P1"),
]


@pytest.fixture(scope="module")
def national() -> tuple[Problem, Plan]:
    """A quarter of a national network with its first plan."""
    made = load(DATA / "net300.json.gz")
    made["reviews"] = made["reviews"][:60]
    problem = read_problem(made)
    return problem, solve(problem, rounds=1).plan


def test_the_same_seed_and_rounds_give_the_same_plan(national: tuple[Problem, Plan]) -> None:
    first, second = (solve(national[0], seed=3, rounds=4) for _ in range(2))
    assert first.plan == second.plan
    assert first.objective <= price(*national).total + 1e-6
    assert first.fingerprint == second.fingerprint


def test_a_bound_is_below_every_plan_and_progress_says_so(national: tuple[Problem, Plan]) -> None:
    heard: list[Progress] = []
    found = solve(national[0], seconds=6, workers=2, on_progress=heard.append)
    assert check(national[0], found.plan) == ()
    assert found.bound is not None
    assert 0 < found.bound <= found.objective
    assert "could still be saved" in str(heard[-1].words)
    assert heard[-1].objective <= heard[0].objective


def test_cancelling_keeps_the_best_so_far(national: tuple[Problem, Plan]) -> None:
    found = solve(national[0], seconds=600, cancelled=lambda: True)
    assert found.seconds < 60
    assert check(national[0], found.plan) == ()


def test_a_piece_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "GRACE", 0.1)
    began = time.monotonic()
    assert apart.apart(lambda seconds, _: time.sleep(seconds), 300, seconds=0.1) is None
    assert time.monotonic() - began < 60
    assert apart.apart(lambda attempt: attempt + 1, seconds=30) == 1


def test_groups_that_share_a_weeks_room_are_planned_around_each_other() -> None:
    made = document(4)
    for n, item in enumerate(made["schools"]):
        item["cluster"] = f"C{n // 2}"
    made["rules"].update(scope="cluster", weekly_cap=1)
    made["reviews"] = made["reviews"][:3]
    found = solve(read_problem(made), seconds=20)
    assert checker.check(made, write_plan(found.plan))[0] == []


def test_tiers_put_what_is_missing_before_what_it_costs() -> None:
    made = random_document(5)
    by_sum, by_tiers = (solve(read_problem(made), seconds=20, aim=aim) for aim in (Aim.FILE, Aim.TIERS))
    assert by_tiers.price.tiers[0] <= by_sum.price.tiers[0]
    assert by_tiers.price.tiers[:2] <= by_sum.price.tiers[:2]


def _plan(entries: list[dict[str, Any]]) -> Plan:
    return read_plan({"instance": "small", "reviews": entries})


@pytest.mark.parametrize(
    "event, touched",
    [
        (Withdrawn(reviewer="P4"), {"V0"}),
        (Away(reviewer="P5", span=Span(date(2026, 11, 3), date(2026, 11, 3))), {"V1"}),
        (Closed(school="S2", span=Span(date(2026, 11, 2), date(2026, 11, 6))), {"V2"}),
        (Declined(review="V0", reviewer="P3"), {"V0"}),
    ],
    ids=["withdrawn", "away", "closed", "declined"],
)
def test_mending_touches_what_is_broken_and_nothing_else(event: Any, touched: set[str]) -> None:
    problem, plan = read_problem(document()), _plan(START)
    mended = repair(problem, plan, [event], seconds=10)
    assert check(mended.problem, mended.plan) == ()
    changed = {b.review for b, before in zip(mended.plan.bookings, plan.bookings, strict=True) if b != before}
    assert changed == touched


def test_what_is_past_or_confirmed_keeps_its_date() -> None:
    problem, plan = read_problem(document()), _plan(START)
    mended = repair(problem, plan, [Withdrawn(reviewer="P0")], until=date(2026, 11, 4), keep=["V2"], seconds=10)
    assert mended.plan == plan  # P0's review is past
    kept = repair(problem, plan, [Withdrawn(reviewer="P2")], keep=["V2"], seconds=10)
    assert kept.dates == ()


def test_a_plan_that_still_holds_is_left_alone() -> None:
    problem, plan = read_problem(document()), _plan(START)
    assert repair(problem, plan).plan == plan


def test_explaining_names_every_reason() -> None:
    made = document(conflicts=[["P2", "S0", "family"]])
    made["reviewers"][2].update(max_miles=1, unavailable=[["2026-11-02", "2026-11-02"]], trained_until="2026-10-01")
    made["schools"][1]["trust"] = made["schools"][0]["trust"] = "T"
    found = explain(read_problem(made), _plan(START), "V0", seat=Seat.LEAD, person="P2")
    assert found.asked is not None
    assert set(found.asked.rules) == {"conflict", "distance", "own_trust", "available", "trained"}
    said = str(found.asked.words)
    assert "family" in said
    assert "of 1 miles" in said


def test_explaining_ranks_who_else_could_come() -> None:
    problem, plan = read_problem(document(4)), _plan(START)
    found = explain(problem, plan, "V0", seat=Seat.MEMBER)
    assert found.sitting == ("P3",)
    assert [verdict.change for verdict in found.alternatives] == sorted(
        verdict.change for verdict in found.alternatives
    )
    for verdict in found.reserves:
        entries = [{**entry, "members": [verdict.person]} if entry["id"] == "V0" else entry for entry in START]
        other = _plan(entries)
        assert check(problem, other) == ()
        tiers = zip(price(problem, other).tiers, price(problem, plan).tiers, strict=True)
        assert [now - before for now, before in tiers] == pytest.approx(list(verdict.change))


def test_explaining_names_a_limit_that_others_have_used_up() -> None:
    made = document()
    made["reviewers"][5]["max_reviews"] = 1
    found = explain(read_problem(made), _plan(START), "V0", seat=Seat.MEMBER, person="P5")
    assert found.asked is not None
    assert "max_reviews" in found.asked.rules
    several = verdicts(read_problem(made), _plan(START), "V0", ["P5", "P3"], seat=Seat.MEMBER)
    assert (several[0], several[1].sits) == (found.asked, True)


def test_counting_finds_what_arithmetic_forbids() -> None:
    made = document(3)
    made["rules"].update(scope="cluster", reciprocal="forbid")
    kinds = {gap.kind: gap for gap in count_first(read_problem(made))}
    assert "at most 3 people" in str(kinds["reciprocity"].words)
    assert kinds["reciprocity"].remedies


def test_counting_names_cause_and_remedy() -> None:
    made = document(3, reviews=[review(0, needs=["SEND"]), review(1), review(2)])
    made["schools"].append(school(3, lat=52.4))
    made["reviewers"].append(
        {**made["reviewers"][0], "id": "P9", "school": "S3", "specialisms": ["SEND"], "max_miles": 10}
    )
    made["schools"][1]["blocked"] = [["2026-01-01", "2027-12-31"]]
    gaps = {(gap.kind, gap.review): gap for gap in count_first(read_problem(made))}
    assert "P9" in str(gaps["need", "V0"].remedies[0].words)
    assert gaps["date", "V1"].causes
    assert len(solve(dataclasses.replace(read_problem(made)), seconds=20).shortfalls) >= 2


def test_nobody_can_lead() -> None:
    made = document()
    for person in made["reviewers"]:
        person["can_lead"] = False
    kinds = {gap.kind for gap in count_first(read_problem(made))}
    assert {"lead", "leads"} <= kinds
    assert len(solve(read_problem(made), seconds=20).shortfalls) == 3


def test_nobody_could_take_a_seat_that_a_team_has_not() -> None:
    alone = document(reviews=[review(0, members=0)])
    found = explain(read_problem(alone), _plan([booking(0, "2026-11-02", "P4")]), "V0", person="P3")
    assert found.asked is not None
    assert (found.asked.possible, found.alternatives) == (False, ())


def test_nothing_that_was_asked_is_kept_when_nobody_holds_it() -> None:
    case, plan = Case(read_problem(document())), read_plan({"instance": "small", "reviews": START})
    assert check(case, plan) == ()
    assert price(case, plan).total > 0
    ground = weakref.ref(case.ground)
    del case
    gc.collect()
    assert ground() is None
    assert not [kept for kept in gc.get_objects() if type(kept) is Price]
