"""The order of a model's stages: which come right before which, in parallel strands and where strands join."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any


def after(stages: Sequence[Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    """
    The stages right before each, by key: as the file says, or else the one before it in its strand.

    A stage without a strand belongs to all: it follows the last stage of each, and the next of each follows it.
    """
    found: dict[str, tuple[str, ...]] = {}
    joint: tuple[str, ...] = ()
    last: dict[str, str] = {}
    for stage in stages:
        key, strand = stage["key"], stage.get("strand", "")
        if strand:
            usual = (last[strand],) if strand in last else joint
            last[strand] = key
        else:
            usual = tuple(last.values()) or joint
            joint, last = (key,), {}
        found[key] = tuple(stage.get("after", usual))
    return found


def ancestors(edges: Mapping[str, Iterable[str]], key: str) -> frozenset[str]:
    """All stages that come before one, near and far. Where stages wait for each other it may hold the stage itself."""
    seen: set[str] = set()
    ahead = list(edges.get(key, ()))
    while ahead:
        one = ahead.pop()
        if one not in seen:
            seen.add(one)
            ahead.extend(edges.get(one, ()))
    return frozenset(seen)


def circles(edges: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """Stages that wait for each other, each circle once, beginning with the stage that the file names first."""
    found: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for key in edges:
        if key in seen or key not in ancestors(edges, key):
            continue
        ring = tuple(one for one in edges if one in ancestors(edges, key) and key in ancestors(edges, one))
        seen.update(ring)
        found.append(ring)
    return found
