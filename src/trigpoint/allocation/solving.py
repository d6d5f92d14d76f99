"""
The process in which dates and teams are looked for: no Django, no database, and limits of its own.

`python -m trigpoint.allocation.solving` reads one line of JSON from standard input: a problem, perhaps a plan to mend,
seconds, seed, and megabytes that it may hold. It writes a line for each better plan, and a last one. It stops early, with
the best that it has, on the next line that it is sent, and when its standard input ends: so it never outlives its parent.
"""

import contextlib
import json
import os
import resource
import sys
import threading
import time
from typing import Any

PLAN_EVERY = 2.0  # seconds: a plan of hundreds of reviews is long


def main() -> None:
    asked = json.loads(sys.stdin.readline())
    _limit(asked["megabytes"], asked["seconds"])
    stopped = threading.Event()
    threading.Thread(target=_listen, args=(stopped,), daemon=True).start()
    try:
        say(_found(asked, stopped))
    except MemoryError:
        say({"trouble": "memory"})
    sys.stdout.flush()
    os._exit(0)  # a thread that waits for input would hold the process


def say(line: dict[str, Any]) -> None:
    with contextlib.suppress(BrokenPipeError):
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()


def _limit(megabytes: int, seconds: float) -> None:
    """So much memory, and twice the time that was asked for and a minute: whatever goes wrong, it ends."""
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, megabytes * 2**20))
    longest = int(2 * seconds) + 60
    resource.setrlimit(resource.RLIMIT_CPU, (longest, longest + 10))
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[name] = "1"


def _listen(stopped: threading.Event) -> None:
    """Without Python's own buffer: whoever waits in it holds its lock, and rota's forked processes would wait for ever."""
    os.read(sys.stdin.fileno(), 1)
    stopped.set()


def _found(asked: dict[str, Any], stopped: threading.Event) -> dict[str, Any]:
    import rota  # noqa: PLC0415 - after the limits, which numpy reads as it loads
    from rota.format import read_plan, read_problem, write_plan  # noqa: PLC0415

    problem = read_problem(asked["problem"])
    told = 0.0

    def hear(progress: rota.Progress) -> None:
        nonlocal told
        now = time.monotonic()
        line: dict[str, Any] = {
            "seconds": round(progress.seconds, 1),
            "objective": progress.objective,
            "bound": progress.bound,
            "gap": progress.gap,
            "shortfalls": progress.shortfalls,
        }
        if progress.plan is not None and now - told > PLAN_EVERY:
            told = now
            line["plan"] = write_plan(progress.plan)
        say(line)

    given: dict[str, Any] = {
        "seconds": asked["seconds"],
        "seed": asked["seed"],
        "aim": rota.Aim.TIERS,
        "on_progress": hear,
        "cancelled": stopped.is_set,
    }
    try:
        if asked.get("plan"):
            mended = rota.repair(problem, read_plan(asked["plan"]), freedom=asked.get("freedom", 0), **given)
            solution = mended.solution
        else:
            solution = rota.solve(problem, workers=asked.get("workers", 1), **given)
    except rota.Impossible as problem_found:
        found = problem_found.breaches[:20]
        return {"impossible": [[b.rule, b.review, b.person, b.school, b.words.template, b.words.said] for b in found]}
    return {
        "done": True,
        "plan": write_plan(solution.plan),
        "objective": solution.objective,
        "tiers": list(solution.price.tiers),
        "bound": solution.bound,
        "gap": solution.gap,
        "proven": solution.proven,
        "shortfalls": len(solution.shortfalls),
        "seconds": round(solution.seconds, 1),
        "memory_mb": round(solution.memory_mb),
        "versions": dict(solution.versions),
    }


if __name__ == "__main__":
    main()
