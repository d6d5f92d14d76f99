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
    """Say everything in this language, as far as it is translated."""
    token = _language.set(language)
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
