"""What those who plan are asked, in their words."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trigpoint.allocation.enums import PinKind
from trigpoint.allocation.queries import fitting
from trigpoint.allocation.queries.options import LIMITS, Options
from trigpoint.programmes.enums import WindowKind
from trigpoint.programmes.queries.review_models import Definition
from trigpoint.ui.forms import ChipsField, DateField, from_table

NOBODY = "nobody"
WEEKDAYS = [(0, _("Monday")), (1, _("Tuesday")), (2, _("Wednesday")), (3, _("Thursday")), (4, _("Friday"))]


def _number(name: str, label: Any, help_text: Any = "", **more: Any) -> forms.IntegerField:
    least, most = LIMITS[name]
    usual = getattr(Options(), name)
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=least,
        max_value=most,
        initial=usual,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
        **more,
    )


class AskForm(forms.Form):
    """For a partnership: few questions, all answered already, as the programme's review model has it."""

    visit_days = _number("visit_days", _("Days of a visit"))
    team_size = _number("team_size", _("People on a team, the lead among them"))
    subject = forms.CharField(
        label=_("Which subject is reviewed?"),
        help_text=_("Such as History. A review of it is planned at each school that has none yet."),
        required=False,
        max_length=80,
    )
    first_day = DateField(
        label=_("Not before"), required=False, help_text=_("Empty: as soon as there is notice enough.")
    )
    last_day = DateField(label=_("Not after"), required=False, help_text=_("Empty: to the end of the cycle."))
    calm = forms.TypedChoiceField(
        label=_("What is planned already"),
        coerce=int,
        choices=[(2, _("Change as little as possible")), (1, _("Change what gains enough")), (0, _("Begin afresh"))],
        initial=1,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, model: Definition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, allowed in (("visit_days", fitting.visit_days(model)), ("team_size", fitting.team_size(model))):
            if not allowed.is_open:
                del self.fields[name]
                continue
            old: Any = self.fields[name]
            self.fields[name] = forms.IntegerField(
                label=old.label,
                min_value=allowed.least,
                max_value=allowed.most,
                initial=allowed.usual,
                widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
            )
        if model.subject.kind != "subject":
            del self.fields["subject"]


class AskForAllForm(AskForm):
    """For a whole programme."""

    across = forms.BooleanField(
        label=_("People may go to schools of other partnerships"),
        required=False,
        help_text=_("Otherwise each partnership is planned with its own people."),
    )
    most_miles = _number("most_miles", _("Miles from home, at most"), _("For people who have said nothing themselves."))
    week_cap = _number("week_cap", _("Reviews that begin in one week, at most"), _("0: as many as fit."))
    minutes = forms.IntegerField(
        label=_("Minutes to look for"),
        min_value=1,
        max_value=60,
        initial=2,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
    )


class PublishForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class PublishAllForm(PublishForm):
    reason = forms.CharField(
        label=_("Why go on where a guard asks for a reason?"),
        help_text=_("Kept with each review that it is for. So many reviews are published in the background."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Those who take part in the reviews will read it."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SwapForm(forms.Form):
    """`people` are id, name and what the change would do."""

    comes = forms.ChoiceField(label=_("Who else could come?"), widget=forms.RadioSelect)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: Iterable[tuple[str, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = list(people)
        field: Any = self.fields["comes"]
        field.choices = [*((pk, name) for pk, name, _said in known), (NOBODY, _("Nobody: leave the seat empty"))]
        field.choice_hints = {pk: said for pk, _name, said in known if said}

    def clean_comes(self) -> str:
        chosen: str = self.cleaned_data["comes"]
        return "" if chosen == NOBODY else chosen


class MoveForm(forms.Form):
    starts_on = DateField(label=_("First day of the visit"))
    version = forms.IntegerField(widget=forms.HiddenInput)


class PinForm(forms.Form):
    kind = forms.ChoiceField(label=_("What is settled?"), choices=PinKind.choices, widget=forms.RadioSelect)
    person = forms.TypedChoiceField(label=_("Who?"), coerce=uuid.UUID, required=False, empty_value=None)
    starts_on = DateField(label=_("First day of the visit"), required=False)

    def __init__(self, *args: Any, people: Iterable[tuple[uuid.UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.choices = [("", _("Nobody in particular")), *((str(pk), name) for pk, name in people)]


class StepInForm(forms.Form):
    person = forms.TypedChoiceField(label=_("Who steps in?"), coerce=uuid.UUID, widget=forms.RadioSelect)

    def __init__(self, *args: Any, people: Iterable[tuple[str, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = list(people)
        field: Any = self.fields["person"]
        field.choices = [(pk, name) for pk, name, _said in known]
        field.choice_hints = {pk: said for pk, _name, said in known if said}


class RepairForm(forms.Form):
    freedom = forms.TypedChoiceField(
        label=_("How much may change?"),
        coerce=float,
        choices=[
            (0, _("As little as possible")),
            (0.5, _("A little more, where it gains enough")),
            (1, _("Whatever gives the best plan")),
        ],
        initial=0,
        widget=forms.RadioSelect,
    )


class DeclineForm(forms.Form):
    reason = from_table(
        "allocation.Invitation",
        "reason",
        label=_("Why can't you come?"),
        help_text=_("You need not say. Only those who plan see it."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def _words(label: Any, help_text: Any) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=700)


class ReadinessForm(forms.Form):
    days_off = ChipsField(label=_("Days of the week on which you don't work"), choices=WEEKDAYS, required=False)
    most_reviews = from_table("people.Readiness", "most_reviews", help_text=_("Empty: as many as is usual."))
    most_days = from_table("people.Readiness", "most_days", help_text=_("Empty: as many as is usual."))
    most_miles = from_table("people.Readiness", "most_miles", help_text=_("Empty: as far as is usual."))
    wished_days = from_table("people.Readiness", "wished_days", help_text=_("A wish, not a limit."))
    phases = _words(_("Phases that you know"), _("Such as Primary, Secondary. Empty: that of your own school."))
    specialisms = _words(_("What you know particularly well"), _("Such as SEND, early years, mathematics."))
    experience = from_table("people.Readiness", "experience", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        given["days_off"] = [int(day) for day in given.get("days_off", [])]
        for name in ("phases", "specialisms"):
            given[name] = [word for word in given.get(name, "").split(",") if word.strip()]
        given["experience"] = given.get("experience") or 0
        return given


class AbsenceForm(forms.Form):
    starts_on = DateField(label=_("First day"))
    ends_on = DateField(label=_("Last day"))
    reason = from_table(
        "people.Absence", "reason", label=_("Why?"), help_text=_("You need not say. Only those who plan see it.")
    )


class ConflictForm(forms.Form):
    school = forms.TypedChoiceField(label=_("Which school can't they review?"), coerce=uuid.UUID)
    reason = forms.CharField(
        label=_("Why?"), help_text=_("Seen by those who plan, and by nobody else."), required=False, max_length=120
    )

    def __init__(self, *args: Any, schools: Iterable[tuple[uuid.UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["school"]
        field.choices = [("", _("Choose a school")), *((str(pk), name) for pk, name in schools)]


class WindowForm(forms.Form):
    kind = forms.ChoiceField(label=_("What happens on these days?"), choices=WindowKind.choices)
    starts_on = DateField(label=_("First day"))
    ends_on = DateField(label=_("Last day"))
    note = from_table("programmes.Window", "note")


class CapacityForm(forms.Form):
    most_away = from_table("programmes.Capacity", "most_away")
    cost_cap = from_table("programmes.Capacity", "cost_cap", help_text=_("For travel and cover. Empty: no limit."))
    needs = _words(_("What the school's own review asks for"), _("Such as SEND. Somebody on the team should know it."))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        given["needs"] = [word for word in given.get("needs", "").split(",") if word.strip()]
        return given


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("A file with what people and schools can give"),
        help_text=_(
            "An Excel workbook or a CSV file, as you can take one away here. Nothing is written before you have seen it."
        ),
        required=False,
    )
    taken = forms.CharField(widget=forms.HiddenInput, required=False)
