"""A school that one can't review."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ConflictForm(forms.Form):
    school = forms.TypedChoiceField(label=_("Which school can't you review?"), coerce=uuid.UUID)

    def __init__(self, *args: Any, schools: Iterable[tuple[uuid.UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["school"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("Choose a school")), *((str(pk), name) for pk, name in schools)]
