import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from tests.factories.reviews import Whole, whole


@pytest.fixture
def w(db: None) -> Whole:
    return whole(state="under_way")


@pytest.fixture
def now(at: dt.datetime) -> Iterator[dt.datetime]:
    """The clock stands at the second morning of the visit."""
    with time_machine.travel(at, tick=False):
        yield at
