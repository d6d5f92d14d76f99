"""What the pages of the first meeting ask for."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms

from trigpoint.frameworks.queries import Aspect, Theme
from trigpoint.programmes.language.speech import gettext_lazy as _
from trigpoint.reviews.web.forms.times import at_time, days_of
from trigpoint.ui.forms import ChipsField, from_table

TABLE = "reviews.Focus"


class StoryForm(forms.Form):
    """The school's story and how the visit runs."""

    story = from_table(
        TABLE,
        "story",
        rows=10,
        help_text=_(
            "As the {headteacher} tells it: where the {school} comes from, what it is proud of, what it works on."
        ),
    )
    programme = from_table(
        TABLE, "programme", rows=5, help_text=_("When the day starts and ends, breaks, assembly, who meets whom.")
    )
    special_events = from_table(
        TABLE,
        "special_events",
        rows=3,
        help_text=_("Trips, tests, building works, anything that makes the days unlike others."),
    )
    observation_protocol = from_table(
        TABLE,
        "observation_protocol",
        rows=4,
        help_text=_("What the {school} has agreed with its staff about being observed."),
    )
    base = from_table(TABLE, "base")
    mode = from_table(TABLE, "mode", widget=forms.RadioSelect)
    version = forms.IntegerField(widget=forms.HiddenInput)


class AspectsForm(forms.Form):
    """One group of choices for each theme."""

    reasons = from_table(
        TABLE, "reasons", rows=5, help_text=_("What in the data and the {self_evaluation} led you here?")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, themes: tuple[Theme, ...], initial: dict[str, Any]) -> None:
        super().__init__(data, initial={**initial, **{t.code: initial["aspects"] for t in themes}})
        self.themes = [theme.code for theme in themes]
        chosen = {
            theme.code: ChipsField(
                label=theme.name,
                help_text=theme.subtitle,
                required=False,
                choices=[(aspect.code, aspect.name) for aspect in theme.aspects],
            )
            for theme in themes
        }
        for field in chosen.values():
            field.say_optional = False
        self.fields = {**chosen, **self.fields}

    def clean(self) -> dict[str, Any]:
        cleaned = dict(self.cleaned_data)
        return {**cleaned, "aspects": [code for theme in self.themes for code in cleaned.get(theme, [])]}


class LineForm(forms.Form):
    question = from_table("reviews.Line", "question", help_text=_("It often begins “To what extent…”."))
    why = from_table("reviews.Line", "why", rows=3)
    aspects = ChipsField(label=_("{Aspects} that it speaks to"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, aspects: Iterable[Aspect], initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["aspects"].choices = [(a.code, a.name) for a in aspects]


class NotObservedForm(forms.Form):
    """A code and a time. There is no box for a reason."""

    code = from_table(
        "reviews.Slot",
        "code",
        label=_("Class or person, by code"),
        help_text=_("Such as 4B or T07, as your own list has it. No name, and never why."),
    )
    day = forms.ChoiceField(label=_("When"), widget=forms.RadioSelect)
    starts = forms.TimeField(label=_("From"), required=False, widget=forms.TimeInput)
    ends = forms.TimeField(label=_("Until"), required=False, widget=forms.TimeInput)

    def __init__(self, data: Any = None, *, first: dt.date, last: dt.date) -> None:
        super().__init__(data, initial={"day": ""})
        self.fields["day"].choices = [("", _("Throughout the visit")), *days_of(first, last)]
        self.fields["day"].required = False
        self.fields["day"].say_optional = False

    def clean(self) -> dict[str, Any]:
        cleaned = dict(self.cleaned_data)
        day = cleaned.get("day")
        starts = at_time(day, cleaned.get("starts") or dt.time(0)) if day else None
        ends = at_time(day, cleaned.get("ends") or dt.time(23, 59)) if day else None
        if starts and ends and ends <= starts:
            self.add_error("ends", _("The end is before the start."))
        return {**cleaned, "starts_at": starts, "ends_at": ends}
