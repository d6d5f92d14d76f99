"""The dates of a review, and why it is put off."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.queries.review_models import Definition
from trigpoint.ui.forms import DateField, from_table

WITH_VISIT = {StageKind.VISIT, StageKind.TEAM_MEETING, StageKind.FEEDBACK}


class DatesForm(forms.Form):
    """First day and length of the visit, and a date for every stage that has one of its own: a field by its key."""

    visit_starts_on = DateField(label=_("First day of the visit"))
    visit_days = forms.TypedChoiceField(label=_("How many days"), coerce=int, widget=forms.RadioSelect)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, model: Definition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fewest, most = model.number("visit.min_days"), model.number("visit.max_days")
        days = self.fields["visit_days"]
        assert isinstance(days, forms.TypedChoiceField)  # noqa: S101 - declared above
        days.choices = [(n, str(n)) for n in range(fewest, most + 1)]
        self.stage_keys = [stage.key for stage in model.stages if stage.planned and stage.kind not in WITH_VISIT]
        for stage in model.stages:
            if stage.key in self.stage_keys:
                self.fields[stage.key] = DateField(label=stage.title, required=False)
        self.order_fields(["visit_starts_on", "visit_days"])

    def dates(self) -> dict[str, dt.date]:
        """The stages' dates that were given, by key. One that stands as it stood before was not given: it may move."""
        typed = {key: self.cleaned_data[key] for key in self.stage_keys if self.cleaned_data.get(key)}
        return {key: day for key, day in typed.items() if day != self.initial.get(key)}


class WhyForm(forms.Form):
    """Why a review is put off or called off."""

    reason = from_table(
        "reviews.Review",
        "state_reason",
        label=_("Why?"),
        rows=3,
        help_text=_("The school, the team and the partnership lead read this. Leave out anything personal."),
    )


class CloseForm(forms.Form):
    """Nothing to type: a reason is asked for only when nobody has said how the process went."""
