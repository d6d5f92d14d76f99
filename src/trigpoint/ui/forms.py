"""Form fields: those that Django has not, and those that follow from a table's field."""

import calendar
import datetime as dt
from typing import Any

from django import forms
from django.apps import apps
from django.db import models
from django.utils import dates
from django.utils.translation import gettext_lazy as _

from trigpoint.ui.widgets import Chips, DateWidget

LONG_TEXT = 20_000
"""Characters that a text box takes where its table sets no limit: about ten pages."""


class DateField(forms.DateField):
    """A date in three boxes. Takes the month as a number, a name or its first letters; says what is missing."""

    widget = DateWidget
    default_error_messages = {
        "required": _("Give the date, such as 27 3 2026"),
        "invalid": _("There is no such date. Give one such as 27 3 2026"),
        "day": _("The date needs a day"),
        "month": _("The date needs a month"),
        "year": _("The date needs a year"),
        "short_year": _("Give the year in four figures, such as 2026"),
    }

    def to_python(self, value: Any) -> dt.date | None:
        match value:
            case (str() as day, str() as month, str() as year):
                return self._from_parts(day, month, year)
            case _:
                return super().to_python(value)

    def _from_parts(self, day: str, month: str, year: str) -> dt.date:
        for part, text in (("day", day), ("month", month), ("year", year)):
            if not text:
                raise forms.ValidationError(self.error_messages[part], code=part)
        if year.isdecimal() and len(year) != 4:
            raise forms.ValidationError(self.error_messages["short_year"], code="short_year")
        try:
            return dt.date(int(year), _month(month), int(day))
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None

    def faulty_parts(self, value: Any) -> set[str]:
        """Which boxes to mark: the empty ones, or all when the date as a whole can't be."""
        typed = dict(zip(DateWidget.parts, self.widget.decompress(value), strict=True))
        return {part for part, text in typed.items() if not text} or set(typed)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except forms.ValidationError:
            return True


def _month(text: str) -> int:
    """The month's number from a number or from at least three letters of its name, in English or the reader's language."""
    if text.isdecimal():
        return int(text)
    typed = text.casefold().rstrip(".")
    for number in range(1, 13):
        names = (calendar.month_name[number], str(dates.MONTHS[number]))
        if len(typed) >= 3 and any(name.casefold().startswith(typed) for name in names):
            return number
    raise ValueError(text)


class ChipsField(forms.MultipleChoiceField):
    """Several of a few short choices, as pills."""

    widget = Chips


def from_table(table: str, name: str, **over: Any) -> forms.Field:
    """
    Make a form field from a table's field: `from_table("reviews.Review", "story", label=…)`.

    Length, choices, whether it may be empty, label and help come from the table, unless given. Rows and classes of a
    text box may be given as `rows` and `classes`.
    """
    field = apps.get_model(table)._meta.get_field(name)  # noqa: SLF001 - public by its documentation
    if not isinstance(field, models.Field):
        raise TypeError(f"{table}.{name} is no field that a form can ask for")
    widget_attrs = {k: over.pop(source) for k, source in (("rows", "rows"), ("class", "classes")) if source in over}
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        over.setdefault("form_class", DateField)
    if isinstance(field, models.TextField) and not field.choices:
        over.setdefault("max_length", field.max_length or LONG_TEXT)
    made = field.formfield(**over)
    if made is None:
        raise TypeError(f"{table}.{name} is no field that a form can ask for")
    made.widget.attrs.update(widget_attrs)
    return made
