"""
How long the pages that list something take: one web worker on one core, the database filled by `trigpoint bench seed`.

`make bench` runs it. Each page is asked for in turn, round after round, so that a busy moment of the machine falls on
all of them; queries are counted once, in this process. "Work" is how long the worker and its database had a core (the
median): what is left of the time on a machine that has nothing else to do.
"""

import argparse
import contextlib
import dataclasses
import http.client
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

LIMIT = 300
"""Milliseconds that the 95th percentile may take."""
WARM = 3


@dataclasses.dataclass(slots=True, kw_only=True)
class Page:
    """One page as one person sees it."""

    name: str
    who: str
    path: str
    cookie: str
    queries: int
    took: list[float] = dataclasses.field(default_factory=list)
    worked: list[float] = dataclasses.field(default_factory=list)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.took, n=20)[-1]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--only", default="", help="only pages whose name holds this")
    arguments = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trigpoint.config.settings")
    django.setup()
    from trigpoint.config import database

    with database.up():
        found = [page for page in pages() if arguments.only in page.name]
        with served() as (port, pid):
            for number in range(-WARM, arguments.rounds):
                at_work = {pid} | backends()
                for page in found:
                    before = worked(at_work)
                    took = ask(port, page)
                    if number >= 0:
                        page.took.append(took)
                        page.worked.append(worked(at_work) - before)
    return printed(found)


def pages() -> list[Page]:
    """What is asked for, by whom: from the review that has the most notes and the people round it."""
    from trigpoint.access.roles import Place, Role
    from trigpoint.evidence.models import Note
    from trigpoint.people.models import Appointment
    from trigpoint.reviews.models import Review

    busiest = Note.objects.order_by("created_at", "seen_at").values_list("review_id", flat=True)[:500]
    review = Review.objects.get(pk=statistics.mode(busiest))
    seats = Appointment.objects.filter(place=Place.REVIEW, place_id=review.pk)
    who = {
        "operator": Appointment.objects.get(role=Role.OPERATOR).person,
        "programme staff": Appointment.objects.get(role=Role.PROGRAMME_STAFF).person,
        "partnership lead": Appointment.objects.get(role=Role.PARTNERSHIP_LEAD, place_id=review.partnership_id).person,
        "head": Appointment.objects.get(role=Role.HEAD, place_id=review.host_id).person,
        "lead reviewer": seats.get(role=Role.LEAD_REVIEWER).person,
    }
    cookies = {name: _cookie(person) for name, person in who.items()}
    pk, partnership = [review.pk], [review.partnership_id]
    wanted: list[tuple[str, str, str]] = [("Home", name, "/") for name in who]
    wanted += [
        ("Reviews", name, reverse("reviews:reviews"))
        for name in ("programme staff", "partnership lead", "lead reviewer")
    ]
    wanted += [
        ("Cycle", "partnership lead", reverse("reviews:cycle", args=[review.cycle_id])),
        ("Review", "partnership lead", reverse("reviews:review", args=pk)),
        ("Review", "lead reviewer", reverse("reviews:review", args=pk)),
        ("Team of a review", "partnership lead", reverse("reviews:team", args=pk)),
        ("Self-evaluation", "head", reverse("reviews:self_evaluation", args=pk)),
        ("Notes of a review", "lead reviewer", reverse("evidence:notes", args=pk)),
        ("Evidence matrix", "lead reviewer", reverse("evidence:matrix", args=pk)),
        ("Team meeting", "lead reviewer", reverse("findings:board", args=pk)),
        ("Profile", "head", reverse("findings:profile", args=pk)),
        ("Plan", "head", reverse("improvement:plan", args=pk)),
        ("Programmes", "programme staff", reverse("programmes:programmes")),
        ("Programme", "programme staff", reverse("programmes:programme", args=[review.programme_id])),
        ("Partnerships", "programme staff", reverse("programmes:partnerships")),
        ("Partnership", "head", reverse("programmes:partnership", args=partnership)),
        ("Partnership", "programme staff", reverse("programmes:partnership", args=partnership)),
        ("Agreements", "partnership lead", reverse("programmes:agreements", args=partnership)),
        ("Standings", "programme staff", reverse("programmes:standings", args=[review.programme_id])),
        ("People", "programme staff", reverse("people:people")),
        ("People", "head", reverse("people:people")),
        ("Worried about a child?", "lead reviewer", reverse("people:worried")),
        ("Register", "operator", reverse("organisations:register")),
        ("Schools", "operator", reverse("organisations:schools")),
        ("Schools found", "operator", reverse("organisations:schools") + "?q=kestrel+lane"),
        ("Schools, mistyped", "operator", reverse("organisations:schools") + "?q=kestral"),
        ("School as one types", "operator", reverse("organisations:suggest") + "?q=kes"),
    ]
    return [_page(name, person, path, cookies[person]) for name, person, path in wanted]


def _cookie(person: object) -> str:
    from tests.sign_in import signed_in

    return signed_in(Client(), person).cookies["session"].value  # type: ignore[arg-type]


def _page(name: str, who: str, path: str, cookie: str) -> Page:
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies["session"] = cookie
    client.get(path)  # what is read once and kept
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = client.get(path)
    if answer.status_code != 200:
        print(f"{name} ({who}): {path} answers {answer.status_code}", file=sys.stderr)
    return Page(name=name, who=who, path=path, cookie=cookie, queries=len(asked))


@contextlib.contextmanager
def served() -> Iterator[tuple[int, int]]:
    """One gunicorn worker, on the machine's last core: its port and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    core = {max(os.sched_getaffinity(0))}
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "1", "--threads", "4"),
            *("--preload", "--no-control-socket", "--log-level", "warning", "trigpoint.config.wsgi"),
        ],
        preexec_fn=lambda: os.sched_setaffinity(0, core),  # noqa: PLW1509 - this process has one thread
    )
    try:
        for _ in range(300):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.1)
        ask(port, Page(name="Sign in", who="nobody", path="/", cookie="", queries=0))
        yield port, int(Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()[0])
    finally:
        server.terminate()
        server.wait(20)


def backends() -> set[int]:
    """The database's processes that serve the worker."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'"
        )
        return {pid for (pid,) in cursor.fetchall()}


def worked(processes: set[int]) -> float:
    """Milliseconds that the processes have had a core so far, as the kernel counts."""
    total = 0
    for pid in processes:
        for task in Path(f"/proc/{pid}/task").glob("*/schedstat"):
            with contextlib.suppress(OSError):
                total += int(task.read_text().split()[0])
    return total / 1_000_000


def ask(port: int, page: Page) -> float:
    """Milliseconds from asking to the last byte."""
    began = time.perf_counter()
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    line.request("GET", page.path, headers={"Cookie": f"session={page.cookie}", "Accept": "text/html"})
    answer = line.getresponse()
    answer.read()
    took = (time.perf_counter() - began) * 1000
    line.close()
    if answer.status != 200:
        raise SystemExit(f"{page.name} ({page.who}): {page.path} answers {answer.status}")
    return took


def printed(found: list[Page]) -> int:
    """The table; 1 when a page is too slow."""
    print("| Page | Who | Queries | Median, ms | 95th percentile, ms | Of it work, ms | |")
    print("|---|---|---:|---:|---:|---:|---|")
    for page in found:
        mark = "too slow" if page.p95 > LIMIT else ""
        middle, work = statistics.median(page.took), statistics.median(page.worked)
        print(f"| {page.name} | {page.who} | {page.queries} | {middle:.0f} | {page.p95:.0f} | {work:.0f} | {mark} |")
    return 1 if any(page.p95 > LIMIT for page in found) else 0


if __name__ == "__main__":
    sys.exit(main())
