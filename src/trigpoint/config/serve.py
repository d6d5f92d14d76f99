"""Serve for real: bring the tables up to date, then run the web server and the worker until told to stop."""

import argparse
import sys

from trigpoint.config import check, database, environment, processes
from trigpoint.config.ready import database_ready


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "What it serves and where is set by environment variables: docs/reference/settings.md."


def run(args: argparse.Namespace) -> int:
    found = check.problems()
    for item in found:
        print(item, file=sys.stderr)
    if any(item.grave for item in found):
        return 1
    host = environment.read("HOST", "127.0.0.1")
    try:
        port = processes.chosen_port()
        processes.make_sure_is_free(host, port)
    except (processes.PortTaken, ValueError) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    with database_ready() as problem:
        if problem:
            print(problem, file=sys.stderr)
            return 1
        children = [processes.web(host=host, port=port), processes.worker()]
        return processes.watch(
            children,
            host=host,
            port=port,
            when_ready=lambda: print(f"Serving {host}:{port}."),
            revive=database.revive,
        )
