"""Frameworks, what of them is looked at, and how findings are said."""

from collections.abc import Iterator, Mapping
from typing import Any

from trigpoint.kernel.sources import Mistake, did_you_mean
from trigpoint.kernel.words import gettext as _
from trigpoint.programmes.language import parsing
from trigpoint.programmes.language.checks.base import Sheet, twice

UNGRADED = ("enquiry", "narrative")


def frameworks(sheet: Sheet) -> Iterator[Mistake]:
    """Each framework is there, and has the themes that every review looks at."""
    for where, wanted in sheet.references:
        framework = sheet.find_framework(wanted["key"], wanted["version"])
        if framework is None:
            reason = _("The framework %(key)s, version %(version)s, is not published here: publish it first.")
            yield sheet.mistake(reason % wanted, *where, "key", suggestion=_("Or name one that is here already."))
        elif framework.get("mode") == "inspection":
            reason = _("%(key)s is what schools are inspected by: findings are mapped to it, never made with it.")
            suggestion = _("Name a framework for reviews.")
            yield sheet.mistake(reason % wanted, *where, "key", suggestion=suggestion)
        else:
            yield from _focus(sheet, framework)


def _focus(sheet: Sheet, framework: Mapping[str, Any]) -> Iterator[Mistake]:
    focus = sheet.data["rules"]["focus"]
    themes = [theme["code"] for theme in framework.get("themes", ())]
    for number, code in enumerate(focus["mandatory"]):
        if code not in themes:
            reason = _("The framework has no theme “%(code)s”; it has %(themes)s.")
            found = reason % {"code": code, "themes": ", ".join(themes)}
            where = ("rules", "focus", "mandatory", number)
            yield sheet.mistake(found, *where, suggestion=did_you_mean(code, themes))
    left = len(themes) - len(focus["mandatory"])
    if focus["others_min"] > left >= 0:
        reason = _("The framework leaves only %(left)d themes to choose from.") % {"left": left}
        suggestion = _("Write at most %(left)d.") % {"left": left}
        yield sheet.mistake(reason, "rules", "focus", "others_min", suggestion=suggestion)


def composition(sheet: Sheet) -> Iterator[Mistake]:
    """What the style leaves possible."""
    said, found = sheet.data["judgement"], parsing.judgement(sheet.data["judgement"])
    if found.style in UNGRADED:
        for name in ("levels", "statements"):
            if said.get(name):
                reason = _("With the style “%(style)s” there are no %(name)s: nothing is placed on a ladder.")
                words = {"style": found.style, "name": name}
                suggestion = _("Write `%(name)s: false`, or another style.") % words
                yield sheet.mistake(reason % words, "judgement", name, suggestion=suggestion)
    if found.style == "enquiry" and not found.strength:
        reason = _("An enquiry says how strong the evidence is, and no “strength” is given.")
        suggestion = _("Add `strength:` with two or more of them, each with key, label and meaning.")
        yield sheet.mistake(reason, "judgement", "style", suggestion=suggestion)
    if found.style == "estimates" and not found.levels:
        reason = _("The style “estimates” places areas on the framework's ladder, so it needs levels.")
        yield sheet.mistake(reason, "judgement", "levels", suggestion=_("Write `levels: true`, or another style."))
    if found.levels and found.strength:
        reason = _("Levels and strength of evidence would be two scales for one finding.")
        yield sheet.mistake(reason, "judgement", "strength", suggestion=_("Keep one of the two."))
    for name in ("strength", "lists"):
        yield from twice(sheet, said.get(name, ()), "key", "judgement", name)


def ladders(sheet: Sheet) -> Iterator[Mistake]:
    """A model can only place and highlight what its frameworks have."""
    asked = parsing.judgement(sheet.data["judgement"])
    for where, wanted in sheet.references:
        framework = sheet.find_framework(wanted["key"], wanted["version"])
        if framework is None or where != ("framework",):  # a review by another framework says what that one has
            continue
        if asked.levels and not framework.get("levels"):
            reason = _("The framework %(key)s has no levels, so nothing can be placed on its ladder.") % wanted
            suggestion = _("Write `levels: false`, or name a framework with levels.")
            yield sheet.mistake(reason, "judgement", suggestion=suggestion)
        aspects = [aspect for theme in framework.get("themes", ()) for aspect in theme.get("aspects", ())]
        if asked.statements and not any(aspect.get("statements") for aspect in aspects):
            reason = _("The framework %(key)s has no statements that could be highlighted.") % wanted
            suggestion = _("Write `statements: false`, or name a framework with statements.")
            yield sheet.mistake(reason, "judgement", suggestion=suggestion)
