"""
Every mistake of a framework's file: its line, the reason, and what would mend it.

The schema says what shape each part has; a check here says what a part means, and runs when the parts that it reads have
the right shape. A check is a function from a Sheet to mistakes; the table says what it reads.
"""

import dataclasses
import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from trigpoint.frameworks.language import translations
from trigpoint.frameworks.language.maps import FindFramework
from trigpoint.kernel import grades
from trigpoint.kernel.sources import Mistake, Source, Where, departures, did_you_mean, first
from trigpoint.kernel.words import gettext as _

SCHEMA = Path(__file__).parents[1] / "schemas" / "trigpoint-framework-1.json"

NUMBER = re.compile(r"^\W*\d+([.,]\d+)?\s*(%|points?|out of \d+|/\s*\d+)?\W*$", re.IGNORECASE)
"""A label that is nothing but a number: it could be added up."""
WITH_LEVELS = {"benchmark", "areas"}


@dataclasses.dataclass(frozen=True, kw_only=True)
class Sheet:
    """A file under check, with what many checks ask of it."""

    source: Source
    find: FindFramework

    @property
    def data(self) -> dict[str, Any]:
        return self.source.data

    @property
    def levels(self) -> list[str]:
        return [level["key"] for level in self.data.get("levels", ())]

    def aspects(self) -> Iterator[tuple[Where, dict[str, Any]]]:
        """Each aspect with its place."""
        for t, theme in enumerate(self.data["themes"]):
            for a, aspect in enumerate(theme["aspects"]):
                yield ("themes", t, "aspects", a), aspect

    def mistake(self, reason: str, *where: str | int, suggestion: str = "") -> Mistake:
        return self.source.mistake(reason, *where, suggestion=suggestion)

    def missing(self, name: str, *where: str | int) -> Mistake:
        reason = _("“%(missing)s” is missing here.") % {"missing": name}
        return self.mistake(reason, *where, suggestion=_("Add it, as `%(name)s: …`.") % {"name": name})


def mistakes(source: Source, find: FindFramework = lambda _key, _version: None) -> list[Mistake]:
    """All that stands between the file and its publication, in the order of its lines."""
    return sorted(first(_all(source, find)), key=lambda mistake: mistake.line)


def _all(source: Source, find: FindFramework) -> Iterator[Mistake]:
    odd: set[str] = set()
    for part, mistake in departures(source, SCHEMA):
        odd.add(part)
        yield mistake
    if "" in odd:
        return
    sheet = Sheet(source=source, find=find)
    for check, reads in CHECKS:
        if not reads & odd:
            yield from check(sheet)
    if not odd:
        yield from _promises(sheet)


def _mode(sheet: Sheet) -> Iterator[Mistake]:
    mode = sheet.data["mode"]
    if mode == "benchmark" and "levels" not in sheet.data:
        yield sheet.missing("levels")
    if mode not in WITH_LEVELS and "levels" in sheet.data:
        reason = _("A framework of the mode “%(mode)s” has no levels: take them out, or choose the mode areas.")
        yield sheet.mistake(reason % {"mode": mode}, "levels")
    if mode == "inspection":
        yield from _of_inspection(sheet)
    elif "inspection" in sheet.data:
        reason = _("Only a framework of the mode inspection says this.")
        yield sheet.mistake(reason, "inspection", suggestion=_("Leave it out."))


def _of_inspection(sheet: Sheet) -> Iterator[Mistake]:
    if "inspection" not in sheet.data:
        yield sheet.missing("inspection")
    if "effective" not in sheet.data:
        reason = _("An inspection framework says from which day it counts: “effective” is missing.")
        yield sheet.mistake(reason, suggestion=_("Add it, as `%(name)s: …`.") % {"name": "effective"})


def _reported(sheet: Sheet) -> Iterator[Mistake]:
    if sheet.data["mode"] != "inspection":
        for where, aspect in sheet.aspects():
            if "reported_as" in aspect:
                reason = _("Only a framework of the mode inspection says this.")
                yield sheet.mistake(reason, *where, "reported_as", suggestion=_("Leave it out."))


def _levels(sheet: Sheet) -> Iterator[Mistake]:
    keys = sheet.levels
    for number, level in enumerate(sheet.data.get("levels", ())):
        if keys.index(level["key"]) != number:
            reason = _("There are two levels “%(key)s”.") % {"key": level["key"]}
            yield sheet.mistake(reason, "levels", number, "key", suggestion=_("Give each a word of its own."))
        if NUMBER.match(level["label"]):
            reason = _("“%(label)s” is a number: levels that can be added up would lead to a grade.")
            yield sheet.mistake(
                reason % {"label": level["label"]}, "levels", number, "label", suggestion=_("Say it in words.")
            )
    yield from _ladder(sheet, [level["label"] for level in sheet.data.get("levels", ())], "levels")


def _ladder(sheet: Sheet, labels: list[str], *where: str | int) -> Iterator[Mistake]:
    if copies_a_scale(labels):
        reason = _("These are an inspectorate's grades. A review gives none: say it in words of your own.")
        yield sheet.mistake(reason, *where)


def copies_a_scale(labels: list[str]) -> bool:
    """Whether a ladder is an inspectorate's own under another name: two of its words are."""
    return len(grades.inspected(labels)) > 1


def _translated_ladders(sheet: Sheet) -> Iterator[Mistake]:
    for language, said in sheet.data.get("translations", {}).items():
        labels = [level["label"] for level in said.get("levels", {}).values()]
        yield from _ladder(sheet, labels, "translations", language, "levels")


def _days(sheet: Sheet) -> Iterator[Mistake]:
    days = {}
    for name, text in sheet.data.get("effective", {}).items():
        try:
            days[name] = dt.date.fromisoformat(text)
        except ValueError:
            reason = _("There is no day %(day)s.") % {"day": text}
            suggestion = _("Write it as year-month-day: 2026-09-01.")
            yield sheet.mistake(reason, "effective", name, suggestion=suggestion)
    if "until" in days and "from" in days and days["until"] < days["from"]:
        reason = _("This ends before it begins.")
        yield sheet.mistake(reason, "effective", "until", suggestion=_("Swap the two days."))


def _codes(sheet: Sheet) -> Iterator[Mistake]:
    seen: set[str] = set()
    themes = ((("themes", t), theme) for t, theme in enumerate(sheet.data["themes"]))
    things: list[tuple[Where, dict[str, Any]]] = sorted(
        [*themes, *sheet.aspects()], key=lambda pair: sheet.source.line(*pair[0])
    )
    for where, thing in things:
        if thing["code"] in seen:
            reason = _("The code “%(code)s” is used twice.") % {"code": thing["code"]}
            yield sheet.mistake(reason, *where, "code", suggestion=_("Give each a word of its own."))
        seen.add(thing["code"])
        yield from _of_a_part(sheet, thing["name"], *where, "name")


def _of_a_part(sheet: Sheet, name: str, *where: str | int) -> Iterator[Mistake]:
    """What is looked at is a part of a school, in every language."""
    if "overall" in name.casefold() or grades.promised(name):
        reason = _("“%(name)s” would be a judgement of the whole school: there is no overall grade, in any framework.")
        yield sheet.mistake(reason % {"name": name}, *where, suggestion=_("Name what is looked at."))


def _translated_names(sheet: Sheet) -> Iterator[Mistake]:
    for language, said in sheet.data.get("translations", {}).items():
        for part in ("themes", "aspects"):
            for code, thing in said.get(part, {}).items():
                yield from _of_a_part(sheet, thing["name"], "translations", language, part, code, "name")


def _one_ladder(sheet: Sheet) -> Iterator[Mistake]:
    if sheet.levels and len(list(sheet.aspects())) == 1:
        reason = _("A ladder for one aspect alone would be a grade for the whole school: have several, or no levels.")
        yield sheet.mistake(reason, "levels")


def _statements(sheet: Sheet) -> Iterator[Mistake]:
    levels = sheet.levels
    for where, aspect in sheet.aspects():
        given = aspect.get("statements")
        if given is None:
            if sheet.data["mode"] == "benchmark":
                yield sheet.missing("statements", *where)
            continue
        words = {"aspect": aspect["code"]}
        for level, texts in given.items():
            if level not in levels:
                reason = _("%(aspect)s has statements for the level “%(level)s”, which this framework does not have.")
                place = (*where, "statements", level)
                yield sheet.mistake(reason % {**words, "level": level}, *place, suggestion=did_you_mean(level, levels))
            for number, text in enumerate(texts):
                if text in texts[:number]:
                    reason = _("This statement of %(aspect)s stands here twice.") % words
                    place = (*where, "statements", level, number)
                    yield sheet.mistake(reason, *place, suggestion=_("Leave it out."))
        for level in levels:
            if level not in given:
                reason = _("%(aspect)s has no statement for the level “%(level)s”.") % {**words, "level": level}
                suggestion = _("Add `%(level)s:` with at least one.") % {"level": level}
                yield sheet.mistake(reason, *where, "statements", suggestion=suggestion)


def _comparable(sheet: Sheet) -> Iterator[Mistake]:
    codes = [aspect["code"] for _where, aspect in sheet.aspects()]
    for number, other in enumerate(sheet.data.get("comparable_with", ())):
        where = ("comparable_with", number)
        if (other["key"], other["version"]) == (sheet.data["key"], sheet.data["version"]):
            reason = _("A framework is comparable with itself in any case.")
            yield sheet.mistake(reason, *where, "key", suggestion=_("Leave it out."))
        found = sheet.find(other["key"], other["version"])
        there = _codes_of(found) if found else None
        for here, twin in other["aspects"].items():
            if here not in codes:
                reason = _("This framework has no aspect “%(code)s”.") % {"code": here}
                yield sheet.mistake(reason, *where, "aspects", here, suggestion=did_you_mean(here, codes))
            if found and there is not None and twin not in there:
                reason = _("“%(code)s” is no aspect of %(title)s.") % {"code": twin, "title": found["title"]}
                yield sheet.mistake(reason, *where, "aspects", here, suggestion=did_you_mean(twin, there))


def _codes_of(framework: Mapping[str, Any]) -> list[str]:
    return [aspect["code"] for theme in framework["themes"] for aspect in theme["aspects"]]


def _languages(sheet: Sheet) -> Iterator[Mistake]:
    yield from translations.mistakes(sheet.source)


def _promises(sheet: Sheet) -> Iterator[Mistake]:
    """No text promises one grade for the whole school."""
    for where, text in _texts(sheet.data, ()):
        if said := grades.promised(text):
            reason = _("“%(said)s” would be one grade for the whole school: there is none, in any framework.")
            suggestion = _("Ask about one aspect at a time, or for words.")
            yield sheet.mistake(reason % {"said": said}, *where, suggestion=suggestion)


def _texts(value: Any, where: Where) -> Iterator[tuple[Where, str]]:
    match value:
        case str():
            yield where, value
        case dict():
            for name, inner in value.items():
                yield from _texts(inner, (*where, name))
        case list():
            for number, inner in enumerate(value):
                yield from _texts(inner, (*where, number))
        case _:
            pass


CHECKS: tuple[tuple[Callable[[Sheet], Iterator[Mistake]], set[str]], ...] = (
    (_mode, {"mode", "levels", "inspection", "effective"}),
    (_reported, {"mode", "themes"}),
    (_levels, {"levels"}),
    (_translated_ladders, {"translations"}),
    (_translated_names, {"translations"}),
    (_one_ladder, {"levels", "themes"}),
    (_days, {"effective"}),
    (_codes, {"themes"}),
    (_statements, {"mode", "levels", "themes"}),
    (_comparable, {"key", "version", "comparable_with", "themes"}),
    (_languages, {"language", "languages", "translations", "levels", "themes", "inspection", "summary", "purpose"}),
)
