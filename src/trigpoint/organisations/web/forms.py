"""What the pages ask for."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from trigpoint.ui.forms import DateField, from_table


class _SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """One or more files."""

    widget = _SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        several = data if isinstance(data, list | tuple) else [data]
        return [super(SeveralFilesField, self).clean(one, initial) for one in several if one] or [
            super().clean(None, initial)
        ]


class ImportForm(forms.Form):
    """`waiting`: files of a trial are kept for this person, so none need be chosen again."""

    chosen = SeveralFilesField(
        label=_("Files"),
        help_text=_(
            "Extracts, search downloads, links, groups and memberships from Get Information about Schools, the Welsh "
            "address list, tables of Key Stage 2 results, the school census, or Ofsted’s management information: as "
            "they were downloaded, with the school year in their name. You may choose several."
        ),
    )
    as_of = DateField(
        label=_("The day that they speak of"),
        help_text=_("Only when it is not in a file's name. An older file never overwrites what a newer one has said."),
        required=False,
    )

    def __init__(self, data: Mapping[str, Any] | None, files: Any, *, waiting: bool) -> None:
        super().__init__(data, files)
        self.fields["chosen"].required = not waiting


class NetworkForm(forms.Form):
    name = from_table("organisations.Network", "name", label=_("Name of the network"))
