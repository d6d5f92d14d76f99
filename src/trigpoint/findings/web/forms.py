"""What the pages ask for. Lengths, choices and labels come from the tables."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from trigpoint.findings.enums import Outcome
from trigpoint.findings.queries.printed import PrintedAspect
from trigpoint.frameworks.queries import Aspect
from trigpoint.ui.forms import DateField, from_table


class SaidForm(forms.Form):
    """What is said of one aspect: a reviewer's proposal, or (with the version that was read) the team's position."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    statements = forms.MultipleChoiceField(label=_("Which statements fit?"), required=False)
    not_enough_evidence = from_table(
        "findings.Position",
        "not_enough_evidence",
        label=_("There is not enough evidence to say"),
        required=False,
    )
    commentary = from_table(
        "findings.Position",
        "commentary",
        rows=5,
        label=_("What we saw, and why we say so"),
        help_text=_("Short. No names of people: the school reads this."),
    )
    note_ids = forms.TypedMultipleChoiceField(
        label=_("Which notes does it rest on?"),
        coerce=uuid.UUID,
        required=False,
        empty_value=[],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
    )
    level = forms.ChoiceField(
        label=_("Where the school stands in this aspect"),
        help_text=_(
            "Only to set this aspect beside the school's own view and the next review. Never joined to others."
        ),
        required=False,
    )

    def __init__(
        self, *args: Any, aspect: Aspect, notes: Iterable[tuple[str, str]], levels: dict[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["statements"].choices = [(s.key, s.text) for s in aspect.statements]
        self.fields["note_ids"].choices = list(notes)
        self.fields["level"].choices = [("", _("Left open")), *levels.items()]


class FeedbackForm(forms.Form):
    day = DateField(label=_("Day"))
    time = forms.TimeField(label=_("Time"), widget=forms.TimeInput(format="%H:%M"))
    point_1 = forms.CharField(label=_("First point"), max_length=300)
    point_2 = forms.CharField(label=_("Second point"), max_length=300, required=False)
    point_3 = forms.CharField(label=_("Third point"), max_length=300, required=False)

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        data = self.cleaned_data
        if not {"day", "time", "point_1"} <= set(data):
            return {}
        return {
            "given_at": timezone.make_aware(dt.datetime.combine(data["day"], data["time"])),
            "points": [data["point_1"], data.get("point_2", ""), data.get("point_3", "")],
        }


class DraftForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    priority = from_table(
        "findings.Profile",
        "priority",
        help_text=_("One sentence, agreed between you and the head. The workshop and the plan serve it."),
    )
    priority_aspect = forms.ChoiceField(label=_("Which aspect does it come from?"), required=False)

    def __init__(self, *args: Any, aspects: Iterable[Aspect], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [("", _("Several, or none")), *((a.code, a.name) for a in aspects)]
        self.fields["priority_aspect"].choices = chosen


class CheckForm(forms.Form):
    """The head agrees, or says what is not right in which aspect."""

    agrees = forms.TypedChoiceField(
        label=_("Are the facts right?"),
        choices=[("yes", _("Yes, the facts are right")), ("no", _("Something is not right"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    agrees_priority = forms.BooleanField(label=_("We agree on the improvement priority"), required=False, initial=True)

    def __init__(self, *args: Any, aspects: Iterable[PrintedAspect], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [aspect.code for aspect in aspects]
        for aspect in aspects:
            self.fields[f"correction_{aspect.code}"] = from_table(
                "findings.Correction",
                "text",
                rows=3,
                required=False,
                label=_("%(aspect)s: what is not right") % {"aspect": aspect.name},
            )

    def corrections(self) -> dict[str, str]:
        return {code: self.cleaned_data.get(f"correction_{code}", "") for code in self.codes}


class SettleForm(forms.Form):
    outcome = forms.ChoiceField(label=_("What became of it"), choices=Outcome.choices, widget=forms.RadioSelect)
    answer = from_table("findings.Correction", "answer", rows=3)


class ReplyForm(forms.Form):
    text = from_table(
        "findings.Reply", "text", rows=8, help_text=_("Printed with the profile, for everybody who reads it.")
    )


class ShareForm(forms.Form):
    governors = from_table("findings.Profile", "shared_with_governors", required=False, label=_("The governors"))
    staff = from_table("findings.Profile", "shared_with_staff", required=False, label=_("All staff of the school"))
    partnership_lead = from_table(
        "findings.Profile", "shared_with_partnership_lead", required=False, label=_("The partnership lead")
    )
