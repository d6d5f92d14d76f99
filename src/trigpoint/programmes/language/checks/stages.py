"""Stages: each can be reached, done by somebody, and stands at a time that its neighbours leave."""

from collections.abc import Iterator, Mapping
from typing import Any

from trigpoint.kernel.sources import Mistake
from trigpoint.kernel.words import gettext as _
from trigpoint.programmes.kinds import KINDS, Kind
from trigpoint.programmes.language import graph, parsing
from trigpoint.programmes.language.checks.base import Sheet, once


def names(sheet: Sheet) -> Iterator[Mistake]:
    """Words that a stage uses for its group, strand and owner."""
    yield from once(sheet, "groups")
    yield from once(sheet, "stages")
    yield from once(sheet, "strands")
    groups, strands = sheet.keys("groups"), sheet.keys("strands")
    for number, stage in enumerate(sheet.listed("stages")):
        if stage["group"] not in groups:
            reason = _("There is no group “%(group)s”; there are %(groups)s.")
            found = reason % {"group": stage["group"], "groups": ", ".join(groups)}
            yield sheet.mistake(found, "stages", number, "group")
        if stage.get("strand") and stage["strand"] not in strands:
            what = _("There is no strand “%(word)s”.")
            yield sheet.unknown(what, stage["strand"], strands, "stages", number, "strand")
        yield from _owner(sheet, stage, number)
    for part, word in (("groups", "group"), ("strands", "strand")):
        used = {stage.get(word) for stage in sheet.listed("stages")}
        for number, key in enumerate(sheet.keys(part)):
            if key not in used:
                reason = _("No stage belongs to “%(key)s”.") % {"key": key}
                suggestion = _("Give it a stage, or leave it out.")
                yield sheet.mistake(reason, part, number, "key", suggestion=suggestion)


def _owner(sheet: Sheet, stage: Mapping[str, Any], number: int) -> Iterator[Mistake]:
    where = ("stages", number, "owner")
    unknown = list(sheet.account(stage["owner"], *where))
    yield from unknown
    if unknown:
        return
    role, kind = sheet.roles[stage["owner"]], KINDS[stage["kind"]]
    if role.part not in kind.owners:
        reason = _("“%(owner)s” can't move on a stage of the kind “%(kind)s”.")
        able = [each.key for each in sheet.roles.values() if each.part in kind.owners]
        suggestion = _("These can: %(roles)s.") % {"roles": ", ".join(able)}
        yield sheet.mistake(reason % {"owner": role.key, "kind": kind.key}, *where, suggestion=suggestion)


def kinds(sheet: Sheet) -> Iterator[Mistake]:
    """What a kind needs and allows."""
    met: set[str] = set()
    for number, stage in enumerate(sheet.listed("stages")):
        kind = KINDS[stage["kind"]]
        if kind.once and kind.key in met:
            reason = _("A second stage of the kind “%(kind)s”: it can come once.") % {"kind": kind.key}
            suggestion = _("Make it a stage of the kind “record”, with a form for what is said there.")
            yield sheet.mistake(reason, "stages", number, "kind", suggestion=suggestion)
        met.add(kind.key)
        yield from _needs(sheet, stage, kind, number)
        if kind.once and stage.get("repeatable"):
            reason = _("A stage of the kind “%(kind)s” takes place once.") % {"kind": kind.key}
            yield sheet.mistake(reason, "stages", number, "repeatable", suggestion=_("Leave `repeatable` out."))
    visit = next((stage for stage in sheet.listed("stages") if stage["kind"] == "visit"), None)
    if visit is None:
        reason = _("A review needs a stage of the kind “visit”: all dates count from it.")
        yield sheet.mistake(reason, "stages", suggestion=_("Add one, owned by the lead, with `offset_days: 0`."))
        return
    number = sheet.listed("stages").index(visit)
    if visit.get("optional"):
        reason = _("The visit can't be left out: all dates count from it.")
        yield sheet.mistake(reason, "stages", number, "optional", suggestion=_("Leave `optional` out."))
    if "lasts_days" in visit:
        reason = _("How long a visit lasts is said in `rules.visit`.")
        yield sheet.mistake(reason, "stages", number, "lasts_days", suggestion=_("Leave `lasts_days` out."))


def _needs(sheet: Sheet, stage: Mapping[str, Any], kind: Kind, number: int) -> Iterator[Mistake]:
    if not kind.needs:
        return
    sure = [one for one in sheet.before[stage["key"]] if sheet.stages[one]["kind"] in kind.needs]
    words = {"kind": kind.key, "needed": kind.needs[0]}
    if not sure:
        reason = _("“%(kind)s” needs a stage of the kind “%(needed)s” before it.")
        suggestion = _("Add one, or name it in `after`.")
        yield sheet.mistake(reason % words, "stages", number, "kind", suggestion=suggestion)
    elif not stage.get("optional") and all(sheet.stages[one].get("optional") for one in sure):
        reason = _("“%(kind)s” needs a stage of the kind “%(needed)s”, and that may be left out.")
        suggestion = _("Make this one `optional: true` too, or the other one not.")
        yield sheet.mistake(reason % words, "stages", number, "kind", suggestion=suggestion)


def order(sheet: Sheet) -> Iterator[Mistake]:
    """Every stage can be reached: what it waits for is there, and does not wait for it."""
    for number, stage in enumerate(sheet.listed("stages")):
        for place, key in enumerate(stage.get("after", ())):
            if key not in sheet.stages:
                yield sheet.unknown_stage(key, "stages", number, "after", place)
    places = {stage["key"]: number for number, stage in enumerate(sheet.listed("stages"))}
    rings = graph.circles(sheet.edges)
    for ring in rings:
        reason = _("These stages wait for each other, so none of them can be reached: %(ring)s.")
        found = reason % {"ring": " → ".join((*ring, ring[0]))}
        where = ("after",) if "after" in sheet.stages[ring[0]] else ()
        yield sheet.mistake(found, "stages", places[ring[0]], *where, suggestion=_("Take one of them out of `after`."))
    inside = {key for ring in rings for key in ring}
    for key, number in places.items():
        blocked = sorted(sheet.before[key] & inside)
        if blocked and key not in inside:
            reason = _("“%(key)s” can't be reached: it comes after “%(blocked)s”, which can't be.")
            found = reason % {"key": key, "blocked": blocked[0]}
            yield sheet.mistake(found, "stages", number, "key", suggestion=_("Mend that one first."))


def times(sheet: Sheet) -> Iterator[Mistake]:
    """Each stage says once when it is, and not before those that it comes after."""
    for number, stage in enumerate(sheet.listed("stages")):
        given = [name for name in ("offset_days", "offset_school_days") if name in stage]
        if not given:
            reason = _("Say when: “offset_days” or “offset_school_days” is missing here.")
            suggestion = _("Add `offset_days: 0` for the visit's first day; numbers below 0 are before it.")
            yield sheet.mistake(reason, "stages", number, suggestion=suggestion)
        elif len(given) > 1:
            reason = _("“offset_days” and “offset_school_days” would be two answers to one question.")
            yield sheet.mistake(reason, "stages", number, "offset_school_days", suggestion=_("Keep one of the two."))
        else:
            yield from _too_early(sheet, stage, number, given[0])
        if stage["kind"] == "visit" and any(stage[name] for name in given):
            reason = _("The visit is where all offsets count from.")
            yield sheet.mistake(reason, "stages", number, given[0], suggestion=_("Write `%s: 0`.") % given[0])
    yield from _workshop(sheet)


def _too_early(sheet: Sheet, stage: Mapping[str, Any], number: int, name: str) -> Iterator[Mistake]:
    if not stage.get("planned", True):
        return
    for key in sheet.edges[stage["key"]]:
        other = sheet.stages.get(key, {})
        dated = ("offset_days" in other) != ("offset_school_days" in other)
        if dated and other.get("planned", True) and parsing.about_days(other) > parsing.about_days(stage):
            reason = _("“%(key)s” comes after “%(before)s”, and would be proposed for a day before it.")
            suggestion = _("Write at least %(least)d.") % {"least": other.get(name, parsing.about_days(other))}
            found = reason % {"key": stage["key"], "before": key}
            yield sheet.mistake(found, "stages", number, name, suggestion=suggestion)


def _workshop(sheet: Sheet) -> Iterator[Mistake]:
    rules = sheet.data["rules"]
    latest = rules.get("workshop", {}).get("within_days")
    if latest is None:
        return
    for number, stage in enumerate(sheet.listed("stages")):
        if stage["kind"] == "workshop" and stage.get("offset_days", 0) > rules["visit"]["max_days"] - 1 + latest:
            reason = _(
                "The workshop would be proposed later than `rules.workshop` allows, even after the longest visit."
            )
            suggestion = _("Write at most %(most)d.") % {"most": rules["visit"]["max_days"] - 1 + latest}
            yield sheet.mistake(reason, "stages", number, "offset_days", suggestion=suggestion)
