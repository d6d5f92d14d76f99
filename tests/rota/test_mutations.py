"""A good plan spoilt in many ways: our check and the independent one notice each."""

import copy
import random
from collections.abc import Callable
from typing import Any

import pytest

from rota import check, load, read_plan, read_problem, solve, write_plan
from tests.rota.small import DATA, checker

Spoil = Callable[[dict[str, Any], dict[str, Any], random.Random], None]


@pytest.fixture(scope="module")
def good() -> tuple[dict[str, Any], dict[str, Any]]:
    made = load(DATA / "cluster6.json")
    return made, write_plan(solve(read_problem(made), seconds=2).plan)


def _entry(plan: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    return dice.choice([entry for entry in plan["reviews"] if entry["members"] and entry["lead"]])


def _day(value: str) -> Spoil:
    def spoil(made: dict[str, Any], plan: dict[str, Any], dice: random.Random) -> None:
        _entry(plan, dice)["start"] = value

    return spoil


def _same_twice(made: dict[str, Any], plan: dict[str, Any], dice: random.Random) -> None:
    entry = _entry(plan, dice)
    entry["members"][0] = entry["lead"]


def _own(made: dict[str, Any], plan: dict[str, Any], dice: random.Random) -> None:
    entry = _entry(plan, dice)
    host = next(review["school"] for review in made["reviews"] if review["id"] == entry["id"])
    entry["members"][0] = next(person["id"] for person in made["reviewers"] if person["school"] == host)


def _not_a_lead(made: dict[str, Any], plan: dict[str, Any], dice: random.Random) -> None:
    entry = _entry(plan, dice)
    entry["lead"] = next(p["id"] for p in made["reviewers"] if not p["can_lead"] and p["id"] not in entry["members"])


def _one_more(made: dict[str, Any], plan: dict[str, Any], dice: random.Random) -> None:
    entry = _entry(plan, dice)
    entry["members"].append(
        next(p["id"] for p in made["reviewers"] if p["id"] not in [entry["lead"], *entry["members"]])
    )


def _stranger(made: dict[str, Any], plan: dict[str, Any], dice: random.Random) -> None:
    _entry(plan, dice)["members"][0] = "P999999"


def _no_such_review(made: dict[str, Any], plan: dict[str, Any], dice: random.Random) -> None:
    _entry(plan, dice)["id"] = "V99999"


def _twice(made: dict[str, Any], plan: dict[str, Any], dice: random.Random) -> None:
    plan["reviews"].append(copy.deepcopy(_entry(plan, dice)))


def _person(**changes: Any) -> Spoil:
    def spoil(made: dict[str, Any], plan: dict[str, Any], dice: random.Random) -> None:
        name = _entry(plan, dice)["lead"]
        next(person for person in made["reviewers"] if person["id"] == name).update(changes)

    return spoil


def _host(**changes: Any) -> Spoil:
    def spoil(made: dict[str, Any], plan: dict[str, Any], dice: random.Random) -> None:
        entry = _entry(plan, dice)
        name = next(review["school"] for review in made["reviews"] if review["id"] == entry["id"])
        next(school for school in made["schools"] if school["id"] == name).update(changes)

    return spoil


def _rule(**changes: Any) -> Spoil:
    def spoil(made: dict[str, Any], plan: dict[str, Any], dice: random.Random) -> None:
        made["rules"].update(changes)

    return spoil


def _tie(made: dict[str, Any], plan: dict[str, Any], dice: random.Random) -> None:
    entry = _entry(plan, dice)
    host = next(review["school"] for review in made["reviews"] if review["id"] == entry["id"])
    made["conflicts"].append([entry["lead"], host, "family"])


def _window(made: dict[str, Any], plan: dict[str, Any], dice: random.Random) -> None:
    entry = _entry(plan, dice)
    wanted = next(review for review in made["reviews"] if review["id"] == entry["id"])
    wanted["latest"] = wanted["earliest"]


def _same_day(made: dict[str, Any], plan: dict[str, Any], dice: random.Random) -> None:
    """One team goes to two schools on the same days."""
    first, second = plan["reviews"][:2]
    second.update(start=first["start"], lead=first["lead"], members=list(first["members"]))


def _trust(made: dict[str, Any], plan: dict[str, Any], dice: random.Random) -> None:
    for school in made["schools"]:
        school["trust"] = "T1"
    made["rules"]["own_trust"] = "forbid"


def _other_cluster(made: dict[str, Any], plan: dict[str, Any], dice: random.Random) -> None:
    _host(cluster="C9")(made, plan, dice)


def _pin(made: dict[str, Any], plan: dict[str, Any], dice: random.Random) -> None:
    made["pins"].append({"review": _entry(plan, dice)["id"], "start": "2026-09-15"})


SPOILT: dict[str, Spoil] = {
    "a Saturday": _day("2026-11-07"),
    "half-term": _day("2026-10-20"),
    "before its window": _day("2026-09-07"),
    "after the days end": _day("2028-01-10"),
    "same person twice": _same_twice,
    "own school": _own,
    "a lead who may not": _not_a_lead,
    "one member too many": _one_more,
    "a stranger": _stranger,
    "no such review": _no_such_review,
    "planned twice": _twice,
    "training lapsed": _person(trained_until="2026-09-01"),
    "lives too far": _person(max_miles=0.01),
    "no more reviews": _person(max_reviews=0),
    "no more days": _person(max_days=0),
    "on leave": _person(unavailable=[["2026-08-31", "2027-07-21"]]),
    "lost accreditation": _person(can_lead=False),
    "a blocked year": _host(blocked=[["2026-08-31", "2027-07-21"]]),
    "another cluster": _other_cluster,
    "a tie": _tie,
    "window closed": _window,
    "two places at once": _same_day,
    "one trust": _trust,
    "no reciprocity": _rule(reciprocal="forbid"),
    "one a week": _rule(weekly_cap=1, max_new_per_team=0, reciprocal="forbid"),
    "nobody away": lambda made, plan, dice: [school.update(max_away=0) for school in made["schools"]] and None,
    "a pin": _pin,
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_spoilt_is_noticed(name: str, good: tuple[dict[str, Any], dict[str, Any]]) -> None:
    dice = random.Random(name)
    made, plan = copy.deepcopy(good[0]), copy.deepcopy(good[1])
    problem_before = read_problem(good[0])
    assert check(problem_before, read_plan(good[1])) == ()
    assert checker.check(good[0], good[1])[0] == []
    SPOILT[name](made, plan, dice)
    made["pins"], pins = [], made["pins"]
    problem = read_problem(made)
    if pins:  # a pin on a day that the host hasn't is refused with the file; here the plan is to be caught
        problem = read_problem({**made, "pins": []})
        plan["reviews"] = [
            {**entry, "start": "2026-12-25"} if entry["id"] == pins[0]["review"] else entry for entry in plan["reviews"]
        ]
    theirs = checker.check({**made, "pins": pins}, plan)[0]
    assert theirs != []
    assert check(problem, read_plan(plan)) != ()
