"""What the pages of the second meeting ask for."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms

from trigpoint.frameworks.queries import Aspect
from trigpoint.programmes.language.speech import gettext_lazy as _
from trigpoint.ui.forms import ChipsField, DateField, from_table


class AllocationForm(forms.Form):
    """What one person of the team looks at."""

    aspects = ChipsField(label=_("{Aspects}"), required=False)
    lines = forms.MultipleChoiceField(label=_("Lines of enquiry"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(
        self,
        data: Any = None,
        *,
        aspects: Iterable[Aspect],
        lines: Iterable[Any],
        initial: dict[str, Any],
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["aspects"].choices = [(aspect.code, aspect.name) for aspect in aspects]
        self.fields["lines"].choices = [(str(line.pk), line.question) for line in lines]
        if not self.fields["lines"].choices:
            del self.fields["lines"]
        for field in self.fields.values():
            field.say_optional = False

    def clean(self) -> dict[str, Any]:
        cleaned = dict(self.cleaned_data)
        return {**cleaned, "lines": [uuid.UUID(line) for line in cleaned.get("lines", [])]}


class HoldForm(forms.Form):
    held_on = DateField(label=_("When did the team meet?"))
    notes = from_table("reviews.Briefing", "notes", rows=4)
