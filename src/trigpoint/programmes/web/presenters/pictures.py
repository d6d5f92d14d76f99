"""
A review model as a picture: its stages over time, each in its strand.

Sideways is time, closer together far away from the visit, so that the days round it can be told apart; downwards are the
stages. Positions are in per cent of the width: the picture is as wide as its place, and its words stay as large.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.language.pieces import StageDefinition
from trigpoint.programmes.queries.review_models import Definition

HEADING, ROW, MARK = 44, 46, 33
"""Heights in pixels: of a strand's heading, of a stage, and from a stage's top to its mark."""

EDGE = 4.0
"""Per cent at either side."""

TICKS = (-730, -365, -182, -91, -56, -28, -14, -7, 0, 7, 14, 28, 56, 91, 182, 365, 548, 730, 1095)
LONG = 120
"""Days from which people count in months."""

APART, CLOSE = 21.0, 12.0
"""Per cent between two words under the picture, where it is narrow and where it is wide."""


def picture(model: Definition) -> dict[str, Any]:
    """What `programmes/picture.html` draws."""
    scale = _Scale(model)
    sections, at, height = [], {}, 0
    for title, stages in _sections(model):
        height += HEADING if title else 0
        rows = []
        for stage in stages:
            at[stage.key] = height + MARK
            height += ROW
            rows.append({"title": stage.title, "when": when(stage), "optional": stage.optional})
        sections.append({"title": title, "rows": rows})
    by_key = model.stage_by_key
    return {
        "sections": sections,
        "height": height,
        "marks": [_mark(stage, model, scale, at[stage.key]) for stage in model.stages if stage.key in at],
        "lines": [
            _line(by_key[before], by_key[key], scale, at)
            for key in at
            for before in by_key[key].after
            if before in at and before in by_key
        ],
        "visit": scale.place(0),
        "ticks": list(_ticks(scale)),
        "said": _said(model),
    }


def when(stage: StageDefinition) -> str:
    """When it is proposed, counted from the visit, in words."""
    days, school_days = stage.offset_days, stage.offset_school_days
    if stage.kind == StageKind.VISIT or days == 0:
        return _("on the visit's first day")
    if school_days is not None:
        words = {"n": abs(school_days)}
        if school_days < 0:
            return (
                ngettext("%(n)d school day before the visit", "%(n)d school days before the visit", -school_days)
                % words
            )
        after = ngettext(
            "%(n)d school day after the visit's first day", "%(n)d school days after the visit's first day", school_days
        )
        return after % words
    if abs(days) >= LONG:
        months = {"n": round(abs(days) / 30.4)}
        before, later = _("about %(n)d months before the visit"), _("about %(n)d months after the visit")
        return (before if days < 0 else later) % months
    words = {"n": abs(days)}
    if days < 0:
        return ngettext("%(n)d day before the visit", "%(n)d days before the visit", -days) % words
    text = ngettext("%(n)d day after the visit's first day", "%(n)d days after the visit's first day", days)
    return text % words


class _Scale:
    """From days to per cent of the width: a week either side of the visit is drawn as wide as it can be."""

    def __init__(self, model: Definition) -> None:
        self.first = min([0, *(stage.offset_days for stage in model.stages)])
        self.last = max([1, *(stage.offset_days + lasts(stage, model) - 1 for stage in model.stages)])

    def place(self, day: int) -> float:
        low, high = _bent(self.first), _bent(self.last)
        return round(EDGE + (_bent(day) - low) / (high - low) * (100 - 2 * EDGE), 2)


def _bent(day: int) -> float:
    return math.copysign(math.log1p(abs(day) / 7), day)


def lasts(stage: StageDefinition, model: Definition) -> int:
    """Days: of the visit, the most that the model allows."""
    return int(model.number("visit.max_days")) if stage.kind == StageKind.VISIT else stage.lasts_days


def _sections(model: Definition) -> Iterable[tuple[str, Sequence[StageDefinition]]]:
    """Strands where the model has several, with what belongs to all before and after them; else its groups."""
    if not model.strands:
        for key, title in model.groups:
            stages = [stage for stage in model.stages if stage.group == key]
            if stages:
                yield title, stages
        return
    numbers = [number for number, stage in enumerate(model.stages) if stage.strand]
    first = numbers[0] if numbers else 0
    before = [stage for stage in model.stages[:first] if not stage.strand]
    if before:
        yield _("Everybody, first"), before
    for strand in model.strands:
        yield strand.title, [stage for stage in model.stages if stage.strand == strand.key]
    joint = [stage for stage in model.stages[first:] if not stage.strand]
    if joint:
        yield _("Everybody, together"), joint


def _mark(stage: StageDefinition, model: Definition, scale: _Scale, y: int) -> dict[str, Any]:
    tone = "visit" if stage.kind == StageKind.VISIT else "optional" if stage.optional else ""
    last = stage.offset_days + lasts(stage, model) - 1
    return {"x": scale.place(stage.offset_days), "to": scale.place(last), "y": y, "tone": tone}


def _line(before: StageDefinition, stage: StageDefinition, scale: _Scale, at: dict[str, int]) -> dict[str, Any]:
    """Down from the stage before, then across."""
    return {
        "x": scale.place(before.offset_days),
        "to": scale.place(stage.offset_days),
        "y": at[before.key],
        "down": at[stage.key],
        "joins": before.strand != stage.strand,
    }


def _ticks(scale: _Scale) -> Iterable[dict[str, Any]]:
    """Words under the picture: the visit first, the others where there is room."""
    taken: list[float] = []
    few: list[float] = []
    for day in sorted(TICKS, key=abs):
        place = scale.place(day)
        anchor = "start" if place < EDGE + 1 else "end" if place > 99 - EDGE else "middle"
        side = {"start": 0.5, "middle": 0.0, "end": -0.5}[anchor]  # where the middle of the word is, in words
        wide, narrow = place + side * CLOSE, place + side * APART
        if not scale.first <= day <= scale.last or any(abs(wide - other) < CLOSE for other in taken):
            continue
        taken.append(wide)
        always = all(abs(narrow - other) >= APART for other in few)
        few += [narrow] if always else []
        yield {"x": place, "text": _tick(day), "anchor": anchor, "always": always}


def _tick(day: int) -> str:
    if day == 0:
        return _("visit")
    sign = "−" if day < 0 else "+"
    size = abs(day)
    if size % 365 == 0:
        return ngettext("%(sign)s%(n)d year", "%(sign)s%(n)d years", size // 365) % {"sign": sign, "n": size // 365}
    if size >= 91:
        months = round(size / 30.4)
        return ngettext("%(sign)s%(n)d month", "%(sign)s%(n)d months", months) % {"sign": sign, "n": months}
    return ngettext("%(sign)s%(n)d week", "%(sign)s%(n)d weeks", size // 7) % {"sign": sign, "n": size // 7}


def _said(model: Definition) -> str:
    """The picture in a sentence, for who does not see it; every stage stands in words below."""
    first, last = min(model.stages, key=lambda s: s.offset_days), max(model.stages, key=lambda s: s.offset_days)
    words = {
        "stages": len(model.stages),
        "first": first.title,
        "first_when": when(first),
        "last": last.title,
        "last_when": when(last),
    }
    text = _(
        "%(stages)d stages over time: from “%(first)s”, %(first_when)s, to “%(last)s”, %(last_when)s."
        " Each is described in words below."
    )
    return text % words
