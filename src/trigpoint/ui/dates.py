"""Dates and times as people say them."""

import datetime as dt

from django.utils import timezone
from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MONTHS_FROM = 120
"""Days from which on people count in months."""

FAR = 300
"""Days from which on a day is said with its year: nobody takes a month of this year for one of another."""


def short(day: dt.date | None) -> str:
    """Say a date as in "20 Nov"."""
    if day is None:
        return ""
    here = _local(day)
    return f"{here.day} {str(MONTHS_3[here.month]).title()}"


def long(day: dt.date | None) -> str:
    """Say a date as in "20 November 2026"."""
    if day is None:
        return ""
    here = _local(day)
    return f"{here.day} {MONTHS[here.month]} {here.year}"


def moment(at: dt.datetime | None) -> str:
    """Say a moment as in "20 November 2026 at 09:40", in the schools' own time."""
    if at is None:
        return ""
    here = timezone.localtime(at) if timezone.is_aware(at) else at
    words = {"day": f"{here.day} {MONTHS[here.month]} {here.year}", "time": f"{here.hour:02}:{here.minute:02}"}
    return _("%(day)s at %(time)s") % words


def near(day: dt.date, *, today: dt.date) -> str:
    """Say how near: "Yesterday", "Today", "Tomorrow", the day of the week within six days, else "20 Nov"."""
    distance = (day - today).days
    said = {-1: _("Yesterday"), 0: _("Today"), 1: _("Tomorrow")}.get(distance)
    if said:
        return said
    return str(WEEKDAYS_ABBR[day.weekday()]) if 0 < distance < 7 else short(day)


def away(day: dt.date, *, today: dt.date) -> str:
    """Say how far: "in 3 days", "2 days ago", "today"; from four months on "in 5 months", "11 months ago"."""
    distance = (day - today).days
    if distance == 0:
        return _("today")
    if abs(distance) >= MONTHS_FROM:
        months = round(abs(distance) / 30.4)
        return (_("in %(n)d months") if distance > 0 else _("%(n)d months ago")) % {"n": months}
    if distance > 0:
        return ngettext("in %(n)d day", "in %(n)d days", distance) % {"n": distance}
    return ngettext("%(n)d day ago", "%(n)d days ago", -distance) % {"n": -distance}


def is_far(day: dt.date, *, today: dt.date) -> bool:
    return abs((day - today).days) >= FAR


def span(first: dt.date, last: dt.date, *, today: dt.date | None = None) -> str:
    """
    Say some days: "2 December", "2 and 3 December", "2 to 4 December", "30 November to 2 December".

    With `today`, the year is said of days that are far from it.
    """
    if today is not None and is_far(last, today=today):
        return f"{span(first, last)} {last.year}"
    end = f"{last.day} {MONTHS[last.month]}"
    if first == last:
        return end
    start = str(first.day) if first.month == last.month else f"{first.day} {MONTHS[first.month]}"
    words = _("%(first)s and %(last)s") if (last - first).days == 1 else _("%(first)s to %(last)s")
    return words % {"first": start, "last": end}


def _local(day: dt.date) -> dt.date:
    """A moment on the schools' own clock; a date as it is."""
    return timezone.localtime(day) if isinstance(day, dt.datetime) and timezone.is_aware(day) else day
