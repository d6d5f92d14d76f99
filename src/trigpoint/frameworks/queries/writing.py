"""A framework or a map as the file that holds it: to keep, to change, to publish as a version of one's own."""

import json
from pathlib import Path
from typing import Any

import yaml

from trigpoint.frameworks.queries import checks


def as_file(content: dict[str, Any], *, schema: Path = checks.SCHEMA) -> str:
    """The content as YAML, its parts in the order in which the schema describes them."""
    whole = json.loads(schema.read_text(encoding="utf-8"))
    return yaml.safe_dump(_ordered(content, whole, whole), sort_keys=False, allow_unicode=True, width=118)


def _ordered(value: Any, part: dict[str, Any], whole: dict[str, Any]) -> Any:
    """The database keeps no order of names: this is the schema's; names that it leaves free stay as they come."""
    while "$ref" in part:
        part = whole["$defs"][part["$ref"].rpartition("/")[2]]
    match value:
        case dict():
            known = part.get("properties", {})
            order = {name: number for number, name in enumerate(known)}
            names = sorted(value, key=lambda name: order.get(name, len(order)))
            rest = part.get("additionalProperties")
            free = rest if isinstance(rest, dict) else {}
            return {name: _ordered(value[name], known.get(name, free), whole) for name in names}
        case list():
            return [_ordered(item, part.get("items", {}), whole) for item in value]
        case _:
            return value
