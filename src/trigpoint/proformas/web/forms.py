"""What the pages ask for. A form of the model is built from its own fields, each with the version that the page has read."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trigpoint.proformas.enums import Became, FieldKind
from trigpoint.proformas.queries.sheets import Written
from trigpoint.proformas.rules.answers import LINE, TEXT
from trigpoint.programmes.language.pieces import Field, FormDefinition
from trigpoint.ui.forms import DateField, from_table

YES_NO = [("yes", _("Yes")), ("no", _("No"))]


class SheetForm(forms.Form):
    """
    Fields that nobody touched are left out, so that two people with the same page open never collide on them.

    `…_version` is the version that was read; `…_was` tells whether the value is still what was read.
    """

    def __init__(self, data: Any = None, *, asked: FormDefinition, said: Written) -> None:
        super().__init__(data)
        self.asked = asked
        if asked.sponsor:
            self.fields["voices"] = from_table(
                "proformas.Sheet",
                "voices",
                help_text=_("A group, without names: “eight pupils of Years 5 and 6”, “parents at the gate”."),
                initial=said.voices,
                required=False,
            )
        for field in asked.fields:
            made = _field(field)
            made.initial = shown(field, said.answers.get(field.key))
            made.required = False
            self.fields[field.key] = made
        for made in self.fields.values():
            made.say_optional = False  # type: ignore[attr-defined]
        for name, value in marks(asked, said).items():
            kind = forms.IntegerField if name.endswith("_version") else forms.CharField
            self.fields[name] = kind(required=False, widget=forms.HiddenInput, initial=value)

    def clean(self) -> dict[str, Any]:
        """What `actions.sheets.save` takes."""
        answers, versions = {}, {}
        for field in self.asked.fields:
            if field.key not in self.cleaned_data:
                continue
            value = self.cleaned_data[field.key]
            if self.cleaned_data.get(f"{field.key}_was") == mark(field, value):
                continue
            answers[field.key] = value
            versions[field.key] = self.cleaned_data.get(f"{field.key}_version") or 0
        return {"answers": answers, "versions": versions, "voices": self.cleaned_data.get("voices")}

    def take(self, errors: Mapping[str, list[str]]) -> dict[str, list[str]]:
        """Put beside its field what is wrong with it. Returns what is about no field of this form."""
        self.is_valid()
        for name in errors.keys() & self.fields.keys():
            self.add_error(name, errors[name])
        return {name: said for name, said in errors.items() if name not in self.fields}

    def move_on(self, said: Written) -> None:
        """After both versions were shown: to save again is to decide, so what counts as read is what is held now."""
        data = self.data.copy()  # type: ignore[union-attr]
        for name, value in marks(self.asked, said).items():
            data[name] = str(value)
        self.data = data


def marks(asked: FormDefinition, said: Written) -> dict[str, Any]:
    """The hidden fields for what was read."""
    found: dict[str, Any] = {}
    for field in asked.fields:
        found[f"{field.key}_version"] = said.versions.get(field.key, 0)
        found[f"{field.key}_was"] = mark(field, shown(field, said.answers.get(field.key)))
    return found


def mark(field: Field, value: Any) -> str:
    """A short sign of a value, the same for what the browser sends back unchanged."""
    match value:
        case None | "" | [] | False:
            tidy: Any = ""
        case list():
            tidy = sorted(value)
        case str():
            tidy = value.replace("\r\n", "\n").strip()
        case _:
            tidy = str(value)
    return hashlib.sha256(json.dumps(tidy).encode()).hexdigest()[:16]


def shown(field: Field, value: Any) -> Any:
    """A kept value as its input shows it."""
    match field.kind, value:
        case _, None:
            return [] if field.kind == FieldKind.CHOICES else ""
        case FieldKind.YES_NO, bool():
            return "yes" if value else "no"
        case FieldKind.POINTS, list():
            return "\n".join(value)
        case ((FieldKind.NUMBER | FieldKind.HOURS), _):
            return f"{value:g}" if abs(value) < 1e6 else str(value)
    return value


class _Day(DateField):
    """A date that goes on as the text in which it is kept."""

    def clean(self, value: Any) -> str:
        found = super().clean(value)
        return found.isoformat() if found else ""


def _field(field: Field) -> forms.Field:
    """The input for a field of a form."""
    given: dict[str, Any] = {"label": field.label, "help_text": field.hint}
    match field.kind:
        case FieldKind.CHOICE | FieldKind.CHOICES | FieldKind.YES_NO:
            made = _choosing(field, given)
        case FieldKind.DATE:
            made = _Day(**given)
        case FieldKind.STATEMENT:
            made = forms.BooleanField(**given)
        case FieldKind.NUMBER | FieldKind.HOURS:
            attrs = {"class": "govuk-input--width-5", "inputmode": "decimal"}
            made = forms.CharField(**given, max_length=30, widget=forms.TextInput(attrs=attrs))
        case FieldKind.LINE:
            made = forms.CharField(**given, max_length=field.max_length or LINE)
        case _:
            given["help_text"] = field.hint or (_("One point a line.") if field.kind == FieldKind.POINTS else "")
            made = forms.CharField(
                **given, max_length=field.max_length or TEXT, widget=forms.Textarea(attrs={"rows": 4})
            )
    return made


def _choosing(field: Field, given: dict[str, Any]) -> forms.Field:
    options = [(option.key, option.label) for option in field.options]
    if field.kind == FieldKind.CHOICES:
        return forms.MultipleChoiceField(**given, choices=options, widget=forms.CheckboxSelectMultiple)
    if field.kind == FieldKind.YES_NO:
        small = {"class": "govuk-radios--inline govuk-radios--small"}
        return forms.ChoiceField(**given, choices=YES_NO, widget=forms.RadioSelect(attrs=small))
    return forms.ChoiceField(**given, choices=options, widget=forms.RadioSelect)


class SendForm(forms.Form):
    """Send a form in; what others said needs an adult who answers for it."""

    def __init__(self, data: Any = None, *, asked: FormDefinition, names: list[str]) -> None:
        super().__init__(data)
        if not asked.sponsor:
            return
        self.fields["answers_for"] = forms.BooleanField(
            label=_("I answer for this: it is what they said, they agreed to it, and nobody can be recognised in it"),
            required=False,
        )
        if names:
            self.fields["no_names"] = forms.BooleanField(
                label=_("I have looked: this names nobody"),
                help_text=_("It looks like a name: %(names)s") % {"names": ", ".join(names)},
                required=False,
            )


class NominationForm(forms.Form):
    what = from_table(
        "proformas.Accreditation", "what", help_text=_("In a line, such as: Reading for pleasure in every year.")
    )
    why = from_table(
        "proformas.Accreditation", "why", rows=4, help_text=_("What you do, and what shows that it works.")
    )
    contact = from_table(
        "proformas.Accreditation", "contact", help_text=_("A post is enough. Only used once you share it.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class SeenForm(forms.Form):
    seen = from_table("proformas.Accreditation", "seen", rows=4, required=True)
    impact = from_table("proformas.Accreditation", "impact", rows=3)
    version = forms.IntegerField(widget=forms.HiddenInput)


class DecisionForm(forms.Form):
    accredit = forms.TypedChoiceField(
        label=_("Is it accredited?"),
        choices=[("yes", _("Yes")), ("no", _("Not this time"))],
        coerce=lambda given: given == "yes",
        widget=forms.RadioSelect,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class TakeAwayForm(forms.Form):
    learned = from_table("proformas.TakeAway", "learned", rows=3, required=False)
    action = from_table(
        "proformas.TakeAway", "action", required=False, help_text=_("At your own school, with your own team.")
    )
    due_on = DateField(label=_("By when?"), required=False)
    is_shared = from_table("proformas.TakeAway", "is_shared")


class ChangeTakeAwayForm(TakeAwayForm):
    is_done = forms.BooleanField(label=_("This is done"), required=False)
    came_of_it = from_table("proformas.TakeAway", "came_of_it", rows=3, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class LookedForm(forms.Form):
    became = forms.ChoiceField(label=_("What became of it?"), choices=Became.choices, widget=forms.RadioSelect)
    note = from_table("proformas.Looked", "note", rows=3)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class PublicationForm(forms.Form):
    address = forms.CharField(
        label=_("Where can it be read?"), help_text=_("The address of the page, such as https://www.example.org/report")
    )
    published_on = DateField(label=_("When was it published?"), required=False)
