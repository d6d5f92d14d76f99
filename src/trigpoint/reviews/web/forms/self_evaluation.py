"""What the page of one aspect asks for, each field with the version that the page has read."""

import hashlib
import json
from typing import Any

from django import forms

from trigpoint.frameworks.queries import Aspect, Tree
from trigpoint.programmes.language.speech import gettext_lazy as _
from trigpoint.reviews.enums import SelfField
from trigpoint.reviews.queries.self_evaluation import SelfPosition

LONGEST = 20_000


class AspectForm(forms.Form):
    """
    Fields that nobody touched are left out (None), so that two people with the same page open never collide on them.

    `…_version` is the version that was read; `…_was` tells whether the value is still what was read.
    """

    level = forms.ChoiceField(
        label=_("Where do you place the {school}?"),
        help_text=_("Leave it open where you can't say yet. There is no overall grade."),
        required=False,
        widget=forms.RadioSelect(attrs={"class": "app-chips"}),
    )
    statements = forms.MultipleChoiceField(label=_("Which {statements} fit?"), required=False)
    evidence = forms.CharField(
        label=_("Evidence"),
        help_text=_("What shows it: results, work, what people say. No names of pupils or staff."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    how_we_know = forms.CharField(
        label=_("How do you know?"),
        help_text=_("Who looked, when, and how sure you are."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self, data: Any = None, *, aspect: Aspect, framework: Tree, said: SelfPosition, asked: tuple[bool, bool]
    ) -> None:
        """`asked`: whether this review asks for a level, and for statements."""
        super().__init__(data, initial={**{field: said.value(field) for field in SelfField.values}, **marks(said)})
        self.fields["level"].choices = [("", _("Open")), *((level.key, level.label) for level in framework.levels)]  # type: ignore[attr-defined]
        self.fields["statements"].choices = [(s.key, s.text) for s in aspect.statements]  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.say_optional = False  # type: ignore[attr-defined]
        for field, is_asked in zip((SelfField.LEVEL, SelfField.STATEMENTS), asked, strict=True):
            if not is_asked:
                del self.fields[field]
        for field in SelfField.values:
            self.fields[f"{field}_version"] = forms.IntegerField(required=False, widget=forms.HiddenInput)
            self.fields[f"{field}_was"] = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = dict(self.cleaned_data)
        versions = {}
        for field in SelfField.values:
            if field in cleaned and cleaned.get(f"{field}_was") == mark(cleaned[field]):
                cleaned[field] = None
            elif field in cleaned:
                versions[field] = cleaned.get(f"{field}_version") or 0
        return {**cleaned, "versions": versions}

    def move_on(self, said: SelfPosition) -> None:
        """After both versions were shown: to save again is to decide, so what counts as read is what is held now."""
        data = self.data.copy()  # type: ignore[union-attr]
        for name, value in marks(said).items():
            data[name] = str(value)
        self.data = data


def marks(said: SelfPosition) -> dict[str, Any]:
    """The hidden fields for what was read."""
    found: dict[str, Any] = {}
    for field in SelfField.values:
        found[f"{field}_version"] = said.versions.get(field, 0)
        found[f"{field}_was"] = mark(said.value(field))
    return found


def mark(value: Any) -> str:
    """A short sign of a value, the same for what the browser sends back unchanged."""
    tidy = sorted(value) if isinstance(value, list) else value.replace("\r\n", "\n").strip()
    return hashlib.sha256(json.dumps(tidy).encode()).hexdigest()[:16]
