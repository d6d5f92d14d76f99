"""Run a study: from a plan and two tables to results, figures and a report. Run it again to go on where it was stopped."""

import argparse
import json
import signal
import sys
from pathlib import Path
from typing import Any

from trigpoint.evaluation.study import plan as plans
from trigpoint.evaluation.study.errors import Mistakes, StudyError
from trigpoint.evaluation.study.words import gettext as _

STOPPED = 130


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("plan", type=Path, help="the plan (TOML)")
    parser.add_argument("--schools", type=Path, required=True, help="a row for each school: CSV, plain or gzipped")
    parser.add_argument("--panel", type=Path, help="a row for each school and year; a cross-section needs none")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="a folder for this study alone")
    parser.add_argument("--process", type=Path, help="tables of the process evaluation, as JSON")


def run(args: argparse.Namespace) -> int:
    stop = _Stop()
    try:
        plan = plans.read(args.plan.read_text(encoding="utf-8"))
        from trigpoint.evaluation.study.run import run as run_study  # noqa: PLC0415 - arrays load after the plan is read

        with stop:
            done = run_study(
                plan,
                args.schools,
                args.panel,
                args.out,
                process=_process(args.process),
                on_step=lambda progress: print(progress, file=sys.stderr, flush=True),
                cancelled=stop.is_wanted,
            )
    except Mistakes as mistakes:
        print(_("%(file)s can't be run as it stands:") % {"file": args.plan.name}, file=sys.stderr)
        print(mistakes, file=sys.stderr)
        return 1
    except StudyError as refusal:
        print(refusal, file=sys.stderr)
        return STOPPED if stop.is_wanted() else 1
    except (OSError, UnicodeDecodeError) as error:
        print(error, file=sys.stderr)
        return 1
    for departure in done.results["departures"]:
        said = {"what": departure["what"], "why": departure["why"]}
        print(_("Departure: %(what)s. Why: %(why)s") % said, file=sys.stderr)
    print(_("Done: %(report)s") % {"report": args.out / "report.html"})
    return 0


def _process(path: Path | None) -> dict[str, Any] | None:
    if path is None:
        return None
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        said = {"file": path.name, "said": error}
        raise StudyError(_("%(file)s can't be read as JSON: %(said)s.") % said) from error
    if not isinstance(given, dict):
        raise StudyError(_("%(file)s needs an object with “tables”.") % {"file": path.name})
    return given


class _Stop:
    """Ctrl-C once: stop before the next step, with all that is done kept. Twice: stop at once."""

    def __init__(self) -> None:
        self.wanted = False

    def is_wanted(self) -> bool:
        return self.wanted

    def __enter__(self) -> None:
        self.before = signal.signal(signal.SIGINT, self._heard)

    def __exit__(self, *_exception: object) -> None:
        signal.signal(signal.SIGINT, self.before)

    def _heard(self, *_given: object) -> None:
        if self.wanted:
            raise KeyboardInterrupt
        self.wanted = True
        print(_("Stopping after this step; press Ctrl-C again to stop at once."), file=sys.stderr)
