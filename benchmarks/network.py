"""
How long a whole network takes to plan, look at and publish: 700 reviews of 140 partnerships.

    python -m benchmarks.fresh benchmarks.network [--schools 700] [--seconds 60]

The network is invented: partnerships of five schools each, a head and a leader of each in the pool, all trained and
signed. The search looks for `--seconds`; then each step and page is timed once, in this process, with its queries. The
machine's load before and after is printed: on a busy machine the figures say little.
"""

import argparse
import datetime as dt
import os
import random
import resource
import sys
import time
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import django
from django.conf import settings

AT = dt.datetime(2027, 1, 14, 9, 30, tzinfo=ZoneInfo("Europe/London"))
IN_ONE = 5
REASON = "Agreed by all partnerships in November"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schools", type=int, default=700)
    parser.add_argument("--seconds", type=int, default=60, help="to look for dates and teams")
    parser.add_argument("--profile", default="", help="print where the time goes of the step whose name holds this")
    arguments = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trigpoint.config.settings")
    django.setup()
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    print(f"Load before: {_load()}.\n")
    print("| Step | Seconds | Queries |\n|---|---:|---:|")
    steps = Steps(arguments.profile)
    _run(steps, arguments.schools, arguments.seconds)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nMost memory of this process: {memory:.0f} MB. Load after: {_load()}.")
    return 0


def _run(steps: "Steps", schools: int, seconds: int) -> None:
    from trigpoint.allocation.actions import publishing, schedules, searching
    from trigpoint.allocation.queries.options import Options
    from trigpoint.allocation.queries.scope import whole

    staff, programme = steps.take("fill the database", lambda: seed(schools))
    scope = steps.take("find what is planned together", lambda: whole(programme, on=AT.date()))
    made = steps.take(
        "ask for dates and teams",
        lambda: schedules.ask(actor=staff, at=AT, scope=scope, options=Options(across=True), seconds=seconds),
    )
    steps.take(f"look for them ({seconds} s)", lambda: searching.run(schedule_id=made.pk, now=lambda: AT))
    made.refresh_from_db()
    if made.state != "draft":
        raise SystemExit(made.trouble)
    _pages(steps, staff, made, "draft")
    steps.take(
        "publish",
        lambda: publishing.publish(actor=staff, at=AT, schedule=made, version=made.version, reason=REASON),
    )
    _pages(steps, staff, made, "published")
    again = steps.take(
        "ask again, changing little",
        lambda: schedules.ask(actor=staff, at=AT, scope=scope, options=Options(across=True, calm=2), seconds=seconds),
    )
    print(f"\n{len(again.problem['reviews'])} reviews, {len(again.problem['reviewers'])} people.")


def _pages(steps: "Steps", staff: Any, schedule: Any, state: str) -> None:
    from django.test import Client
    from django.urls import reverse
    from tests.sign_in import signed_in

    client = signed_in(Client(SERVER_NAME="127.0.0.1"), staff)
    here = reverse("allocation:schedule", args=[schedule.pk])
    ways = [("table", here), ("calendar", f"{here}?view=calendar"), ("map", f"{here}?view=map")]
    ways += [("as CSV", reverse("allocation:plan_csv", args=[schedule.pk]))]
    if state == "draft":
        ways.append(("what would change", reverse("allocation:publish", args=[schedule.pk])))
    for name, path in ways:
        answer = steps.take(f"{state}: {name}", lambda path=path: client.get(path))
        if answer.status_code != 200:
            raise SystemExit(f"{path} answers {answer.status_code}")


class Steps:
    """Times what is done, and counts its queries."""

    def __init__(self, profiled: str) -> None:
        self.profiled = profiled

    def take[T](self, name: str, step: Callable[[], T]) -> T:
        import cProfile
        import pstats

        from django.db import connection

        watch = cProfile.Profile() if self.profiled and self.profiled in name else None
        counted = _Count()
        began = time.perf_counter()
        with connection.execute_wrapper(counted):
            found = watch.runcall(step) if watch else step()
        print(f"| {name} | {time.perf_counter() - began:.2f} | {counted.number} |", flush=True)
        if watch:
            pstats.Stats(watch).sort_stats("cumulative").print_stats(45)
        return found


class _Count:
    """How many queries there were; their texts would fill the memory."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        self.number += 1
        return execute(sql, params, many, context)


def seed(schools: int) -> tuple[Any, Any]:
    """A programme whose staff plan, and its partnerships."""
    from tests.factories.organisations import SchoolFactory
    from tests.factories.programmes import partnership

    chance = random.Random(7)
    first = None
    for number in range(schools // IN_ONE):
        east, north = 250_000 + chance.randrange(350_000), 150_000 + chance.randrange(400_000)
        rows = [
            SchoolFactory(
                name=f"School {number}-{n}",
                phase="Primary" if n % 3 else "Secondary",
                easting=east + chance.randrange(-9000, 9000),
                northing=north + chance.randrange(-9000, 9000),
            )
            for n in range(IN_ONE)
        ]
        given = {"programme": first.programme} if first else {}
        made = partnership(rows, number=2, name=f"Partnership {number:03}", **given)
        first = first or made
    if first is None:
        raise SystemExit("There is no partnership of fewer than five schools.")
    first.programme.staff_plan_reviews = True
    first.programme.save()
    return first.staff, first.programme


def _load() -> str:
    return ", ".join(f"{part:.1f}" for part in os.getloadavg())


if __name__ == "__main__":
    sys.exit(main())
