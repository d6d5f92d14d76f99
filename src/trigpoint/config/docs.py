"""Write the generated pages of docs/reference: settings, states, roles, privacy, measures and files."""

import argparse
import functools
import importlib
import tomllib
from collections.abc import Callable
from pathlib import Path

from django.apps import apps
from django.db import models
from django.utils import translation

from trigpoint.access.roles import HELD_AT, SECOND_FACTOR, Role
from trigpoint.config import environment
from trigpoint.evaluation.study.plan import reference
from trigpoint.kernel.lifecycle import Lifecycle
from trigpoint.organisations.enums import SIGNS
from trigpoint.organisations.queries.performance import measures
from trigpoint.programmes.language import reference as model_file

REFERENCE = environment.CHECKOUT / "docs" / "reference"
KINDS = {
    "public": "anybody may know it",
    "operational": "how the work goes; tells of no person",
    "personal": "tells of a person who can be recognised",
    "sensitive": "would hurt a person or a school if it were known by others",
}
EVERY_TABLE = {"id": "operational", "created_at": "operational", "version": "operational"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a page is not current")


def run(args: argparse.Namespace) -> int:
    stale = 0
    for name, page in pages().items():
        file = REFERENCE / name
        if not file.exists() or file.read_text() != page:
            stale += 1
            print(f"docs/reference/{name} is {'not current' if args.check else 'written'}")
            if not args.check:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(page)
    return 1 if args.check and stale else 0


def pages() -> dict[str, str]:
    """The text of each generated page, by file name."""
    makers: dict[str, Callable[[], list[str]]] = {
        "settings.md": _settings,
        "states.md": _states,
        "roles.md": _roles,
        "privacy.md": _privacy,
        "evaluation-plan.md": lambda: list(reference.lines()),
        "measures.md": _measures,
        "model-file.md": lambda: list(model_file.lines()),
    }
    with translation.override("en"):
        return {name: "\n".join(_generated(make())) + "\n" for name, make in makers.items()}


def _generated(lines: list[str]) -> list[str]:
    return [lines[0], "", "<!-- Made by `make docs`; change the code, not this page. -->", *lines[1:]]


def _settings() -> list[str]:
    lines = ["# Settings", "", "What differs between machines comes from environment variables. None must be set.", ""]
    lines += ["| variable | when it is not set | what it is for |", "| --- | --- | --- |"]
    lines += [f"| `{name}` | {v.default or '(nothing)'} | {v.meaning} |" for name, v in environment.VARIABLES.items()]
    return lines


def _states() -> list[str]:
    for config in apps.get_app_configs():
        if (Path(config.path) / "lifecycle.py").exists():
            importlib.import_module(f"{config.name}.lifecycle")
    lines = ["# States", "", "Each thing that has a life has one table of legal moves; nothing else changes its state."]
    for name, life in sorted(Lifecycle.registry.items()):
        lines += ["", f"## {name}", "", "```mermaid", "stateDiagram-v2", f"    [*] --> {life.initial}"]
        lines += [f"    {source} --> {m.target}: {m.key}" for m in life.moves.values() for source in m.sources]
        lines += ["```", "", "| state | means | moved on by |", "| --- | --- | --- |"]
        lines += [f"| {state.key} | {state.label} | {state.owner} |" for state in life.states.values()]
        lines += ["", "| move | from | to | otherwise one reads |", "| --- | --- | --- | --- |"]
        lines += [f"| {m.key} | {', '.join(m.sources)} | {m.target} | {m.refusal} |" for m in life.moves.values()]
    return lines


def _roles() -> list[str]:
    lines = ["# Roles", "", "An appointment is a person in a role at a place, from a day until a day."]
    lines += ["", "| role | key | held at | needs a second factor |", "| --- | --- | --- | --- |"]
    for role in Role:
        places = ", ".join(sorted(str(place.label) for place in HELD_AT[role]))
        lines.append(f"| {role.label} | `{role.value}` | {places} | {'yes' if role in SECOND_FACTOR else ''} |")
    return lines


def _privacy() -> list[str]:
    lines = ["# What is held about whom", "", "Every field of every table is of one kind:", ""]
    lines += [f"- **{kind}**: {meaning}" for kind, meaning in KINDS.items()]
    lines += ["", "Ids, times of creation and version numbers are operational everywhere and are left out below."]
    for model in sorted(tables(), key=lambda model: model._meta.label):
        given = classified(model)
        lines += ["", f"## {model._meta.label}", "", "| kind | fields |", "| --- | --- |"]
        for kind in KINDS:
            fields = [f"`{name}`" for name in column_names(model) if given.get(name) == kind]
            lines += [f"| {kind} | {', '.join(fields)} |"] if fields else []
    return lines


def _measures() -> list[str]:
    lines = [
        "# Measures",
        "",
        "The columns of public tables that are known by name. Others are kept as they were published.",
    ]
    lines += [
        "A measure may be given for groups of pupils: `PTRWM_EXP_EAL`. `_3YR` at the end is three years together, and"
    ]
    lines += [
        "`_18` an earlier year, as the publisher repeats it. Signs that stand in place of a number are at the end."
    ]
    for table in measures.tables().values():
        lines += ["", f"## {table.title}", "", f"`{table.kind.value}`, from: {table.publisher}.", ""]
        lines += [f"- {year}: {why}" for year, why in {**table.no_tests, **table.not_published}.items()]
        lines += ["", "| measure | what it is | unit | kind | groups |", "| --- | --- | --- | --- | --- |"]
        groups: dict[str, list[str]] = {}
        for measure in table.measures.values():
            groups.setdefault(measure.title, []).extend([measure.group] if measure.group else [])
        for measure in table.measures.values():
            if not measure.group and measure.kind != "limit":
                of = ", ".join(dict.fromkeys(groups[measure.title]))
                lines.append(f"| `{measure.name}` | {measure.title} | {measure.unit} | {measure.kind} | {of} |")
    lines += ["", "## Signs", "", "| published | kept as | means |", "| --- | --- | --- |"]
    lines += [
        f"| {f'`{word}`' if word else ''} | `{reason.value}` | {reason.label} |" for word, reason in SIGNS.values()
    ]
    return lines


def tables() -> list[type[models.Model]]:
    return [
        model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy
    ]


def column_names(model: type[models.Model]) -> list[str]:
    """The model's own columns, without those that every table has."""
    return [field.name for field in model._meta.concrete_fields if field.name not in EVERY_TABLE]


def classified(model: type[models.Model]) -> dict[str, str]:
    """
    Each column's kind, as the `privacy.toml` of the table's context has it.

    Tables of packages stand in config's, under `app.Model`.
    """
    context = Path(apps.get_app_config(model._meta.app_label).path)
    ours = context.is_relative_to(environment.CHECKOUT / "src")
    file = (context if ours else Path(__file__).parent) / "privacy.toml"
    table = _file(file).get(model.__name__ if ours else model._meta.label, {})
    return {field: kind for kind, fields in table.items() for field in fields}


@functools.cache
def _file(file: Path) -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(file.read_text()) if file.exists() else {}
