"""What the pages ask for. Lengths, choices and labels come from the tables."""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.utils import timezone

from trigpoint.findings.enums import Outcome
from trigpoint.findings.queries import points as of_points
from trigpoint.findings.queries.judging import Judging
from trigpoint.findings.queries.outputs import Output
from trigpoint.findings.queries.points import Point
from trigpoint.findings.queries.printed import PrintedAspect
from trigpoint.frameworks.queries import Aspect
from trigpoint.programmes.language.speech import gettext_lazy as _
from trigpoint.ui.forms import DateField, from_table


class SaidForm(forms.Form):
    """
    What is said of one aspect: a reviewer's proposal, or (with the version that was read) the team's position.

    It has the fields that the review asks for: statements, a level, the strength of the evidence, points in lists.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    statements = forms.MultipleChoiceField(label=_("Which {statements} fit?"), required=False)
    level = forms.ChoiceField(
        label=_("Where the {school} stands in this {aspect}"),
        help_text=_(
            "Only to set this {aspect} beside the {school}'s own view and the next review. Never joined to others."
        ),
        required=False,
    )
    strength = forms.ChoiceField(
        label=_("How strong is the evidence?"),
        help_text=_("How sure you can be of what you say; it does not say how good the {school} is."),
        required=False,
        widget=forms.RadioSelect,
    )
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
        help_text=_("Short. No names of people: the {school} reads this."),
    )
    note_ids = forms.TypedMultipleChoiceField(
        label=_("Which notes does it rest on?"),
        coerce=uuid.UUID,
        required=False,
        empty_value=[],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
    )

    def __init__(
        self,
        *args: Any,
        aspect: Aspect,
        notes: Iterable[tuple[str, str]],
        asked: Judging,
        meanings: Mapping[str, str] | None = None,
        points: Iterable[Point] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = list(notes)
        self.fields["note_ids"].choices = choices
        self._choose(asked, aspect, meanings or {})
        self.lists = [
            _List(self, key=key, label=label, notes=choices, points=of_points.under(points, key))
            for key, label in asked.lists.items()
        ]

    def _choose(self, asked: Judging, aspect: Aspect, meanings: Mapping[str, str]) -> None:
        """Keep the fields that the review asks for."""
        fields = self.fields
        fields["statements"].choices = [(s.key, s.text) for s in aspect.statements]  # type: ignore[attr-defined]
        if not asked.statements or not aspect.statements:
            del fields["statements"]
        if asked.estimates:
            fields["level"] = forms.ChoiceField(
                label=_("Where does the {school} stand here?"),
                help_text=_("One estimate for this alone, agreed with the {school}. It is never joined to others."),
                required=False,
                widget=forms.RadioSelect,
                choices=list(asked.levels.items()),
            )
        elif asked.levels:
            fields["level"].choices = [("", _("Left open")), *asked.levels.items()]  # type: ignore[attr-defined]
        else:
            del fields["level"]
        fields["strength"].choices = [  # type: ignore[attr-defined]
            (key, f"{label}: {meanings[key]}" if meanings.get(key) else label) for key, label in asked.strengths.items()
        ]
        if not asked.strengths:
            del fields["strength"]
        if not asked.not_enough_evidence:
            del fields["not_enough_evidence"]

    def clean(self) -> dict[str, Any]:
        """What the action takes: the points of all lists together."""
        cleaned = dict(self.cleaned_data)
        return {**cleaned, "points": [point for each in self.lists for point in each.points(cleaned)]}


class _List:
    """The rows of one list in a form: those that are written, and a few empty ones. Each has a text and its notes."""

    MORE, LEAST = 2, 3

    def __init__(
        self, form: SaidForm, *, key: str, label: str, notes: list[tuple[str, str]], points: list[Point]
    ) -> None:
        self.form, self.key, self.label = form, key, label
        self.rows = range(1, max(self.LEAST, len(points) + self.MORE, self._posted()) + 1)
        for number in self.rows:
            point = points[number - 1] if number <= len(points) else None
            form.fields[self._text(number)] = forms.CharField(
                label=_("%(list)s, point %(number)d") % {"list": label, "number": number},
                required=False,
                max_length=400,
                initial=point.text if point else "",
            )
            form.fields[self._notes(number)] = forms.TypedMultipleChoiceField(
                label=_("Notes under point %(number)d of %(list)s") % {"list": label, "number": number},
                coerce=uuid.UUID,
                required=False,
                empty_value=[],
                choices=notes,
                initial=[str(pk) for pk in point.note_ids] if point else [],
                widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
            )

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for number in self.rows:
            text, notes = self.form[self._text(number)], self.form[self._notes(number)]
            yield {"text": text, "notes": notes, "open": bool(text.value()) and not notes.value()}

    def points(self, cleaned: Mapping[str, Any]) -> list[Point]:
        found = ((cleaned.get(self._text(n), ""), cleaned.get(self._notes(n), [])) for n in self.rows)
        return [Point(under=self.key, text=text, note_ids=notes) for text, notes in found if text.strip()]

    def _posted(self) -> int:
        """As many rows as were sent (twenty at most), so that nothing typed is lost."""
        return sum(1 for n in range(1, 21) if self.form.data.get(self.form.add_prefix(self._text(n))))

    def _text(self, number: int) -> str:
        return f"point_{self.key}_{number}"

    def _notes(self, number: int) -> str:
        return f"point_{self.key}_{number}_notes"


class AnswerForm(forms.Form):
    """Whether the school sees it as the team does."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    agrees = forms.TypedChoiceField(
        label=_("Do you see it so too?"),
        choices=[("yes", _("Yes, we agree on this")), ("no", _("We see it otherwise"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    text = from_table(
        "findings.HostAnswer",
        "text",
        rows=3,
        label=_("How do you see it?"),
        help_text=_("Printed beside what the team says."),
    )


class QualityForm(forms.Form):
    passed = forms.TypedChoiceField(
        label=_("May it be released?"),
        choices=[("yes", _("Yes, it may be released")), ("no", _("Not yet: something is to be changed"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    text = from_table("findings.QualityCheck", "text", rows=5)


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
        help_text=_("One sentence, agreed between you and the {head}. The {workshop} and the plan serve it."),
    )
    priority_aspect = forms.ChoiceField(required=False)

    def __init__(
        self,
        *args: Any,
        aspects: Iterable[Aspect],
        output: Output | None,
        texts: Mapping[str, str],
        one: str,
        **kwargs: Any,
    ) -> None:
        """`one`: what the model calls an aspect."""
        super().__init__(*args, **kwargs)
        self.fields["priority_aspect"].label = _("Which %(aspect)s does it come from?") % {"aspect": one}
        chosen = [("", _("Several, or none")), *((a.code, a.name) for a in aspects)]
        self.fields["priority_aspect"].choices = chosen
        self.written = output.written if output else ()
        if output is not None and not output.has("priority"):
            del self.fields["priority"], self.fields["priority_aspect"]
        for section in self.written:
            self.fields[f"text_{section.source}"] = forms.CharField(
                label=section.title or section.source,
                required=False,
                max_length=6_000,
                widget=forms.Textarea(attrs={"rows": 5}),
                initial=texts.get(section.source, ""),
            )

    @property
    def has_something(self) -> bool:
        """Whether there is anything to write: an output may print findings alone."""
        return len(self.fields) > 1

    def clean(self) -> dict[str, Any]:
        cleaned = dict(self.cleaned_data)
        names = {section.source: f"text_{section.source}" for section in self.written}
        return {**cleaned, "texts": {source: cleaned[name] for source, name in names.items() if name in cleaned}}


class CheckForm(forms.Form):
    """The head agrees, or says what is not right in which aspect."""

    agrees = forms.TypedChoiceField(
        label=_("Are the facts right?"),
        choices=[("yes", _("Yes, the facts are right")), ("no", _("Something is not right"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    agrees_priority = forms.BooleanField(
        label=_("We agree on the improvement {priority}"), required=False, initial=True
    )

    def __init__(self, *args: Any, aspects: Iterable[PrintedAspect], has_priority: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_priority:
            del self.fields["agrees_priority"]
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
        "findings.Reply", "text", rows=8, help_text=_("Printed with the {profile}, for everybody who reads it.")
    )


class ShareForm(forms.Form):
    governors = from_table("findings.Profile", "shared_with_governors", required=False, label=_("The governors"))
    staff = from_table("findings.Profile", "shared_with_staff", required=False, label=_("All staff of the {school}"))
    partnership_lead = from_table(
        "findings.Profile", "shared_with_partnership_lead", required=False, label=_("The {partnership_lead}")
    )

    def __init__(self, *args: Any, named: bool = False, **kwargs: Any) -> None:
        """`named`: the model says who from outside the school reads it; the head adds only their own."""
        super().__init__(*args, **kwargs)
        if named:
            del self.fields["partnership_lead"]
