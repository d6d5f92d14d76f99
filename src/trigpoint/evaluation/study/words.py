"""The study's words: translated by the standard library's gettext, English where there is no catalogue."""

import contextlib
import contextvars
import functools
import gettext as catalogues
from collections.abc import Iterator
from pathlib import Path

DOMAIN = "study"
LOCALE = Path(__file__).with_name("locale")

_language = contextvars.ContextVar("_language", default="en")


@contextlib.contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say everything in this language; in English where it has no catalogue, so that no page names a language it isn't in."""
    there = catalogues.find(DOMAIN, LOCALE, [language]) is not None
    token = _language.set(language if there else "en")
    try:
        yield
    finally:
        _language.reset(token)


def spoken() -> str:
    return _language.get()


@functools.cache
def _catalogue(language: str) -> catalogues.NullTranslations:
    return catalogues.translation(DOMAIN, LOCALE, [language], fallback=True)


def gettext(text: str) -> str:
    return _catalogue(spoken()).gettext(text)


def ngettext(one: str, many: str, number: int) -> str:
    return _catalogue(spoken()).ngettext(one, many, number)


def months() -> tuple[str, ...]:
    _ = gettext
    first = (_("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"))
    return (*first, _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"))


def day(date: str) -> str:
    """A date as people write it: 2018-05-21 is 21 May 2018, 2018-05 is May 2018. Its parts stay on one line."""
    parts = date.split("-")
    if len(parts) == 1 or not all(part.isdigit() for part in parts):
        return date
    said = [*([str(int(parts[2]))] if len(parts) > 2 else []), months()[(int(parts[1]) - 1) % 12], parts[0]]
    return "\u00a0".join(said)
