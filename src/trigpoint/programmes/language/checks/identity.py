"""Dates, languages and numbers that contradict each other."""

import datetime as dt
from collections.abc import Iterator

from trigpoint.kernel.sources import Mistake
from trigpoint.kernel.words import gettext as _
from trigpoint.programmes.language.checks.base import Sheet, once


def dates(sheet: Sheet) -> Iterator[Mistake]:
    """The days on which the model may be used."""
    found: dict[str, dt.date] = {}
    for name, said in sheet.data.get("effective", {}).items():
        try:
            found[name] = dt.date.fromisoformat(said)
        except ValueError:
            reason = _("%(said)s is no day of the calendar.") % {"said": said}
            yield sheet.mistake(reason, "effective", name, suggestion=_("Write it as year-month-day: 2026-09-01."))
    if len(found) == 2 and found["from"] > found["until"]:
        reason = _("This ends before it begins, so no review could ever be planned by it.")
        yield sheet.mistake(reason, "effective", "until", suggestion=_("Swap the two days."))


def evidence(sheet: Sheet) -> Iterator[Mistake]:
    yield from once(sheet, "evidence_kinds")


def ranges(sheet: Sheet) -> Iterator[Mistake]:
    """Numbers that can never hold together."""
    rules = sheet.data["rules"]
    for part, least, most in (
        ("partnership", "min", "max"),
        ("team", "min", "max"),
        ("visit", "min_days", "max_days"),
    ):
        if rules[part][least] > rules[part][most]:
            yield _crossed(sheet, rules[part][least], rules[part][most], "rules", part, least)
    if rules["team"]["leads"] > rules["team"]["max"]:
        reason = _("A team can't have more leads than members.")
        suggestion = _("Write at most %(most)d.") % {"most": rules["team"]["max"]}
        yield sheet.mistake(reason, "rules", "team", "leads", suggestion=suggestion)
    there = len(sheet.data["evidence_kinds"])
    if rules["evidence"]["kinds_recommended"] > there:
        reason = _("There are only %(most)d kinds of evidence, so this can never hold.") % {"most": there}
        suggestion = _("Write at most %(most)d.") % {"most": there}
        yield sheet.mistake(reason, "rules", "evidence", "kinds_recommended", suggestion=suggestion)


def subject(sheet: Sheet) -> Iterator[Mistake]:
    """Sites belong to a trust or a partnership."""
    given = sheet.data["subject"]
    sites = given.get("sites")
    if sites is None:
        return
    if given["kind"] not in ("trust", "partnership"):
        reason = _("Only a trust or a partnership has schools as sites; this is about a %(kind)s.") % given
        suggestion = _("Leave the sites out, or write `kind: trust`.")
        yield sheet.mistake(reason, "subject", "sites", suggestion=suggestion)
    if sites["min"] > sites["max"]:
        yield _crossed(sheet, sites["min"], sites["max"], "subject", "sites", "min")


SIZES = {"pair": 2, "triad": 3}


def group(sheet: Sheet) -> Iterator[Mistake]:
    """How many schools a group has, and who can visit whom in it."""
    given, sizes = sheet.data.get("group", {}), sheet.data["rules"]["partnership"]
    kind, reciprocity = given.get("kind", "cluster"), given.get("reciprocity", "all_give_and_take")
    size = SIZES.get(kind)
    if size and not sizes["min"] <= size <= sizes["max"]:
        reason = _("A %(kind)s has %(size)d schools, and `rules.partnership` does not allow so many.")
        suggestion = _("Write `partnership: {min: %(size)d, max: %(size)d}`.") % {"size": size}
        yield sheet.mistake(reason % {"kind": kind, "size": size}, "group", "kind", suggestion=suggestion)
    if reciprocity == "rotation" and sizes["max"] < 3:
        reason = _("A rotation needs three schools, so that nobody swaps; here there are at most %(most)d.")
        suggestion = _("Write `reciprocity: pair`, or allow three schools.")
        yield sheet.mistake(reason % {"most": sizes["max"]}, "group", "reciprocity", suggestion=suggestion)


def _crossed(sheet: Sheet, least: int, most: int, *where: str | int) -> Mistake:
    reason = _("The least (%(least)d) is more than the most (%(most)d).") % {"least": least, "most": most}
    return sheet.mistake(reason, *where, suggestion=_("Swap the two numbers."))
