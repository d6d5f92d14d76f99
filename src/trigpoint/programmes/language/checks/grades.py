"""Anything that could be read as one grade for a school: there is none, in any model, in any language."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from trigpoint.kernel.grades import inspected, plain, promised
from trigpoint.kernel.sources import Mistake
from trigpoint.kernel.words import gettext as _
from trigpoint.programmes.language import translations
from trigpoint.programmes.language.checks.base import Sheet

GRADED = re.compile(r"\b(grade|rating|score|mark|n?gradd|radd|sg[ôo]r|marc)s?\b", re.IGNORECASE)
JUDGED = re.compile(
    r"\b(school|trust|ysgol)\b.{0,30}"
    r"\b(outstanding|inadequate|requires? improvement|special measures|unsatisfactory|rhagorol|anfoddhaol)\b",
    re.IGNORECASE,
)
NUMBERS, AGREED = ("number", "hours"), ("yes_no", "statement")
SEVERAL = 2


def words(sheet: Sheet) -> Iterator[Mistake]:
    """No text promises a grade."""
    for _path, place, text in translations.texts(sheet.data):
        yield from _text(sheet, text, place)
    for language, said in sheet.data.get("translations", {}).items():
        for _path, place, text in translations.texts(said):
            yield from _text(sheet, text, ("translations", language, *place))


def _text(sheet: Sheet, text: str, place: tuple[str | int, ...]) -> Iterator[Mistake]:
    if found := promised(text):
        reason = _("“%(said)s” would be one grade for the whole school: there is none, in any model.")
        suggestion = _("Ask about one area at a time, or for words.")
        yield sheet.mistake(reason % {"said": found}, *place, suggestion=suggestion)
    elif "words" in place[:3] and GRADED.search(text):
        reason = _("“%(said)s” would make people take a finding for a grade.") % {"said": text}
        yield sheet.mistake(reason, *place, suggestion=_("Say what it is: a view, an estimate, a position."))


def fields(sheet: Sheet) -> Iterator[Mistake]:
    """No form of the whole review lets somebody choose a level, or a word that an inspectorate grades with."""
    ladder = _ladder(sheet)
    for number, form in enumerate(sheet.listed("forms")):
        for place, field in enumerate(form["fields"]):
            where = ("forms", number, "fields", place)
            yield from _options(sheet, form, field, ladder, where)
            found = GRADED.search(field["label"])
            if field["kind"] in NUMBERS and found:
                reason = _("A number as a %(word)s would be a grade.") % {"word": found.group().lower()}
                yield sheet.mistake(reason, *where, "kind", suggestion=_("Ask for words: `kind: text`."))
            elif field["kind"] in AGREED and JUDGED.search(field["label"]):
                reason = _("To agree to this would be a grade for the whole school.")
                yield sheet.mistake(reason, *where, "label", suggestion=_("Ask for words: `kind: text`."))


def strength(sheet: Sheet) -> Iterator[Mistake]:
    """How strong the evidence is, is not how good a school is."""
    spoken = _spoken(sheet, sheet.data["judgement"].get("strength", ()), "judgement", "strength")
    if any(len(inspected(labels)) >= SEVERAL for labels in spoken):
        reason = _("These are words that schools are inspected with: choosing one would be a grade.")
        yield sheet.mistake(reason, "judgement", "strength", suggestion=_("Say how much there is to go by."))


def _options(
    sheet: Sheet, form: Mapping[str, Any], field: Mapping[str, Any], ladder: set[str], where: tuple[str | int, ...]
) -> Iterator[Mistake]:
    """What the file calls the options, and what each translation does."""
    path = ("forms", form["key"], "fields", field["key"], "options")
    spoken = _spoken(sheet, field.get("options", ()), *path)
    per = form.get("per", "review")
    if any(len(inspected(labels)) >= SEVERAL for labels in spoken):
        reason = _("These are words that schools are inspected with: choosing one would be a grade.")
        suggestion = _("Ask for words, or for the strength of the evidence.")
        yield sheet.mistake(reason, *where, "options", suggestion=suggestion)
    elif per != "area" and any(len(ladder & set(map(plain, labels))) >= SEVERAL for labels in spoken):
        reason = _("Choosing a level for the whole %(per)s would be a grade.") % {"per": per}
        suggestion = _("Write `per: area`: levels stand beside an aspect, never alone.")
        yield sheet.mistake(reason, *where, "options", suggestion=suggestion)


def _spoken(sheet: Sheet, things: Iterable[Mapping[str, Any]], *path: str) -> list[list[str]]:
    """The labels of a list of things: as the file has them, and as each translation does."""
    known = list(things)
    given = sheet.data.get("translations", {})
    translated = given.values() if isinstance(given, Mapping) else ()
    return [
        [str(each["label"]) for each in known],
        *([str(translations.get(said, (*path, each["key"], "label"))) for each in known] for said in translated),
    ]


def _ladder(sheet: Sheet) -> set[str]:
    found: set[str] = set()
    for _where, wanted in sheet.references:
        framework: Mapping[str, Any] = sheet.find_framework(wanted["key"], wanted["version"]) or {}
        found |= {plain(str(level["label"])) for level in framework.get("levels", ())}
    return found
