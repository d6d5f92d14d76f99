"""
Forms for the parts of a review model, made from its schema: what a file may say, a form may ask for.

They refuse nothing: what is typed is kept, and the checks say what is to be put right.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from trigpoint.frameworks.queries import files
from trigpoint.programmes.language import vocabulary as words
from trigpoint.programmes.queries import schema
from trigpoint.programmes.queries.schema import Node
from trigpoint.programmes.web.presenters import vocabulary

AS_USUAL, YES, NO = "", "yes", "no"

type Names = Mapping[str, Sequence[tuple[str, str]]]
"""What there is in the draft to refer to: `roles`, `stages` and so on, each key with its title."""


class PartForm(forms.Form):
    """
    The plain parts of one thing. `names` are what it may refer to; what has parts of its own has its own page.

    `of` is what it is one of, such as `stages`: the same name may be called otherwise elsewhere. `are_words`: the parts are
    the product's words, and what the model says in their place.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        node: Node,
        value: Any,
        names: Names,
        of: str = "",
        only: Sequence[str] = (),
        are_words: bool = False,
        wrong: Mapping[tuple[str | int, ...], str] | None = None,
        **kwargs: Any,
    ) -> None:
        self.node = node
        self.value: dict[str, Any] = value if isinstance(value, dict) else {}
        self.leaves = list(_leaves(schema.plain(node), (), set(only)))
        super().__init__(*args, **kwargs)
        for where, leaf, required in self.leaves:
            now = _at(self.value, where)
            field = _word(where[-1]) if are_words else _field(where, leaf, names, now, of=of, required=required)
            shown = _shown(now, leaf)
            typed = isinstance(shown, list) and not isinstance(field, forms.MultipleChoiceField)
            field.initial = "\n".join(shown) if typed else shown
            for place, reason in (wrong or {}).items():
                if place[: len(where)] == where:
                    field.before_input = format_html('<p class="govuk-error-message">{}</p>', reason)  # type: ignore[attr-defined]
            self.fields[_name(where)] = field

    def thing(self) -> dict[str, Any]:
        """The thing as typed; parts that the form does not ask for stay as they were. Nothing typed: empty."""
        if not any(self.cleaned_data.get(_name(where)) for where, _leaf, _required in self.leaves) and not self.value:
            return {}
        found = _copied(self.value)
        for name in self.node.get("required", ()):
            if "const" in (part := self.node.get("properties", {}).get(name, {})):
                found[name] = part["const"]
        for where, leaf, required in self.leaves:
            _put(
                found,
                where,
                _said(
                    self.cleaned_data.get(_name(where)),
                    leaf,
                    required=required,
                    said=_at(self.value, where) is not None,
                ),
            )
        return found


class TextForm(forms.Form):
    """A part, or the whole, as it stands in the file."""

    text = forms.CharField(
        label=lazy("As it stands in the file"),
        widget=forms.Textarea(attrs={"rows": 24, "class": "app-code"}),
        max_length=1_000_000,
        strip=False,
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def part(self) -> Any:
        """Raises forms.ValidationError where it can't be read."""
        try:
            return files.part(self.cleaned_data["text"] or "") or None
        except files.Mistakes as error:
            raise forms.ValidationError([str(mistake) for mistake in error.found]) from error


class VersionForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class CopyForm(forms.Form):
    """In which network the draft is shared: asked only of those who are staff of several."""

    network = forms.ChoiceField(label=lazy("Whose draft is it?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, networks: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(networks) == 1:
            self.fields["network"] = forms.CharField(widget=forms.HiddenInput, initial=networks[0][0])
        else:
            self.fields["network"].choices = networks


class BringForm(CopyForm):
    file = forms.FileField(label=lazy("A file"), required=False)
    text = forms.CharField(
        label=lazy("Or its content"),
        widget=forms.Textarea(attrs={"rows": 16, "class": "app-code"}),
        max_length=1_000_000,
        strip=False,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        file = given.get("file")
        if file is not None:
            try:
                given["text"] = file.read().decode("utf-8")
            except UnicodeDecodeError:
                self.add_error("file", _("This is not a text file in UTF-8."))
        if not given.get("text", "").strip() and not self.errors:
            self.add_error("text", _("Choose a file, or paste what stands in it."))
        return given


def _name(where: Sequence[str]) -> str:
    """Apart from the draft's own `version`, which every form carries."""
    return "-".join(["part", *where])


def _leaves(
    node: Node, where: tuple[str, ...], only: set[str], *, within: bool = True
) -> Iterator[tuple[tuple[str, ...], Node, bool]]:
    """
    The parts that one field can ask for, and whether each has to be there.

    Small things within the thing are laid out among them; `within`: the thing itself has to be there.
    """
    for name, raw in node.get("properties", {}).items():
        if only and not where and name not in only:
            continue
        part = schema.resolved(raw)
        required = within and name in node.get("required", ())
        if schema.holds_things(part) or "const" in part:
            continue
        if part.get("ref") != "framework" and "properties" in part:
            yield from _leaves(part, (*where, name), set(), within=required)
        else:
            yield (*where, name), part, required


def _word(name: str) -> forms.Field:
    """What the model calls a thing: asked for by the product's own word, whatever else has that name in a file."""
    made = forms.CharField(label=capfirst(words.word(name, {})), required=False)
    made.say_optional = False  # type: ignore[attr-defined]
    return made


def _field(where: tuple[str, ...], leaf: Node, names: Names, value: Any, *, of: str, required: bool) -> forms.Field:
    known = _choices(where[-1], leaf, names)
    unsaid = vocabulary.unsaid(where, leaf, dict(known or ()), of)
    said: dict[str, Any] = {
        "label": vocabulary.label(where, of),
        "help_text": vocabulary.hint(where, leaf, of),
        "required": False,
    }
    if unsaid and leaf.get("type") == "array":
        said = _more(said, _("None chosen: %(unsaid)s.") % {"unsaid": unsaid})
    elif unsaid and known is None:
        said = _more(said, _("Left empty: %(unsaid)s.") % {"unsaid": unsaid})
    if leaf.get("type") == "array":
        if known is None:
            widget = forms.Textarea(attrs={"rows": 3})
            made: forms.Field = forms.CharField(widget=widget, **_more(said, _("One on each line.")))
        else:
            chosen = value if isinstance(value, list) else []
            strange = [(str(one), str(one)) for one in chosen if str(one) not in dict(known)]
            made = forms.MultipleChoiceField(
                widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small app-in-columns"}),
                choices=[*known, *strange],
                **said,
            )
    elif known is not None:
        now = _shown(value, leaf)
        strange = [(now, str(now))] if now not in {"", None} and now not in dict(known) else []
        nothing = (
            _("Choose") if required else _("Not said: %(unsaid)s") % {"unsaid": unsaid} if unsaid else _("Not said")
        )
        blank = [] if required and now else [("", nothing)]
        made = forms.ChoiceField(widget=forms.Select, choices=[*blank, *known, *strange], **said)
    elif leaf.get("type") == "boolean":
        if leaf.get("default") in {"true", "false"}:
            made = forms.BooleanField(**said)
        else:
            made = forms.ChoiceField(
                widget=forms.RadioSelect, choices=[(AS_USUAL, _("As usual")), (YES, _("Yes")), (NO, _("No"))], **said
            )
    elif leaf.get("type") in {"integer", "number"}:
        made = forms.CharField(
            widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "text"}), **said
        )
    elif leaf.get("type") == "object" or leaf.get("maxLength", 0) > 250:
        rows = 8 if leaf.get("type") == "object" else 4
        made = forms.CharField(widget=forms.Textarea(attrs={"rows": rows}), **said)
    else:
        made = forms.CharField(**said)
    made.say_optional = False  # type: ignore[attr-defined]
    return made


def _more(said: dict[str, Any], text: str) -> dict[str, Any]:
    return {**said, "help_text": f"{said['help_text']} {text}".strip()}


def _choices(name: str, leaf: Node, names: Names) -> list[tuple[str, str]] | None:
    """The words that a field chooses from; None for one that is typed."""
    if leaf.get("ref") == "framework" or name == "frameworks":
        return list(names["frameworks"])
    inner = schema.resolved(leaf["items"]) if leaf.get("type") == "array" and "items" in leaf else leaf
    if "enum" in inner:
        return [(str(value), vocabulary.choice(name, str(value))) for value in inner["enum"]]
    refers = vocabulary.REFERS.get(name)
    named = inner.get("ref") in {None, "name", "code", "condition"} and inner.get("type", "string") == "string"
    return list(names.get(refers, ())) if refers and named else None


def _at(value: Any, where: Sequence[str]) -> Any:
    for step in where:
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _copied(value: dict[str, Any]) -> dict[str, Any]:
    return {name: _copied(part) if isinstance(part, dict) else part for name, part in value.items()}


def _put(found: dict[str, Any], where: Sequence[str], value: Any) -> None:
    """Set a part; None takes it away, and what is left empty by that with it."""
    *before, last = where
    trail = [found]
    for step in before:
        inner = trail[-1].get(step)
        trail[-1][step] = inner if isinstance(inner, dict) else {}
        trail.append(trail[-1][step])
    if value is None:
        trail[-1].pop(last, None)
    else:
        trail[-1][last] = value
    for outer, inner, step in zip(reversed(trail[:-1]), reversed(trail[1:]), reversed(before), strict=True):
        if not inner:
            outer.pop(step, None)


def framework_key(value: Any) -> str:
    return f"{value.get('key')}|{value.get('version')}" if isinstance(value, dict) else str(value or "")


def _shown(value: Any, leaf: Node) -> Any:  # noqa: PLR0911 - one answer for each kind of part
    """A part as its field shows it."""
    match value:
        case dict() if leaf.get("ref") == "framework":
            return framework_key(value)
        case dict():
            return "\n".join(f"{name}: {text}" for name, text in value.items())
        case list() if any(isinstance(one, dict) for one in value):
            return [framework_key(one) for one in value]
        case list():
            return [str(one) for one in value]
        case bool() if leaf.get("default") not in {"true", "false"}:
            return YES if value else NO
        case None if leaf.get("default") == "true":
            return True
        case bool():
            return value
        case None:
            return ""
        case _:
            return str(value)


def _said(typed: Any, leaf: Node, *, required: bool, said: bool) -> Any:  # noqa: PLR0911 - one answer for each kind of part
    """What is typed, as the file says it; None: the file says nothing. `said`: the usual stands there in words too."""
    kind = leaf.get("type")
    if leaf.get("ref") == "framework":
        return _framework(typed) if typed else None
    if kind == "boolean":
        if leaf.get("default") in {"true", "false"}:
            return bool(typed) if required or said or str(bool(typed)).lower() != leaf["default"] else None
        return {YES: True, NO: False}.get(typed)
    if kind == "array":
        given = typed if isinstance(typed, list) else [line.strip() for line in (typed or "").splitlines()]
        found = [_framework(one) if "|" in one else one for one in given if one]
        return found if found or required else None
    text = (typed or "").strip()
    if not text:
        return None
    if kind == "object":
        pairs = (line.partition(":") for line in text.splitlines() if line.strip())
        return {name.strip(): words.strip() for name, _colon, words in pairs}
    if kind in {"integer", "number"} and re.fullmatch(r"-?\d{1,15}(\.\d{1,15})?", text.replace("−", "-")):
        number = float(text.replace("−", "-"))
        return int(number) if number.is_integer() else number
    return text.replace("\r\n", "\n")


def _framework(text: str) -> dict[str, str]:
    key, _bar, version = text.partition("|")
    return {"key": key, "version": version}
