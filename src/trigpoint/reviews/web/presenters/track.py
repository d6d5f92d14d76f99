"""How far a review is, and who is on it, in words."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.enums import Part
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.queries.stages import Step, next_step
from trigpoint.reviews.queries.subject import Site
from trigpoint.reviews.queries.team import Member
from trigpoint.ui import dates

TEAM = (Part.LEAD, Part.REVIEWER)


def track(steps: Iterable[Step], *, on: dt.date) -> list[dict[str, str]]:
    """The stages that have a date of their own, as the component `stage_track` takes them."""
    planned = [step for step in steps if step.planned]
    current = next_step(planned)
    return [{"label": step.title, "date": _date(step, on), "state": _state(step, current, on)} for step in planned]


def tracks(scene: Scene, steps: Iterable[Step]) -> list[dict[str, Any]]:
    """One track, or one for each strand with its title; what belongs to all strands has a track of its own."""
    parts: dict[tuple[str, int], list[Step]] = {}
    seen: set[str] = set()
    for step in steps:
        seen |= {step.strand} - {""}
        parts.setdefault((step.strand, 0 if step.strand else len(seen)), []).append(step)
    titles = {key: strand.title for key, strand in scene.model.strand_by_key.items()}
    found = [
        {"title": titles.get(key, _joint(number, len(titles)) if titles else ""), "stages": track(part, on=scene.on)}
        for (key, number), part in parts.items()
    ]
    return [part for part in found if part["stages"]]


def _joint(strands_before: int, strands: int) -> str:
    """What belongs to all strands, by how many of them it follows."""
    if not strands_before:
        return _("Together, at the start")
    return _("Together, at the end") if strands_before == strands else _("Together, in between")


def under_the_name(scene: Scene, seats: Iterable[Member], sites: Sequence[Site] = ()) -> str:
    """Say "Visit 2 and 3 December · led by you, with Daniel Osei and Megan Hughes"."""
    days = dates.span(scene.review.visit_starts_on, scene.review.visit_ends_on, today=scene.on)
    there = _("at %(sites)s") % {"sites": join([site.name for site in sites])} if sites else ""
    return " · ".join(filter(None, [_("Visit %(days)s") % {"days": days}, there, _led_by(scene, list(seats))]))


def seen_by(scene: Scene) -> str:
    """Who sees what stands on the review's own page, for whom reads it."""
    if scene.plays(*TEAM):
        return _("Seen by the {review_team} only, until the {profile}. Dates and names are known to all who take part.")
    if scene.plays(Part.HOST_HEAD, Part.HOST_LEADER):
        return _("Your {school}'s own: the team sees what you release. Dates and names are known to all who take part.")
    return _(
        "Dates and names: known to all who take part and to the {partnership}. What is found belongs to the {school}."
    )


def join(names: list[str]) -> str:
    """Say "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def _led_by(scene: Scene, seats: list[Member]) -> str:
    def said(seat: Member) -> str:
        return _("you") if seat.person_id == scene.hats.person_id else seat.name

    leads = [said(seat) for seat in seats if seat.leads]
    others = [said(seat) for seat in seats if seat.reviews and not seat.leads]
    if not leads:
        return _("nobody leads it yet")
    if not others:
        return _("led by %(leads)s") % {"leads": join(leads)}
    return _("led by %(leads)s, with %(others)s") % {"leads": join(leads), "others": join(others)}


def _date(step: Step, on: dt.date) -> str:
    if step.done_on:
        return _("done %(day)s") % {"day": _short(step.done_on, on)}
    if step.due_on <= on <= step.ends_on:
        return _("today, %(day)s") % {"day": dates.short(on)}
    return _short(step.due_on, on)


def _short(day: dt.date, on: dt.date) -> str:
    """Say "20 Nov", and "20 Nov 2028" for a day that is more than ten months away: of a review that takes two years."""
    return f"{dates.short(day)} {day.year}" if dates.is_far(day, today=on) else dates.short(day)


def _state(step: Step, current: Step | None, on: dt.date) -> str:
    if step.is_done:
        return "done"
    if step.is_late(on):
        return "late"
    return "now" if step is current else "ahead"
