"""What somebody would change about the model."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trigpoint.ui.forms import from_table


class SuggestionForm(forms.Form):
    """`choices` are the parts of the model that the page is about: one is taken as given, several are chosen from."""

    about = forms.ChoiceField(label=_("What exactly?"), widget=forms.RadioSelect)
    text = from_table(
        "programmes.Suggestion",
        "text",
        label=_("What would you change?"),
        help_text=_("Such as: a week is too short for this; nobody understood the second question. Name no person."),
        rows=5,
    )

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = list(choices)
        field = self.fields["about"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        if len(found) == 1:
            self.fields["about"] = forms.CharField(widget=forms.HiddenInput, initial=found[0][0])
        else:
            field.choices = found
            field.initial = found[0][0]


class VersionForm(forms.Form):
    """Go over to another version of the model; `version` is that of the dates that were read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
