"""The reference of the file format, made from its schema, the kinds of stage and the roles."""

import functools
import json
from collections.abc import Iterator, Mapping
from typing import Any

from trigpoint.programmes.kinds import KINDS
from trigpoint.programmes.language.checks import SCHEMA
from trigpoint.programmes.language.definition import UNLESS_SAID
from trigpoint.programmes.language.diff import RULES
from trigpoint.programmes.language.roles import USUAL

type Says = Mapping[str, Any]

INTRO = """
A review model is one YAML file, checked against
[its JSON Schema](../../src/trigpoint/programmes/schemas/trigpoint-review-model-1.json) and then for what it means. Every
installation serves the schema at `/schemas/trigpoint-review-model-1.json`, for editors that complete and check as you type.
`trigpoint models check FILE` says every mistake with its line, the reason and what would mend it;
`trigpoint models diff OLD NEW` says what changes, in words. Neither needs a database.

A model composes what the product has; it brings no behaviour of its own. Its **roles** are its words for *parts* that the
product knows, so one rule decides for page, API, export and mail. Its **stages** are of a few *kinds*. What a kind lacks, a
**form** adds; a stage of the kind `record` is nothing but its forms. There is no overall grade, in any model, and nothing
from which one could be made.

What ships is in [programmes/shipped](../../src/trigpoint/programmes/shipped). A published version never changes: raise
`version` and publish that. Dates are written 2026-09-01; `off` is a word; `*aliases` are not read.
""".strip()

TRANSLATIONS = """
`translations` mirrors the file, by language: names stay names, a list of things is reached by their keys, a list without
keys by the numbers 0, 1, 2. It holds texts and nothing else, and every text has to be there for each of `languages`.

```yaml
languages: [en, cy]
translations:
  cy:
    title: Adolygiad partneriaeth
    stages: {visit: {title: Ymweliad}}
    forms: {protocol: {title: Protocol, fields: {agreed: {label: Rwy'n cytuno}}}}
```
""".strip()


@functools.cache
def schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return found


def lines() -> Iterator[str]:
    """The page, line by line, in Markdown."""
    yield "# Review model files"
    yield ""
    yield from INTRO.splitlines()
    yield from _table("The parts of a file", schema())
    for name, says in schema()["properties"].items():
        yield from _inner(name, says)
    yield from _kinds()
    yield from _roles()
    yield from _rules()
    yield ""
    yield "## Translations"
    yield ""
    yield from TRANSLATIONS.splitlines()


def _inner(name: str, says: Says) -> Iterator[str]:
    """A table for a part that holds names with values, and for each such part of it."""
    found = _resolved(says)
    found = _resolved(found["items"]) if "items" in found else found
    if name == "rules" or not found.get("properties"):
        return
    yield from _table(f"`{name}`", found)
    for inner, deeper in found["properties"].items():
        yield from _inner(f"{name}: {inner}", deeper)


def _table(title: str, says: Says) -> Iterator[str]:
    yield ""
    yield f"## {title}"
    yield ""
    yield "| name | what it is | when it is left out | what it is for |"
    yield "| --- | --- | --- | --- |"
    for name, each in says["properties"].items():
        found = _resolved(each)
        default = "must be there" if name in says.get("required", ()) else found.get("default", "nothing")
        yield f"| `{name}` | {_kind(found)} | {default} | {_cell(found.get('description', ''))} |"


def _resolved(says: Says) -> dict[str, Any]:
    ref = says.get("$ref", "").rpartition("/")[2]
    return {**(schema()["$defs"][ref] if ref else {}), **says}


def _kind(says: Says) -> str:  # noqa: PLR0911 - one answer for each
    if "const" in says:
        return f"always `{says['const']}`"
    if "enum" in says:
        return "one of " + ", ".join(f"`{choice}`" for choice in says["enum"])
    match says.get("type"):
        case "array":
            items = _resolved(says["items"])
            if "enum" in items:
                return "a list of " + ", ".join(f"`{choice}`" for choice in items["enum"])
            return "a list, each with names and values" if items.get("properties") else "a list of words"
        case "object":
            return "names with values"
        case "boolean":
            return "`true` or `false`"
        case "integer":
            return f"a whole number, {says['minimum']} to {says['maximum']}"
        case "number":
            return f"a number, {says['minimum']} to {says['maximum']}"
        case _:
            return f"text, at most {says['maxLength']} characters" if "maxLength" in says else "text"


def _kinds() -> Iterator[str]:
    yield from ("", "## Kinds of stage", "")
    yield "[How to add one](../how-to/add-a-stage-kind.md). *Once*: a model has one such stage at most."
    yield ""
    yield "| kind | what is done there | may be moved on by (parts) | needs before it | once |"
    yield "| --- | --- | --- | --- | --- |"
    for kind in KINDS.values():
        owners, needs = ", ".join(kind.owners), ", ".join(f"`{each}`" for each in kind.needs)
        yield f"| `{kind.key}` | {_cell(kind.summary)} | {owners} | {needs} | {'yes' if kind.once else 'no'} |"


def _roles() -> Iterator[str]:
    yield from ("", "## The product's own roles", "")
    yield "They stand for every part that no role of the file is."
    yield ""
    yield "| key | part | side | label |"
    yield "| --- | --- | --- | --- |"
    for role in USUAL:
        yield f"| `{role.key}` | `{role.part}` | {role.side} | {role.label} |"


def _rules() -> Iterator[str]:
    yield from ("", "## `rules`: the numbers that the guards read", "")
    yield "`enforce` is `off`, `soft` (it goes through with a recorded reason) or `hard` (it is refused)."
    yield ""
    yield "| number | what it is | when its part is left out |"
    yield "| --- | --- | --- |"
    for path, what in RULES.items():
        part, _dot, name = path.partition(".")
        usual = UNLESS_SAID.get(part, {}).get(name)
        yield f"| `{path}` | {what} | {'must be there' if usual is None else f'`{usual}`'} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
