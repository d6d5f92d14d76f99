"""A day of the visit and a time of day, in the schools' own time."""

import datetime as dt

from django.utils import timezone

from trigpoint.ui import dates


def days_of(first: dt.date, last: dt.date) -> list[tuple[str, str]]:
    """The visit's days as choices."""
    days = [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]
    return [(day.isoformat(), dates.long(day)) for day in days]


def at_time(day: str, time: dt.time) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(dt.date.fromisoformat(day), time))
