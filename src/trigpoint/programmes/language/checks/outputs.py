"""Outputs and accreditations: they have what they print, and readers who can read."""

from collections.abc import Iterator, Mapping
from typing import Any

from trigpoint.kernel.sources import Mistake
from trigpoint.kernel.words import gettext as _
from trigpoint.programmes.language import parsing
from trigpoint.programmes.language.checks.base import Sheet, once, twice

MONTH = 28  # days that every month has


def outputs(sheet: Sheet) -> Iterator[Mistake]:
    yield from once(sheet, "outputs")
    yield from twice(sheet, sheet.listed("outputs"), "stage", "outputs")
    for number, output in enumerate(sheet.listed("outputs")):
        where = ("outputs", number)
        yield from sheet.account(output["owner"], *where, "owner")
        for place, role in enumerate(output.get("readers", ())):
            yield from sheet.account(role, *where, "readers", place)
        if output["stage"] not in sheet.stages:
            yield sheet.unknown_stage(output["stage"], *where, "stage")
            continue
        if sheet.stages[output["stage"]]["kind"] != "profile":
            reason = _("“%(stage)s” brings no output: that takes a stage of the kind “profile”.") % output
            able = [key for key, stage in sheet.stages.items() if stage["kind"] == "profile"]
            suggestion = _("Write `stage: %(key)s`.") % {"key": able[0]} if able else _("Add such a stage.")
            yield sheet.mistake(reason, *where, "stage", suggestion=suggestion)
        yield from _sections(sheet, output, number)
        yield from _release(sheet, output, number)
        yield from _clocks(sheet, output, number)


def _sections(sheet: Sheet, output: Mapping[str, Any], number: int) -> Iterator[Mistake]:
    for place, section in enumerate(output.get("sections", ())):
        kind, _colon, form = section["source"].partition(":")
        where = ("outputs", number, "sections", place, "source")
        if kind == "form" and form not in sheet.forms:
            yield sheet.unknown_form(form, *where)
        elif kind == "form":
            stage, reached = sheet.forms[form]["stage"], sheet.before[output["stage"]] | {output["stage"]}
            if stage in sheet.stages and stage not in reached:
                reason = _("The form “%(form)s” is filled in after this is written.") % {"form": form}
                yield sheet.mistake(reason, *where, suggestion=_("Move the form to an earlier stage."))
        elif kind == "lists" and not sheet.data["judgement"].get("lists"):
            reason = _("This would print lists, and `judgement` has none.")
            suggestion = _("Add `judgement.lists`, or leave the section out.")
            yield sheet.mistake(reason, *where, suggestion=suggestion)
        elif kind == "accreditation" and not sheet.listed("accreditations"):
            reason = _("This would print accreditations, and the model has none.")
            yield sheet.mistake(reason, *where, suggestion=_("Add `accreditations`, or leave the section out."))
        elif kind == "reply" and output.get("reply") is False:
            reason = _("This would print a reply, and `reply` is false.")
            yield sheet.mistake(reason, *where, suggestion=_("Write `reply: true`, or leave the section out."))


def _release(sheet: Sheet, output: Mapping[str, Any], number: int) -> Iterator[Mistake]:
    release, where = output.get("release", {}), ("outputs", number, "release")
    if "by" in release:
        yield from sheet.account(release["by"], *where, "by")
    for place, key in enumerate(release.get("after", ())):
        if key not in sheet.stages:
            yield sheet.unknown_stage(key, *where, "after", place)
            continue
        stage = sheet.stages[key]
        if output["stage"] in sheet.before[key] and stage["kind"] != "qa":
            reason = _("“%(key)s” comes after “%(stage)s”, so the release would wait for what follows it.")
            found = reason % {"key": key, "stage": output["stage"]}
            suggestion = _("Name a stage before it, or a stage of the kind “qa”.")
            yield sheet.mistake(found, *where, "after", place, suggestion=suggestion)


def _clocks(sheet: Sheet, output: Mapping[str, Any], number: int) -> Iterator[Mistake]:
    months, days = output.get("publish_by", {}).get("months"), output.get("retention", {}).get("days")
    stage = sheet.stages[output["stage"]]
    dated = ("offset_days" in stage) != ("offset_school_days" in stage)
    if months and dated and parsing.about_days(stage) > months * MONTH:
        reason = _("This would have to be public before it is written.")
        suggestion = _("Allow more months, or move the stage forward.")
        yield sheet.mistake(reason, "outputs", number, "publish_by", suggestion=suggestion)
    if months and days and days < months * MONTH:
        reason = _("This would be deleted before it has to be public.")
        suggestion = _("Keep it for at least %(days)d days.") % {"days": months * 31}
        yield sheet.mistake(reason, "outputs", number, "retention", suggestion=suggestion)


def accreditations(sheet: Sheet) -> Iterator[Mistake]:
    yield from once(sheet, "accreditations")
    for number, each in enumerate(sheet.listed("accreditations")):
        where = ("accreditations", number)
        form, stage = each.get("nominated_by", "").partition(":")[2], each.get("decided_at")
        if form and form not in sheet.forms:
            yield sheet.unknown_form(form, *where, "nominated_by")
        if stage is not None and stage not in sheet.stages:
            yield sheet.unknown_stage(stage, *where, "decided_at")
        elif stage is not None and form in sheet.forms:
            nominated = sheet.forms[form]["stage"]
            if nominated in sheet.stages and nominated not in sheet.before[stage] | {stage}:
                reason = _("It would be decided at “%(stage)s”, before anything is put forward at “%(nominated)s”.")
                found = reason % {"stage": stage, "nominated": nominated}
                suggestion = _("Decide it at a later stage.")
                yield sheet.mistake(found, *where, "decided_at", suggestion=suggestion)
