"""A cycle in words: a line a school, a column a stage, what to look at, and a month's sheet."""

import datetime as dt
from typing import Any

from trigpoint.programmes.language.speech import gettext as _
from trigpoint.programmes.language.speech import ngettext
from trigpoint.programmes.queries.calendar import calendar
from trigpoint.reviews.queries.cycle import CycleView, Line, Share
from trigpoint.reviews.queries.stages import Step, next_step
from trigpoint.reviews.rules import cycle as rules
from trigpoint.reviews.rules import planning
from trigpoint.reviews.web.presenters.reviews import state
from trigpoint.ui import dates


def page(view: CycleView, month: str) -> dict[str, Any]:
    """All that the page shows. `month` is such as 2027-01; without one, the month of today in the cycle."""
    partnership = view.cycle.partnership
    may_plan = bool(
        planning.may_plan(view.standpoint.hats, partnership.pk, partnership.state, programme=partnership.programme)
    )
    columns = _columns(view)
    lines = [_line(line, view, columns, may_plan=may_plan) for line in view.lines]
    late = [line for line in lines if line["late"]]
    return {
        "cycle": view.cycle,
        "partnership": partnership,
        "leads": view.leads,
        "columns": [title for _key, title in columns],
        "lines": lines,
        "late": late,
        "flagged": [line for line in lines if line["flags"]],
        "summary": _summary(view, len(late)),
        "shares": [
            {"school": line.school_name, **_share(line.share)}
            for line in {line.school_id: line for line in view.lines}.values()
        ],
        "month": _month(view, month),
        "seen_by": _("Dates and teams: seen by everybody of the {partnership}. What reviews find is not on this page."),
    }


def _columns(view: CycleView) -> list[tuple[str, str]]:
    """Keys and titles of the stages that have a date, of all models in use in the cycle."""
    found = {stage.key: stage.title for stage in view.model.stages if stage.planned}
    for line in view.lines:
        found |= {step.key: step.title for step in line.steps if step.planned and step.key not in found}
    return list(found.items())


def _line(line: Line, view: CycleView, columns: list[tuple[str, str]], *, may_plan: bool) -> dict[str, Any]:
    steps = {step.key: step for step in line.steps}
    slips = rules.late(line, on=view.on)
    nudge = slips or (next_step(line.steps) if line.review and line.review.state in {"planned", "under_way"} else None)
    return {
        "school_id": line.school_id,
        "school": line.review.called if line.review else line.school_name,
        "review": line.review,
        "state": state(line.review) if line.review else None,
        "plays": line.review is not None and _knows(view, line),
        "cells": [_cell(steps.get(key), view.on) for key, _title in columns],
        "team": ", ".join(seat.name for seat in line.seats if seat.reviews),
        "late": _slip(slips, view.on) if slips else "",
        "nudge": {"key": nudge.key, "title": nudge.title} if nudge and view.leads else None,
        "flags": [flag.message for flag in rules.flags(line, view)],
        "may_plan": may_plan and line.review is None,
        "may_plan_another": may_plan and line.review is not None and view.model.subject.kind == "subject",
    }


def _knows(view: CycleView, line: Line) -> bool:
    """Whether the person may open the review's own page: not everybody of the partnership plays a part in each."""
    return bool(line.review and view.plays_in(line.review))


def _cell(step: Step | None, on: dt.date) -> dict[str, str]:
    if step is None:
        return {"date": "", "state": "none"}
    if step.is_done and step.done_on:
        return {"date": dates.short(step.done_on), "state": "done"}
    return {"date": dates.short(step.due_on), "state": "late" if step.is_late(on) else "ahead"}


def _slip(step: Step, on: dt.date) -> str:
    words = _("%(stage)s was planned for %(day)s, %(away)s.")
    return words % {"stage": step.title, "day": dates.short(step.ends_on), "away": dates.away(step.ends_on, today=on)}


def _summary(view: CycleView, late: int) -> str:
    planned = sum(line.review is not None for line in view.lines)
    said = ngettext(
        "%(planned)d of %(all)d school has dates", "%(planned)d of %(all)d schools have dates", len(view.lines)
    ) % {"planned": planned, "all": len(view.lines)}
    slipping = ngettext("%(n)d is late", "%(n)d are late", late) % {"n": late} if late else _("nothing is late")
    return f"{said}; {slipping}."


def _share(share: Share) -> dict[str, Any]:
    return {
        "given": ngettext("%(n)d day", "%(n)d days", share.days_given) % {"n": share.days_given},
        "received": ngettext("%(n)d day", "%(n)d days", share.days_received) % {"n": share.days_received},
        "visits_given": share.visits_given,
        "visits_received": share.visits_received,
    }


def _month(view: CycleView, asked: str) -> dict[str, Any]:
    """The sheet of a month: each day with what falls on it and why it is no school day."""
    first = _first(asked) or min(max(view.on, view.cycle.starts_on), view.cycle.ends_on).replace(day=1)
    falls: dict[dt.date, list[str]] = {}
    for line in view.lines:
        for step in line.steps:
            if step.planned and line.review and line.review.state not in rules.PAUSED:
                for number in range((step.ends_on - step.due_on).days + 1):
                    day = step.due_on + dt.timedelta(days=number)
                    falls.setdefault(day, []).append(f"{line.school_name}: {step.title}")
    known = calendar(view.cycle.network_id)
    weeks = [
        [{"day": day, "falls": falls.get(day.date, []), "is_today": day.date == view.on} for day in week]
        for week in known.month(first.year, first.month)
    ]
    before, after = first - dt.timedelta(days=1), (first + dt.timedelta(days=32)).replace(day=1)
    return {"first": first, "weeks": weeks, "before": before, "after": after}


def _first(asked: str) -> dt.date | None:
    """The first day of a month such as 2027-01; None for anything else."""
    try:
        found = dt.datetime.strptime(asked, "%Y-%m").date()  # noqa: DTZ007 - a month has no time zone
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2200 else None
