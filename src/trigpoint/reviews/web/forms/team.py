"""Somebody for a seat, with what each choice would break said beside it."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class SeatForm(forms.Form):
    """`people` are id, name and what is to be said of each."""

    person = forms.TypedChoiceField(label=_("Who?"), coerce=uuid.UUID, widget=forms.RadioSelect)
    role = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: Iterable[tuple[uuid.UUID, str, str]], label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - declared above
        known = list(people)
        field.label = label
        field.choices = [(str(person_id), name) for person_id, name, _said in known]
        field.choice_hints = {str(person_id): said for person_id, _name, said in known if said}
