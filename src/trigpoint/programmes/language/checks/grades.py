"""Anything that could be read as one grade for a school: there is none, in any model, in any language."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from trigpoint.kernel.sources import Mistake
from trigpoint.kernel.words import gettext as _
from trigpoint.programmes.language import translations
from trigpoint.programmes.language.checks.base import Sheet

OVERALL = re.compile(
    r"\boverall\b.{0,20}\b(grade|judge?ment|effectiveness|rating|score|level|estimate|outcome|mark)s?\b"
    r"|\b(grade|rating|score|mark) (for|of) the (whole )?(school|trust)\b"
    r"|\b(total|average|mean) (score|grade|level|mark|rating)s?\b"
    r"|\b(gradd|barn|sgôr) (gyffredinol|cyffredinol)\b",
    re.IGNORECASE,
)
DENIED = re.compile(r"\b(no|not|never|without|nor|nid oes|dim)\b", re.IGNORECASE)
GRADED = re.compile(r"\b(grade|rating|score|mark|gradd|sgôr)s?\b", re.IGNORECASE)
INSPECTION = frozenset(
    {
        "outstanding", "good", "requires improvement", "inadequate", "special measures", "exceptional", "strong standard",
        "expected standard", "needs attention", "urgent improvement", "excellent", "adequate", "unsatisfactory",
        "rhagorol", "da", "digonol", "anfoddhaol",
    }
)  # fmt: skip
"""Words that inspectorates grade with, now and before."""
SEVERAL = 2


def words(sheet: Sheet) -> Iterator[Mistake]:
    """No text promises a grade."""
    for _path, place, text in translations.texts(sheet.data):
        yield from _text(sheet, text, place)
    for language, said in sheet.data.get("translations", {}).items():
        for _path, place, text in translations.texts(said):
            yield from _text(sheet, text, ("translations", language, *place))


def _text(sheet: Sheet, text: str, place: tuple[str | int, ...]) -> Iterator[Mistake]:
    found = OVERALL.search(text)
    if found and not DENIED.search(text[: found.start()]):
        reason = _("“%(said)s” would be one grade for the whole school: there is none, in any model.")
        suggestion = _("Ask about one area at a time, or for words.")
        yield sheet.mistake(reason % {"said": found.group()}, *place, suggestion=suggestion)
    elif "words" in place[:3] and GRADED.search(text):
        reason = _("“%(said)s” would make people take a finding for a grade.") % {"said": text}
        yield sheet.mistake(reason, *place, suggestion=_("Say what it is: a view, an estimate, a position."))


def fields(sheet: Sheet) -> Iterator[Mistake]:
    """No form of the whole review lets somebody choose a level, or a word that an inspectorate grades with."""
    ladder = _ladder(sheet)
    for number, form in enumerate(sheet.listed("forms")):
        for place, field in enumerate(form["fields"]):
            where = ("forms", number, "fields", place)
            options = [str(each["label"]).strip().casefold() for each in field.get("options", ())]
            if len(INSPECTION & set(options)) >= SEVERAL:
                reason = _("These are words that schools are inspected with: choosing one would be a grade.")
                suggestion = _("Ask for words, or for the strength of the evidence.")
                yield sheet.mistake(reason, *where, "options", suggestion=suggestion)
            elif form.get("per", "review") != "area" and len(ladder & set(options)) >= SEVERAL:
                reason = _("Choosing a level for the whole %(per)s would be a grade.") % {
                    "per": form.get("per", "review")
                }
                suggestion = _("Write `per: area`: levels stand beside an aspect, never alone.")
                yield sheet.mistake(reason, *where, "options", suggestion=suggestion)
            elif field["kind"] == "number" and GRADED.search(field["label"]):
                reason = _("A number as a %(word)s would be a grade.") % {
                    "word": GRADED.search(field["label"]).group().lower()  # type: ignore[union-attr]
                }
                yield sheet.mistake(reason, *where, "kind", suggestion=_("Ask for words: `kind: text`."))


def _ladder(sheet: Sheet) -> set[str]:
    found: set[str] = set()
    for _where, wanted in sheet.references:
        framework: Mapping[str, Any] = sheet.find_framework(wanted["key"], wanted["version"]) or {}
        found |= {str(level["label"]).casefold() for level in framework.get("levels", ())}
    return found
