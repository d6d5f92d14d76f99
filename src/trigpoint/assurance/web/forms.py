"""What the pages ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from trigpoint.ui.forms import from_table


class ProcessFeedbackForm(forms.Form):
    went_well = from_table("assurance.ProcessFeedback", "went_well", rows=5)
    better = from_table(
        "assurance.ProcessFeedback",
        "better",
        rows=5,
        help_text=_("Of the process, not of a person: what helped, what got in the way, what was not clear."),
    )
    hours = from_table(
        "assurance.ProcessFeedback", "hours", help_text=_("A guess will do. It shows what a review costs a school.")
    )
