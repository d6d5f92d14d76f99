"""The dates of a review, and why it is put off."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from typing import Any

from django import forms

from trigpoint.frameworks.queries import Framework
from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.language.speech import gettext_lazy as _
from trigpoint.programmes.queries.review_models import Definition, StageDefinition
from trigpoint.reviews.queries.subject import Site
from trigpoint.ui.forms import DateField, from_table

SHAPED_BY = ("subject_name", "subject_leader_id", "framework_id", "sites", "with_stages")
WITH_VISIT = {StageKind.VISIT, StageKind.TEAM_MEETING, StageKind.FEEDBACK}


def _has_a_date(stage: StageDefinition) -> bool:
    return stage.planned and stage.kind not in WITH_VISIT


class DatesForm(forms.Form):
    """First day and length of the visit, and a date for every stage that has one of its own: a field by its key."""

    visit_starts_on = DateField(label=_("First day of the visit"))
    visit_days = forms.TypedChoiceField(label=_("How many days"), coerce=int, widget=forms.RadioSelect)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, model: Definition, stages: Collection[str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = set(model.stage_by_key if stages is None else stages)
        fewest, most = model.number("visit.min_days"), model.number("visit.max_days")
        days = self.fields["visit_days"]
        assert isinstance(days, forms.TypedChoiceField)  # noqa: S101 - declared above
        days.choices = [(n, str(n)) for n in range(fewest, most + 1)]
        self.stage_keys = [stage.key for stage in model.stages if _has_a_date(stage) and stage.key in held]
        for stage in model.stages:
            if stage.key in self.stage_keys:
                self.fields[stage.key] = DateField(label=stage.title, required=False)
        self.order_fields(["visit_starts_on", "visit_days"])

    def dates(self) -> dict[str, dt.date]:
        """The stages' dates that were given, by key. One that stands as it stood before was not given: it may move."""
        typed = {key: self.cleaned_data[key] for key in self.stage_keys if self.cleaned_data.get(key)}
        return {key: day for key, day in typed.items() if day != self.initial.get(key)}


class Choices:
    """What a model leaves to those who plan a review: what is offered, by field; empty where it leaves nothing."""

    def __init__(
        self,
        model: Definition,
        *,
        leaders: Iterable[tuple[uuid.UUID, str]] = (),
        sites: Iterable[Site] = (),
        frameworks: Iterable[Framework] = (),
    ) -> None:
        self.subject = model.subject.kind == "subject"
        self.needs_sites = model.subject.sites_min > 0
        self.leaders = [(str(pk), name) for pk, name in leaders]
        self.sites = [(str(site.id), f"{site.name}, {site.phase}" if site.phase else site.name) for site in sites]
        self.optional = [(stage.key, stage.title) for stage in model.stages if stage.optional]
        several = [(str(framework.pk), str(framework)) for framework in frameworks]
        self.frameworks = several if len(several) > 1 else []


class ShapeForm(forms.Form):
    """Which schools are visited, and which optional stages the review has: only what the model leaves open."""

    sites = forms.TypedMultipleChoiceField(
        label=_("Which schools are visited?"), coerce=uuid.UUID, required=False, widget=forms.CheckboxSelectMultiple
    )
    with_stages = forms.MultipleChoiceField(
        label=_("Which of these take place?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    subject_leader_id = forms.TypedChoiceField(
        label=_("Who leads it at the {school}?"),
        help_text=_("What this model asks of its leader, it asks of this person and of nobody else."),
        coerce=uuid.UUID,
        empty_value=None,
        required=False,
    )

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.optional = [key for key, _title in choices.optional]
        _offer(self, "subject_leader_id", [("", _("Nobody named yet")), *choices.leaders] if choices.subject else [])
        self.fields["sites"].say_optional = not choices.needs_sites  # type: ignore[attr-defined]
        _offer(self, "sites", choices.sites)
        _offer(self, "with_stages", choices.optional)

    def clean(self) -> dict[str, Any]:
        cleaned = dict(self.cleaned_data)
        if self.optional:
            cleaned["without"] = [key for key in self.optional if key not in cleaned.get("with_stages", [])]
        return cleaned


class PlanForm(ShapeForm, DatesForm):
    """Dates, and what the model leaves to those who plan."""

    subject_name = from_table("reviews.Review", "subject_name", label=_("Which subject?"), required=True)
    framework_id = forms.TypedChoiceField(
        label=_("What does it look at?"),
        coerce=uuid.UUID,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, choices=choices, **kwargs)
        self.initial.setdefault("with_stages", self.optional)
        if not choices.subject:
            del self.fields["subject_name"]
        _offer(self, "framework_id", choices.frameworks)
        if choices.frameworks:
            self.initial.setdefault("framework_id", choices.frameworks[0][0])
        self.shaped_by = [name for name in SHAPED_BY if name in self.fields]


def _offer(form: forms.Form, name: str, choices: list[tuple[Any, Any]]) -> None:
    """These choices for the field; without any, the field is not asked."""
    if choices:
        form.fields[name].choices = choices
    else:
        del form.fields[name]


class WhyForm(forms.Form):
    """Why a review is put off or called off."""

    reason = from_table(
        "reviews.Review",
        "state_reason",
        label=_("Why?"),
        rows=3,
        help_text=_("The {school}, the team and the {partnership_lead} read this. Leave out anything personal."),
    )


class CloseForm(forms.Form):
    """Nothing to type: a reason is asked for only when nobody has said how the process went."""
