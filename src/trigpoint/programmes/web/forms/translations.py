"""A form for the texts of a draft in its other languages: one field a text, beside what it says in the draft's own."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from trigpoint.programmes.language import sayings, translations
from trigpoint.programmes.language.translations import Path, Place

LONG = 90  # characters: a text that is written on several lines


class TranslationsForm(forms.Form):
    """It refuses nothing. A translation of a text that is no longer there stays until somebody empties its field."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, content: Mapping[str, Any], about: Mapping[Place, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.content = content
        self.given = _mapping(content.get("translations"))
        self.fields_of: dict[str, tuple[str, Path]] = {}
        several = len(list(_languages(content))) > 1
        for language in _languages(content):
            said, there = self.given.get(language), set()
            for path, place, text in translations.texts(content):
                there.add(path)
                self._ask(language, path, text, about.get(place, ""), several=several)
            for path in _paths(said):
                if path not in there:
                    self._ask(language, path, _("A text that is no longer there"), " > ".join(path), several=several)

    def _ask(self, language: str, path: Path, text: str, about: str, *, several: bool) -> None:
        name = f"{language}-{'/'.join(path)}"
        tongue = sayings.of("languages", language)
        now = translations.get(self.given.get(language), path)
        field = forms.CharField(
            label=text,
            help_text=", ".join(filter(None, [tongue if several else "", about])),
            required=False,
            initial=now if isinstance(now, str) else "",
            widget=forms.Textarea(attrs={"rows": 3, "lang": language})
            if len(text) > LONG
            else forms.TextInput(attrs={"lang": language}),
        )
        field.say_optional = False  # type: ignore[attr-defined]
        self.fields[name] = field
        self.fields_of[name] = (language, path)

    def part(self) -> dict[str, Any] | None:
        """The translations as the file has them; texts in a language that the draft does not name stay as they were."""
        asked = set(_languages(self.content))
        found = {language: said for language, said in self.given.items() if language not in asked}
        for name, (language, path) in self.fields_of.items():
            text = self.cleaned_data[name].replace("\r\n", "\n").strip()
            if text:
                place = found.setdefault(language, {})
                for step in path[:-1]:
                    place = place.setdefault(step, {})
                place[path[-1]] = text
        return found or None


def _languages(content: Mapping[str, Any]) -> Iterator[str]:
    named = content.get("languages")
    for language in named if isinstance(named, list) else []:
        if isinstance(language, str) and language != content.get("language"):
            yield language


def _mapping(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, Mapping) else {}


def _paths(said: Any, path: Path = ()) -> Iterator[Path]:
    if isinstance(said, Mapping):
        for name, value in said.items():
            yield from _paths(value, (*path, str(name)))
    elif isinstance(said, str):
        yield path
