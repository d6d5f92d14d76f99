"""What people have to do about reviews."""

import datetime as dt

from trigpoint.access.hats import Hats
from trigpoint.kernel.work import Item
from trigpoint.reviews.queries import work_preparation, work_schedule

__all__ = ["items"]


def items(hats: Hats, *, on: dt.date, limit: int = 50) -> list[Item]:
    """Dates, teams and what comes before visits, by date, in a fixed number of queries."""
    found = [
        *work_schedule.items(hats, on=on, limit=limit),
        *work_preparation.items(hats, on=on, limit=limit),
    ]
    return sorted(found, key=lambda item: item.due_on or dt.date.max)[:limit]
