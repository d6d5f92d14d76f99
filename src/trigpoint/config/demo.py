"""Serve a demonstration on this machine until Ctrl-C. Its schools, people and judgements are invented."""

import argparse
import os
import sys

from django.conf import settings

from trigpoint.config import database, environment, processes
from trigpoint.config.ready import Line, database_ready
from trigpoint.home import demo
from trigpoint.kernel import clock
from trigpoint.kernel.errors import TrigpointError

HOST = "127.0.0.1"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--load-only", action="store_true", help="load the demonstration, and serve nothing")


def run(args: argparse.Namespace) -> int:
    settings.DEMO = True
    os.environ["DEMO"] = "1"  # for the web server and the worker
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    if "MAKELEVEL" in os.environ:  # whoever kills make means the demonstration too
        processes.end_with_parent()
    if not (settings.STATIC_ROOT / "staticfiles.json").exists() and not args.load_only:
        print("The styles are not built; run `make setup` first.", file=sys.stderr)
        return 1
    try:
        port = processes.chosen_port()
        if not args.load_only:
            processes.make_sure_is_free(HOST, port)
        with database_ready() as problem:
            if problem:
                print(problem, file=sys.stderr)
                return 1
            line = Line()
            welcome = demo.load(at=clock.now(), say=line.add)
            line.end("ready.")
            if args.load_only:
                return 0
            children = [processes.web(host=HOST, port=port), processes.worker()]
            return processes.watch(
                children, host=HOST, port=port, when_ready=lambda: _tell(welcome, port), revive=database.revive
            )
    except (processes.PortTaken, ValueError, TrigpointError) as refusal:
        print(refusal, file=sys.stderr)
        return 1


def _tell(welcome: demo.Welcome, port: int) -> None:
    address = environment.read("PUBLIC_URL", f"http://{HOST}:{port}")
    lines = ["", f"Trigpoint's demonstration is at {address}  (Ctrl-C stops it)"]
    if welcome.people:
        width = max(len(person.email) for person in welcome.people)
        lines += ["", "Sign in as one of these; there is no password:"]
        lines += [f"  {person.email:<{width}}  {person.name}, {person.part}" for person in welcome.people]
    if welcome.to_try:
        lines += ["", "Try:", *(f"  - {hint.replace('ADDRESS', address)}" for hint in welcome.to_try)]
    print("\n".join([*lines, ""]), flush=True)
