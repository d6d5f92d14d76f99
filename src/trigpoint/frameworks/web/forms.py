"""What the pages ask for."""

from typing import Any

from django import forms

from trigpoint.frameworks.queries import map_checks
from trigpoint.frameworks.queries.maps import Linked
from trigpoint.ui.forms import ChipsField


class MapForm(forms.Form):
    """For each aspect, the areas that it touches. `links` gathers them."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, found: Linked, **kwargs: Any) -> None:
        initial = {"version": found.version, **{code: list(areas) for code, areas in found.links.items()}}
        super().__init__(*args, initial=initial, **kwargs)
        self.codes = list(found.framework.aspects)
        areas = [
            (code, area.name) for code, area in found.inspection.aspects.items() if map_checks.may_be_touched(area)
        ]
        for code, aspect in found.framework.aspects.items():
            field = ChipsField(label=aspect.name, help_text=aspect.question, choices=areas, required=False)
            field.say_optional = False  # to touch none is an answer like any other
            self.fields[code] = field

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["links"] = {code: list(cleaned.get(code, ())) for code in self.codes}
        return cleaned
