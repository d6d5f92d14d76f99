"""Say why a plan has whom it has in a seat, who else could come, and why somebody can't."""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from rota.commands.files import plan_from, problem_from, refusing
from rota.explaining import Verdict, explain
from rota.problem import Seat


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("instance", type=Path, help="the problem: INSTANCE.json or .json.gz")
    parser.add_argument("plan", type=Path, help="the plan: PLAN.json or .json.gz")
    parser.add_argument("review", help="the review's id")
    parser.add_argument("person", nargs="?", help="a reviewer's id: why, or why not")
    parser.add_argument("--seat", choices=[str(seat) for seat in Seat], default="member", help="which seat (member)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


@refusing
def run(arguments: Namespace) -> int:
    problem, plan = problem_from(arguments.instance), plan_from(arguments.plan)
    if arguments.review not in {review.id for review in problem.reviews}:
        print(f"There is no review {arguments.review}.", file=sys.stderr)
        return 2
    if arguments.person and arguments.person not in {person.id for person in problem.people}:
        print(f"There is no reviewer {arguments.person}.", file=sys.stderr)
        return 2
    found = explain(problem, plan, arguments.review, seat=Seat(arguments.seat), person=arguments.person)
    if arguments.json:
        asked = _plain(found.asked) if found.asked else None
        others = [_plain(verdict) for verdict in found.alternatives]
        print(json.dumps({"review": found.review, "sitting": found.sitting, "asked": asked, "alternatives": others}))
        return 0
    print(f"{found.review}, {found.seat}: {', '.join(found.sitting) or 'nobody'}")
    if found.asked:
        print(f"  {found.asked.person} {found.asked.words}")
    for verdict in found.alternatives:
        notes = f" ({'; '.join(map(str, verdict.notes))})" if verdict.notes else ""
        print(f"  {verdict.person} {verdict.words}{notes}")
    return 0


def _plain(verdict: Verdict) -> dict[str, Any]:
    return {
        "person": verdict.person,
        "sits": verdict.sits,
        "possible": verdict.possible,
        "rules": list(verdict.rules),
        "reasons": [str(words) for words in verdict.reasons],
        "change": list(verdict.change),
        "notes": [str(words) for words in verdict.notes],
    }
