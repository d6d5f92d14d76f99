"""Forms as they are filled in."""

import dataclasses
import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from trigpoint.proformas.models import Answer, Sending, Sheet
from trigpoint.proformas.queries import spots as places
from trigpoint.proformas.queries.spots import Spot
from trigpoint.programmes.language.pieces import FormDefinition
from trigpoint.programmes.queries.review_models import Definition
from trigpoint.reviews.queries.scene import Review

__all__ = [
    "Due",
    "Sheet",
    "Written",
    "answers",
    "forms_due",
    "of_review",
    "one",
    "outstanding",
    "sendings",
    "spot_of",
    "written",
]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """
    What stands in one form: values and versions by field (none for what was never written).

    Without a row (`sheet` None) nobody has begun it.
    """

    sheet: Sheet | None
    answers: Mapping[str, Any]
    versions: Mapping[str, int]
    saved_at: dt.datetime | None
    saved_by: str

    @property
    def is_sent(self) -> bool:
        return self.sheet is not None and self.sheet.state == "sent"

    @property
    def voices(self) -> str:
        return self.sheet.voices if self.sheet else ""


NOTHING = Written(sheet=None, answers={}, versions={}, saved_at=None, saved_by="")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One form where it is due, with its row once somebody has begun it."""

    form: FormDefinition
    spot: Spot
    number: int
    sheet: Sheet | None

    @property
    def is_sent(self) -> bool:
        return self.sheet is not None and self.sheet.state == "sent"


def one(review: Review, form: str, place: str, number: int) -> Written:
    """One form. At most two queries."""
    sheet = of_review(review).filter(form=form, place=place, number=number).first()
    return written([sheet])[sheet.pk] if sheet else NOTHING


def written(sheets: Iterable[Sheet]) -> dict[uuid.UUID, Written]:
    """What stands in these, by row. One query."""
    known = list(sheets)
    rows: dict[uuid.UUID, list[Answer]] = defaultdict(list)
    for row in Answer.objects.filter(sheet__in=known).select_related("saved_by") if known else ():
        rows[row.sheet_id].append(row)
    return {sheet.pk: _written(sheet, rows[sheet.pk]) for sheet in known}


def _written(sheet: Sheet, rows: list[Answer]) -> Written:
    last = max(rows, key=lambda row: row.saved_at, default=None)
    return Written(
        sheet=sheet,
        answers={row.field: row.value for row in rows},
        versions={row.field: row.version for row in rows},
        saved_at=last.saved_at if last else None,
        saved_by=last.saved_by.name if last and last.saved_by else "",
    )


def of_review(review: Review) -> Any:
    """The rows of a review, in no one's eyes yet."""
    return Sheet.objects.filter(review=review).select_related("sent_by", "person")


def answers(sheets: Iterable[Sheet]) -> dict[uuid.UUID, dict[str, Any]]:
    """What stands in these, by row and field. One query."""
    found: dict[uuid.UUID, dict[str, Any]] = defaultdict(dict)
    for sheet_id, field, value in Answer.objects.filter(sheet__in=list(sheets)).values_list(
        "sheet_id", "field", "value"
    ):
        found[sheet_id][field] = value
    return found


def sendings(sheet: Sheet) -> list[Sending]:
    """The form as it was sent in, each time."""
    return list(sheet.sendings.select_related("sent_by"))


def forms_due(
    review: Review,
    model: Definition,
    forms: Iterable[FormDefinition],
    *,
    on: dt.date,
    rows: Iterable[Sheet] | None = None,
) -> list[Due]:
    """
    Where each of these forms is due, with what is there: one query for what is there, and those for where it is due.

    What was filled in for a place that is no longer due (somebody has left the team) stays on the list.
    """
    there: dict[str, dict[tuple[str, int], Sheet]] = defaultdict(dict)
    for row in of_review(review) if rows is None else rows:
        there[row.form][row.place, row.number] = row
    found = []
    for form in forms:
        known = dict(there[form.key])
        for spot in places.spots(review, model, form, on=on):
            numbers = sorted(number for place, number in known if place == spot.place) or [1]
            found += [
                Due(form=form, spot=spot, number=number, sheet=known.pop((spot.place, number), None))
                for number in sorted({1, *numbers})
            ]
        found += [Due(form=form, spot=spot_of(row), number=row.number, sheet=row) for row in known.values()]
    return found


def outstanding(review: Review, model: Definition, stage: str, *, on: dt.date) -> list[Due]:
    """What the stage's required forms still lack."""
    required = [form for form in model.forms_of(stage) if form.required]
    return [due for due in forms_due(review, model, required, on=on) if due.number == 1 and not due.is_sent]


def spot_of(row: Sheet) -> Spot:
    """The place of a row, whether it is still due there or not."""
    kind, _dash, code = row.place.partition("-")
    label = row.person.name if row.person else code if kind == "area" else ""
    return Spot(
        place=row.place, label=label, site_id=row.site_id, area=code if kind == "area" else "", person_id=row.person_id
    )
