"""What a form says when something is to be put right: our words in place of the framework's."""

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

_FIELDS: dict[type[forms.Field], dict[str, object]] = {
    forms.Field: {"required": _("Write something here")},
    forms.CharField: {"required": _("Write something here")},
    forms.ChoiceField: {"required": _("Choose one"), "invalid_choice": _("Choose one of the list")},
    forms.TypedChoiceField: {"required": _("Choose one")},
    forms.MultipleChoiceField: {
        "required": _("Choose at least one"),
        "invalid_choice": _("Choose from the list"),
        "invalid_list": _("Choose from the list"),
    },
    forms.ModelChoiceField: {"required": _("Choose one"), "invalid_choice": _("Choose one of the list")},
    forms.IntegerField: {"required": _("Give a number"), "invalid": _("Give a whole number, such as 12")},
    forms.FloatField: {"invalid": _("Give a number, such as 12.5")},
    forms.DecimalField: {"invalid": _("Give a number, such as 12.5")},
    forms.EmailField: {"required": _("Give an e-mail address")},
    forms.URLField: {"invalid": _("Give an address that starts with https://")},
    forms.UUIDField: {"invalid": _("This is not the id of anything here")},
    forms.FileField: {
        "required": _("Choose a file"),
        "invalid": _("The file did not arrive. Choose it again"),
        "missing": _("The file did not arrive. Choose it again"),
        "empty": _("This file has nothing in it. Choose another"),
    },
    forms.BooleanField: {"required": _("Tick this to go on")},
    forms.TimeField: {"required": _("Give a time, such as 09:30"), "invalid": _("Give a time, such as 09:30")},
    forms.DateTimeField: {"invalid": _("Give a date and time, such as 2026-03-27 09:30")},
}

_VALIDATORS: dict[type[object], object] = {
    validators.EmailValidator: _("Give an e-mail address such as name@school.example"),
    validators.MaxLengthValidator: ngettext_lazy(
        "Shorten this to %(limit_value)d character; it has %(show_value)d",
        "Shorten this to %(limit_value)d characters; it has %(show_value)d",
        "limit_value",
    ),
    validators.MinLengthValidator: ngettext_lazy(
        "Write at least %(limit_value)d character; this has %(show_value)d",
        "Write at least %(limit_value)d characters; this has %(show_value)d",
        "limit_value",
    ),
    validators.MaxValueValidator: _("Give %(limit_value)s or less"),
    validators.MinValueValidator: _("Give %(limit_value)s or more"),
    validators.ProhibitNullCharactersValidator: _("This holds a character that can't be kept. Type it again"),
}


def speak() -> None:
    """Put our words in the place of the framework's, for every form there is."""
    for kind, words in _FIELDS.items():
        kind.default_error_messages = {**kind.__dict__.get("default_error_messages", {}), **words}
    for validator, text in _VALIDATORS.items():
        validator.message = text  # type: ignore[attr-defined]
