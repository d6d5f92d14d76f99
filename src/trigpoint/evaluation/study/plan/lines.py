"""On which line of a TOML file each thing stands; `tomllib` does not say."""

import re

type Where = tuple[str | int, ...]

_KEY = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
_PATH = rf"{_KEY}(?:\s*\.\s*{_KEY})*"
_TABLE = re.compile(rf"^\s*\[\s*({_PATH})\s*\]")
_MANY = re.compile(rf"^\s*\[\[\s*({_PATH})\s*\]\]")
_VALUE = re.compile(rf"^\s*({_PATH})\s*=(.*)$", re.S)
_INSIDE = re.compile(rf"[{{,]\s*({_PATH})\s*=")
_STRINGS = re.compile(r"""'''.*?'''|\"\"\".*?\"\"\"|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|\#[^\n]*""", re.S)


def of(text: str) -> dict[Where, int]:
    """The line (from 1) of every table and key. For text that `tomllib` takes."""
    found: dict[Where, int] = {}
    counted: dict[Where, int] = {}
    here: Where = ()
    bare = _STRINGS.sub(_blank, text)
    lines = text.replace("\r\n", "\n").split("\n")
    open_brackets = 0
    above: Where = ()
    for number, (line, plain) in enumerate(zip(lines, bare.replace("\r\n", "\n").split("\n"), strict=True), start=1):
        if not plain.strip():
            continue
        if open_brackets:
            _note_inside(found, above, line, number)
        elif _MANY.match(plain) and (many := _MANY.match(line)):
            place = _resolved(_parts(many[1]), counted)
            counted[place] = counted.get(place, -1) + 1
            here = (*place, counted[place])
            found.setdefault(place, number)
            found[here] = number
        elif _TABLE.match(plain) and (table := _TABLE.match(line)):
            here = _resolved(_parts(table[1]), counted)
            found.setdefault(here, number)
        elif _VALUE.match(plain) and (value := _VALUE.match(line)):
            above = (*here, *_parts(value[1]))
            found[above] = number
            _note_inside(found, above, value[2], number)
        if open_brackets or _VALUE.match(plain):
            open_brackets = max(0, open_brackets + _opened(plain))
    return found


def _blank(match: re.Match[str]) -> str:
    """Strings and comments without what they say, so that brackets in them don't count; lines stay as many."""
    inside = re.sub(r"[^\n]", "_", match[0])
    return re.sub(r"_", " ", inside) if match[0].startswith("#") else inside


def _opened(plain: str) -> int:
    return sum(plain.count(c) for c in "[{") - sum(plain.count(c) for c in "]}")


def _note_inside(found: dict[Where, int], above: Where, text: str, number: int) -> None:
    """Keys of an inline table."""
    for match in _INSIDE.finditer(text if text.lstrip().startswith("{") else "," + text):
        found.setdefault((*above, *_parts(match[1])), number)


def _parts(path: str) -> Where:
    return tuple(_unquoted(part) for part in re.findall(_KEY, path))


def _unquoted(part: str) -> str:
    return part[1:-1] if part[:1] in "\"'" else part


def _resolved(path: Where, counted: dict[Where, int]) -> Where:
    """A table below `[[many]]` belongs to the last of them."""
    place: Where = ()
    for part in path[:-1]:
        place = (*place, part)
        if place in counted:
            place = (*place, counted[place])
    return (*place, path[-1])
