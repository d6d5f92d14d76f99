"""Look for dates and teams in a process of its own, and keep what it finds."""

import datetime as dt
import json
import queue
import subprocess
import sys
import threading
import uuid
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

import rota
from rota.format import read_plan, read_problem
from trigpoint.allocation.lifecycle import SCHEDULE
from trigpoint.allocation.models import Schedule
from trigpoint.allocation.queries import wording
from trigpoint.audit.actions import action
from trigpoint.people.queries.accounts import Account

MEGABYTES = 4096
LONG = 60  # seconds: a search that is given so many looks in two processes
PATIENCE = 30  # seconds beyond what was asked for, before the process is ended
SILENT = dt.timedelta(minutes=10)  # a search of which nothing was heard for so long after its end has died

type Line = dict[str, Any]


@action("allocation.begin_search", subject="schedule")
def begin(*, actor: Account | None, at: dt.datetime, schedule: Schedule) -> None:
    """The search has begun."""
    row = Schedule.objects.select_for_update().get(pk=schedule.pk)
    SCHEDULE.advance(row, "begin")
    row.save(update_fields=["state"])


@action("allocation.end_search", subject="schedule")
def end(*, actor: Account | None, at: dt.datetime, schedule: Schedule, last: Line) -> None:
    """Keep what was found, or say why nothing was."""
    row = Schedule.objects.select_for_update().get(pk=schedule.pk)
    if row.state not in ("waiting", "looking"):
        return  # put aside in the meantime
    plan = last.get("plan") or (None if "impossible" in last else _sound(row))
    if plan is None:
        SCHEDULE.advance(row, "fail")
        row.trouble = last.get("trouble") or _("The search ended before it had found anything.")
    else:
        SCHEDULE.advance(row, "find")
        row.found = row.plan = plan
    row.progress = {**row.progress, **{key: value for key, value in last.items() if key not in ("plan", "versions")}}
    row.engine = ", ".join(f"{name} {version}" for name, version in last.get("versions", {}).items())[:120]
    row.finished_at = at
    row.version += 1
    row.save()


def _sound(row: Schedule) -> Any:
    """What was kept on the way, of a search that broke off: only if it breaks no rule."""
    if row.found is None or rota.check(read_problem(row.problem), read_plan(row.found)):
        return None
    return row.found


def run(*, schedule_id: uuid.UUID, now: Callable[[], dt.datetime]) -> None:
    """Begin, look, end. What is found on the way is kept as it comes, so that the best is never lost."""
    schedule = Schedule.objects.filter(pk=schedule_id, state="waiting").first()
    if schedule is None:
        return
    begin(actor=None, at=now(), schedule=schedule)
    last = _look(schedule, _asked(schedule))
    end(actor=None, at=now(), schedule=schedule, last=last)


def sweep(*, at: dt.datetime) -> None:
    """End the searches whose process died with its worker; what they had found is kept."""
    for row in Schedule.objects.filter(state="looking"):
        if row.asked_at + dt.timedelta(seconds=row.seconds) + SILENT < at:
            end(actor=None, at=at, schedule=row, last={"trouble": _("The search was interrupted. Ask again.")})


def _asked(schedule: Schedule) -> Line:
    return {
        "problem": schedule.problem,
        "plan": schedule.plan,  # of a repair: what is to be mended
        "freedom": schedule.options.get("freedom", 0),
        "seconds": schedule.seconds,
        "seed": schedule.seed,
        "megabytes": MEGABYTES,
        "workers": 2 if schedule.seconds >= LONG else 1,
    }


def _look(schedule: Schedule, asked: Line) -> Line:
    """The last line that the process said; what went wrong, as `trouble`, when it said none."""
    process = subprocess.Popen(
        [sys.executable, "-m", "trigpoint.allocation.solving"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None  # noqa: S101 - asked for above
    lines: queue.Queue[Line | None] = queue.Queue()
    threading.Thread(target=_read, args=(process, lines), daemon=True).start()
    try:
        process.stdin.write(json.dumps(asked) + "\n")
        process.stdin.flush()
        return _follow(schedule, process, lines)
    except BrokenPipeError:
        return {"trouble": _trouble(process)}
    finally:
        process.kill()
        process.wait()


def _follow(schedule: Schedule, process: "subprocess.Popen[str]", lines: "queue.Queue[Line | None]") -> Line:
    waited, told_to_stop = 0.0, False
    while waited < schedule.seconds + PATIENCE:
        try:
            line = lines.get(timeout=0.5)
        except queue.Empty:
            waited += 0.5
            if not told_to_stop and Schedule.objects.filter(pk=schedule.pk, stop_asked=True).exists():
                told_to_stop = True
                _tell_to_stop(process)
            continue
        if line is None:
            return {"trouble": _trouble(process)}
        if "impossible" in line:
            return {"trouble": _impossible(schedule, line["impossible"]), "impossible": line["impossible"]}
        if line.get("trouble") == "memory":
            return {"trouble": _("This needs more memory than it may have. Plan fewer partnerships at once.")}
        if line.get("done"):
            return line
        waited = max(waited, float(line.get("seconds", 0)))
        _keep(schedule, line)
    return {"trouble": _("The search did not end in time.")}


def _keep(schedule: Schedule, line: Line) -> None:
    """Write down how far it is. No ledger: nobody decides anything here."""
    changed: dict[str, Any] = {"progress": {key: value for key, value in line.items() if key != "plan"}}
    if line.get("plan"):
        changed["found"] = line["plan"]
    Schedule.objects.filter(pk=schedule.pk).update(**changed)


def _tell_to_stop(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None  # noqa: S101 - asked for above
    try:
        process.stdin.write("stop\n")
        process.stdin.flush()
    except BrokenPipeError:
        pass


def _read(process: "subprocess.Popen[str]", lines: "queue.Queue[Line | None]") -> None:
    assert process.stdout is not None  # noqa: S101 - asked for above
    for text in process.stdout:
        lines.put(json.loads(text))
    lines.put(None)


def _trouble(process: "subprocess.Popen[str]") -> str:
    assert process.stderr is not None  # noqa: S101 - asked for above
    process.kill()
    said = process.stderr.read()[-500:]
    return _("The search broke off. %(said)s") % {"said": said.strip().splitlines()[-1] if said.strip() else ""}


def _impossible(schedule: Schedule, breaches: list[list[Any]]) -> str:
    found = [
        rota.Breach(
            rule=rule, code="", review=review, person=person, school=school, words=rota.Words(template, **facts)
        )
        for rule, review, person, school, template, facts in breaches
    ]
    said = "; ".join(wording.broken(read_problem(schedule.problem), found))
    return _("What is settled before can't all be: %(said)s.") % {"said": said}
