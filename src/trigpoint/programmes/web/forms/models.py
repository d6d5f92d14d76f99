"""What the pages of review models ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from trigpoint.programmes.enums import Outcome
from trigpoint.ui.forms import from_table


class SettleForm(forms.Form):
    outcome = forms.ChoiceField(label=_("What becomes of it?"), choices=Outcome.choices, widget=forms.RadioSelect)
    answer = from_table(
        "programmes.Suggestion",
        "answer",
        label=_("What do you say to them?"),
        help_text=_("Whoever made the suggestion reads this. Where you set it aside, say why."),
        rows=3,
    )
