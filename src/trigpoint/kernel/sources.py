"""Files that hold content as data (a framework, a review model): read safely, with the line on which each thing stands."""

import copy
import dataclasses
import difflib
import functools
import hashlib
import json
import math
import re
from collections.abc import Iterable, Iterator, Sequence
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
MOST_MISTAKES = 100
GRADING = re.compile(r"overall|grade|score|average|weight|points|ranking", re.IGNORECASE)

NO_TEXT = re.compile("[\0\ud800-\udfff]")
"""NUL, and half of a character."""

type Where = tuple[str | int, ...]


_Safe = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The safe types only, read by the C library where it is there: ten times as fast."""


class _Loader(_Safe):  # type: ignore[valid-type, misc]
    """Text, numbers, true and false; a date stays the text that it is, and `off` is a word."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for first, resolvers in _Safe.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$", re.IGNORECASE), list("tTfF"))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """
    What is wrong in a file, on which line (counted from 1), and what would mend it where that can be said.

    `where` is the place, or what is missing there; `short` says it beside a field for that place, without the file's names.
    """

    line: int
    reason: str
    suggestion: str = ""
    where: Where = dataclasses.field(default=(), compare=False)
    short: str = dataclasses.field(default="", compare=False)

    def __str__(self) -> str:
        said = f"{self.reason} {self.suggestion}" if self.suggestion else self.reason
        return _("Line %(line)d: %(reason)s") % {"line": self.line, "reason": said}


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
        return self.lines.get(self.nearest(*where), 1)

    def nearest(self, *where: str | int) -> Where:
        """The place, or the nearest thing around it that has a line."""
        while where and where not in self.lines:
            where = where[:-1]
        return where

    def mistake(
        self, reason: str, *where: str | int, suggestion: str = "", missing: str = "", short: str = ""
    ) -> Mistake:
        """`missing`: the name that should stand in the place and does not."""
        place = self.nearest(*where)
        return Mistake(
            line=self.line(*where),
            reason=str(reason),
            suggestion=str(suggestion),
            where=(*place, missing) if missing else place,
            short=short,
        )

    @functools.cached_property
    def sha256(self) -> str:
        return digest(self.data)


def digest(data: dict[str, Any]) -> str:
    """The fingerprint of the content: comments, layout and the order of keys leave it as it is."""
    canonical = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def read(text: str) -> Source:
    """Parse YAML with the safe types only; the content is the caller's own. Raises Mistakes, each with its line."""
    kept = _read(text)
    return dataclasses.replace(kept, data=copy.deepcopy(kept.data))


@functools.lru_cache(maxsize=64)  # all that ships, and what is being written
def _read(text: str) -> Source:
    data, lines = _parsed(text)
    if not isinstance(data, dict):
        raise Mistakes([Mistake(line=1, reason=_("A file begins with names and values, such as `key: four-themes`."))])
    return Source(data=data, lines=lines)


def part(text: str) -> Any:
    """What stands in one place of a file: names and values, a list, or a word. Raises Mistakes as `read` does."""
    return _parsed(text)[0]


def unkept(data: Any) -> Iterator[tuple[Where, str]]:
    """What no table can keep of a file's content, and why: what is no JSON, too deep, or too long as a whole."""
    found = list(_unkept(data, (), 0))
    yield from found
    if not found and len(json.dumps(data, ensure_ascii=False)) > MOST_CHARACTERS:
        yield (), _("This is larger than one million characters.")


def _parsed(text: str) -> tuple[Any, dict[Where, int]]:
    """The content, and the line of each place in it."""
    if len(text) > MOST_CHARACTERS:
        raise Mistakes([Mistake(line=1, reason=_("This file is larger than one million characters."))])
    lines: dict[Where, int] = {}
    data: Any = None
    try:
        _refuse_traps(text)
        node = yaml.compose(text, Loader=_Loader)
        twice = list(_walk(node, (), lines)) if node is not None else []
        if not twice:
            data = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError, TypeError) as error:
        raise Mistakes([_unreadable(error)]) from error
    if twice:
        raise Mistakes(first(twice))
    source = Source(data=data, lines=lines)
    if strange := first(source.mistake(reason, *where) for where, reason in _unkept(data, (), 0)):
        raise Mistakes(strange)
    return data, lines


def _unkept(value: Any, where: Where, depth: int) -> Iterator[tuple[Where, str]]:
    match value:
        case dict() | list() if depth >= DEEPEST:
            yield where, _("This is nested too deeply to be read.")
        case dict():
            for name, inner in value.items():
                if not isinstance(name, str) or not _is_text(name):
                    yield where, _("A name here is no word: put “%(name)s” in quotes.") % {"name": name}
                    continue
                yield from _unkept(inner, (*where, name), depth + 1)
        case list():
            for number, inner in enumerate(value):
                yield from _unkept(inner, (*where, number), depth + 1)
        case str() if not _is_text(value):
            yield where, _("This holds a character that can't be kept. Type it again.")
        case float() if not math.isfinite(value):
            yield where, _("“%(value)s” is no number that can be kept.") % {"value": value}
        case str() | float() | int() | None:
            pass
        case _:
            yield where, _("This is neither text, a number, true or false, a list, nor names with values.")


def _is_text(value: str) -> bool:
    """Whether a database keeps it."""
    return NO_TEXT.search(value) is None


def against(source: Source, schema: Path) -> list[Mistake]:
    """The ways in which the file departs from a JSON Schema, in plain words."""
    return first(mistake for _part, mistake in departures(source, schema))


def first(found: Iterable[Mistake]) -> list[Mistake]:
    """The first hundred, each once, and that there are more: nobody reads further, and to look for each takes time."""
    taken: dict[Mistake, None] = {}
    for mistake in found:
        if len(taken) == MOST_MISTAKES and mistake not in taken:
            last = max(each.line for each in taken)
            return [*taken, Mistake(line=last, reason=_("There is more to put right: begin with these."))]
        taken[mistake] = None
    return list(taken)


def departures(source: Source, schema: Path) -> Iterator[tuple[str, Mistake]]:
    """Each way, with the part of the file (its first name) that is not as it should be; "" for the file itself."""
    for error in _validator(schema).iter_errors(source.data):
        if error.validator == "additionalProperties":
            for name in _unknown(error):
                place = (*error.absolute_path, name)
                yield str(place[0]), source.mistake(_strange(name), *place, suggestion=_nearest_name(error, name))
            continue
        place = _place(error)
        part = str(place[0]) if place else _said_missing(error) if error.validator == "required" else ""
        missing = _said_missing(error) if error.validator == "required" else ""
        yield (
            part,
            source.mistake(_words(error), *place, suggestion=_suggestion(error), missing=missing, short=_short(error)),
        )


def text(path: Path) -> str:
    """A file's content. Raises OSError where it can't be read as text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise OSError(_("it is not text in UTF-8")) from error


def refusal(path: Path, error: Mistakes | OSError) -> str:
    """What a command says of a file that can't be read, or can't be published as it stands."""
    if isinstance(error, Mistakes):
        return complaint(path, error)
    return _("%(file)s can't be read: %(said)s.") % {"file": path, "said": error.strerror or error}


def complaint(path: Path, mistakes: Mistakes) -> str:
    """Every mistake on a line of its own, as editors know them: file, line, what it is."""
    lines = [f"{path}:{one.line}: {' '.join(filter(None, (one.reason, one.suggestion)))}" for one in mistakes.found]
    count = len(mistakes.found)
    summary = _("1 mistake in %(file)s.") if count == 1 else _("%(count)d mistakes in %(file)s.")
    return "\n".join([*lines, summary % {"count": count, "file": path.name}])


def did_you_mean(given: object, known: Iterable[object]) -> str:
    """The nearest of what is known, or all of it."""
    words = [str(each) for each in known]
    near = difflib.get_close_matches(str(given).lower(), [word.lower() for word in words], n=1, cutoff=0.6)
    if near:
        return _("Did you mean “%(word)s”?") % {"word": next(word for word in words if word.lower() == near[0])}
    return _("There are: %(words)s.") % {"words": ", ".join(words)} if words else ""


def _strange(name: str) -> str:
    if GRADING.search(name):
        return _("“%(name)s” could lead to a grade for the whole school: there is none, in any model.") % {"name": name}
    return _("“%(name)s” is not known here.") % {"name": name}


def _nearest_name(error: "ValidationError", name: str) -> str:
    schema: Any = error.schema
    given: Any = error.instance
    near = difflib.get_close_matches(name.lower(), [each for each in schema["properties"] if each not in given], n=1)
    return _("Did you mean “%(word)s”?") % {"word": near[0]} if near else _("Leave it out.")


def _short(error: "ValidationError") -> str:
    """What a form says beside the field."""
    match error.validator:
        case "required":
            return _("This has to be filled in.")
        case "type" if error.validator_value in {"integer", "number"}:
            return _("This needs a whole number.") if error.validator_value == "integer" else _("This needs a number.")
        case "minItems" | "minLength":
            return _("This is too short.")
        case "maxLength":
            return _("This is too long: shorten it to %(most)s characters.") % {"most": error.validator_value}
        case _:
            return ""


def _missing(error: "ValidationError") -> list[str]:
    asked: Any = error.validator_value
    given: Any = error.instance
    return [name for name in asked if name not in given] if error.validator == "required" else []


def _suggestion(error: "ValidationError") -> str:
    given: Any = error.instance
    match error.validator:
        case "required":
            return _("Add it, as `%(name)s: …`.") % {"name": _said_missing(error)}
        case "enum":
            asked: Any = error.validator_value
            near = difflib.get_close_matches(str(given).lower(), [str(each) for each in asked], n=1, cutoff=0.6)
            return _("Did you mean “%(word)s”?") % {"word": near[0]} if near else ""
        case "type" if error.validator_value == "string" and isinstance(given, int | float):
            return _('Write "%(value)s".') % {"value": given}
        case "type" if error.validator_value == "array":
            return _("Write [%(value)s], or each on a line of its own after a dash.") % {"value": given}
        case "pattern":
            return _written(str(given), str(error.validator_value))
        case _:
            return ""


def _written(given: str, pattern: str) -> str:
    """The same in the letters that a pattern takes, where that is possible."""
    for mark in "_-":
        lower = re.sub(r"[^a-z0-9]+", mark, given.lower()).strip(mark)
        for tried in (lower, lower.replace(mark, "").upper()):
            if re.search(pattern, tried):
                return _("Write “%(word)s”.") % {"word": tried}
    return ""


def _said_missing(error: "ValidationError") -> str:
    """The name that this one of several errors is about: the library tells each apart by its message alone."""
    missing = _missing(error)
    return next((name for name in missing if error.message.startswith(f"'{name}'")), missing[0])


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
    """What could take more memory than any machine has: an alias (`*name`) that blows a file up, nesting without end."""
    depth = 0
    for event in yaml.parse(text, Loader=_Safe):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            reason = _("“*%(name)s” points to another place of the file: write out what is meant.")
            raise Mistakes([Mistake(line=line, reason=reason % {"name": event.anchor})])
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise Mistakes([Mistake(line=line, reason=_("This is nested too deeply to be read."))])


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
    if error.validator in {"propertyNames", "pattern", "enum"} and isinstance(error.instance, str):
        return (*where, error.instance)
    return where


def _unknown(error: "ValidationError") -> list[str]:
    schema = error.schema
    known = schema.get("properties", {}) if isinstance(schema, dict) else {}
    given: Any = error.instance
    return [str(name) for name in given if name not in known]


def _words(error: "ValidationError") -> str:  # noqa: C901, PLR0911 - one answer for each kind of mistake
    asked: Any = error.validator_value
    name = str(error.absolute_path[-1]) if error.absolute_path else _("the file")
    match error.validator:
        case "required":
            return _("“%(missing)s” is missing here.") % {"missing": _said_missing(error)}
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
