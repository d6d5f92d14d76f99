"""What the pages ask for. Lengths, choices and labels come from the tables."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from trigpoint.frameworks.queries import Aspect
from trigpoint.programmes.language.speech import gettext_lazy as _
from trigpoint.ui.forms import ChipsField, DateField, from_table


class NoteForm(forms.Form):
    """
    One note. What the timetable knows is filled in; `note_id` and `made_at` are made with the page, so that the same
    page sent twice is one note.
    """

    note_id = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    made_at = forms.DateTimeField(widget=forms.HiddenInput)
    activity_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    aspects = ChipsField()
    text = from_table(
        "evidence.NoteRevision",
        "text",
        rows=5,
        help_text=_("No names: say “a pupil”, “the teacher”. Facts here; what you make of them comes later."),
    )
    kind = forms.ChoiceField(label=_("Kind of evidence"))
    time = forms.TimeField(label=_("Time"), widget=forms.TimeInput(format="%H:%M"))
    day = DateField(label=_("Day"))
    place = from_table("evidence.NoteRevision", "place", help_text=_("A class or room, such as Year 4"))
    meaning = from_table("evidence.NoteRevision", "meaning", rows=3)
    strength = from_table("evidence.NoteRevision", "strength")
    mode = from_table("evidence.NoteRevision", "mode")
    no_names = forms.BooleanField(label=_("I have looked: nobody's name is in it"), required=False)

    asides = ("kind", "time", "day", "place")
    later = ("meaning", "strength", "mode")

    def __init__(
        self, *args: Any, aspects: Iterable[Aspect], kinds: Iterable[tuple[str, str]], several: str, **kwargs: Any
    ) -> None:
        """`several`: what the model calls aspects."""
        super().__init__(*args, **kwargs)
        self.fields["aspects"].label = _("Which %(aspects)s does it speak to?") % {"aspects": several}
        self.fields["aspects"].choices = [(aspect.code, aspect.name) for aspect in aspects]
        self.fields["kind"].choices = [("", ""), *kinds]

    def note(self) -> dict[str, Any]:
        """What the action takes, where the form has it in other parts."""
        data = self.cleaned_data
        if not {"day", "time", "note_id", "version"} <= set(data):
            return {}
        return {
            "id": data["note_id"],
            "rev": data["version"] + 1,
            "seen_at": timezone.make_aware(dt.datetime.combine(data["day"], data["time"])),
        }


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("Attach the {school}'s own form"),
        help_text=_("PDF, picture, Word or Excel, up to 20 MB. No names of pupils in it, please."),
    )


class FilterForm(forms.Form):
    """Which notes to list. What isn't known here is left out of account."""

    aspect = forms.ChoiceField(required=False)
    kind = forms.ChoiceField(required=False)
    who = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, aspects: Any, kinds: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label, choices in (
            ("aspect", _("{Aspect}"), aspects),
            ("kind", _("Kind of evidence"), kinds),
            ("who", _("Whose"), people),
        ):
            field = self.fields[name]
            field.label = label
            field.say_optional = False
            field.choices = [("", _("All")), *choices]

    @property
    def wanted(self) -> dict[str, Any]:
        if not self.is_valid():
            return {}
        who = self.cleaned_data["who"]
        return {
            "aspect": self.cleaned_data["aspect"],
            "kind": self.cleaned_data["kind"],
            "author_id": uuid.UUID(who) if who else None,
        }
