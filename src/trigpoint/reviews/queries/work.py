"""What people have to do about reviews."""

import datetime as dt

from trigpoint.access.hats import Hats
from trigpoint.kernel.work import Item
from trigpoint.reviews.queries import in_hand, work_preparation, work_schedule
from trigpoint.reviews.queries.in_hand import InHand

__all__ = ["items"]


def items(hats: Hats, *, on: dt.date, limit: int = 50, held: InHand | None = None) -> list[Item]:
    """Dates, teams and what comes before visits, by date, in a fixed number of queries."""
    held = held or in_hand.load(hats)
    found = [
        *work_schedule.items(hats, on=on, limit=limit, held=held),
        *work_preparation.items(hats, on=on, limit=limit, held=held),
    ]
    return sorted(found, key=lambda item: item.due_on or dt.date.max)[:limit]
