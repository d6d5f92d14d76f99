"""What a framework file must make sense of beyond its schema."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from trigpoint.frameworks.queries.files import Mistake, Source, against

SCHEMA = Path(__file__).parents[1] / "schemas" / "trigpoint-framework-1.json"


def mistakes(source: Source) -> list[Mistake]:
    """All that stands between the file and its publication; the schema first, meaning once the shape is right."""
    return against(source, SCHEMA) or list(_meaning(source))


def _meaning(source: Source) -> Iterator[Mistake]:
    levels = [level["key"] for level in source.data["levels"]]
    for number, level in enumerate(source.data["levels"]):
        if levels.index(level["key"]) != number:
            yield source.mistake(_("There are two levels “%(key)s”.") % {"key": level["key"]}, "levels", number, "key")
    codes: Counter[str] = Counter()
    for t, theme in enumerate(source.data["themes"]):
        yield from _coded(source, theme, codes, ("themes", t))
        for a, aspect in enumerate(theme["aspects"]):
            where = ("themes", t, "aspects", a)
            yield from _coded(source, aspect, codes, where)
            yield from _statements(source, aspect, levels, where)


def _coded(
    source: Source, thing: dict[str, Any], codes: Counter[str], where: tuple[str | int, ...]
) -> Iterator[Mistake]:
    codes[thing["code"]] += 1
    if codes[thing["code"]] > 1:
        yield source.mistake(_("The code “%(code)s” is used twice.") % {"code": thing["code"]}, *where, "code")
    if "overall" in thing["name"].lower():
        reason = _("“%(name)s” would be a judgement of the whole school: there is no overall grade, in any framework.")
        yield source.mistake(reason % {"name": thing["name"]}, *where, "name")


def _statements(
    source: Source, aspect: dict[str, Any], levels: list[str], where: tuple[str | int, ...]
) -> Iterator[Mistake]:
    words = {"aspect": aspect["code"]}
    for level, texts in aspect["statements"].items():
        if level not in levels:
            reason = _("%(aspect)s has statements for the level “%(level)s”, which this framework does not have.")
            yield source.mistake(reason % {**words, "level": level}, *where, "statements", level)
        for number, text in enumerate(texts):
            if text in texts[:number]:
                reason = _("This statement of %(aspect)s stands here twice.")
                yield source.mistake(reason % words, *where, "statements", level, number)
    for level in levels:
        if level not in aspect["statements"]:
            reason = _("%(aspect)s has no statement for the level “%(level)s”.")
            yield source.mistake(reason % {**words, "level": level}, *where, "statements")
