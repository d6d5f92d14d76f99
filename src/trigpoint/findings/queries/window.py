"""How long the school has to check the facts."""

import datetime as dt

from trigpoint.programmes.queries.calendar import calendar
from trigpoint.reviews.queries.scene import Review


def last_day(review: Review, *, sent_on: dt.date, days: int) -> dt.date:
    """The last of so many school days after the day on which the profile was sent."""
    return calendar(review.network_id).add_school_days(sent_on, days)
