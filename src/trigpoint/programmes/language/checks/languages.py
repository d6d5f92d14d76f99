"""Every text in every language that the model says it has."""

from collections.abc import Iterator, Mapping
from typing import Any

from trigpoint.kernel.sources import Mistake
from trigpoint.kernel.words import gettext as _
from trigpoint.programmes.language import translations
from trigpoint.programmes.language.checks.base import Sheet

MOST_SAID = 5


def languages(sheet: Sheet) -> Iterator[Mistake]:
    own = sheet.data["language"]
    wanted = sheet.data.get("languages", [own])
    given = sheet.data.get("translations", {})
    if own not in wanted:
        reason = _("The file is written in “%(own)s”, and `languages` does not name it.") % {"own": own}
        yield sheet.mistake(reason, "languages", suggestion=_("Add %(own)s.") % {"own": own})
    for language in given:
        if language == own or language not in wanted:
            reason = _("Nobody would read this: `languages` names no other language “%(language)s”.")
            suggestion = _("Add it to `languages`, or leave these texts out.")
            yield sheet.mistake(reason % {"language": language}, "translations", language, suggestion=suggestion)
    for language in wanted:
        if language != own:
            yield from _missing(sheet, language, given.get(language))


def _missing(sheet: Sheet, language: str, said: Mapping[str, Any] | None) -> Iterator[Mistake]:
    if said is None:
        reason = _("`languages` promises “%(language)s”, and there is no translation into it.") % {"language": language}
        suggestion = _("Add `translations: {%(language)s: …}` with every text.") % {"language": language}
        yield sheet.mistake(reason, "languages", suggestion=suggestion)
        return
    texts = {path: text for path, _place, text in translations.texts(sheet.data)}
    lacking = [path for path in texts if not _is_text(translations.get(said, path))]
    for path in lacking[:MOST_SAID]:
        reason = _("“%(text)s” has no translation into “%(language)s”.") % {"text": texts[path], "language": language}
        suggestion = _("Add it at %(path)s.") % {"path": " > ".join(path)}
        yield sheet.mistake(reason, "translations", language, *path, suggestion=suggestion)
    if len(lacking) > MOST_SAID:
        reason = _("%(more)d more texts have no translation into “%(language)s”.")
        found = reason % {"more": len(lacking) - MOST_SAID, "language": language}
        yield sheet.mistake(found, "translations", language)
    for path in _paths(said):
        if path not in texts:
            reason = _("There is no text at %(path)s.") % {"path": " > ".join(path)}
            suggestion = _("Leave it out; translations hold texts and nothing else.")
            yield sheet.mistake(reason, "translations", language, *path, suggestion=suggestion)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _paths(said: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(said, Mapping):
        for name, value in said.items():
            yield from _paths(value, (*path, str(name)))
    else:
        yield path
