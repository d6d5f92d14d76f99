"""The schema of review models as something to walk through: what each part of a file may hold."""

import functools
import json
from typing import Any

from trigpoint.programmes.queries.checks import SCHEMA

type Where = tuple[str | int, ...]
type Node = dict[str, Any]


@functools.cache
def whole() -> Node:
    found: Node = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return found


def parts() -> dict[str, Node]:
    """The parts of a file by name, in the schema's order."""
    return {name: resolved(node) for name, node in whole()["properties"].items()}


def resolved(node: Node) -> Node:
    """A node with what it refers to, its own words first."""
    if "$ref" not in node:
        return node
    target = whole()["$defs"][node["$ref"].rpartition("/")[2]]
    return {
        **resolved(target),
        **{name: value for name, value in node.items() if name != "$ref"},
        "ref": node["$ref"].rpartition("/")[2],
    }


def plain(node: Node) -> Node:
    """A node whose names are told but not described, as one with a part for each of them."""
    known = resolved(node.get("propertyNames", {})).get("enum")
    inner = node.get("additionalProperties")
    if "properties" in node or not known or not isinstance(inner, dict) or inner.get("type") != "string":
        return node
    return {**node, "properties": dict.fromkeys(known, inner)}


def at(where: Where) -> Node | None:
    """What may stand at a place; None for a place that no file has."""
    node: Node = whole()
    for step in where:
        node = resolved(node)
        if isinstance(step, int) and "items" in node:
            node = node["items"]
        elif isinstance(step, str) and step in node.get("properties", {}):
            node = node["properties"][step]
        elif isinstance(step, str) and isinstance(node.get("additionalProperties"), dict):
            node = node["additionalProperties"]
        else:
            return None
    return resolved(node)


def holds_things(node: Node) -> bool:
    """Whether it is a list of things that have parts of their own."""
    inner = resolved(node.get("items", {}))
    return node.get("type") == "array" and "properties" in inner and inner.get("ref") != "framework"
