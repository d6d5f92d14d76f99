"""Conditions that could never hold."""

from collections.abc import Iterator

from trigpoint.kernel.sources import Mistake
from trigpoint.kernel.words import gettext as _
from trigpoint.programmes.language.checks.base import Sheet
from trigpoint.programmes.language.pieces import Condition

FIXED = {"signed": "agreements", "team": "whole", "evidence": "enough", "qa": "passed"}
"""Conditions of which there is one."""


def conditions(sheet: Sheet) -> Iterator[Mistake]:
    for number, stage in enumerate(sheet.listed("stages")):
        for name in ("entry", "exit"):
            for place, text in enumerate(stage.get(name, ())):
                condition = Condition.parse(text)
                yield from _one(sheet, stage["key"], condition, ("stages", number, name, place), leaving=name == "exit")


def _one(
    sheet: Sheet, key: str, condition: Condition, where: tuple[str | int, ...], *, leaving: bool
) -> Iterator[Mistake]:
    fixed = FIXED.get(condition.kind)
    if fixed and condition.about != fixed:
        reason = _("There is no condition “%(text)s”.") % {"text": condition}
        suggestion = _("Write “%(kind)s:%(fixed)s”.") % {"kind": condition.kind, "fixed": fixed}
        yield sheet.mistake(reason, *where, suggestion=suggestion)
        return
    match condition.kind:
        case "done" if condition.about not in sheet.stages:
            yield sheet.unknown_stage(condition.about, *where)
        case "form" if condition.about not in sheet.forms:
            yield sheet.unknown_form(condition.about, *where)
        case "released" if condition.about not in sheet.outputs:
            what = _("There is no output “%(word)s”.")
            yield sheet.unknown(what, condition.about, list(sheet.outputs), *where)
        case "done" | "form" | "released" | "qa" | "evidence":
            yield from _never(sheet, key, condition, where, leaving=leaving)
        case _:
            pass


def _never(
    sheet: Sheet, key: str, condition: Condition, where: tuple[str | int, ...], *, leaving: bool
) -> Iterator[Mistake]:
    """The stage at which the condition comes to hold has to be before this one, or this one when it is left."""
    places = _where(sheet, condition)
    reachable = sheet.before[key] | ({key} if leaving and condition.kind != "done" else set())
    if condition.kind == "done" and condition.about == key:
        reason = _("“%(key)s” would wait for itself.") % {"key": key}
        yield sheet.mistake(reason, *where, suggestion=_("Leave this condition out."))
    elif not places & reachable:
        reason = _("“%(text)s” can never hold here: nothing before this stage makes it so.") % {"text": condition}
        suggestion = _("Leave it out, or put what it waits for before this stage.")
        yield sheet.mistake(reason, *where, suggestion=suggestion)
    elif not sheet.stages[key].get("optional") and all(sheet.stages[one].get("optional") for one in places & reachable):
        reason = _("“%(text)s” may never hold: the stage that makes it so can be left out.") % {"text": condition}
        suggestion = _("Make that stage not optional, or leave the condition out.")
        yield sheet.mistake(reason, *where, suggestion=suggestion)


def _where(sheet: Sheet, condition: Condition) -> set[str]:
    """The stages at which the condition comes to hold."""
    match condition.kind:
        case "done":
            return {condition.about}
        case "form":
            return {sheet.forms[condition.about]["stage"]}
        case "released":
            return {sheet.outputs[condition.about]}
        case kind:
            wanted = "qa" if kind == "qa" else "visit"
            return {key for key, stage in sheet.stages.items() if stage["kind"] == wanted}
