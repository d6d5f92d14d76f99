"""
The `trigpoint` command.

Each subcommand is a module with `add_arguments(parser)` and `run(args) -> int`; the table below says where it is and
what it needs. Those that need no database run before Django loads; for the others the database is brought up, migrated
and, when this command started it, stopped again.
"""

import argparse
import dataclasses
import importlib
import os
import signal
import sys
from types import ModuleType
from typing import NoReturn


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """`needs` is "database", "nothing", or "own" for one that brings up what it needs by itself."""

    module: str
    summary: str
    needs: str = "database"


COMMANDS: dict[tuple[str, ...], Command] = {
    ("demo",): Command(
        module="trigpoint.config.demo", summary="serve a demonstration on this machine until Ctrl-C", needs="own"
    ),
    ("serve",): Command(
        module="trigpoint.config.serve", summary="serve for real: migrate, then run web and worker", needs="own"
    ),
    ("check",): Command(module="trigpoint.config.check", summary="say whether this installation is fit for real use"),
    ("register", "import"): Command(
        module="trigpoint.organisations.management.register_import", summary="take register files into the register"
    ),
    ("register", "stats"): Command(
        module="trigpoint.organisations.management.register_stats", summary="count what the register holds"
    ),
    ("people", "invite-operator"): Command(
        module="trigpoint.people.management.invite_operator", summary="invite the first operator, by e-mail address"
    ),
    ("people", "token"): Command(
        module="trigpoint.people.management.token", summary="make a personal token for the API"
    ),
    ("models", "check"): Command(
        module="trigpoint.programmes.management.models_check",
        summary="say every mistake of a review model's file, line by line",
        needs="nothing",
    ),
    ("models", "diff"): Command(
        module="trigpoint.programmes.management.models_diff",
        summary="say in words what changes from one version of a model to another",
        needs="nothing",
    ),
    ("models", "export"): Command(
        module="trigpoint.programmes.management.models_export", summary="write a published model as its file"
    ),
    ("models", "import"): Command(
        module="trigpoint.programmes.management.models_import",
        summary="bring a model's file into a network as a draft, right or wrong",
    ),
    ("models", "publish"): Command(
        module="trigpoint.programmes.management.models_publish", summary="publish a model or a framework from its file"
    ),
    ("models", "retire"): Command(
        module="trigpoint.programmes.management.models_retire",
        summary="let no programme take a version of a model up any more",
    ),
    ("frameworks", "check"): Command(
        module="trigpoint.frameworks.management.frameworks_check",
        summary="say every mistake of a framework's or a map's file, line by line",
        needs="nothing",
    ),
    ("rota", "solve"): Command(
        module="rota.commands.solve", summary="plan teams and dates for the reviews of a file", needs="nothing"
    ),
    ("rota", "check"): Command(
        module="rota.commands.check", summary="say what a plan breaks and what it costs", needs="nothing"
    ),
    ("rota", "explain"): Command(
        module="rota.commands.explain",
        summary="say why a plan has whom it has, and who else could come",
        needs="nothing",
    ),
    ("rota", "repair"): Command(
        module="rota.commands.repair",
        summary="mend a plan with few changes after something has happened",
        needs="nothing",
    ),
    ("bench", "seed"): Command(
        module="trigpoint.home.management.bench_seed", summary="fill a database with the numbers of a whole country"
    ),
    ("evaluate", "run"): Command(
        module="trigpoint.evaluation.management.evaluate_run",
        summary="run a study: from a plan and two tables to a report",
        needs="nothing",
    ),
    ("evaluate", "check"): Command(
        module="trigpoint.evaluation.management.evaluate_check",
        summary="say what is wrong in a study's plan, line by line",
        needs="nothing",
    ),
    ("docs", "write"): Command(
        module="trigpoint.config.docs", summary="write the generated pages of docs/reference", needs="database"
    ),
}


def main(argv: list[str] | None = None) -> NoReturn:
    words = sys.argv[1:] if argv is None else argv
    sys.exit(_dispatch(words))


def _dispatch(words: list[str]) -> int:
    if not words or words[0] in ("-h", "--help", "help"):
        print(_listing(()))
        return 0
    name = next((tuple(words[:n]) for n in (2, 1) if tuple(words[:n]) in COMMANDS), None)
    if name is None:
        inside = tuple(w for w in words[:1] if any(key[0] == w for key in COMMANDS))
        print(f"There is no command 'trigpoint {' '.join(words[:2])}'.\n\n{_listing(inside)}", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is stopped again
    try:
        return _run(name, words[len(name) :])
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _run(name: tuple[str, ...], rest: list[str]) -> int:
    command = COMMANDS[name]
    if command.needs != "nothing":
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trigpoint.config.settings")
        import django

        django.setup()
    module = importlib.import_module(command.module)
    parser = argparse.ArgumentParser(prog=f"trigpoint {' '.join(name)}", description=module.__doc__)
    module.add_arguments(parser)
    arguments = parser.parse_args(rest)
    if command.needs == "database":
        return _with_database(module, arguments)
    return int(module.run(arguments))


def _with_database(module: ModuleType, arguments: argparse.Namespace) -> int:
    from trigpoint.config.ready import database_ready
    from trigpoint.kernel.errors import TrigpointError

    with database_ready() as problem:
        if problem:
            print(problem, file=sys.stderr)
            return 1
        try:
            return int(module.run(arguments))
        except TrigpointError as refusal:
            print(refusal, file=sys.stderr)
            return 1


def _listing(inside: tuple[str, ...]) -> str:
    chosen = {" ".join(key): c.summary for key, c in COMMANDS.items() if key[: len(inside)] == inside}
    width = max(len(key) for key in chosen)
    lines = [f"  trigpoint {key:<{width}}  {summary}" for key, summary in sorted(chosen.items())]
    return "\n".join(["Commands (each says more with --help):", *lines])
