"""A schedule as a drawing: schools where they lie, and a line from each person's school to the one they visit."""

import dataclasses
from typing import Any

from django.utils.translation import ngettext

from trigpoint.allocation.queries.drafts import Draft

WIDTH, HEIGHT, EDGE = 720, 480, 40
MANY = 40  # schools: beyond this names would cover each other


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    x: float
    y: float
    name: str
    label: bool
    anchor: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    x1: float
    y1: float
    x2: float
    y2: float
    leads: bool


def _anchor(x: float) -> str:
    """Names near an edge grow away from it."""
    if x > WIDTH * 0.85:
        return "end"
    return "start" if x < WIDTH * 0.15 else "middle"


def draw(draft: Draft, named: dict[str, str]) -> dict[str, Any]:
    """North is up; a degree east is drawn as short as it is at this latitude."""
    schools = {school.id: school for school in draft.problem.schools}
    if not schools:
        return {"dots": (), "lines": (), "said": ""}
    lats, lons = [s.lat for s in schools.values()], [s.lon for s in schools.values()]
    squeeze = 0.6
    span = max((max(lats) - min(lats)), (max(lons) - min(lons)) * squeeze * HEIGHT / WIDTH, 0.02)
    scale = (HEIGHT - 2 * EDGE) / span
    mid_lat, mid_lon = (max(lats) + min(lats)) / 2, (max(lons) + min(lons)) / 2

    def at(school: Any) -> tuple[float, float]:
        x = WIDTH / 2 + (school.lon - mid_lon) * squeeze * scale
        return round(x, 1), round(HEIGHT / 2 - (school.lat - mid_lat) * scale, 1)

    places = {pk: at(school) for pk, school in schools.items()}
    home = {person.id: person.school for person in draft.problem.people}
    hosts = {review.id: review.school for review in draft.problem.reviews}
    lines = [
        Line(x1=x1, y1=y1, x2=x2, y2=y2, leads=person == booking.lead)
        for booking in draft.plan.bookings
        for person in booking.team
        for start in [home.get(person)]
        if start in places and hosts.get(booking.review) in places
        for (x1, y1), (x2, y2) in [(places[start], places[hosts[booking.review]])]
    ]
    label = len(schools) <= MANY
    dots = [
        Dot(x=x, y=y, name=named.get(pk, schools[pk].name), label=label, anchor=_anchor(x))
        for pk, (x, y) in places.items()
    ]
    words = ngettext("%(n)d school and its visits.", "%(n)d schools and their visits.", len(dots))
    return {"dots": dots, "lines": lines, "said": words % {"n": len(dots)}, "width": WIDTH, "height": HEIGHT}
