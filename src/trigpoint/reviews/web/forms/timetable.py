"""What the page of one activity asks for."""

import re
import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from trigpoint.programmes.language.speech import gettext_lazy as _
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.queries.team import Member
from trigpoint.reviews.queries.timetable import Entry
from trigpoint.reviews.web.forms.times import at_time, days_of
from trigpoint.ui.forms import ChipsField, from_table

TABLE = "reviews.Activity"


class ActivityForm(forms.Form):
    day = forms.ChoiceField(label=_("Day"), widget=forms.RadioSelect(attrs={"class": "app-chips"}))
    starts = forms.TimeField(label=_("From"), widget=forms.TimeInput)
    ends = forms.TimeField(label=_("Until"), widget=forms.TimeInput)
    what = from_table(TABLE, "what", help_text=_("Such as “Mathematics in Year 4” or “Pupils' council”."))
    kind = forms.ChoiceField(
        label=_("Kind of evidence"),
        help_text=_("Leave it open for arrival, lunch and talks of the team."),
        required=False,
    )
    reviewers = ChipsField(label=_("Who of the team?"), required=False)
    aspects = ChipsField(required=False)
    site_id = forms.ChoiceField(label=_("At which school?"), required=False)
    place = from_table(TABLE, "place")
    audience = from_table(
        TABLE,
        "audience",
        label=_("Who is met?"),
        help_text=_("A group or an office, such as “six pupils of Year 5” or “the chair of trustees”. No names."),
    )
    codes = forms.CharField(
        label=_("Class or person, by code"),
        help_text=_("Such as 4B or T07, with commas between. No names."),
        required=False,
        max_length=100,
    )
    partner_id = forms.ChoiceField(label=_("Together with a leader of the {school}"), required=False)
    mode = from_table(TABLE, "mode", widget=forms.RadioSelect)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        scene: Scene,
        team: Iterable[Member],
        leaders: Iterable[tuple[uuid.UUID, str]],
        aspects: Iterable[Any],
        sites: Iterable[tuple[uuid.UUID, str]] = (),
        entry: Entry | None = None,
    ) -> None:
        super().__init__(data, initial=_initial(scene, entry))
        review = scene.review
        self._choices("day", days_of(review.visit_starts_on, review.visit_ends_on))
        kinds = [(kind.key, kind.label) for kind in scene.model.evidence_kinds]
        self._choices("kind", [("", _("No evidence is gathered")), *kinds])
        self._choices("reviewers", [(str(member.person_id), member.name) for member in team if member.reviews])
        self.fields["aspects"].label = _("Which %(aspects)s does it speak to?") % {
            "aspects": scene.model.word("aspects")
        }
        self._choices("aspects", [(aspect.code, aspect.name) for aspect in aspects])
        there = [(str(pk), name) for pk, name in sites]
        if there:
            self._choices("site_id", [("", review.host.name), *there])
        else:
            del self.fields["site_id"]
        self._choices("partner_id", [("", _("Nobody")), *((str(pk), name) for pk, name in leaders)])

    def _choices(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        self.fields[name].choices = choices

    def clean(self) -> dict[str, Any]:
        cleaned = dict(self.cleaned_data)
        day = cleaned.get("day")
        if day and cleaned.get("starts") and cleaned.get("ends"):
            cleaned["starts_at"], cleaned["ends_at"] = at_time(day, cleaned["starts"]), at_time(day, cleaned["ends"])
        cleaned["reviewers"] = [uuid.UUID(person) for person in cleaned.get("reviewers", [])]
        cleaned["codes"] = [code for code in re.split(r"[,;\s]+", cleaned.get("codes", "")) if code]
        cleaned["site_id"] = uuid.UUID(cleaned["site_id"]) if cleaned.get("site_id") else None
        cleaned["partner_id"] = uuid.UUID(cleaned["partner_id"]) if cleaned.get("partner_id") else None
        return cleaned


def _initial(scene: Scene, entry: Entry | None) -> dict[str, Any]:
    if entry is None:
        return {"day": scene.review.visit_starts_on.isoformat(), "version": 0}
    starts, ends = timezone.localtime(entry.starts_at), timezone.localtime(entry.ends_at)
    return {
        "day": starts.date().isoformat(),
        "starts": starts.strftime("%H:%M"),
        "ends": ends.strftime("%H:%M"),
        "what": entry.what,
        "kind": entry.kind,
        "reviewers": [str(person.id) for person in entry.reviewers],
        "aspects": list(entry.aspects),
        "place": entry.place,
        "site_id": str(entry.site_id or ""),
        "audience": entry.audience,
        "codes": ", ".join(entry.codes),
        "partner_id": str(entry.partner_id or ""),
        "mode": entry.mode,
        "version": entry.version,
    }
