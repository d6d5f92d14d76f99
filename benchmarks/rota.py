"""
Plan the instances of peer-review-schedule/1 and print what was reached beside greedy and beside the target.

    python -m benchmarks.rota [--all] [--only NAME] [--seed N]

Each plan is judged by the independent checker; the program ends with 1 when one breaks a rule. Run it on a quiet machine.
"""

import argparse
import dataclasses
import datetime
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
DATA = ROOT / "tests" / "rota" / "data"
SOLVE = (sys.executable, "-c", "from trigpoint.cli import main; main()", "rota", "solve")
HOME = Path(os.environ.get("BENCH", ROOT / "var" / "bench"))


@dataclasses.dataclass(frozen=True, kw_only=True)
class Row:
    """`marks` are times at which the plan is looked at; `bound` is the best known before us."""

    name: str
    seconds: float
    marks: tuple[float, ...]
    target: str
    bound: float | None = None
    make: tuple[str, ...] = ()


ROWS = (
    Row(name="cluster6", seconds=20, marks=(), target="932 proven in 5 s, first plan < 1 s", bound=932),
    Row(name="clusters300", seconds=180, marks=(), target="257,612 proven in 120 s", bound=257_612),
    Row(name="net300", seconds=80, marks=(80,), target="6 % above 51,233 in 80 s", bound=51_233),
    Row(
        name="net700",
        seconds=240,
        marks=(100, 240),
        target="complete in 2 s; 10 % above 73,412 in 100 s, 6.5 % in 240 s; < 500 MB",
        bound=73_412,
    ),
)
LARGE = (
    Row(
        name="net5000",
        seconds=480,
        marks=(480,),
        target="complete in 15 s; 30 % in 8 minutes",
        bound=192_812,
        make=("5000", "12150", "network", "14"),
    ),
    Row(
        name="net24000",
        seconds=240,
        marks=(240,),
        target="99.9 % of seats in 4 minutes and 2 GB",
        make=("24000", "58300", "network", "16"),
    ),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--only")
    parser.add_argument("--seed", default="0")
    chosen = parser.parse_args()
    rows = (
        [row for row in (*ROWS, *LARGE) if row.name == chosen.only]
        if chosen.only
        else [*ROWS, *(LARGE if chosen.all else ())]
    )
    print(f"Load average before: {os.getloadavg()[0]:.1f}; highspy, scipy, numpy as in uv.lock\n")
    print(
        "| instance | greedy | first plan | plan | bound | gap | above the bound known before | empty seats | time | memory | target |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|")
    fine = True
    with tempfile.TemporaryDirectory() as folder:
        for row in rows:
            fine = _row(row, Path(folder), chosen.seed) and fine
        if not chosen.only or chosen.only == "net700":
            fine = _repair(Path(folder)) and fine
    return 0 if fine else 1


def _instance(row: Row) -> Path:
    if not row.make:
        return next(DATA.glob(f"{row.name}.json*"))
    file = HOME / f"{row.name}.json.gz"
    if not file.exists():
        HOME.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, DATA / "make_instance.py", row.name, *row.make, file], check=True)
    return file


def _row(row: Row, folder: Path, seed: str) -> bool:
    instance, out = _instance(row), folder / f"{row.name}.json"
    command = [*SOLVE, str(instance), "--seconds", str(row.seconds), "--seed", seed, "--out", str(out), "--json"]
    started = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    took = time.monotonic() - started
    if done.returncode:
        print(f"| {row.name} | failed: {done.stderr.strip()[-200:]} |")
        return False
    found: dict[str, Any] = json.loads(done.stdout)
    violations, objective, empty, seats = _judged(instance, out)
    first = found["progress"][0]
    at = []
    for mark in row.marks[:-1]:
        then = min((entry[1] for entry in found["progress"] if entry[0] <= mark), default=first[1])
        at.append(f"{then:,.0f} at {mark:.0f} s" + (f" ({then / row.bound - 1:+.1%})" if row.bound else ""))
    at.append(f"{objective:,.0f}{' proven' if found['proven'] else ''}")
    above = f"{objective / row.bound - 1:+.1%}" if row.bound else "–"
    bound = f"{found['bound']:,.0f}" if found["bound"] is not None else "none"
    share = f"{found['gap']:.1%}" if found["gap"] is not None else "–"
    print(
        f"| {row.name} | {first[1]:,.0f} | {found['first_seconds']:.1f} s | {'; '.join(at)} | {bound} | {share} | {above} "
        f"| {empty} of {seats} | {took:.0f} s | {found['memory_mb']} MB | {row.target} |",
        flush=True,
    )
    if violations:
        print(f"{row.name}: {violations} VIOLATIONS")
    return not violations


def _judged(instance: Path, plan: Path) -> tuple[int, float, int, int]:
    done = subprocess.run(
        [sys.executable, DATA / "check.py", instance, plan, "--json"], capture_output=True, text=True, check=False
    )
    told = json.loads(done.stdout)
    from rota import load

    seats = sum(1 + review["members"] for review in load(instance)["reviews"])
    return told["violations"], told["objective"], told["breakdown"].get("n_unfilled_seats", 0), seats


def _repair(folder: Path) -> bool:
    """Twelve people withdraw and four hosts lose a fortnight."""
    from rota import Closed, Span, Withdrawn, load, read_plan, read_problem, repair, write_plan, write_problem

    plan_file = folder / "net700.json"
    problem, plan = read_problem(load(DATA / "net700.json.gz")), read_plan(load(plan_file))
    dice = random.Random(7)
    people = sorted({person for booking in plan.bookings for person in booking.team})
    events: list[Any] = [Withdrawn(reviewer=person) for person in dice.sample(people, 12)]
    hosts = {review.id: review.school for review in problem.reviews}
    for booking in dice.sample(list(plan.bookings), 4):
        monday = booking.start - datetime.timedelta(booking.start.weekday())
        events.append(Closed(school=hosts[booking.review], span=Span(monday, monday + datetime.timedelta(13))))
    started = time.monotonic()
    mended = repair(problem, plan, events, seconds=10)
    took = time.monotonic() - started
    (folder / "now.json").write_text(json.dumps(write_problem(mended.problem)))
    (folder / "mended.json").write_text(json.dumps(write_plan(mended.plan)))
    violations, *_ = _judged(folder / "now.json", folder / "mended.json")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"\nRe-plan of net700 (12 withdrawals, 4 lost fortnights): {took:.1f} s, {len(mended.seats)} seats change with "
        f"{mended.vacated} vacated and {len(mended.dates)} dates moved, {violations} violations, {memory} MB. "
        f"Target: under 3 s, at most the vacated plus three for each date."
    )
    return not violations


if __name__ == "__main__":
    sys.exit(main())
