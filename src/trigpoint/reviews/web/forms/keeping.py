"""Holding a thing beyond its time."""

from typing import Any

from django import forms

from trigpoint.programmes.language.speech import gettext_lazy as _
from trigpoint.reviews.enums import HeldFor


class HoldForm(forms.Form):
    """What it is held for; nothing more is asked, so that nothing more is kept."""

    held_for = forms.ChoiceField(label=_("What do you hold it for?"), choices=HeldFor, widget=forms.RadioSelect)
    what = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, what: str, **kwargs: Any) -> None:
        super().__init__(*args, initial={"what": what}, auto_id=f"{what}-%s", **kwargs)
