import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from tests.factories.reviews import Whole, whole

from trigpoint.reviews.models import Focus

FOCUS = ["OI1", "OI2", "LI1"]


@pytest.fixture
def w(db: None) -> Whole:
    """A review at its visit, with three aspects in focus."""
    return made()


def made() -> Whole:
    found = whole(state="under_way")
    Focus.objects.create(review=found.review, aspects=FOCUS)
    return found


@pytest.fixture
def now(at: dt.datetime) -> Iterator[dt.datetime]:
    """The clock stands at the second morning of the visit."""
    with time_machine.travel(at, tick=False):
        yield at
