"""Small problems, made at random or by hand, and what an independent judge says of a plan."""

import importlib.util
import itertools
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
_spec = importlib.util.spec_from_file_location("independent_check", DATA / "check.py")
checker = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(checker)

WEIGHTS = {
    "unfilled_lead": 5000,
    "unfilled_member": 3000,
    "uncovered_phase": 1500,
    "uncovered_need": 1500,
    "outstanding_lead": 300,
    "phase_mismatch": 25,
    "week_off": 10,
    "fair_day": 20,
    "fair_tol": 2,
    "unused_new": 60,
    "mile_pence": 45,
    "overnight": 95,
    "day_limit_miles": 60,
    "road_factor": 1.25,
    "change_seat": 40,
    "change_date": 120,
}
MONDAY = date(2026, 11, 2)


def days(weeks: int) -> list[str]:
    every = (MONDAY + timedelta(n) for n in range(7 * weeks))
    return [day.isoformat() for day in every if day.weekday() < 5]


def document(schools: int = 3, *, weeks: int = 3, **changes: Any) -> dict[str, Any]:
    """Schools S0, S1, … a mile or two apart, two people each (P0 and P1 of S0 …; the even ones may lead), a review each."""
    last = (MONDAY + timedelta(7 * weeks - 1)).isoformat()
    made = {
        "format": "peer-review-schedule/1",
        "name": "small",
        "seed": 0,
        "mode": "network",
        "days": days(weeks),
        "term_patterns": {"A": [["2026-11-01", last]]},
        "rules": {
            "scope": "network",
            "reciprocal": "allow",
            "own_trust": "forbid",
            "outstanding_lead": "soft",
            "one_per_school_in_team": True,
            "max_new_per_team": 1,
            "phase_cover": 1,
            "weekly_cap": 0,
            "same_week": True,
        },
        "weights": dict(WEIGHTS),
        "schools": [school(n) for n in range(schools)],
        "reviewers": [person(n, n // 2) for n in range(2 * schools)],
        "reviews": [review(n) for n in range(schools)],
        "conflicts": [],
        "pins": [],
        "baseline": None,
    }
    made.update(changes)
    return made


def school(n: int, **changes: Any) -> dict[str, Any]:
    return {
        "id": f"S{n}",
        "name": f"School {n}",
        "lat": 52.0 + n / 50,
        "lon": -1.0,
        "phase": "primary",
        "trust": None,
        "cluster": "C0",
        "standing": "good",
        "pattern": "A",
        "max_away": 2,
        "blocked": [],
        **changes,
    }


def person(n: int, home: int, **changes: Any) -> dict[str, Any]:
    return {
        "id": f"P{n}",
        "school": f"S{home}",
        "role": "head" if n % 2 == 0 else "deputy",
        "can_lead": n % 2 == 0,
        "experience": 2,
        "trained_until": "2027-08-31",
        "phases": ["primary"],
        "specialisms": [],
        "max_reviews": 3,
        "max_days": 6,
        "max_miles": 60,
        "unavailable": [],
        **changes,
    }


def review(n: int, **changes: Any) -> dict[str, Any]:
    return {
        "id": f"V{n}",
        "school": f"S{n}",
        "days": 1,
        "members": 1,
        "preferred_week": MONDAY.isoformat(),
        "earliest": MONDAY.isoformat(),
        "latest": "2027-01-31",
        "needs": [],
        **changes,
    }


def pooled(n: int, **changes: Any) -> dict[str, Any]:
    """Somebody from the pool, who lives beside the first school."""
    made = {**person(n, 0), "id": f"L{n}", "can_lead": True, "lat": 52.0, "lon": -1.0, "pattern": "A", **changes}
    del made["school"]
    return made


def booking(n: int, start: str, lead: str | None, *members: str, **changes: Any) -> dict[str, Any]:
    return {"id": f"V{n}", "start": start, "lead": lead, "members": list(members), **changes}


def random_document(seed: int, *, tiny: bool = False, extra: bool = False) -> dict[str, Any]:
    """Two to six schools with everything that the format knows, drawn at random; the same seed makes the same one."""
    dice = random.Random(seed)
    schools = dice.choice([2, 3]) if tiny else dice.choice([3, 4, 5, 6])
    weeks = 1 if tiny else dice.choice([2, 3, 4])
    made = document(schools, weeks=weeks)
    every = made["days"]

    def some(low: int, high: int) -> list[list[str]]:
        return [[day, day] for day in dice.sample(every, dice.randint(low, high))]

    for item in made["schools"]:
        item.update(
            lat=52 + dice.random(), lon=-1 + dice.random(), phase=dice.choice(["primary", "primary", "special"])
        )
        item.update(trust=dice.choice([None, None, "T1"]), standing=dice.choice(["good", "outstanding"]))
        item.update(max_away=dice.choice([1, 2]), blocked=some(0, 1))
    for item in made["reviewers"]:
        item.update(can_lead=dice.random() < 0.6, experience=dice.choice([0, 1, 3]), unavailable=some(0, 2))
        item.update(phases=dice.choice([["primary"], ["special"], ["primary", "special"]]))
        item.update(specialisms=dice.choice([[], ["SEND"], ["maths"]]), max_miles=dice.choice([30, 60, 120]))
        item.update(max_reviews=dice.choice([1, 2]), max_days=dice.choice([1, 2, 3, 4]))
        item.update(trained_until=dice.choice(["2027-08-31", "2027-08-31", dice.choice(every)]))
    made["reviews"] = made["reviews"][: 2 if tiny else schools]
    for item in made["reviews"]:
        item.update(days=dice.choice([1, 1, 2]), members=dice.choice([1, 1, 2] if not tiny else [1, 1]))
        item.update(needs=dice.choice([[], ["SEND"], ["maths"]]))
        item.update(preferred_week=(MONDAY + timedelta(7 * dice.randrange(weeks))).isoformat())
    made["rules"].update(
        scope=dice.choice(["network", "network", "cluster"]),
        reciprocal=dice.choice(["allow", "forbid"]),
        own_trust=dice.choice(["allow", "forbid"]),
        outstanding_lead=dice.choice(["hard", "soft", "off"]),
        one_per_school_in_team=dice.random() < 0.7,
        max_new_per_team=dice.choice([0, 1, 2]),
        phase_cover=dice.choice([0, 1, 1, 2]),
        weekly_cap=0 if tiny else dice.choice([0, schools]),
    )
    pairs = [[p["id"], s["id"], "declared"] for p in made["reviewers"] for s in made["schools"]]
    made["conflicts"] = dice.sample(pairs, dice.randint(0, 2))
    if dice.random() < 0.3:
        made["baseline"] = {"instance": "small", "reviews": [booking(0, dice.choice(every), "P2", "P3")]}
    if extra:
        made["rules"]["scope"] = "network"
        _extras(made, dice)
    return made


def _extras(made: dict[str, Any], dice: random.Random) -> None:
    """At least one of: the workshop, a cap on a school's cost, a lead from the pool."""
    chosen = dice.sample(["workshop", "cap", "pool"], dice.randint(1, 3))
    found: dict[str, Any] = {}
    if "workshop" in chosen:
        found["workshop_within"] = 7
        made["days"] = days(len({day[:8] for day in made["days"]}) and 2)
        made["term_patterns"]["A"][0][1] = "2026-12-31"
        for item in made["reviews"]:
            item["latest"] = "2026-11-05"  # so that a workshop can follow
            item["days"] = 1
    if "cap" in chosen:
        found["cost_caps"] = {"S1": dice.choice([0, 20, 60, 150])}
        found["cover_per_day"] = dice.choice([0, 40])
    if "pool" in chosen:
        found["pool"] = [pooled(0, lat=52 + dice.random(), lon=-1.0, max_miles=120, max_reviews=1, max_days=2)]
    made["extra"] = found


def shadow(made: dict[str, Any]) -> dict[str, Any]:
    """The same for a judge who knows no pool: each of the pool has a school of their own, which nobody reviews."""
    extra = made.get("extra", {})
    places = [
        school(900 + n, lat=p["lat"], lon=p["lon"], max_away=9, cluster=None)
        for n, p in enumerate(extra.get("pool", []))
    ]
    people = [{**p, "school": f"S{900 + n}"} for n, p in enumerate(extra.get("pool", []))]
    return {**made, "schools": made["schools"] + places, "reviewers": made["reviewers"] + people}


def judge(made: dict[str, Any], solution: dict[str, Any]) -> tuple[list[str], float]:
    """Violations and objective by the independent checker, and by an independent reading of the extra rules."""
    seen = shadow(made)
    violations, total, _ = checker.check(seen, solution)
    extra = made.get("extra", {})
    homes = {p["id"]: p["school"] for p in seen["reviewers"]}
    length = {r["id"]: r["days"] for r in made["reviews"]}
    for person_ in extra.get("pool", []):  # no fairness account
        given = sum(length[e["id"]] for e in solution["reviews"] if person_["id"] == e["lead"])
        total -= WEIGHTS["fair_day"] * max(0, given - WEIGHTS["fair_tol"])
        violations += [f"pool {e['id']}" for e in solution["reviews"] if person_["id"] in e["members"]]
    if extra.get("workshop_within"):
        violations += _workshops(seen, solution, extra["workshop_within"])
    for name, cap in extra.get("cost_caps", {}).items():
        spent = 0.0
        for entry in solution["reviews"]:
            team = [p for p in [entry["lead"], *entry["members"]] if p and homes[p] == name]
            spent += sum(
                _fare(seen, p, entry["id"]) + extra.get("cover_per_day", 0) * length[entry["id"]] for p in team
            )
        violations += [f"cap {name}"] if spent > cap + 1e-6 else []
    return violations, total


def _fare(made: dict[str, Any], person_: str, review_: str) -> float:
    schools = {s["id"]: s for s in made["schools"]}
    home = next(schools[p["school"]] for p in made["reviewers"] if p["id"] == person_)
    wanted = next(r for r in made["reviews"] if r["id"] == review_)
    miles = checker.miles(home, schools[wanted["school"]], WEIGHTS["road_factor"])
    return checker.travel(miles, wanted["days"], WEIGHTS)


def _workshops(made: dict[str, Any], solution: dict[str, Any], within: int) -> list[str]:
    """Each workshop in time, on a day that the host and the whole team have, and nobody twice anywhere on it."""
    people = {p["id"]: p for p in made["reviewers"]}
    schools = {s["id"]: s for s in made["schools"]}
    hosts = {r["id"]: schools[r["school"]] for r in made["reviews"]}
    length = {r["id"]: r["days"] for r in made["reviews"]}
    found, duties, visits = [], [], []
    for entry in solution["reviews"]:
        start = date.fromisoformat(entry["start"])
        visit = [(start + timedelta(n)).isoformat() for n in range(length[entry["id"]])]
        visits += [(hosts[entry["id"]]["id"], day) for day in visit]
        team = [p for p in [entry["lead"], *entry["members"]] if p]
        duties += [(p, day) for p in team for day in [*visit, entry.get("workshop")]]
        day = entry.get("workshop")
        gap = (date.fromisoformat(day) - date.fromisoformat(visit[-1])).days if day else 0
        if not 1 <= gap <= within or day not in made["days"]:
            found.append(f"workshop {entry['id']}")
            continue
        blocked = [hosts[entry["id"]]["blocked"], *(people[p]["unavailable"] for p in team)]
        found += [f"workshop {entry['id']}" for spans in blocked if any(a <= day <= b for a, b in spans)]
    found += [f"twice {duty}" for duty in set(duties) if duties.count(duty) > 1]
    found += [f"home {p} {day}" for p, day in duties if (people[p]["school"], day) in visits]
    away = [(people[p]["school"], day) for p, day in set(duties)]
    return found + [f"away {s}" for s, day in set(away) if away.count((s, day)) > schools[s]["max_away"]]


def every_plan(made: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """All plans of a tiny problem, good and bad."""
    names = [p["id"] for p in made["reviewers"]]
    pool = [p["id"] for p in made.get("extra", {}).get("pool", [])]
    within = made.get("extra", {}).get("workshop_within", 0)
    ways = []
    for wanted in made["reviews"]:
        of = []
        teams = list(
            itertools.chain.from_iterable(itertools.combinations(names, k) for k in range(wanted["members"] + 1))
        )
        for start in made["days"]:
            after = [date.fromisoformat(start) + timedelta(wanted["days"] - 1 + n) for n in range(1, within + 1)]
            for workshop in [d.isoformat() for d in after if d.isoformat() in made["days"]] or [None]:
                for lead in [None, *names, *pool]:
                    for team in teams:
                        entry = {"id": wanted["id"], "start": start, "lead": lead, "members": list(team)}
                        of.append(entry | ({"workshop": workshop} if workshop else {}))
        alone = [entry for entry in of if not _alone(made, entry)]
        ways.append(alone)
    for entries in itertools.product(*ways):
        yield {"instance": "small", "reviews": list(entries)}


def _alone(made: dict[str, Any], entry: dict[str, Any]) -> list[str]:
    """Violations of one review by itself: what is wrong alone is wrong in every plan."""
    alone = {**made, "reviews": [r for r in made["reviews"] if r["id"] == entry["id"]], "baseline": None}
    return judge(alone, {"instance": "small", "reviews": [entry]})[0]
