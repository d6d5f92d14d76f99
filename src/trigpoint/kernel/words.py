"""What people read: text, or text that is translated when it is shown; and in whose words it is said."""

import contextlib
import sys
from collections.abc import Iterator
from contextvars import ContextVar
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

type Words = str | _StrPromise


class Speaker(Protocol):
    """Something with words of its own for what the product calls things: a review model."""

    def said(self, key: str) -> str | None:
        """What it calls a thing within a sentence; None for what it leaves to the product."""


_SPEAKER: ContextVar[Speaker | None] = ContextVar("speaker", default=None)


def speak(own: Speaker | None) -> None:
    """From here on things are called as this one calls them, as from `translation.activate` on they are in a language."""
    _SPEAKER.set(own)


def speaker() -> Speaker | None:
    """Whose words are spoken now; None: the product's."""
    return _SPEAKER.get()


@contextlib.contextmanager
def speaking(own: Speaker | None) -> Iterator[None]:
    """Things are called as this one calls them, inside; whatever is said to `speak` inside ends there too."""
    token = _SPEAKER.set(own)
    try:
        yield
    finally:
        _SPEAKER.reset(token)


def noop(text: str) -> str:
    """Marks a text for the translators; it is translated when it is shown."""
    return text


def gettext(text: str) -> str:
    """The text in the language of whoever reads it; as it is where Django does not run (a command on a file)."""
    conf = sys.modules.get("django.conf")
    if conf is None or not conf.settings.configured:
        return text
    from django.utils.translation import gettext as translated  # noqa: PLC0415 - only where Django runs already

    return str(translated(text))
