"""Say which hard rules a plan breaks, and what it costs by the file's weights."""

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

from rota.case import Case
from rota.commands.files import plan_from, problem_from, refusing
from rota.judging import check, price


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("instance", type=Path, help="the problem: INSTANCE.json or .json.gz")
    parser.add_argument("plan", type=Path, help="the plan: PLAN.json or .json.gz")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


@refusing
def run(arguments: Namespace) -> int:
    case, plan = Case(problem_from(arguments.instance)), plan_from(arguments.plan)
    breaches = check(case, plan)
    known = not any(breach.code == "H0" for breach in breaches)
    cost = price(case, plan) if known else None
    if arguments.json:
        rules = {name: round(points, 2) for name, points in cost.by_rule().items()} if cost else {}
        found = {"breaches": [str(breach) for breach in breaches], "objective": cost.total if cost else None}
        print(json.dumps({**found, "tiers": list(cost.tiers) if cost else None, "by_rule": rules}))
    else:
        points = f"  objective {cost.total:,.0f}" if cost else ""
        print(f"breaches {len(breaches)}{points}")
        for name, amount in sorted(cost.by_rule().items()) if cost else ():
            print(f"  {name} {amount:,.0f}")
        for breach in breaches:
            print(f"  {breach}")
        for charge in cost.shortfalls if cost else ():
            print(f"  shortfall: {charge.review} {charge.words}")
    return 1 if breaches else 0
