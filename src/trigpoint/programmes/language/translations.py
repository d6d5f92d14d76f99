"""
A model's texts in its other languages.

`translations` mirrors the file: names stay names, a list of things with keys is reached by key
(`stages: {visit: {title: Ymweliad}}`), a list of texts by their order. It holds texts and nothing else.
"""

from collections.abc import Iterator, Mapping
from typing import Any

TEXTS = frozenset({"title", "summary", "label", "short", "meaning", "intro", "hint", "note"})
NEVER = frozenset({"rules", "translations", "subject", "framework", "frameworks", "effective"})
"""Parts of a file that hold no text."""

type Path = tuple[str, ...]
type Place = tuple[str | int, ...]


def texts(data: Mapping[str, Any]) -> Iterator[tuple[Path, Place, str]]:
    """Each text: its path in a translation, its place in the file, and what it says."""
    for name, value in data.items():
        if name not in NEVER:
            yield from _texts(name, value, (name,), (name,))


def _texts(name: str, value: Any, path: Path, place: Place) -> Iterator[tuple[Path, Place, str]]:
    if isinstance(value, str):
        if name in TEXTS or path[0] == "words":
            yield path, place, value
    elif isinstance(value, Mapping):
        for inner, one in value.items():
            yield from _texts(inner, one, (*path, inner), (*place, inner))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            if isinstance(one, Mapping):
                step = str(one.get("key", number))
                yield from _texts(step, one, (*path, step), (*place, number))


def apply(data: Mapping[str, Any], language: str) -> Mapping[str, Any]:
    """The file's structure with its texts in the language; as it is where it has no such translation."""
    wanted = data.get("translations", {}).get(language)
    if not wanted or language == data.get("language"):
        return data
    return {name: value if name in NEVER else _apply(value, wanted.get(name)) for name, value in data.items()}


def _apply(value: Any, said: Any) -> Any:
    if said is None:
        return value
    if isinstance(value, str):
        return said if isinstance(said, str) else value
    if isinstance(said, Mapping):
        if isinstance(value, Mapping):
            return {name: _apply(one, said.get(name)) for name, one in value.items()}
        if isinstance(value, list):
            return [
                _apply(one, said.get(str(one.get("key", number)))) if isinstance(one, Mapping) else one
                for number, one in enumerate(value)
            ]
    return value


def get(translation: Any, path: Path) -> Any:
    """What a translation says at a path, or None."""
    for step in path:
        if not isinstance(translation, Mapping) or step not in translation:
            return None
        translation = translation[step]
    return translation
