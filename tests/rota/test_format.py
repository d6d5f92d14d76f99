"""Files: what is read is what was written, and what is wrong is refused with its place and its reason."""

import copy
import dataclasses
import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rota import Unreadable, load, read_plan, read_problem, write_plan, write_problem
from tests.rota.small import DATA, booking, document, pooled

Change = Callable[[dict[str, Any]], None]


@pytest.mark.parametrize("name", ["cluster6.json", "net300.json.gz"])
def test_what_is_written_reads_the_same(name: str) -> None:
    problem = read_problem(load(DATA / name))
    assert read_problem(json.loads(json.dumps(write_problem(problem)))) == problem


def test_the_extra_block_too() -> None:
    made = document(
        baseline={"instance": "small", "reviews": [booking(0, "2026-11-02", "P4", "P3", workshop="2026-11-03")]}
    )
    made["pins"] = [{"review": "V1", "reviewer": "P0", "seat": "lead"}]
    made["extra"] = {
        "workshop_within": 7,
        "cost_caps": {"S0": 100},
        "cover_per_day": 40,
        "pool": [pooled(0)],
        "carried": {"S1": [2, 4]},
        "targets": {"P0": 2},
        "forbidden": [{"review": "V0", "reviewer": "P2", "reason": ""}],
        "apart": [
            {"reviews": ["V0", "V2"], "people": ["P2"], "seats": ["lead"], "points": 40, "reason": "knows them"},
            {"reviews": ["V1"], "people": ["P0", "P4", "P5"], "but": True},
        ],
        "frozen": ["V0"],
        "settings": {"own_trust": "soft"},
        "points": {"own_trust": 10},
    }
    problem = read_problem(made)
    assert read_problem(write_problem(problem)) == problem
    assert problem.baseline is not None
    assert read_plan(write_plan(problem.baseline)) == problem.baseline
    assert dataclasses.replace(problem) == problem


def _set(*path: Any) -> Change:
    *steps, value = path

    def change(made: dict[str, Any]) -> None:
        place: Any = made
        for step in steps[:-1]:
            place = place[step]
        place[steps[-1]] = value

    return change


WRONG: dict[str, tuple[Change, str, str]] = {
    "format": (_set("format", "other/1"), "format", "is expected"),
    "no schools": (lambda made: made.pop("schools"), "schools", "is missing"),
    "not a list": (_set("reviews", {}), "reviews", "a list is expected"),
    "no id": (lambda made: made["schools"][1].pop("id"), "schools[1].id", "is missing"),
    "a day": (_set("reviewers", 2, "trained_until", "soon"), "reviewers[2].trained_until", "a day such as"),
    "a span": (
        _set("schools", 0, "blocked", [["2026-11-05", "2026-11-03"]]),
        "schools[0].blocked",
        "before it begins",
    ),
    "a number": (_set("reviewers", 0, "max_miles", "far"), "reviewers[0].max_miles", "a number is expected"),
    "below nought": (_set("reviews", 0, "members", -1), "reviews[0].members", "below nought"),
    "too long": (_set("reviews", 0, "days", 9), "reviews[0].days", "one to five days"),
    "nowhere": (_set("schools", 0, "lat", 91), "schools[0].lat", "isn't between"),
    "a word": (_set("rules", "scope", "world"), "rules.scope", "one of network, cluster"),
    "a mistyped rule": (_set("rules", "reciprocol", "forbid"), "rules.reciprocol", "isn't known"),
    "a mistyped extra": (_set("extra", {"workshops": 7}), "extra.workshops", "isn't known"),
    "an unknown rule": (_set("extra", {"settings": {"own_car": "hard"}}), "extra.settings.own_car", "no such rule"),
    "a fixed rule": (_set("extra", {"settings": {"one_duty": "off"}}), "extra.settings.one_duty", "can't be switched"),
    "twice": (_set("reviewers", 1, "id", "P0"), "reviewers", "2 times"),
    "no such school": (_set("reviewers", 1, "school", "S9"), "reviewers[1].school", "no school 'S9'"),
    "no such pattern": (_set("schools", 1, "pattern", "Z"), "schools[1].pattern", "no term pattern 'Z'"),
    "no such reviewer": (_set("conflicts", [["P99", "S0", "x"]]), "conflicts[0]", "no reviewer 'P99'"),
    "a conflict's shape": (_set("conflicts", [["P0"]]), "conflicts[0]", "are expected"),
    "days out of order": (_set("days", ["2026-11-03", "2026-11-02"]), "days[1]", "doesn't come after"),
    "no days": (_set("days", []), "days", "is empty"),
    "a window backwards": (_set("reviews", 0, "latest", "2026-01-01"), "reviews[0]", "is before earliest"),
    "a window elsewhere": (
        lambda made: made["reviews"][0].update(earliest="2028-01-01", latest="2028-02-01"),
        "reviews[0]",
        "lies outside",
    ),
    "a pin on a blocked day": (
        lambda made: (
            _set("schools", 0, "blocked", [["2026-11-02", "2026-11-02"]])(made),
            _set("pins", [{"review": "V0", "start": "2026-11-02"}])(made),
        )[0],
        "pins[0]",
        "calendar",
    ),
    "a pin on a Sunday": (_set("pins", [{"review": "V0", "start": "2026-11-08"}]), "pins[0]", "doesn't begin"),
    "two pinned dates": (
        _set("pins", [{"review": "V0", "start": "2026-11-02"}, {"review": "V0", "start": "2026-11-03"}]),
        "pins[1]",
        "pinned to 2026-11-02 too",
    ),
    "a pin against a rule": (_set("pins", [{"review": "V0", "reviewer": "P0"}]), "pins[0]", "own_school"),
    "a pinned lead who can't": (
        _set("pins", [{"review": "V0", "reviewer": "P3", "seat": "lead"}]),
        "pins[0]",
        "accredited_lead",
    ),
    "too many pinned": (
        _set("pins", [{"review": "V0", "reviewer": name} for name in ("P2", "P4", "P5")]),
        "pins",
        "3 people pinned and 2 seats",
    ),
    "an empty pin": (_set("pins", [{"review": "V0"}]), "pins[0]", "neither a date nor a person"),
    "frozen from nothing": (_set("extra", {"frozen": ["V0"]}), "extra.frozen[0]", "no booking in the baseline"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_is_refused_with_its_place_and_reason(name: str) -> None:
    change, place, reason = WRONG[name]
    made = copy.deepcopy(document())
    change(made)
    with pytest.raises(Unreadable) as refusal:
        read_problem(made)
    assert any(fault.place.startswith(place) and reason in fault.reason for fault in refusal.value.faults), (
        refusal.value
    )


def test_all_mistakes_are_named_at_once() -> None:
    made = document()
    made["schools"][0]["lat"] = 200
    made["reviews"][1]["days"] = 0
    made["rules"]["scope"] = ""
    with pytest.raises(Unreadable) as refusal:
        read_problem(made)
    assert len(refusal.value.faults) == 3


@pytest.mark.parametrize(
    "name, content",
    [
        ("a.json", b"{"),
        ("b.json", b"\xff\xfe"),
        ("c.json.gz", b"not packed"),
        ("d.json.gz", gzip.compress(b"[", mtime=0)[:-3]),
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(Unreadable):
        load(file)
