"""A review model as the file that holds it."""

import re
from typing import Any

import yaml

from trigpoint.programmes.queries import schema


class _Dumper(yaml.SafeDumper):
    """Text of several lines stays as it reads."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def as_file(content: dict[str, Any]) -> str:
    """The content as YAML, its parts in the order in which the reference describes them."""
    order = {name: number for number, name in enumerate(schema.parts())}
    ordered = dict(sorted(content.items(), key=lambda pair: order.get(pair[0], len(order))))
    return yaml.dump(ordered, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=118)


def name(key: str, version: str) -> str:
    """What the file is called, whatever a draft says: letters, digits, and the marks between them."""
    return re.sub(r"[^\w.-]+", "-", f"{key[:60]}-{version[:20]}.yaml", flags=re.ASCII).lstrip(".-")


def as_text(part: Any) -> str:
    """One part, as it stands in the file."""
    return yaml.dump(part, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=118)
