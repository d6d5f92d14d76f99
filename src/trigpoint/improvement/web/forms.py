"""What the pages ask for. Lengths, choices and labels come from the tables."""

import uuid
from collections.abc import Iterable

from django import forms

from trigpoint.improvement.enums import Came, Support
from trigpoint.programmes.language.speech import gettext_lazy as _
from trigpoint.ui.forms import DateField, from_table

EMPTY = [("", "")]


class NotesForm(forms.Form):
    purpose = from_table("improvement.Workshop", "purpose", rows=3)
    strengths = from_table("improvement.Workshop", "strengths", rows=5, help_text=_("Hear the strengths first."))
    version = forms.IntegerField(widget=forms.HiddenInput)


class InviteForm(forms.Form):
    post = from_table(
        "improvement.Attendance", "post", help_text=_("Their post is enough: Year 4 teacher, governor, SEND lead.")
    )


class AttendanceForm(forms.Form):
    """One row an invitation; the field names carry the invitation's id."""

    def __init__(self, *args: object, rows: Iterable[object], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.rows = list(rows)
        for row in self.rows:
            self.fields[f"came_{row.pk}"] = forms.ChoiceField(
                label=_name(row),
                choices=Came.choices,
                widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline govuk-radios--small"}),
                initial=row.came,
            )
            self.fields[f"reason_{row.pk}"] = from_table(
                "improvement.Attendance",
                "absence_reason",
                label=_("Why they could not come, if so"),
                initial=row.absence_reason,
            )

    def entries(self) -> list[tuple[uuid.UUID, str, str]]:
        """Id, came, reason of each row."""
        data = self.cleaned_data
        return [(row.pk, data[f"came_{row.pk}"], data[f"reason_{row.pk}"]) for row in self.rows]


def _name(row: object) -> str:
    person, post = row.person, row.post
    return f"{person.name} · {post}" if person else post


class IssueForm(forms.Form):
    text = from_table(
        "improvement.Issue",
        "text",
        help_text=_("One sentence, such as: Disadvantaged pupils in Year 4 read less widely."),
    )
    aspect = forms.ChoiceField()
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, aspects: list[tuple[str, str]], one: str, **kwargs: object) -> None:
        """`one`: what the model calls an aspect."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["aspect"].label = _("Which %(aspect)s does it come from?") % {"aspect": one}
        self.fields["aspect"].choices = [*EMPTY, *aspects]


class CauseForm(forms.Form):
    prefix = "cause"
    text = from_table(
        "improvement.Cause",
        "text",
        rows=2,
        help_text=_("Ask why, and why again, until there is something you can change."),
    )
    basis = from_table("improvement.Cause", "basis", widget=forms.RadioSelect, initial="evidence")


class OptionForm(forms.Form):
    prefix = "option"
    text = from_table("improvement.Option", "text", rows=2)
    research = from_table("improvement.Option", "research")


class DecisionForm(forms.Form):
    choice = from_table("improvement.Option", "choice")
    version = forms.IntegerField(widget=forms.HiddenInput)


class HeldForm(forms.Form):
    held_on = DateField(label=_("When was it held?"))


class ActionForm(forms.Form):
    """One action of the plan."""

    issue = from_table("improvement.PlannedAction", "issue")
    aspect = forms.ChoiceField()
    cause = from_table("improvement.PlannedAction", "cause", help_text=_("As agreed in the {workshop}."))
    text = from_table("improvement.PlannedAction", "text", rows=2)
    change = from_table("improvement.PlannedAction", "change")
    owner = from_table(
        "improvement.PlannedAction",
        "owner",
        help_text=_("A post is enough, such as Year 4 teachers."),
    )
    owner_person_id = forms.TypedChoiceField(
        label=_("Their account, so that it is on their list"), required=False, coerce=uuid.UUID, empty_value=None
    )
    starts_on = DateField(label=_("Starts on"), required=False)
    due_on = DateField(label=_("Done by"))
    measure = from_table(
        "improvement.PlannedAction",
        "measure",
        help_text=_("Something you can count or look at, for the pupils it is meant for."),
    )
    baseline = from_table("improvement.PlannedAction", "baseline", help_text=_("Such as 62%."))
    target = from_table("improvement.PlannedAction", "target", help_text=_("Such as 75%."))
    serves_review_priority = forms.BooleanField(label=_("It serves the priority agreed in this review"), required=False)
    priority_id = forms.TypedChoiceField(
        label=_("It serves a priority that the programme shares"), required=False, coerce=uuid.UUID, empty_value=None
    )
    support = from_table("improvement.PlannedAction", "support", widget=forms.RadioSelect, initial=Support.NONE)
    support_text = from_table("improvement.PlannedAction", "support_text")
    partner_id = forms.TypedChoiceField(
        label=_("With which school?"), required=False, coerce=uuid.UUID, empty_value=None
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, choices: dict[str, list[tuple[str, str]]], one: str, **kwargs: object) -> None:
        """`one`: what the model calls an aspect."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["aspect"].label = _("Which %(aspect)s does it come from?") % {"aspect": one}
        for name, offered in choices.items():
            self.fields[name].choices = [*EMPTY, *offered]


class ProgressForm(forms.Form):
    progress = from_table("improvement.PlannedAction", "progress", widget=forms.RadioSelect)
    latest = from_table(
        "improvement.PlannedAction",
        "latest",
        help_text=_("The newest figure, of the same thing as baseline and target."),
    )
    latest_on = DateField(label=_("The figure is from"), required=False)
    note = from_table("improvement.PlannedAction", "note", rows=4)
    version = forms.IntegerField(widget=forms.HiddenInput)


class TellingForm(forms.Form):
    audience = from_table("improvement.Telling", "audience", help_text=_("Such as staff, governors or families."))
    what = from_table(
        "improvement.Telling", "what", help_text=_("Such as the whole {profile}, a summary, a page in the newsletter.")
    )
    on = DateField(label=_("By when"), required=False)
