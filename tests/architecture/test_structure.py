"""The shape of the code: rooms, migrations, actions."""

import ast
import importlib
import inspect
import re
import typing
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from trigpoint.audit.actions import REGISTRY
from trigpoint.config.settings import CONTEXTS

SOURCE = Path(__file__).parents[2] / "src" / "trigpoint"

for file in [*SOURCE.glob("*/actions.py"), *SOURCE.glob("*/actions/*.py")]:
    importlib.import_module(".".join(("trigpoint", *file.relative_to(SOURCE).with_suffix("").parts)))

ROOMS = {
    "web",
    "tasks",
    "receivers",
    "management",
    "actions",
    "rules",
    "queries",
    "models",
    "lifecycle",
    "events",
    "enums",
}
BESIDE = {"__init__", "apps", "migrations", "templates", "templatetags", "static", "locale", "privacy", "__pycache__"}
# What a context has beside its rooms, and why that is no new kind of room.
OTHERS = {
    "allocation": {"solving"},  # the process in which plans are looked for, without Django
    "access": {"decision", "hats", "roles"},  # the words of authority; it has no tables
    "home": {"demo"},  # the demonstration is home's, and no room's
    # What every context stands on.
    "kernel": {
        "clock",
        "errors",
        "files",
        "grades",
        "guards",
        "migrating",
        "sources",
        "tables",
        "words",
        "work",
        "workbooks",
    },
    "messaging": {"backend", "calendars"},  # Django's way to send mail, and a file format
    "people": {"middleware"},  # who is asking, on every request
    "evaluation": {"study"},  # from a plan and two files to a report, on an evaluator's own machine: no Django there
    # Data: JSON Schema and the files that ship; and what a file may say, without Django.
    "frameworks": {"schemas", "shipped", "language"},
    # The same; and what a model file may say, with its kinds of stage, without Django.
    "programmes": {"schemas", "shipped", "kinds", "language"},
    "organisations": {"shipped"},  # data: the measures of the public tables
}
FREE = {"ui"}  # components and templates: it has no rooms


@pytest.mark.parametrize("context", [context for context in CONTEXTS if context not in FREE])
def test_a_context_has_the_rooms_that_all_have(context: str) -> None:
    found = {path.stem for path in (SOURCE / context).iterdir() if not path.name.startswith(".")}
    assert found - ROOMS - BESIDE - OTHERS.get(context, set()) == set()


def test_there_is_no_junk_drawer() -> None:
    junk = {"utils", "util", "helpers", "helper", "common", "services", "service", "misc"}
    assert [str(path) for path in SOURCE.rglob("*") if path.stem in junk] == []


def test_migrations_are_linear() -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    assert loader.detect_conflicts() == {}
    for label in CONTEXTS:
        numbers = sorted(int(name[:4]) for app, name in loader.disk_migrations if app == label)
        assert numbers == list(range(1, len(numbers) + 1)), label


def test_migrations_say_what_they_do() -> None:
    names = [name for app, name in MigrationLoader(None).disk_migrations if app in CONTEXTS]
    assert [name for name in names if re.fullmatch(r"\d{4}_auto.*", name)] == []


@pytest.mark.parametrize("name", sorted(REGISTRY))
def test_an_action_is_named_and_typed(name: str) -> None:
    action = REGISTRY[name]
    context, _, verb = name.partition(".")
    function = inspect.unwrap(action.function)
    assert context == function.__module__.split(".")[1]
    assert re.fullmatch(r"[a-z]+(_[a-z0-9]+)*", verb)
    hints = typing.get_type_hints(function)
    assert set(action.signature.parameters) | {"return"} <= set(hints)
    assert all(p.kind is inspect.Parameter.KEYWORD_ONLY for p in action.signature.parameters.values())


def test_tables_are_written_in_actions_alone() -> None:
    """Pages, rules, queries and lifecycles call nothing that writes."""
    writes = {"save", "create", "bulk_create", "update_or_create", "get_or_create", "bulk_update", "delete"}
    broken = []
    for room in ("web", "rules", "queries", "lifecycle", "receivers", "tasks"):
        for file in [*SOURCE.glob(f"*/{room}.py"), *SOURCE.glob(f"*/{room}/**/*.py")]:
            for node in ast.walk(ast.parse(file.read_text())):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in writes:
                    holder = ast.unparse(node.func.value)
                    if "objects" in holder or (node.func.attr == "save" and "form" not in holder):
                        broken.append(f"{file.relative_to(SOURCE)}:{node.lineno} {ast.unparse(node.func)}")
    assert broken == []


def test_every_context_is_installed() -> None:
    assert [context for context in CONTEXTS if not apps.is_installed(f"trigpoint.{context}")] == []
    packages = {path.parent.name for path in SOURCE.glob("*/apps.py")}
    assert packages == set(CONTEXTS)
