"""Ways to ask that Django has none for."""

import datetime as dt
from typing import Any

from django import forms


class DateWidget(forms.Widget):
    """
    A date as day, month and year, each in a box of its own.

    What comes back is the three texts as typed, or an ISO date sent under the field's own name.
    """

    input_type = "text"
    parts = ("day", "month", "year")

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        typed = tuple(str(data.get(f"{name}-{part}") or "").strip() for part in self.parts)
        if any(typed):
            return typed
        return data.get(name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and not any(f"{name}-{part}" in data for part in self.parts)

    def decompress(self, value: Any) -> tuple[str, str, str]:
        match value:
            case (str() as day, str() as month, str() as year):
                return day, month, year
            case dt.date():
                return str(value.day), str(value.month), str(value.year)
            case str() if value:
                year, month, day = (*value.split("-"), "", "")[:3]
                return day, month, year
            case _:
                return "", "", ""

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-day" if id_ else id_


class Chips(forms.CheckboxSelectMultiple):
    """Several of a few short choices, as pills that a thumb can hit."""
