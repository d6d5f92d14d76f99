"""Forms for a document of the review: what was sent in, in words, in the model's order."""

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trigpoint.proformas.enums import FieldKind
from trigpoint.proformas.queries import sheets, spots
from trigpoint.programmes.language.pieces import Field, FormDefinition
from trigpoint.programmes.queries.review_models import definition
from trigpoint.reviews.queries.scene import Review

__all__ = ["Filled", "Line", "form", "lines"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One answer: `text` for most, `points` for a list of them."""

    key: str
    label: str
    text: str = ""
    points: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.text and not self.points


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """One form that was sent in: `about` is the school, area or person ("" for the review), `voices` whose words they are."""

    about: str
    area: str
    voices: str
    sent_on: dt.datetime | None
    lines: tuple[Line, ...]


def form(
    review: Review, key: str, *, on: dt.date, may_read: Callable[[sheets.Due], object] | None = None
) -> tuple[Filled, ...]:
    """
    Everything that was sent in of one form, for a section of a document. The caller has asked who reads the document,
    or says of each of them whether it `may_read` it.

    Two queries, and those for where the form is due. Empty for a form that the model has not.
    """
    model = definition(review.review_model_id)
    asked = model.form(key)
    if asked is None:
        return ()
    repeatable = model.stage_by_key[asked.stage].repeatable
    due = [
        each
        for each in sheets.forms_due(review, model, [asked], on=on)
        if each.is_sent and each.sheet and (may_read is None or may_read(each))
    ]
    held = sheets.answers(each.sheet for each in due if each.sheet)
    return tuple(
        Filled(
            about=spots.said(each.spot, each.number, repeatable=repeatable),
            area=each.spot.area,
            voices=each.sheet.voices,
            sent_on=each.sheet.sent_at,
            lines=lines(asked, held.get(each.sheet.pk, {})),
        )
        for each in due
        if each.sheet
    )


def lines(asked: FormDefinition, answers: dict[str, Any]) -> tuple[Line, ...]:
    """The answers that there are, in the form's order."""
    found = (_line(field, answers.get(field.key)) for field in asked.fields)
    return tuple(line for line in found if not line.is_empty)


def _line(field: Field, given: Any) -> Line:
    if given is None:
        return Line(key=field.key, label=field.label)
    labels = {option.key: option.label for option in field.options}
    if isinstance(given, list):
        points = tuple(str(labels.get(one, one)) for one in given)
        return Line(key=field.key, label=field.label, points=points)
    return Line(key=field.key, label=field.label, text=_words(field.kind, given, labels))


def _words(kind: str, given: Any, labels: dict[str, str]) -> str:
    match kind, given:
        case FieldKind.DATE, str():
            return date_format(dt.date.fromisoformat(given), "j F Y")
        case FieldKind.STATEMENT, True:
            return _("Agreed")
        case _, bool():
            return _("Yes") if given else _("No")
        case FieldKind.HOURS, _:
            return ngettext("%(hours)s hour", "%(hours)s hours", given) % {"hours": f"{given:g}"}
        case _, int() | float():
            return f"{given:,}"
    return labels.get(given, str(given))


def table(filled: Iterable[tuple[FormDefinition, Filled]]) -> list[list[str]]:
    """As rows of a table: form, what it is about, whose words, question, answer."""
    return [
        [asked.title, each.about, each.voices, line.label, line.text or "\n".join(line.points)]
        for asked, each in filled
        for line in each.lines
    ]
