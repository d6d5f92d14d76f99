"""What a field of a form takes, and what a form needs before it can be sent in. Pure."""

import datetime as dt
import math
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trigpoint.evidence.rules.names import names_in, numbers_in
from trigpoint.proformas.enums import FieldKind
from trigpoint.programmes.language.pieces import Field, FormDefinition

LINE, TEXT, POINT = 300, 20_000, 500
MOST_POINTS, MOST_HOURS = 40, 2_000
NUMBERS = 1e12

type Value = str | int | float | bool | list[str] | None


class Unfit(ValueError):
    """What was given can't be taken: says why, in the person's words."""


def accepted(field: Field, given: Any) -> Value:
    """The value as it is kept; None for nothing. Raises Unfit."""
    if given in (None, "", [], ()):
        return None
    return _TAKEN[field.kind](field, given)


def missing(form: FormDefinition, answers: Mapping[str, Value]) -> dict[str, list[str]]:
    """What the form needs before it can be sent in, by field."""
    found: dict[str, list[str]] = {}
    for field in form.fields:
        if field.required and answers.get(field.key) is None:
            found[field.key] = [str(_NEEDED.get(FieldKind(field.kind), _WRITE))]
    if not found and all(answers.get(field.key) is None for field in form.fields):
        found[""] = [_("There is nothing in this form yet.")]
    return found


def pupil_numbers(answers: Mapping[str, Value]) -> dict[str, list[str]]:
    """What has the shape of a pupil's number, by field: it is never kept."""
    return {
        key: [_("This holds what looks like a pupil's number (%(number)s). Take it out.") % {"number": found[0]}]
        for key, value in answers.items()
        if (found := numbers_in(words(value)))
    }


def names(answers: Mapping[str, Value]) -> list[str]:
    """What looks like somebody's name in what children or families are quoted with. A person decides."""
    return list(dict.fromkeys(name for value in answers.values() for name in names_in(words(value))))


def words(value: Value) -> str:
    """A value as a text to be searched."""
    match value:
        case list():
            return "\n".join(value)
        case str():
            return value
        case _:
            return ""


def _text(given: Any, most: int) -> str:
    if not isinstance(given, str):
        raise Unfit(_("This is to be a text."))
    text = given.replace("\r\n", "\n").strip()
    if "\0" in text:
        raise Unfit(_("This holds a character that can't be kept. Type it again."))
    if len(text) > most:
        raise Unfit(_("Shorten this to %(most)s characters; it has %(has)s.") % {"most": most, "has": len(text)})
    return text


def _line(field: Field, given: Any) -> Value:
    return _text(given, field.max_length or LINE) or None


def _long(field: Field, given: Any) -> Value:
    return _text(given, field.max_length or TEXT) or None


def _one_of(field: Field, given: Any) -> str:
    if not isinstance(given, str) or given not in {option.key for option in field.options}:
        raise Unfit(_("Choose one of the answers that are given."))
    return given


def _some_of(field: Field, given: Any) -> Value:
    chosen = {_one_of(field, one) for one in _list(given)}
    return [option.key for option in field.options if option.key in chosen] or None


def _list(given: Any) -> list[Any]:
    if not isinstance(given, list | tuple):
        raise Unfit(_("This is to be a list."))
    return list(given)


def _date(field: Field, given: Any) -> str:
    if isinstance(given, dt.date):
        return given.isoformat()
    try:
        return dt.date.fromisoformat(str(given)).isoformat()
    except ValueError:
        raise Unfit(_("Give a date, such as 27 3 2026.")) from None


def _number(field: Field, given: Any) -> int | float:
    return _between(given, -NUMBERS, NUMBERS)


def _hours(field: Field, given: Any) -> int | float:
    return _between(given, 0, MOST_HOURS)


def _between(given: Any, least: float, most: float) -> int | float:
    try:
        number = float(str(given).replace(",", "").strip())
    except ValueError:
        raise Unfit(_("Give a number, such as 12 or 2.5.")) from None
    if not math.isfinite(number) or not least <= number <= most:
        raise Unfit(_("Give a number from %(least)s to %(most)s.") % {"least": f"{least:,.0f}", "most": f"{most:,.0f}"})
    return int(number) if number.is_integer() else number


def _yes_no(field: Field, given: Any) -> bool:
    match given:
        case bool():
            return given
        case "yes" | "true" | "on":
            return True
        case "no" | "false":
            return False
    raise Unfit(_("Answer yes or no."))


def _agreed(field: Field, given: Any) -> Value:
    return _yes_no(field, given) or None


def _points(field: Field, given: Any) -> Value:
    lines = given.replace("\r\n", "\n").split("\n") if isinstance(given, str) else _list(given)
    points = [text for line in lines if (text := _text(line, POINT).lstrip("-•* ").strip())]
    if len(points) > MOST_POINTS:
        raise Unfit(_("Keep it to %(most)d points: what matters most.") % {"most": MOST_POINTS})
    return points or None


_TAKEN: dict[str, Callable[[Field, Any], Value]] = {
    FieldKind.LINE: _line,
    FieldKind.TEXT: _long,
    FieldKind.CHOICE: _one_of,
    FieldKind.CHOICES: _some_of,
    FieldKind.DATE: _date,
    FieldKind.NUMBER: _number,
    FieldKind.HOURS: _hours,
    FieldKind.YES_NO: _yes_no,
    FieldKind.STATEMENT: _agreed,
    FieldKind.POINTS: _points,
}

_WRITE = gettext_lazy("Write something here before you send it in.")
_NEEDED = {
    FieldKind.CHOICE: gettext_lazy("Choose one of the answers."),
    FieldKind.CHOICES: gettext_lazy("Choose at least one."),
    FieldKind.DATE: gettext_lazy("Give the date."),
    FieldKind.NUMBER: gettext_lazy("Give the number."),
    FieldKind.HOURS: gettext_lazy("Give the hours; a guess will do."),
    FieldKind.YES_NO: gettext_lazy("Answer yes or no."),
    FieldKind.STATEMENT: gettext_lazy("Tick this if you agree to it: the form is sent in only then."),
    FieldKind.POINTS: gettext_lazy("Write at least one point."),
}
