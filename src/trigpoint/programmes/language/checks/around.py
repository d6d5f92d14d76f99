"""What stands around a review: who may not review whom, quality, concerns, hours."""

from collections.abc import Iterator

from trigpoint.kernel.sources import Mistake
from trigpoint.kernel.words import gettext as _
from trigpoint.programmes.language.checks.base import Sheet, once

ALWAYS = ("own_school", "conflict")


def allocation(sheet: Sheet) -> Iterator[Mistake]:
    yield from once(sheet, "allocation", "rule")
    swaps = (
        sheet.data.get("group", {}).get("reciprocity") == "pair" or sheet.data.get("group", {}).get("kind") == "pair"
    )
    for number, each in enumerate(sheet.listed("allocation")):
        if each["rule"] in ALWAYS and each["enforce"] != "hard":
            reason = _("“%(rule)s” always holds, in every model.") % each
            suggestion = _("Write `enforce: hard`, or leave the line out.")
            yield sheet.mistake(reason, "allocation", number, "enforce", suggestion=suggestion)
        if each["rule"] == "direct_swap" and each["enforce"] == "hard" and swaps:
            reason = _("In a pair each reviews the other, so forbidding that would leave nobody to come.")
            suggestion = _("Write `enforce: off`, or another `group`.")
            yield sheet.mistake(reason, "allocation", number, "enforce", suggestion=suggestion)


def quality(sheet: Sheet) -> Iterator[Mistake]:
    checked = [number for number, stage in enumerate(sheet.listed("stages")) if stage["kind"] == "qa"]
    if "qa" not in sheet.data:
        for number in checked:
            reason = _("Nothing says how many outputs are read here: `qa` is missing.")
            suggestion = _("Add `qa: {sample_percent: 100}`.")
            yield sheet.mistake(reason, "stages", number, "kind", suggestion=suggestion)
        return
    given = sheet.data["qa"].get("by", "programme_staff")
    if given not in sheet.roles:
        yield sheet.unknown_role(given, "qa", "by")
    elif sheet.roles[given].side != "programme":
        reason = _("“%(by)s” would check their own side's text.") % {"by": given}
        able = [key for key, role in sheet.roles.items() if role.side == "programme"]
        suggestion = _("These stand outside: %(roles)s.") % {"roles": ", ".join(able)}
        yield sheet.mistake(reason, "qa", "by", suggestion=suggestion)
    if not checked:
        reason = _("No stage of the kind “qa” gives anybody the time to check.")
        yield sheet.mistake(reason, "qa", suggestion=_("Add one after the profile, or leave `qa` out."))


def escalation(sheet: Sheet) -> Iterator[Mistake]:
    yield from once(sheet, "escalation", "kind")
    for number, each in enumerate(sheet.listed("escalation")):
        for name in ("to", "otherwise"):
            if name in each:
                yield from sheet.account(each[name], "escalation", number, name)
        if each.get("otherwise") == each["to"]:
            reason = _("A concern about “%(to)s” would go to “%(to)s”.") % each
            suggestion = _("Name somebody else in `otherwise`.")
            yield sheet.mistake(reason, "escalation", number, "otherwise", suggestion=suggestion)


def hours(sheet: Sheet) -> Iterator[Mistake]:
    seen: set[tuple[str, str]] = set()
    for number, each in enumerate(sheet.listed("hours")):
        if each["role"] not in sheet.roles:
            yield sheet.unknown_role(each["role"], "hours", number, "role")
        if each["stage"] not in sheet.stages:
            yield sheet.unknown_stage(each["stage"], "hours", number, "stage")
        if (each["role"], each["stage"]) in seen:
            reason = _("The hours of “%(role)s” at “%(stage)s” stand here a second time.") % each
            yield sheet.mistake(reason, "hours", number, suggestion=_("Keep one of the two lines."))
        seen.add((each["role"], each["stage"]))
