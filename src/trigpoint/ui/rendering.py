"""Forms in the design system's own markup: a field is described for the component that shows it."""

import functools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Input
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from trigpoint.ui import components
from trigpoint.ui.widgets import Chips, DateWidget


class Renderer(TemplatesSetting):
    """`FORM_RENDERER`: `{{ form }}` and `{{ form.name.as_field_group }}` come out as the design system's components."""

    form_template_name = "ui/forms/form.html"
    formset_template_name = "ui/forms/formset.html"
    field_template_name = "ui/forms/field.html"


def field(bound: forms.BoundField) -> SafeString:
    """One field with label, hint, errors and the person's own input."""
    return _render(bound.field.widget, bound)


def forms_in(values: Mapping[str, Any]) -> list[forms.BaseForm]:
    """Every bound form that a template was given, those of form sets and lists included, each once."""
    found: dict[int, forms.BaseForm] = {}
    for value in values.values():
        for form in _forms(value):
            found[id(form)] = form
    return [form for form in found.values() if form.is_bound]


def _forms(value: Any) -> Iterator[forms.BaseForm]:
    match value:
        case forms.BaseForm():
            yield value
        case BaseFormSet() | list() | tuple():
            for item in value:
                if isinstance(item, forms.BaseForm):
                    yield item


def error_prefix(found: Iterable[forms.BaseForm]) -> str:
    return _("Error: ") if any(form.errors for form in found) else ""


def error_summary(found: Iterable[forms.BaseForm]) -> SafeString | str:
    errors = [{"text": text, "href": f"#{target}"} for form in found for text, target in _faults(form)]
    if not errors:
        return ""
    return components.render("error-summary", {"titleText": _("There is something to put right"), "errorList": errors})


def _faults(form: forms.BaseForm) -> Iterator[tuple[str, str]]:
    for name, messages in form.errors.items():
        target = errors_id(form) if name == forms.forms.NON_FIELD_ERRORS else first_control(form[name])
        for message in messages:
            yield _named(form, name, str(message)), target


def _named(form: forms.BaseForm, name: str, message: str) -> str:
    """A message with the name of what it is about: in the list at the top, "Choose one" alone would leave one guessing."""
    if name == forms.forms.NON_FIELD_ERRORS or form[name].is_hidden:
        return message
    label = str(form[name].label)
    return f"{label} {message}" if label.endswith(("?", ".", "…")) else f"{label}: {message}"


def errors_id(form: forms.BaseForm) -> str:
    """The element that holds what is wrong with the form as a whole."""
    return f"{form.prefix or 'form'}-whole"


def first_control(bound: forms.BoundField) -> str:
    """The id of the control that a link from the error summary puts the cursor in."""
    if bound.is_hidden:
        return errors_id(bound.form)
    if isinstance(bound.field.widget, DateWidget):
        return f"{bound.auto_id}-day"
    return bound.auto_id or bound.html_name


def _shared(bound: forms.BoundField) -> dict[str, Any]:
    """What every component is told: name, id, hint, and errors."""
    params: dict[str, Any] = {"id": bound.auto_id or bound.html_name, "name": bound.html_name}
    if bound.help_text:
        params["hint"] = {"html" if isinstance(bound.help_text, SafeString) else "text": bound.help_text}
    if bound.errors:
        params["errorMessage"] = {"html": _joined(bound.errors), "visuallyHiddenText": _("Error")}
    before = getattr(bound.field, "before_input", None)
    if before:
        params["formGroup"] = {"beforeInput": {"html": before}, "beforeInputs": {"html": before}}
    return params


def _joined(messages: Iterable[str]) -> SafeString:
    return mark_safe("<br>".join(format_html("{}", m) for m in messages))


def _label(bound: forms.BoundField) -> str:
    """The label; a field that may be left empty says so."""
    optional = not bound.field.required and getattr(bound.field, "say_optional", True)
    if optional and not isinstance(bound.field.widget, forms.CheckboxInput):
        return _("%(label)s (optional)") % {"label": bound.label}
    return str(bound.label)


def _titled(bound: forms.BoundField) -> dict[str, Any]:
    return {**_shared(bound), "label": {"text": _label(bound), "classes": "govuk-label--s"}}


def _grouped(bound: forms.BoundField) -> dict[str, Any]:
    params = _shared(bound)
    params["idPrefix"] = params["id"]
    return {**params, "fieldset": {"legend": {"text": _label(bound), "classes": "govuk-fieldset__legend--s"}}}


_OWN_ATTRIBUTES = {"id", "name", "type", "value", "class", "rows", "maxlength", "autocomplete", "inputmode"}


def _attributes(bound: forms.BoundField) -> dict[str, Any]:
    """The widget's other attributes (`hx-post`, `enterkeyhint`), passed on as they are."""
    attrs = {k: str(v) for k, v in bound.field.widget.attrs.items() if k not in _OWN_ATTRIBUTES and v is not False}
    if isinstance(bound.field, forms.CharField) and bound.field.disabled:
        attrs["readonly"] = "readonly"
    return attrs


@functools.singledispatch
def _render(widget: forms.Widget, bound: forms.BoundField) -> SafeString:
    raise TypeError(f"no component shows the widget {type(widget).__name__} of the field {bound.name}")


@_render.register
def _input(widget: Input, bound: forms.BoundField) -> SafeString:
    params = _titled(bound) | {
        "type": widget.input_type,
        "value": widget.format_value(bound.value()),
        "classes": widget.attrs.get("class", ""),
        "autocomplete": widget.attrs.get("autocomplete"),
        "inputmode": widget.attrs.get("inputmode"),
        "spellcheck": False if widget.input_type in {"email", "url"} else None,
        "attributes": _attributes(bound),
    }
    if isinstance(widget, forms.NumberInput):
        # A field of numbers is typed, not stepped: a turn of the mouse wheel changes nothing.
        params |= {"type": "text", "inputmode": "numeric", "classes": widget.attrs.get("class", "govuk-input--width-5")}
    if isinstance(widget, forms.TimeInput):
        params |= {"type": "time", "classes": widget.attrs.get("class", "govuk-input--width-5")}
    return components.render("input", params)


@_render.register
def _hidden(widget: forms.HiddenInput, bound: forms.BoundField) -> SafeString:
    return mark_safe(str(bound))


@_render.register
def _textarea(widget: forms.Textarea, bound: forms.BoundField) -> SafeString:
    params = _titled(bound) | {
        "value": widget.format_value(bound.value()) or "",
        # Ten is what Django gives where nobody asked for a number.
        "rows": 5 if widget.attrs.get("rows") in {None, "10"} else widget.attrs["rows"],
        "classes": widget.attrs.get("class", ""),
        "attributes": _attributes(bound),
    }
    limit = getattr(bound.field, "max_length", None)
    if limit:
        return components.render("character-count", params | {"maxlength": limit, "threshold": 75} | _count_words())
    return components.render("textarea", params)


def _count_words() -> dict[str, Any]:
    return {
        "textareaDescriptionText": _("You can write up to %{count} characters"),
        "charactersUnderLimitText": {
            "one": _("You have %{count} character left"),
            "other": _("You have %{count} characters left"),
        },
        "charactersAtLimitText": _("You have no characters left"),
        "charactersOverLimitText": {
            "one": _("You have %{count} character too many"),
            "other": _("You have %{count} characters too many"),
        },
    }


@_render.register
def _file(widget: forms.FileInput, bound: forms.BoundField) -> SafeString:
    attributes = _attributes(bound)
    if widget.allow_multiple_selected:
        attributes["multiple"] = "multiple"
    return components.render("file-upload", _titled(bound) | {"attributes": attributes})


@_render.register
def _select(widget: forms.Select, bound: forms.BoundField) -> SafeString:
    params = _titled(bound) | {"items": _items(bound), "attributes": _attributes(bound)}
    if widget.allow_multiple_selected:
        params["attributes"]["multiple"] = "multiple"
    return components.render("select", params)


@_render.register
def _radios(widget: forms.RadioSelect, bound: forms.BoundField) -> SafeString:
    return components.render("radios", _grouped(bound) | {"items": _items(bound), "classes": _list_classes(bound)})


@_render.register
def _checkboxes(widget: forms.CheckboxSelectMultiple, bound: forms.BoundField) -> SafeString:
    return components.render("checkboxes", _grouped(bound) | {"items": _items(bound), "classes": _list_classes(bound)})


@_render.register
def _checkbox(widget: forms.CheckboxInput, bound: forms.BoundField) -> SafeString:
    params = _shared(bound)
    hint = params.pop("hint", None)
    item = {
        "value": "on",
        "text": _label(bound),
        "checked": widget.check_test(bound.value()),
        "hint": hint,
        "attributes": _attributes(bound),
    }
    return components.render("checkboxes", params | {"idPrefix": params["id"], "items": [item]})


@_render.register
def _date(widget: DateWidget, bound: forms.BoundField) -> SafeString:
    params = _grouped(bound)
    faults = bound.field.faulty_parts(bound.value()) if bound.errors else set()
    params["items"] = [
        {
            "name": f"{bound.html_name}-{part}",
            "id": f"{params['id']}-{part}",
            "label": label,
            "value": value,
            "classes": f"govuk-input--width-{width}{' govuk-input--error' if part in faults else ''}",
            "inputmode": "text" if part == "month" else "numeric",
        }
        for (part, label, width), value in zip(
            (("day", _("Day"), 2), ("month", _("Month"), 3), ("year", _("Year"), 4)),
            widget.decompress(bound.value()),
            strict=True,
        )
    ]
    return components.render("date-input", params)


def _list_classes(bound: forms.BoundField) -> str:
    return "app-chips" if isinstance(bound.field.widget, Chips) else str(bound.field.widget.attrs.get("class", ""))


def _items(bound: forms.BoundField) -> list[dict[str, Any]]:
    """
    The choices, chosen ones marked; groups are named in the text of their choices.

    A field's `choice_hints` (value to text) say more about a choice.
    """
    value = bound.value()
    chosen = {str(v) for v in (value if isinstance(value, list | tuple | set) else [value]) if v is not None}
    hints = getattr(bound.field, "choice_hints", {})
    return [
        {
            "value": str(key),
            "text": _("Choose") if key == "" and text in {"", "---------"} else f"{group}: {text}" if group else text,
            "checked": str(key) in chosen,
            "selected": str(key) in chosen,
            "hint": {"text": hints[key]} if key in hints else None,
            "attributes": _attributes(bound) if not isinstance(bound.field.widget, forms.Select) else {},
        }
        for group, key, text in choices_of(bound.field)
    ]


def choices_of(asked: forms.Field) -> Iterator[tuple[str, Any, str]]:
    """Each choice of a field as group, key and text; nothing for a field without choices."""
    for key, text in getattr(asked.widget, "choices", ()):
        if isinstance(text, list | tuple):
            for inner_key, inner_text in text:
                yield str(key), getattr(inner_key, "value", inner_key), str(inner_text)
        else:
            yield "", getattr(key, "value", key), str(text)
