"""Files that hold content as data (a framework, a review model): read safely, with the line on which each thing stands."""

import dataclasses
import functools
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from trigpoint.kernel.errors import Unacceptable
from trigpoint.kernel.words import gettext as _

if TYPE_CHECKING:  # it takes long to load, and most processes never check a file
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

MOST_CHARACTERS = 1_000_000
DEEPEST = 40
GRADING = re.compile(r"overall|grade|score|average|weight|points|ranking", re.IGNORECASE)

type Where = tuple[str | int, ...]


class _Loader(yaml.SafeLoader):
    """Text, numbers, true and false; a date stays the text that it is written as."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """What is wrong in a file, and on which line (counted from 1)."""

    line: int
    reason: str

    def __str__(self) -> str:
        return _("Line %(line)d: %(reason)s") % {"line": self.line, "reason": self.reason}


class Mistakes(Unacceptable):
    """A file that can't be published as it stands: everything that was found, in the order of its lines."""

    def __init__(self, found: Sequence[Mistake]) -> None:
        self.found = tuple(sorted(found, key=lambda mistake: mistake.line))
        super().__init__({"text": [str(mistake) for mistake in self.found]})


@dataclasses.dataclass(frozen=True, kw_only=True)
class Source:
    """A file's content, and the line of each place in it."""

    data: dict[str, Any]
    lines: dict[Where, int]

    def line(self, *where: str | int) -> int:
        """The line of the place, or of the nearest thing around it that has one."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)

    def mistake(self, reason: str, *where: str | int) -> Mistake:
        return Mistake(line=self.line(*where), reason=str(reason))

    @functools.cached_property
    def sha256(self) -> str:
        return digest(self.data)


def digest(data: dict[str, Any]) -> str:
    """The fingerprint of the content: comments, layout and the order of keys leave it as it is."""
    canonical = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


@functools.lru_cache(maxsize=16)
def read(text: str) -> Source:
    """Parse YAML with the safe types only. Raises Mistakes, each with its line."""
    if len(text) > MOST_CHARACTERS:
        raise Mistakes([Mistake(line=1, reason=_("This file is larger than one million characters."))])
    try:
        _refuse_traps(text)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise Mistakes([_unreadable(error)]) from error
    except RecursionError as error:
        raise Mistakes([Mistake(line=1, reason=_("This is nested too deeply to be read."))]) from error
    if not isinstance(node, yaml.MappingNode):
        raise Mistakes([Mistake(line=1, reason=_("A file begins with names and values, such as `key: four-themes`."))])
    lines: dict[Where, int] = {}
    twice = list(_walk(node, (), lines))
    if twice:
        raise Mistakes(twice)
    try:
        data = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError, TypeError) as error:
        raise Mistakes([_unreadable(error)]) from error
    return Source(data=data, lines=lines)


def against(source: Source, schema: Path) -> list[Mistake]:
    """Every way in which the file departs from a JSON Schema, in plain words."""
    validator = _validator(schema)
    return [source.mistake(_words(error), *_place(error)) for error in validator.iter_errors(source.data)]


@functools.cache
def _validator(schema: Path) -> "Draft202012Validator":
    from jsonschema import Draft202012Validator  # noqa: PLC0415

    return Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))


def _unreadable(error: Exception) -> Mistake:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = getattr(error, "problem", None) or str(error)
    reason = _("This can't be read as YAML: %(said)s.") % {"said": said}
    return Mistake(line=mark.line + 1 if mark else 1, reason=reason)


def _refuse_traps(text: str) -> None:
    """An alias (`*name`) can blow a short file up to more than any machine holds; brackets in brackets take for ever."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise Mistakes([Mistake(line=line, reason=_("This is nested too deeply to be read."))])
        if isinstance(event, yaml.AliasEvent):
            reason = _("“*%(name)s” points to another place of the file: write out what is meant.")
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise Mistakes([Mistake(line=line, reason=reason % {"name": event.anchor})])


def _walk(node: yaml.Node, where: Where, lines: dict[Where, int]) -> Iterator[Mistake]:
    """Note the line of each place; yield a mistake for each name that stands twice."""
    lines.setdefault(where, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for name, value in node.value:
            key, line = str(name.value), name.start_mark.line + 1
            if key in seen:
                yield Mistake(line=line, reason=_("“%(name)s” stands here a second time.") % {"name": key})
            seen.add(key)
            lines[(*where, key)] = line
            yield from _walk(value, (*where, key), lines)
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield from _walk(item, (*where, number), lines)


def _place(error: "ValidationError") -> Where:
    where: Where = tuple(error.absolute_path)
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        unknown = _unknown(error)
        return (*where, unknown[0]) if unknown else where
    if error.validator in {"propertyNames", "pattern", "enum"} and isinstance(error.instance, str):
        return (*where, error.instance)
    return where


def _unknown(error: "ValidationError") -> list[str]:
    schema = error.schema
    known = schema.get("properties", {}) if isinstance(schema, dict) else {}
    given: Any = error.instance
    return [str(name) for name in given if name not in known]


def _words(error: "ValidationError") -> str:  # noqa: C901, PLR0911, PLR0912 - one answer for each kind of mistake
    asked: Any = error.validator_value
    given: Any = error.instance
    name = str(error.absolute_path[-1]) if error.absolute_path else _("the file")
    match error.validator:
        case "required":
            missing = next((n for n in asked if n not in given), "")
            return _("“%(missing)s” is missing here.") % {"missing": missing}
        case "additionalProperties":
            unknown = _unknown(error)
            if any(GRADING.search(word) for word in unknown):
                return _("“%(name)s” could lead to a grade for the whole school: there is none, in any model.") % {
                    "name": unknown[0]
                }
            return _("“%(name)s” is not known here.") % {"name": ", ".join(unknown)}
        case "const":
            if name == "overall_grade":
                return _("There is no overall grade: this can only say “forbidden”.")
            return _("“%(name)s” can only be “%(value)s”.") % {"name": name, "value": asked}
        case "enum":
            choices = ", ".join(str(choice) for choice in asked)
            return _("“%(value)s” is not one of: %(choices)s.") % {"value": error.instance, "choices": choices}
        case "type":
            kinds = {
                "string": _("text (in quotes where it looks like a number)"),
                "integer": _("a whole number"),
                "boolean": _("true or false"),
                "array": _("a list"),
                "object": _("names with values"),
            }
            kind = kinds.get(str(error.validator_value), str(error.validator_value))
            return _("“%(name)s” needs %(kind)s.") % {"name": name, "kind": kind}
        case "minimum":
            return _("%(value)s is less than %(least)s, the least possible.") % {
                "value": error.instance,
                "least": error.validator_value,
            }
        case "maximum":
            return _("%(value)s is more than %(most)s, the most possible.") % {
                "value": error.instance,
                "most": error.validator_value,
            }
        case "minItems" | "minLength":
            return _("“%(name)s” is too short: at least %(least)s.") % {"name": name, "least": error.validator_value}
        case "maxItems" | "maxLength":
            return _("“%(name)s” is too long: at most %(most)s.") % {"name": name, "most": error.validator_value}
        case "uniqueItems":
            return _("“%(name)s” holds something twice.") % {"name": name}
        case "pattern":
            return _("“%(value)s” is not written as it has to be here (%(pattern)s).") % {
                "value": error.instance,
                "pattern": error.validator_value,
            }
        case _:
            return error.message
