"""Forms: at a stage that is there, filled in and read by people who can."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from trigpoint.kernel.sources import Mistake
from trigpoint.kernel.words import gettext as _
from trigpoint.programmes.language.checks.base import Sheet, once, twice
from trigpoint.programmes.language.roles import CHILD, VOICES

CHOICES = ("choice", "choices")
WRITTEN = ("line", "text", "points")
NAMES = re.compile(r"\b(full |first |last |sur|fore)?names?\b|\benwau?\b", re.IGNORECASE)


def forms(sheet: Sheet) -> Iterator[Mistake]:
    yield from once(sheet, "forms")
    for number, form in enumerate(sheet.listed("forms")):
        where = ("forms", number)
        if form["stage"] not in sheet.stages:
            yield sheet.unknown_stage(form["stage"], *where, "stage")
        for part in ("filled_by", "readers"):
            for place, role in enumerate(form.get(part, ())):
                yield from sheet.account(role, *where, part, place)
        yield from _per(sheet, form, number)
        yield from _voice(sheet, form, number)
        yield from twice(sheet, form["fields"], "key", *where, "fields")
        for place, field in enumerate(form["fields"]):
            yield from _field(sheet, field, (*where, "fields", place))


def _per(sheet: Sheet, form: Mapping[str, Any], number: int) -> Iterator[Mistake]:
    if form.get("per") == "site" and "sites" not in sheet.data["subject"]:
        reason = _("One for each site, and this model has no sites.")
        suggestion = _("Write `per: review`, or add `sites` to the subject.")
        yield sheet.mistake(reason, "forms", number, "per", suggestion=suggestion)


def _voice(sheet: Sheet, form: Mapping[str, Any], number: int) -> Iterator[Mistake]:
    """What people without an account say comes in through an adult, and without names."""
    voice, where = form.get("voice"), ("forms", number)
    if voice is not None:
        if voice not in sheet.roles:
            yield sheet.unknown_role(voice, *where, "voice")
        elif sheet.roles[voice].side not in VOICES:
            reason = _("“%(voice)s” have accounts of their own: they say it themselves.") % {"voice": voice}
            yield sheet.mistake(reason, *where, "voice", suggestion=_("Put the role in `filled_by`."))
        elif not form.get("sponsor"):
            reason = _("“%(voice)s” have no account: somebody answers for what they say here.") % {"voice": voice}
            yield sheet.mistake(reason, *where, "voice", suggestion=_("Add `sponsor: true`."))
    child = voice in sheet.roles and sheet.roles[voice].side == CHILD if voice else False
    if not (form.get("sponsor") or child):
        return
    for place, field in enumerate(form["fields"]):
        if (
            field["kind"] in WRITTEN
            and NAMES.search(field["label"])
            and not re.search(r"\b(no|not|without)\b", field["label"])
        ):
            reason = _("“%(label)s” asks for a name: nothing that children or families say is kept with one.") % field
            suggestion = _("Ask for a year group or a number of people instead.")
            yield sheet.mistake(reason, *where, "fields", place, "label", suggestion=suggestion)


def _field(sheet: Sheet, field: Mapping[str, Any], where: tuple[str | int, ...]) -> Iterator[Mistake]:
    if field["kind"] in CHOICES and "options" not in field:
        reason = _("“%(key)s” has nothing to choose from.") % field
        yield sheet.mistake(reason, *where, "kind", suggestion=_("Add `options:`, each with key and label."))
    elif field["kind"] not in CHOICES and "options" in field:
        reason = _("Options are for a choice; “%(key)s” is of the kind “%(kind)s”.") % field
        yield sheet.mistake(reason, *where, "options", suggestion=_("Write `kind: choice`, or leave the options out."))
    if field["kind"] not in WRITTEN and "max_length" in field:
        reason = _("Only what is written has a length; “%(key)s” is of the kind “%(kind)s”.") % field
        yield sheet.mistake(reason, *where, "max_length", suggestion=_("Leave `max_length` out."))
    yield from twice(sheet, field.get("options", ()), "key", *where, "options")


def records(sheet: Sheet) -> Iterator[Mistake]:
    """A record is nothing but its forms."""
    held = {form["stage"] for form in sheet.listed("forms")}
    for number, stage in enumerate(sheet.listed("stages")):
        if stage["kind"] == "record" and stage["key"] not in held:
            reason = _("A stage of the kind “record” is nothing but its forms, and “%(key)s” has none.") % stage
            suggestion = _("Add a form with `stage: %(key)s`, or choose another kind.") % stage
            yield sheet.mistake(reason, "stages", number, "kind", suggestion=suggestion)
