"""Each rule binds: a plan that breaks it is caught, by name, and the planner makes none that does."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from rota import catalogue, check, price, read_plan, read_problem, solve, write_plan
from tests.rota.small import MONDAY, booking, checker, document, pooled, review

FIRST, SECOND, FRIDAY, NEXT = "2026-11-02", "2026-11-03", "2026-11-06", "2026-11-09"
Made = dict[str, Any]
Entries = list[dict[str, Any]]


def fine() -> Entries:
    """A plan of `document()` that breaks nothing: S0's people review S1, S1's S2, S2's S0."""
    return [booking(0, FIRST, "P4", "P3"), booking(1, SECOND, "P0", "P5"), booking(2, "2026-11-04", "P2", "P1")]


def _bare(made: Made, entries: Entries) -> None:
    """Nothing is changed: there for the rules that only price."""


def _accredited(made: Made, entries: Entries) -> None:
    made["reviewers"][4]["can_lead"] = False


def _own_school(made: Made, entries: Entries) -> None:
    entries[0]["members"] = ["P1"]


def _own_trust(made: Made, entries: Entries) -> None:
    made["schools"][0]["trust"] = made["schools"][2]["trust"] = "T"


def _conflict(made: Made, entries: Entries) -> None:
    made["conflicts"] = [["P4", "S0", "family"]]


def _scope(made: Made, entries: Entries) -> None:
    made["rules"]["scope"] = "cluster"
    made["schools"][2]["cluster"] = "C1"


def _distance(made: Made, entries: Entries) -> None:
    made["reviewers"][4]["max_miles"] = 1


def _outstanding(made: Made, entries: Entries) -> None:
    made["rules"]["outstanding_lead"] = "hard"
    made["schools"][0]["standing"] = "outstanding"


def _forbidden(made: Made, entries: Entries) -> None:
    made["extra"] = {"forbidden": [{"review": "V0", "reviewer": "P4", "reason": "asked"}]}


def _kept_apart(made: Made, entries: Entries) -> None:
    made["extra"] = {"apart": [{"reviews": ["V0", "V1"], "people": ["P0", "P2"], "but": True, "seats": ["lead"]}]}


def _phase_mix(made: Made, entries: Entries) -> None:
    made["extra"] = {"settings": {"phase_mix": "hard"}}
    made["schools"][0]["phase"] = "secondary"
    made["reviewers"][0]["phases"] = made["reviewers"][1]["phases"] = ["secondary"]
    entries[0]["members"] = ["P5"]
    made["rules"]["one_per_school_in_team"] = False


def _reciprocal_leads(made: Made, entries: Entries) -> None:
    made["extra"] = {"settings": {"reciprocal_leads": "hard"}}
    entries[2]["lead"] = "P0"
    entries[0] = booking(0, FIRST, "P4", "P3")
    entries[1]["lead"], entries[1]["members"] = "P4", ["P1"]
    entries[2]["members"] = ["P3"]


def _pool(made: Made, entries: Entries) -> None:
    made["extra"] = {"pool": [pooled(0)]}
    entries[0]["members"] = ["L0"]


def _available(made: Made, entries: Entries) -> None:
    made["reviewers"][4]["unavailable"] = [[FIRST, FIRST]]


def _trained(made: Made, entries: Entries) -> None:
    made["reviewers"][4]["trained_until"] = "2026-11-01"


def _calendar(made: Made, entries: Entries) -> None:
    made["schools"][0]["blocked"] = [[FIRST, FRIDAY]]


def _workshop(made: Made, entries: Entries) -> None:
    made["extra"] = {"workshop_within": 1, "settings": {"workshop": "hard"}}
    for entry, day in zip(entries, ("2026-11-03", "2026-11-04", "2026-11-05"), strict=True):
        entry["workshop"] = day
    entries[0] = booking(0, FRIDAY, "P4", "P3")  # nothing follows a Friday within a day


def _pinned_date(made: Made, entries: Entries) -> None:
    made["pins"] = [{"review": "V0", "start": SECOND}]


def _frozen_date(made: Made, entries: Entries) -> None:
    made["baseline"] = {"instance": "small", "reviews": [booking(0, NEXT, "P4", "P3")]}
    made["extra"] = {"frozen": ["V0"]}


def _frozen_team(made: Made, entries: Entries) -> None:
    made["baseline"] = {"instance": "small", "reviews": [booking(0, FIRST, "P2", "P3")]}
    made["extra"] = {"frozen": ["V0"]}


def _seats(made: Made, entries: Entries) -> None:
    entries[0]["members"] = ["P3", "P5"]


def _one_duty(made: Made, entries: Entries) -> None:
    entries[1] = booking(1, FIRST, "P0", "P4")


def _max_away(made: Made, entries: Entries) -> None:
    made["schools"][2]["max_away"] = 1
    entries[1]["start"] = FIRST


def _max_reviews(made: Made, entries: Entries) -> None:
    made["reviewers"][4]["max_reviews"] = 0


def _max_days(made: Made, entries: Entries) -> None:
    made["reviewers"][4]["max_days"] = 0


def _one_per_school(made: Made, entries: Entries) -> None:
    entries[0]["members"] = ["P5"]


def _max_new(made: Made, entries: Entries) -> None:
    for person in made["reviewers"]:
        person["experience"] = 0


def _reciprocal(made: Made, entries: Entries) -> None:
    made["rules"]["reciprocal"] = "forbid"


def _weekly_cap(made: Made, entries: Entries) -> None:
    made["rules"]["weekly_cap"] = 2


def _cost_cap(made: Made, entries: Entries) -> None:
    made["extra"] = {"cost_caps": {"S2": 0}}


def _pinned_person(made: Made, entries: Entries) -> None:
    made["pins"] = [{"review": "V0", "reviewer": "P2", "seat": "lead"}]


HARD: dict[str, Callable[[Made, Entries], None]] = {
    "accredited_lead": _accredited,
    "own_school": _own_school,
    "own_trust": _own_trust,
    "conflict": _conflict,
    "scope": _scope,
    "distance": _distance,
    "outstanding_lead": _outstanding,
    "forbidden": _forbidden,
    "kept_apart": _kept_apart,
    "phase_mix": _phase_mix,
    "reciprocal_leads": _reciprocal_leads,
    "pool_leads": _pool,
    "available": _available,
    "trained": _trained,
    "calendar": _calendar,
    "workshop": _workshop,
    "pinned_date": _pinned_date,
    "frozen_date": _frozen_date,
    "frozen_team": _frozen_team,
    "seats": _seats,
    "one_duty": _one_duty,
    "max_away": _max_away,
    "max_reviews": _max_reviews,
    "max_days": _max_days,
    "one_per_school": _one_per_school,
    "max_new": _max_new,
    "reciprocal": _reciprocal,
    "weekly_cap": _weekly_cap,
    "cost_cap": _cost_cap,
    "pinned_person": _pinned_person,
}


@pytest.mark.parametrize("key", HARD)
def test_a_hard_rule_catches_and_prevents(key: str) -> None:
    made, entries = document(), fine()
    HARD[key](made, entries)
    problem = read_problem(made)
    breaches = check(problem, read_plan({"instance": "small", "reviews": entries}))
    assert key in {breach.rule for breach in breaches}
    assert all(str(breach.words) for breach in breaches)
    found = solve(problem, seconds=20)
    assert check(problem, found.plan) == ()


def test_the_plan_they_start_from_breaks_nothing() -> None:
    assert check(read_problem(document()), read_plan({"instance": "small", "reviews": fine()})) == ()
    assert checker.check(document(), {"instance": "small", "reviews": fine()})[0] == []


def _phase_match(made: Made, entries: Entries) -> None:
    made["reviewers"][4]["phases"] = ["secondary"]


def _phase_cover(made: Made, entries: Entries) -> None:
    for person in made["reviewers"]:
        person["phases"] = ["secondary"]


def _needs(made: Made, entries: Entries) -> None:
    made["reviews"][0]["needs"] = ["SEND"]


def _fairness(made: Made, entries: Entries) -> None:
    made["reviews"][0]["days"] = 5


def _unused(made: Made, entries: Entries) -> None:
    made["reviewers"][3]["experience"] = 0
    entries[0]["members"] = []


def _preferred(made: Made, entries: Entries) -> None:
    entries[0]["start"] = NEXT


def _same(made: Made, entries: Entries) -> None:
    made["baseline"] = {"instance": "small", "reviews": [booking(0, NEXT, "P2", "P5")]}


def _target(made: Made, entries: Entries) -> None:
    made["extra"] = {"targets": {"P4": 3}}


def _soft_trust(made: Made, entries: Entries) -> None:
    made["schools"][0]["trust"] = made["schools"][2]["trust"] = "T"
    made["extra"] = {"settings": {"own_trust": "soft"}, "points": {"own_trust": 77}}


def _better_apart(made: Made, entries: Entries) -> None:
    group = {"reviews": ["V0", "V2"], "people": ["P3", "P4"], "points": 40, "reason": "works in the same area"}
    made["extra"] = {"apart": [group, {**group, "people": ["P4"], "seats": ["member"]}]}


def _soft_days(made: Made, entries: Entries) -> None:
    made["reviewers"][4]["unavailable"] = [[FIRST, FIRST]]
    made["extra"] = {"settings": {"available": "soft"}, "points": {"available": 33}}


def _soft_cap(made: Made, entries: Entries) -> None:
    made["reviewers"][4]["max_days"] = 0
    made["extra"] = {"settings": {"max_days": "soft"}, "points": {"max_days": 11}}


PRICED: dict[str, tuple[Callable[[Made, Entries], None], float | None]] = {
    "phase_match": (_phase_match, 25),
    "phase_cover": (_phase_cover, 4500),
    "needs": (_needs, 1500),
    "fairness": (_fairness, None),
    "unused_new": (_unused, 60),
    "preferred_week": (_preferred, 10),
    "same_seat": (_same, 80),
    "same_date": (_same, 120),
    "target_days": (_target, 20),
    "travel": (_bare, None),
    "own_trust": (_soft_trust, 154),
    "better_apart": (_better_apart, 80),
    "available": (_soft_days, 33),
    "max_days": (_soft_cap, 11),
}


@pytest.mark.parametrize("key", PRICED)
def test_a_soft_rule_has_its_price(key: str) -> None:
    made, entries = document(), fine()
    change, points = PRICED[key]
    change(made, entries)
    problem, plan = read_problem(made), read_plan({"instance": "small", "reviews": entries})
    charged = price(problem, plan).by_rule()
    assert charged.get(key, 0) > 0
    if points is not None:
        assert charged[key] == points


@pytest.mark.parametrize("key", PRICED)
def test_what_is_off_is_not_there(key: str) -> None:
    made, entries = document(), fine()
    PRICED[key][0](made, entries)
    made.setdefault("extra", {}).setdefault("settings", {})[key] = "off"
    problem, plan = read_problem(made), read_plan({"instance": "small", "reviews": entries})
    assert key not in price(problem, plan).by_rule()


def test_every_rule_is_seen_to_bind() -> None:
    assert {rule.key for rule in catalogue()} == set(HARD) | set(PRICED)


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.key)
def test_every_rule_says_what_it_protects(rule: Any) -> None:
    assert rule.title[0].isupper()
    assert len(rule.protects.split()) > 2


def test_what_schools_carry_moves_what_is_due() -> None:
    made = document()
    made["extra"] = {"carried": {"S0": [0, 6]}}
    charged = price(read_problem(made), read_plan({"instance": "small", "reviews": fine()}))
    assert charged.by_school("fairness") == {"S0": 20 * (6 - WEIGHT_TOLERANCE)}


WEIGHT_TOLERANCE = 2


def test_somebody_from_the_pool_leads_when_nobody_else_can() -> None:
    made = document()
    for person in made["reviewers"]:
        person["can_lead"] = False
    made["extra"] = {"pool": [pooled(0)]}
    found = solve(read_problem(made), seconds=20)
    assert [entry.lead for entry in found.plan.bookings].count("L0") == 3


def test_the_whole_team_and_the_host_have_the_workshops_day() -> None:
    made = document(reviews=[review(0)])
    made["extra"] = {"workshop_within": 7}
    made["pins"] = [{"review": "V0", "start": FIRST}]
    for person in made["reviewers"][2:]:
        person["unavailable"] = [[SECOND, SECOND], ["2026-11-04", "2026-11-05"]]
    made["schools"][0]["blocked"] = [[FRIDAY, FRIDAY]]
    found = solve(read_problem(made), seconds=20)
    assert [str(entry.workshop) for entry in found.plan.bookings] == [NEXT]
    assert MONDAY.isoformat() == FIRST


def test_an_override_lets_a_pin_pass_the_rules() -> None:
    made = document(conflicts=[["P4", "S0", "family"]])
    made["pins"] = [{"review": "V0", "reviewer": "P4", "seat": "lead", "override": "the governors asked for her"}]
    found = solve(read_problem(copy.deepcopy(made)), seconds=20)
    assert found.plan.by_review()["V0"].lead == "P4"
    assert write_plan(found.plan)["reviews"][0]["lead"] == "P4"
