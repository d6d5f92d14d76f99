"""The timetable of the visit in words."""

import itertools
import uuid
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from trigpoint.frameworks.queries import Aspect
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.queries.team import Member
from trigpoint.reviews.queries.timetable import Entry, clashes, mix
from trigpoint.reviews.rules import timetable as rules
from trigpoint.ui import dates


def page(
    scene: Scene,
    entries: tuple[Entry, ...],
    *,
    team: Iterable[Member],
    in_focus: Iterable[Aspect],
    person_id: uuid.UUID | None,
    has_not_available: bool,
) -> dict[str, Any]:
    """The days with their activities, whose they are, what is in the way, and what the mix leaves out."""
    members = [member for member in team if member.reviews]
    shown = tuple(entry for entry in entries if entry.has(person_id))
    writing = bool(rules.may_write(scene))
    return {
        "scene": scene,
        "days": days(scene, shown),
        "people": [
            {"id": member.person_id, "name": member.name, "current": member.person_id == person_id}
            for member in members
        ],
        "person_id": person_id,
        "adding": bool(rules.may_add(scene)),
        "writing": writing,
        "warnings": warnings(entries) if writing else [],
        "mix": matrix(scene, entries, list(in_focus)),
        "has_not_available": has_not_available,
        "seen_by": seen_by(),
    }


def seen_by() -> str:
    return _("Seen by the {review_team} and the {school}'s staff and governors. Classes and people stand as codes.")


def days(scene: Scene, entries: Iterable[Entry]) -> list[dict[str, Any]]:
    names = {code: aspect.name for code, aspect in scene.tree.aspects.items()}
    by_day = itertools.groupby(entries, key=lambda entry: timezone.localdate(entry.starts_at))
    return [{"day": dates.long(day), "entries": [_entry(entry, names) for entry in found]} for day, found in by_day]


def warnings(entries: Iterable[Entry]) -> list[str]:
    """What the lead is to put right: two places at once, and activities that lost their class."""
    found = list(entries)
    said = [
        _("%(name)s is in two places at %(time)s: “%(first)s” and “%(second)s”.")
        % {
            "name": person.name,
            "time": timezone.localtime(max(first.starts_at, second.starts_at)).strftime("%H:%M"),
            "first": first.what,
            "second": second.what,
        }
        for person, first, second in clashes(found)
    ]
    lost = _("“%(what)s” needs another class, person or time: what it had is not available then.")
    return said + [lost % {"what": entry.what} for entry in found if entry.to_move]


def matrix(scene: Scene, entries: Iterable[Entry], in_focus: list[Aspect]) -> dict[str, Any]:
    """Activities planned for each aspect in focus by kind of evidence, as the component `matrix` takes it."""
    counted = mix(entries)
    kinds = [kind for kind in scene.model.evidence_kinds if any(key == kind.key for _aspect, key in counted)]
    wanted = int(scene.model.number("evidence.kinds_recommended"))
    rows = []
    for aspect in in_focus:
        cells = [{"count": counted.get((aspect.code, kind.key), 0)} for kind in kinds]
        planned = sum(1 for cell in cells if cell["count"])
        rows.append({"label": aspect.name, "cells": cells, "remark": _remark(planned, wanted)})
    return {"columns": [kind.short for kind in kinds], "rows": rows}


def _remark(planned: int, wanted: int) -> str:
    if planned == 0:
        return _("nothing planned")
    return _("one kind only") if planned < wanted and planned == 1 else ""


def _entry(entry: Entry, names: dict[str, str]) -> dict[str, Any]:
    start, end = timezone.localtime(entry.starts_at), timezone.localtime(entry.ends_at)
    where = [entry.site, entry.place, ", ".join(entry.codes), entry.mode_label if entry.mode != "in_person" else ""]
    return {
        "id": entry.id,
        "time": f"{start:%H:%M}–{end:%H:%M}",
        "what": entry.what,
        "kind": entry.kind_label,
        "where": " · ".join(part for part in where if part),
        "audience": entry.audience,
        "who": ", ".join(person.name for person in entry.reviewers),
        "partner": entry.partner,
        "aspects": ", ".join(names[code] for code in entry.aspects if code in names),
        "to_move": entry.to_move,
    }
