"""
Take register files in: establishments, links, groups, the Welsh list; results, census, inspections, national scores.

Each file goes in whole or not at all; what kind it is shows in its header. Ends with 1 when a file could not go in.
"""

import argparse
import datetime as dt
import json
import sys
from pathlib import Path

from trigpoint.kernel import clock
from trigpoint.kernel.errors import Unacceptable
from trigpoint.organisations import actions
from trigpoint.organisations.actions.imports.report import Report


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="CSV (also .gz or .zip) or, for Wales, .ods"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")
    parser.add_argument("--json", action="store_true", help="one JSON object a line for each file")
    parser.add_argument(
        "--as-of",
        type=dt.date.fromisoformat,
        metavar="YYYY-MM-DD",
        help="the day that the files speak of (default: the date in a file's name, else today)",
    )


def run(arguments: argparse.Namespace) -> int:
    failed = False
    for path in arguments.files:
        report = take_in(path, as_of=arguments.as_of, dry_run=arguments.dry_run)
        failed = failed or bool(report.error)
        if arguments.json:
            print(json.dumps(report.as_json(), ensure_ascii=False), flush=True)
        else:
            print("\n".join(report.as_lines()), file=sys.stderr if report.error else sys.stdout, flush=True)
    return int(failed)


def take_in(path: Path, *, as_of: dt.date | None = None, dry_run: bool = False) -> Report:
    """Import one file as the system itself; a file that can't go in gives a report with `error`."""
    try:
        return actions.register.import_register(
            actor=None, at=clock.now(), hats=None, path=path, as_of=as_of, dry_run=dry_run
        )
    except Unacceptable as problem:
        return Report(file=path.name, dry_run=dry_run, error="; ".join(m for e in problem.errors.values() for m in e))
