"""
Sentences in the words of the review model that is spoken of.

`_("The {profile} was changed.")` says "The report was changed." about a review whose model calls the profile a report.
Between braces stands a word of the vocabulary, a part of the product (`{lead}`) or one of SHORT: what people say where
the model has no word of its own. `{an aspect}` brings its article, `{Aspect}` begins a sentence. Whose words they are,
`kernel.words.speak` has said: the scene of a review does, for as long as the request or the action lasts. Translators get
the sentence with its braces; a language without articles leaves `an` out.

The functions stand in for Django's of the same names, so that the sentences are found and translated as all others.
"""

import functools
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from trigpoint.kernel import words
from trigpoint.kernel.words import gettext as translated
from trigpoint.kernel.words import noop
from trigpoint.programmes.language import vocabulary

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

PLACE = re.compile(r"\{([Aa]n )?([A-Za-z_]+)\}")
VOWELS = "aeiou"
SHORT: dict[str, str] = {
    "lead": noop("lead reviewer"),
    "leads": noop("lead reviewers"),
    "reviewer": noop("reviewer"),
    "reviewers": noop("reviewers"),
    "partnership_lead": noop("partnership lead"),
    "head": noop("head"),
    "headteacher": noop("headteacher"),
    "facilitator": noop("facilitator"),
    "champion": noop("Champion"),
    "school": noop("school"),
    "review_team": noop("review team"),
    "impact_review": noop("impact review"),
}
"""What the product says within a sentence, where that is not the vocabulary's word."""


def gettext(text: str) -> str:
    return _filled(translated(text))


def ngettext(one: str, many: str, number: int) -> str:
    from django.utils.translation import ngettext as counted  # noqa: PLC0415 - a command on a file knows no Django

    return _filled(str(counted(one, many, number)))


def gettext_lazy(text: str) -> "_StrPromise":
    return _lazily()(text)


def said(key: str) -> str:
    """A thing as it is called now, within a sentence. Raises KeyError for what is no word."""
    speaker = words.speaker()
    own = speaker.said(key) if speaker else None
    if own is not None:
        return own
    return translated(SHORT[key]) if key in SHORT else vocabulary.word(key, {})


@functools.cache
def _lazily() -> "Callable[[str], _StrPromise]":
    from django.utils.functional import lazy  # noqa: PLC0415 - as above

    found: Callable[[str], _StrPromise] = cast("Any", lazy(gettext, str))
    return found


def filled(text: str, escape: "Callable[[str], str]" = str) -> str:
    """The sentence with its words; what stands between braces and is no word stays as it is."""

    def word(found: "re.Match[str]") -> str:
        article, key = found.groups()
        try:
            one = said(key[:1].lower() + key[1:])
        except KeyError:
            return found.group()
        if article:
            one = f"{article[0] if one[:1].lower() not in VOWELS else article.strip()} {one}"
        return escape(one[:1].upper() + one[1:] if key[:1].isupper() else one)

    return PLACE.sub(word, text)


def _filled(text: str) -> str:
    later = "%(" in text or "%s" in text  # a value is put in with % afterwards
    return filled(text, (lambda word: word.replace("%", "%%")) if later else str)


__all__ = ["filled", "gettext", "gettext_lazy", "ngettext", "said"]
