"""What the pages of the data pack ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trigpoint.kernel import files
from trigpoint.reviews.enums import ItemSubject
from trigpoint.ui.forms import DateField, from_table


class FileForm(forms.Form):
    """A file: what it is follows from its content, in the action."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, Word, Excel without macros, or a picture; up to 20 MB. No names of pupils."),
        max_length=200,
    )
    subject = from_table("reviews.PackItem", "subject", widget=forms.RadioSelect, initial=ItemSubject.PLAN)
    title = from_table(
        "reviews.PackItem",
        "title",
        required=False,
        help_text=_("What the team will read. Without one it is the name of the file."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = dict(self.cleaned_data)
        given = cleaned.get("file")
        if given is not None:
            cleaned["file_name"] = given.name
            cleaned["content"] = given.read(files.LARGEST + 1)
        return cleaned


class NoteForm(forms.Form):
    title = from_table("reviews.PackItem", "title")
    subject = from_table("reviews.PackItem", "subject", widget=forms.RadioSelect, initial=ItemSubject.DATA)
    text = from_table("reviews.PackItem", "text", rows=8, required=True, help_text=_("No names of pupils or staff."))


class LinkForm(forms.Form):
    title = from_table("reviews.PackItem", "title")
    subject = from_table("reviews.PackItem", "subject", widget=forms.RadioSelect, initial=ItemSubject.OTHER)
    address = from_table(
        "reviews.PackItem",
        "address",
        required=True,
        help_text=_("It starts with https://. The team must be able to open it."),
    )


class ReleaseForm(forms.Form):
    expires_on = DateField(label=_("Last day on which the team can read it"))


FORMS: dict[str, type[forms.Form]] = {"file": FileForm, "note": NoteForm, "link": LinkForm}
