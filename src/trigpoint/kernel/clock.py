"""The only place that asks what time it is."""

import datetime as dt

from django.utils import timezone


def now() -> dt.datetime:
    """This moment, with its time zone."""
    return timezone.now()


def today() -> dt.date:
    """The date in the time zone of the schools."""
    return timezone.localdate()
