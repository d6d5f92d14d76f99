"""The reference of the plan's file format, made from its schema."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from trigpoint.evaluation.study.plan.reading import schema


def lines() -> Iterator[str]:
    """The page, line by line, in Markdown."""
    yield "# The plan of a study"
    yield ""
    yield (
        "A plan is a TOML file, checked against "
        "[its schema](../../src/trigpoint/evaluation/study/schemas/trigpoint-study-plan-1.json) and locked by the SHA-256 "
        "of its decisions, defaults filled in. `trigpoint evaluate check PLAN.toml` says every mistake with its line; "
        "[how a study is run](../how-to/run-an-evaluation.md) shows the least that a plan needs."
    )
    for name, table in schema()["properties"].items():
        yield ""
        many = table.get("type") == "array"
        yield f"## `{'[[' if many else '['}{name}{']]' if many else ']'}`"
        yield ""
        yield f"{table['description']}.{' May stand any number of times.' if many else ''}"
        yield ""
        yield "| key | what it is | when it is left out | what it is for |"
        yield "| --- | --- | --- | --- |"
        fields = table["items"] if many else table
        for key, says in fields["properties"].items():
            yield f"| `{key}` | {_kind(says)} | {_default(key, says, fields)} | {_cell(says.get('description', ''))} |"


def _resolved(says: Mapping[str, Any]) -> dict[str, Any]:
    ref = says.get("$ref", "")
    return {**(schema()["$defs"][ref.rpartition("/")[2]] if ref else {}), **says}


def _kind(says: Mapping[str, Any]) -> str:
    if "enum" in says:
        return "one of " + ", ".join(f"`{choice}`" for choice in says["enum"])
    ref = says.get("$ref", "").rpartition("/")[2]
    named = {
        "column": "a column",
        "columns": "a list of columns",
        "columns_by_name": "names, each with a column",
        "years": "a list of years",
        "date": "a date, such as `2018-05-21`",
        "text": "text",
    }
    if ref:
        return named[ref]
    kind = says["type"] if isinstance(says["type"], str) else says["type"][0]
    words = {
        "string": "text",
        "integer": "a whole number",
        "number": "a number",
        "boolean": "`true` or `false`",
        "array": "a list",
        "object": "names with values",
    }[kind]
    if kind == "array" and "enum" in says.get("items", {}):
        return "a list of " + ", ".join(f"`{choice}`" for choice in says["items"]["enum"])
    return words + _limits(_resolved(says))


def _limits(says: Mapping[str, Any]) -> str:
    if "minimum" in says and "maximum" in says:
        return f", {says['minimum']} to {says['maximum']}"
    if "exclusiveMinimum" in says:
        return f", more than {says['exclusiveMinimum']}" + (f", at most {says['maximum']}" if "maximum" in says else "")
    return ""


def _default(key: str, says: Mapping[str, Any], fields: Mapping[str, Any]) -> str:
    if key in fields.get("required", ()):
        return "must be there"
    if "default" not in says:
        return "nothing"
    given = says["default"]
    if isinstance(given, list) and "enum" in says.get("items", {}) and given == says["items"]["enum"]:
        return "all of them"
    if isinstance(given, Mapping):
        return ", ".join(f"`{k}`: {v}" for k, v in given.items()) or "none"
    return "empty" if given in ("", []) else f"`{json.dumps(given, ensure_ascii=False)}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
