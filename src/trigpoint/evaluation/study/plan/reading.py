"""Read a plan: TOML against the published schema, then what no schema can say; every mistake with its line."""

import copy
import dataclasses
import datetime as dt
import difflib
import functools
import json
import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from trigpoint.evaluation.study.errors import Mistake, Mistakes
from trigpoint.evaluation.study.plan import lines, sense
from trigpoint.evaluation.study.plan.lines import Where
from trigpoint.evaluation.study.plan.shape import Plan
from trigpoint.evaluation.study.words import gettext as _

SCHEMA = Path(__file__).parents[1] / "schemas" / "trigpoint-study-plan-1.json"
MOST_CHARACTERS = 1_000_000


@dataclasses.dataclass(frozen=True, kw_only=True)
class Source:
    """What stands in the file, and where."""

    data: dict[str, Any]
    lines: Mapping[Where, int]

    def line(self, *where: str | int) -> int:
        """The line of the place, or of the nearest thing around it that has one."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)

    def mistake(self, reason: str, *where: str | int) -> Mistake:
        return Mistake(line=self.line(*where), reason=reason)


def read(text: str) -> Plan:
    """The plan, with every default filled in. Raises Mistakes: all of them, each with its line."""
    source = _parsed(text)
    found = [source.mistake(_words(error), *_place(error)) for error in _validator().iter_errors(source.data)]
    if found:
        raise Mistakes(found)
    plan = Plan(data=_filled(source.data), text=text)
    if found := [source.mistake(reason, *where) for reason, *where in sense.mistakes(plan, source.data)]:
        raise Mistakes(found)
    return plan


@functools.cache
def schema() -> dict[str, Any]:
    given: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return given


@functools.cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(schema())


def _parsed(text: str) -> Source:
    if len(text) > MOST_CHARACTERS:
        raise Mistakes([Mistake(line=1, reason=_("This plan is longer than one million characters."))])
    text = text.removeprefix("\ufeff")
    try:
        data = tomllib.loads(text)
    except RecursionError as error:
        raise Mistakes(
            [Mistake(line=1, reason=_("Brackets stand too deep within each other in this plan."))]
        ) from error
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"\(at (?:line (\d+), column \d+|end of document)\)", str(error))
        line = int(at[1]) if at and at[1] else max(1, text.count("\n"))
        said = re.sub(r" \(at [^)]*\)", "", str(error))
        reason = _("This can't be read as TOML: %(said)s.") % {"said": said}
        raise Mistakes([Mistake(line=line, reason=reason)]) from error
    except ValueError as error:  # Python takes no whole number of thousands of digits
        long = re.search(r"[\d_]{4300,}", text)
        line = text.count("\n", 0, long.start()) + 1 if long else 1
        raise Mistakes([Mistake(line=line, reason=_("A number has too many digits."))]) from error
    return Source(data=_plain(data), lines=lines.of(text))


def _plain(value: Any) -> Any:
    """TOML's own dates, and its inf and nan, as text, so that a schema of JSON can speak of them."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value.isoformat() if isinstance(value, dt.date | dt.time) else value


def _filled(data: Mapping[str, Any]) -> dict[str, Any]:
    filled = _with_defaults(data, schema())
    assert isinstance(filled, dict)  # noqa: S101 - the schema says so
    return filled


def _with_defaults(value: Any, says: Mapping[str, Any]) -> Any:
    if "$ref" in says:
        says = {**schema()["$defs"][says["$ref"].rpartition("/")[2]], **says}
    if isinstance(value, Mapping):
        known = says.get("properties", {})
        given = {**{name: copy.deepcopy(s["default"]) for name, s in known.items() if "default" in s}, **value}
        return {name: _with_defaults(inner, known.get(name, {})) for name, inner in given.items()}
    if isinstance(value, list):
        return [_with_defaults(inner, says.get("items", {})) for inner in value]
    return value


def _place(error: ValidationError) -> Where:
    where: Where = tuple(error.absolute_path)
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        return (*where, *_unknown(error)[:1])
    if error.validator == "dependentRequired":
        return (*where, "sd")
    return where


def _unknown(error: ValidationError) -> list[str]:
    known = error.schema.get("properties", {}) if isinstance(error.schema, dict) else {}
    given: Any = error.instance
    return [str(name) for name in given if name not in known]


def _table(where: Where) -> str:
    """How the file writes the place: `[data]`, `[[match]]`, or the file itself."""
    names = [str(part) for part in where if isinstance(part, str)]
    if not names:
        return _("the plan")
    return f"[[{'.'.join(names)}]]" if isinstance(where[-1], int) else f"[{'.'.join(names)}]"


KINDS = {
    "string": lambda: _("text in quotes"),
    "integer": lambda: _("a whole number"),
    "number": lambda: _("a number"),
    "boolean": lambda: _("true or false"),
    "array": lambda: _("a list in square brackets"),
    "object": lambda: _("names with values"),
}


def _words(error: ValidationError) -> str:
    where: Where = tuple(error.absolute_path)
    asked: Any = error.validator_value
    given: Any = error.instance
    named = next((str(part) for part in reversed(where) if isinstance(part, str)), _("the plan"))
    said = {"name": named, "asked": asked, "given": _shown(given)}
    match error.validator:
        case "additionalProperties":
            return " ".join(_unknown_words(error, where))
        case "required":
            missing = next(name for name in asked if name not in given)
            says = _described(error, missing)
            return _("“%(missing)s” is missing from %(table)s%(says)s.") % {
                "missing": missing,
                "table": _table(where),
                "says": f": {says}" if says else "",
            }
        case "dependentRequired":
            return _("An “sd” needs its “sd_source”: say where this standard deviation is from.")
        case "type":
            kinds = [asked] if isinstance(asked, str) else list(asked)
            said["kinds"] = _(" or ").join(KINDS[kind]() for kind in kinds)
            return _("“%(name)s” needs %(kinds)s; here it is %(given)s.") % said
        case "enum":
            said["choices"] = ", ".join(str(choice) for choice in asked)
            return _("“%(name)s” can't be %(given)s. Choose one of: %(choices)s.") % said
        case _:
            return _limit(error, said)


def _limit(error: ValidationError, said: dict[str, Any]) -> str:
    sentences = {
        "minimum": _("“%(name)s” can't be %(given)s: the least is %(asked)s."),
        "exclusiveMinimum": _("“%(name)s” can't be %(given)s: it has to be more than %(asked)s."),
        "maximum": _("“%(name)s” can't be %(given)s: the most is %(asked)s."),
        "uniqueItems": _("“%(name)s” names something twice."),
        "minLength": _("“%(name)s” says too little."),
        "minItems": _("“%(name)s” is empty: give at least %(asked)s."),
        "maxLength": _("“%(name)s” is too long: at most %(asked)s characters."),
        "maxItems": _("“%(name)s” has too many: at most %(asked)s."),
        "maxProperties": _("“%(name)s” has too many: at most %(asked)s."),
    }
    if error.validator == "pattern":
        if str(error.validator_value).startswith("^\\d{4}"):
            return _("“%(name)s” needs a date such as 2018-05-21, 2018-05 or 2018; here it is %(given)s.") % said
        return _("%(given)s can't be a name: use letters, digits, spaces and _ . + - (60 at most).") % said
    return sentences.get(str(error.validator), error.message) % said


def _unknown_words(error: ValidationError, where: Where) -> Iterator[str]:
    known = sorted(error.schema.get("properties", {})) if isinstance(error.schema, dict) else []
    for name in _unknown(error):
        yield _("%(table)s has no “%(name)s”.") % {"table": _table(where).capitalize(), "name": name}
        near = difflib.get_close_matches(name, known, n=1)
        if near:
            yield _("Is “%(near)s” meant?") % {"near": near[0]}
        else:
            yield _("It knows: %(known)s.") % {"known": ", ".join(known)}


def _described(error: ValidationError, name: str) -> str:
    says = error.schema.get("properties", {}).get(name, {}) if isinstance(error.schema, dict) else {}
    description = str(says.get("description", ""))
    return description[:1].lower() + description[1:]


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"“{value[:60]}”"
    if isinstance(value, dict):
        return _("names with values")
    return str(value)[:60]
