"""A schedule as a calendar: a sheet for each month, with the visits and workshops that fall on each day."""

import calendar
import datetime as dt
from collections import defaultdict
from typing import Any

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from trigpoint.allocation.queries.drafts import Draft

SCHOOL_DAYS = 5


def of(draft: Draft, named: dict[str, str]) -> list[dict[str, Any]]:
    """The months from the first visit to the last workshop: weeks of five days, each with what falls on it."""
    falls = _by_day(draft, named)
    if not falls:
        return []
    month, last = min(falls).replace(day=1), max(falls)
    found = []
    while month <= last:
        weeks = calendar.Calendar().monthdatescalendar(month.year, month.month)
        found.append(
            {
                "name": f"{MONTHS[month.month]} {month.year}",
                "weeks": [[_cell(day, month, falls) for day in week[:SCHOOL_DAYS]] for week in weeks],
            }
        )
        month = (month + dt.timedelta(days=31)).replace(day=1)
    return found


def _by_day(draft: Draft, named: dict[str, str]) -> dict[dt.date, list[dict[str, str]]]:
    falls: dict[dt.date, list[dict[str, str]]] = defaultdict(list)
    for booking in draft.bookings:
        school = draft.host(booking.review).name
        lead = named.get(booking.lead or "", "") or _("nobody leads yet")
        day = booking.start
        while day <= draft.last_day(booking):
            falls[day].append({"school": school, "what": lead})
            day += dt.timedelta(days=1)
        if booking.workshop:
            falls[booking.workshop].append({"school": school, "what": draft.facts.model.word("workshop")})
    return falls


def _cell(day: dt.date, month: dt.date, falls: dict[dt.date, list[dict[str, str]]]) -> dict[str, Any]:
    inside = day.month == month.month
    rows = sorted(falls.get(day, ()), key=lambda row: row["school"]) if inside else []
    return {"day": day.day if inside else "", "falls": rows}
