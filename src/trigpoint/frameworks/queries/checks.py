"""What a framework file must make sense of beyond its schema."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from trigpoint.frameworks.queries.files import Mistake, Source, Where, against
from trigpoint.kernel import grades

SCHEMA = Path(__file__).parents[1] / "schemas" / "trigpoint-framework-1.json"

WITH_LEVELS = {"benchmark", "areas"}
TEXTS = ("why_it_matters", "statements", "questions", "prompts", "poles")


def mistakes(source: Source) -> list[Mistake]:
    """All that stands between the file and its publication; the schema first, meaning once the shape is right."""
    return against(source, SCHEMA) or list(_meaning(source))


def copies_a_scale(labels: list[str]) -> bool:
    """Whether a ladder is an inspectorate's own under another name: two of its words are."""
    return len(grades.inspected(labels)) > 1


def _meaning(source: Source) -> Iterator[Mistake]:
    data = source.data
    levels = [level["key"] for level in data.get("levels", ())]
    yield from _mode(source)
    yield from _levels(source, levels)
    yield from _days(source)
    codes: Counter[str] = Counter()
    for t, theme in enumerate(data["themes"]):
        yield from _coded(source, theme, codes, ("themes", t))
        for a, aspect in enumerate(theme["aspects"]):
            where = ("themes", t, "aspects", a)
            yield from _coded(source, aspect, codes, where)
            yield from _statements(source, aspect, levels, where)
    yield from _comparable(source, set(codes))
    yield from _languages(source, levels)


def _mode(source: Source) -> Iterator[Mistake]:
    data = source.data
    mode = data["mode"]
    if mode == "benchmark" and "levels" not in data:
        yield source.mistake(_("“%(missing)s” is missing here.") % {"missing": "levels"})
    if mode not in WITH_LEVELS and "levels" in data:
        reason = _("A framework of the mode “%(mode)s” has no levels: take them out, or choose the mode areas.")
        yield source.mistake(reason % {"mode": mode}, "levels")
    if mode == "inspection" and "inspection" not in data:
        yield source.mistake(_("“%(missing)s” is missing here.") % {"missing": "inspection"})
    if mode == "inspection" and "effective" not in data:
        reason = _("An inspection framework says from which day it counts: “effective” is missing.")
        yield source.mistake(reason)
    if mode != "inspection":
        if "inspection" in data:
            yield source.mistake(_("Only a framework of the mode inspection says this."), "inspection")
        for t, theme in enumerate(data["themes"]):
            for a, aspect in enumerate(theme["aspects"]):
                if "reported_as" in aspect:
                    reason = _("Only a framework of the mode inspection says this.")
                    yield source.mistake(reason, "themes", t, "aspects", a, "reported_as")


def _levels(source: Source, levels: list[str]) -> Iterator[Mistake]:
    for number, key in enumerate(levels):
        if levels.index(key) != number:
            yield source.mistake(_("There are two levels “%(key)s”.") % {"key": key}, "levels", number, "key")
    ladders = [[level["label"] for level in source.data.get("levels", ())]]
    ladders += [
        [level["label"] for level in said.get("levels", {}).values()]
        for said in source.data.get("translations", {}).values()
    ]
    if levels and sum(len(theme["aspects"]) for theme in source.data["themes"]) == 1:
        reason = _("A ladder for one aspect alone would be a grade for the whole school: have several, or no levels.")
        yield source.mistake(reason, "levels")
    if any(copies_a_scale(labels) for labels in ladders):
        reason = _("These are an inspectorate's grades. A review gives none: say it in words of your own.")
        yield source.mistake(reason, "levels")


def _days(source: Source) -> Iterator[Mistake]:
    days = {}
    for name, text in source.data.get("effective", {}).items():
        try:
            days[name] = dt.date.fromisoformat(text)
        except ValueError:
            yield source.mistake(_("There is no day %(day)s.") % {"day": text}, "effective", name)
    if "until" in days and "from" in days and days["until"] < days["from"]:
        yield source.mistake(_("This ends before it begins."), "effective", "until")


def _coded(source: Source, thing: dict[str, Any], codes: Counter[str], where: Where) -> Iterator[Mistake]:
    codes[thing["code"]] += 1
    if codes[thing["code"]] > 1:
        yield source.mistake(_("The code “%(code)s” is used twice.") % {"code": thing["code"]}, *where, "code")
    yield from _of_a_part(source, thing["name"], (*where, "name"))


def _of_a_part(source: Source, name: str, where: Where) -> Iterator[Mistake]:
    """What is looked at is a part of a school, in every language."""
    if "overall" in name.casefold() or grades.promised(name):
        reason = _("“%(name)s” would be a judgement of the whole school: there is no overall grade, in any framework.")
        yield source.mistake(reason % {"name": name}, *where)


def _statements(source: Source, aspect: dict[str, Any], levels: list[str], where: Where) -> Iterator[Mistake]:
    words = {"aspect": aspect["code"]}
    given = aspect.get("statements")
    if given is None:
        if source.data["mode"] == "benchmark":
            yield source.mistake(_("“%(missing)s” is missing here.") % {"missing": "statements"}, *where)
        return
    for level, texts in given.items():
        if level not in levels:
            reason = _("%(aspect)s has statements for the level “%(level)s”, which this framework does not have.")
            yield source.mistake(reason % {**words, "level": level}, *where, "statements", level)
        for number, text in enumerate(texts):
            if text in texts[:number]:
                reason = _("This statement of %(aspect)s stands here twice.")
                yield source.mistake(reason % words, *where, "statements", level, number)
    for level in levels:
        if level not in given:
            reason = _("%(aspect)s has no statement for the level “%(level)s”.")
            yield source.mistake(reason % {**words, "level": level}, *where, "statements")


def _comparable(source: Source, codes: set[str]) -> Iterator[Mistake]:
    for number, other in enumerate(source.data.get("comparable_with", ())):
        for here in other["aspects"]:
            if here not in codes:
                reason = _("This framework has no aspect “%(code)s”.") % {"code": here}
                yield source.mistake(reason, "comparable_with", number, "aspects", here)


def _languages(source: Source, levels: list[str]) -> Iterator[Mistake]:
    data = source.data
    own, given = data["language"], data.get("translations", {})
    wanted = data.get("languages", [own, *given])
    if own not in wanted:
        reason = _("The file is written in “%(language)s”, which is not among its languages.")
        yield source.mistake(reason % {"language": own}, "languages")
    for language in wanted:
        if language != own and language not in given:
            reason = _("There is no translation into “%(language)s”.") % {"language": language}
            yield source.mistake(reason, "languages")
    for language, said in given.items():
        where: Where = ("translations", language)
        if language not in wanted or language == own:
            reason = _("“%(language)s” is not one of the languages to translate into.") % {"language": language}
            yield source.mistake(reason, *where)
        yield from _translated(source, said, levels, where)


def _translated(source: Source, said: dict[str, Any], levels: list[str], where: Where) -> Iterator[Mistake]:
    """Whatever the file says, its translation says too: no page is half in one language."""
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
            if "name" in given[code]:
                yield from _of_a_part(source, given[code]["name"], (*where, part, code, "name"))
            for name in names:
                yield from _both(source, thing, given[code], name, (*where, part, code))
        for code in given:
            if code not in things:
                reason = _("There is nothing called “%(code)s” to translate.") % {"code": code}
                yield source.mistake(reason, *where, part, code)


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
