"""The scope of a review, people's briefings and what it all costs, in words."""

import math
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trigpoint.reviews.queries import focus, subject, team
from trigpoint.reviews.queries import timetable as timetables
from trigpoint.reviews.queries.effort import HOURS_A_DAY, Clear, Effort, Load
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.queries.sheet import Sheet, participants
from trigpoint.reviews.queries.stages import stages
from trigpoint.reviews.rules import focus as focus_rules
from trigpoint.reviews.rules import sheet as rules
from trigpoint.reviews.web.presenters import expect, timetable
from trigpoint.reviews.web.presenters.team import label_of
from trigpoint.ui import dates


def scope(scene: Scene) -> dict[str, Any]:
    """What is reviewed, by whom, when, about what, and what is not: one page for everybody who is there."""
    review = scene.review
    reads_focus = bool(focus_rules.may_read(scene))
    record = focus.focus(review) if reads_focus else None
    return {
        "scene": scene,
        "seen_by": _("Everybody who takes part in the visit sees this page."),
        "days": dates.span(review.visit_starts_on, review.visit_ends_on, today=scene.on),
        "sites": subject.sites(review),
        "subject_leader": review.subject_leader.name if review.subject_leader else "",
        "team": [
            {"name": seat.name, "role": label_of(scene, seat.role), "school": seat.school_name}
            for seat in team.members(review, on=scene.on)
        ],
        "themes": focus.themes_in_focus(review),
        "aspects": focus.in_focus(review) if reads_focus else (),
        "lines": focus.lines(review) if reads_focus else (),
        "record": record,
        "kinds": [kind.label for kind in scene.model.evidence_kinds],
        "timetable": timetable.days(scene, timetables.activities(review)),
        "may_read_all": rules.may_read_all(scene),
        "takes_part": scene.hats.person_id in {one.person_id for one in participants(scene)},
        "may_see_effort": rules.may_see_effort(scene),
    }


def sheet(scene: Scene, found: Sheet) -> dict[str, Any]:
    """One briefing: who it is for, what to do before, when and where, and what about."""
    one = found.participant
    before: list[dict[str, Any]] = []
    if one is not None:
        before = [
            {
                "title": step.title,
                "date": dates.span(step.due_on, step.ends_on, today=scene.on),
                "words": said,
                "done": step.is_done,
            }
            for step in stages(scene.review)
            if step.due_on <= scene.review.visit_ends_on and (said := expect.words(step, {one.part}, scene))
        ]
    return {
        "name": one.name if one else found.audience,
        "person_id": one.person_id if one else None,
        "part": scene.model.part_label(one.part) if one and scene.model.roles_of(one.part) else "",
        "school": one.school if one else "",
        "before": before,
        "days": timetable.days(scene, found.entries),
        "asked": [
            {"name": aspect.name, "question": aspect.question, "prompts": aspect.prompts} for aspect in found.asked
        ],
        "lines": found.lines,
        "sent": dates.long(found.sent_on) if found.sent_on else "",
        "read": dates.long(found.read_on) if found.read_on else "",
    }


def effort(scene: Scene, found: Effort, *, typed_cost: str = "") -> dict[str, Any]:
    """Four questions: is the timing good, is there capacity, can it be afforded, is it clear. What is typed stays there."""
    weeks, day_cost = found.weeks, asked_cost(typed_cost)
    busiest = max(weeks, key=lambda day: weeks[day], default=None)
    return {
        "loads": [_load(scene, load) for load in found.loads],
        "hours": number(found.hours),
        "host_hours": number(found.host_hours),
        "team_hours": number(found.team_hours),
        "other_hours": number(found.hours - found.host_hours - found.team_hours),
        "days_in_all": number(found.hours / HOURS_A_DAY),
        "timing": _timing(scene, found),
        "weeks": [{"week": dates.long(day), "hours": number(hours)} for day, hours in weeks.items()],
        "busiest": dates.long(busiest) if busiest else "",
        "people": [
            {
                "name": one.name,
                "school": one.school,
                "hours": hours(one.hours),
                "days": one.visit_days,
                "remarks": one.remarks,
            }
            for one in found.people
            if one.hours or one.remarks
        ],
        "fee": _pounds(found.fee) if found.fee is not None else "",
        "fee_note": found.fee_note,
        "day_cost": typed_cost,
        "cost_unclear": bool(typed_cost.strip()) and day_cost is None,
        "cost": "" if day_cost is None else _pounds(found.cost(day_cost)),
        "clear": [{"what": one.what, "said": _how_many(one), "done": one.is_done} for one in found.clear],
    }


def _how_many(one: Clear) -> str:
    """Say "3 of 4"; of one thing, whether it is so."""
    if one.out_of == 1:
        return _("yes") if one.is_done else _("not yet")
    return _("%(true)d of %(all)d") % {"true": one.true, "all": one.out_of} if one.out_of else _("none yet")


def hours(value: float) -> str:
    return ngettext("%(n)s hour", "%(n)s hours", math.ceil(value)) % {"n": number(value)}


def number(value: float) -> str:
    """Say 6.5 or 12: no more figures than there is to say."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


def _pounds(value: float) -> str:
    return f"£{value:,.0f}"


def _load(scene: Scene, load: Load) -> dict[str, Any]:
    return {
        "stage": load.stage,
        "date": dates.span(load.starts_on, load.ends_on, today=scene.on),
        "role": load.role,
        "people": load.people,
        "each": number(load.hours),
        "total": number(load.total),
        "done": load.done,
    }


def _timing(scene: Scene, found: Effort) -> list[str]:
    review = scene.review
    if review.visit_ends_on < scene.on:
        said = [_("The visit is over.")]
    elif review.visit_starts_on < scene.on:
        said = [_("The visit has begun.")]
    elif review.visit_starts_on == scene.on:
        said = [_("The visit begins today.")]
    else:
        ahead = found.school_days_ahead
        text = ngettext("The visit begins in %(n)d school day.", "The visit begins in %(n)d school days.", ahead)
        said = [text % {"n": ahead}]
    said += [
        _("“%(stage)s” is on %(day)s: %(why)s.") % {"stage": stage, "day": dates.long(day), "why": why}
        for stage, day, why in found.not_school
    ]
    said += [
        _("%(school)s, %(days)s: %(why)s.")
        % {"school": one.school, "days": dates.span(one.starts_on, one.ends_on), "why": one.why}
        for one in found.closed
    ]
    return said


def asked_cost(text: str) -> float | None:
    """What a day costs, as typed; None for anything that is no sum."""
    try:
        value = float(text.replace("£", "").replace(",", "").strip())
    except ValueError:
        return None
    return value if 0 <= value <= 10_000 else None
