"""What people have to do about reviews."""

import datetime as dt

from trigpoint.access.hats import Hats
from trigpoint.kernel.work import Item
from trigpoint.reviews.queries import work_preparation

__all__ = ["items"]


def items(hats: Hats, *, on: dt.date, limit: int = 50) -> list[Item]:
    """What comes before visits, by date, in a fixed number of queries."""
    return work_preparation.items(hats, on=on, limit=limit)
