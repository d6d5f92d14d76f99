"""How long the school has to check the facts."""

import datetime as dt
import importlib

from trigpoint.reviews.queries.scene import Review

WEEKEND = 5


def last_day(review: Review, *, sent_on: dt.date, days: int) -> dt.date:
    """The last of so many school days after the day on which the profile was sent."""
    try:
        calendar = importlib.import_module("trigpoint.programmes.queries.calendar").calendar(review.network_id)
    except ModuleNotFoundError:
        day, left = sent_on, days
        while left > 0:
            day += dt.timedelta(days=1)
            left -= day.weekday() < WEEKEND
        return day
    return calendar.add_school_days(sent_on, days)  # type: ignore[no-any-return]
