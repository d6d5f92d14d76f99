"""Plan teams and dates for the reviews of a file in peer-review-schedule/1."""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from rota.commands.files import problem_from, refusing
from rota.counting import count_first
from rota.format import dump, write_plan
from rota.solving import Aim, Impossible, Progress, Solution, solve


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("instance", type=Path, help="the problem: INSTANCE.json or .json.gz")
    parser.add_argument("--seconds", type=float, default=60, help="how long to look (default: 60)")
    parser.add_argument("--seed", type=int, default=0, help="where chance begins (0)")
    parser.add_argument("--workers", type=int, default=2, help="processes that look (default: 2)")
    parser.add_argument("--rounds", type=int, help="look at so many neighbourhoods instead: same seed, same plan")
    parser.add_argument("--tiers", action="store_true", help="shortfalls first, then duty, then cost: no weighted sum")
    parser.add_argument("--out", type=Path, help="where the plan goes: PLAN.json or .json.gz")
    parser.add_argument("--json", action="store_true", help="print one JSON object and no progress")


@refusing
def run(arguments: Namespace) -> int:
    problem = problem_from(arguments.instance)
    if not arguments.json:
        for gap in count_first(problem) if len(problem.reviews) <= 1000 else ():
            print(f"before solving: {gap.words}", file=sys.stderr)
    try:
        found = solve(
            problem,
            seconds=arguments.seconds,
            seed=arguments.seed,
            workers=arguments.workers,
            rounds=arguments.rounds,
            aim=Aim.TIERS if arguments.tiers else Aim.FILE,
            on_progress=None if arguments.json else _show,
        )
    except Impossible as refusal:
        print(refusal, file=sys.stderr)
        return 1
    if arguments.out:
        dump(write_plan(found.plan), arguments.out)
    print(json.dumps(summary(found)) if arguments.json else _report(found))
    return 0


def _show(progress: Progress) -> None:
    bound = "" if progress.bound is None else f"  bound {progress.bound:,.0f}"
    share = "" if progress.gap is None else f"  gap {progress.gap:.1%}"
    line = f"{progress.seconds:7.1f} s  {progress.objective:,.0f} points{bound}{share}  {progress.doing}"
    print(line, file=sys.stderr, flush=True)


def summary(found: Solution) -> dict[str, Any]:
    return {
        "objective": found.objective,
        "bound": found.bound,
        "gap": found.gap,
        "proven": found.proven,
        "tiers": list(found.price.tiers),
        "by_rule": found.price.by_rule(),
        "shortfalls": [
            {"review": item.review, "words": str(item.words), "points": item.points} for item in found.shortfalls
        ],
        "progress": [[round(item.seconds, 2), item.objective, item.bound] for item in found.progress],
        "seconds": round(found.seconds, 2),
        "first_seconds": round(found.first_seconds, 2),
        "memory_mb": round(found.memory_mb),
        "seed": found.seed,
        "fingerprint": found.fingerprint,
        "versions": dict(found.versions),
    }


def _report(found: Solution) -> str:
    bound = "unknown" if found.bound is None else f"{found.bound:,.0f}"
    share = "unknown" if found.gap is None else f"{found.gap:.2%}"
    lines = [
        f"objective   {found.objective:,.0f}",
        f"bound       {bound}",
        f"gap         {share}{' (proven optimal)' if found.proven else ''}",
        f"shortfalls  {len(found.shortfalls)}",
        *(f"            {item.review} {item.words}" for item in found.shortfalls[:20]),
        f"time        {found.seconds:.1f} s (first plan after {found.first_seconds:.2f} s)",
        f"memory      {found.memory_mb:.0f} MB",
    ]
    return "\n".join(lines)
