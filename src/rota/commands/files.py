"""What the commands share: reading files, and refusing them mistake by mistake."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rota.format import Unreadable, load, read_plan, read_problem
from rota.plan import Plan
from rota.problem import Problem

REFUSED = 2


def problem_from(path: Path) -> Problem:
    return read_problem(load(path))


def plan_from(path: Path) -> Plan:
    return read_plan(load(path))


def refusing(run: Callable[[Any], int]) -> Callable[[Any], int]:
    """The command, ending with 2 and every mistake on a line of its own when a file can't be taken."""

    def guarded(arguments: Any) -> int:
        try:
            return run(arguments)
        except Unreadable as refusal:
            for fault in refusal.faults:
                print(fault, file=sys.stderr)
            return REFUSED

    return guarded
