"""Whatever a framework's file says, each of its translations says too: no page is half in one language."""

from collections.abc import Iterator
from typing import Any

from trigpoint.kernel.sources import Mistake, Source, Where, did_you_mean
from trigpoint.kernel.words import gettext as _

TEXTS = ("why_it_matters", "statements", "questions", "prompts", "poles")


def mistakes(source: Source) -> Iterator[Mistake]:
    data = source.data
    own, given = data["language"], data.get("translations", {})
    wanted = data.get("languages", [own, *given])
    if own not in wanted:
        reason = _("The file is written in “%(language)s”, which is not among its languages.")
        yield source.mistake(reason % {"language": own}, "languages", suggestion=_("Add it."))
    for language in wanted:
        if language != own and language not in given:
            reason = _("There is no translation into “%(language)s”.") % {"language": language}
            suggestion = _("Add it under `translations`, or leave the language out.")
            yield source.mistake(reason, "languages", suggestion=suggestion)
    for language, said in given.items():
        where: Where = ("translations", language)
        if language not in wanted or language == own:
            reason = _("“%(language)s” is not one of the languages to translate into.") % {"language": language}
            yield source.mistake(reason, *where, suggestion=_("Add it to `languages`, or leave it out here."))
        yield from _whole(source, said, where)


def _whole(source: Source, said: dict[str, Any], where: Where) -> Iterator[Mistake]:
    data = source.data
    for name in ("summary", "purpose"):
        yield from _both(source, data, said, name, where)
    if "changes" in data.get("inspection", {}):
        yield from _both(source, data["inspection"], said, "changes", where)
    parts = {
        "levels": ({level["key"]: level for level in data.get("levels", ())}, ("meaning",)),
        "themes": ({theme["code"]: theme for theme in data["themes"]}, ("subtitle",)),
        "aspects": ({aspect["code"]: aspect for theme in data["themes"] for aspect in theme["aspects"]}, TEXTS),
    }
    for part, (things, names) in parts.items():
        given = said.get(part, {})
        for code, thing in things.items():
            if code not in given:
                reason = _("The translation of “%(code)s” is missing.") % {"code": code}
                yield source.mistake(reason, *where, part)
                continue
            for name in names:
                yield from _both(source, thing, given[code], name, (*where, part, code))
        for code in given:
            if code not in things:
                reason = _("There is nothing called “%(code)s” to translate.") % {"code": code}
                yield source.mistake(reason, *where, part, code, suggestion=did_you_mean(code, things))


def _both(source: Source, data: dict[str, Any], said: dict[str, Any], name: str, where: Where) -> Iterator[Mistake]:
    if (name in data) != (name in said):
        reason = (
            _("The translation of “%(name)s” is missing.")
            if name in data
            else _("There is no “%(name)s” to translate.")
        )
        yield source.mistake(reason % {"name": name}, *where, name)
    elif name in data and _shape(data[name]) != _shape(said[name]):
        reason = _("The translation of “%(name)s” has not as many sentences as the text.") % {"name": name}
        yield source.mistake(reason, *where, name)


def _shape(value: Any) -> Any:
    match value:
        case dict():
            return {key: _shape(item) for key, item in value.items()}
        case list():
            return len(value)
        case _:
            return 1
