"""
What has been said of one thing, and how a new saying joins it.

Facts stand under the source that said them: `{"2024-02-09 gias": {"name": "Argyle Primary School"}}`. The newest
source of a fact wins; at the same day a fuller kind of file does; at the same day and kind the larger text. That is a
total order, so joining is associative, commutative and idempotent: files may come in any order, and twice.
"""

import datetime as dt
import functools
import json
from collections.abc import Mapping
from typing import Any

from trigpoint.organisations.enums import Kind

type Facts = dict[str, dict[str, Any]]

_WEIGHT = {kind: weight for weight, kind in enumerate(reversed(list(Kind)))}


def source(as_of: dt.date, kind: Kind) -> str:
    return f"{as_of.isoformat()} {kind.value}"


def day(source: str) -> dt.date:
    return dt.date.fromisoformat(source[:10])


def kind(source: str) -> Kind:
    return Kind(source[11:])


@functools.lru_cache(maxsize=1000)
def order(source: str) -> tuple[str, int]:
    """What decides between two sources of one fact."""
    return source[:10], _WEIGHT[kind(source)]


def join(held: Facts, said_by: str, said: Mapping[str, Any]) -> tuple[Facts, bool, bool]:
    """The facts after a saying; whether a value changed; whether anything did (a value may only be newer)."""
    owner = {fact: name for name, facts in held.items() for fact in facts}
    rank = order(said_by)
    older = {name for name in held if order(name) < rank}
    won = {}
    changed = False
    for fact, value in said.items():
        before = owner.get(fact)
        if before is None:
            won[fact] = value
            changed = True
            continue
        other = held[before][fact]
        if before in older or (before == said_by and other != value and _size(value) > _size(other)):
            won[fact] = value
            changed = changed or other != value
    if not won:
        return held, False, False
    left = {
        name: rest
        for name, facts in held.items()
        if (rest := {fact: value for fact, value in facts.items() if fact not in won}) or name == said_by
    }
    left[said_by] = {**left.get(said_by, {}), **won}
    return left, changed, True


def _size(value: Any) -> tuple[bool, str]:
    """A value with a lost letter is smaller than any without."""
    words = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return "\ufffd" not in words, words


def newest(*all_facts: Facts) -> dict[str, tuple[Any, str]]:
    """Each fact's value and source, over several registers."""
    best: dict[str, tuple[Any, str]] = {}
    for facts in all_facts:
        for name, said in facts.items():
            for fact, value in said.items():
                if fact not in best or order(name) > order(best[fact][1]):
                    best[fact] = (value, name)
    return best
