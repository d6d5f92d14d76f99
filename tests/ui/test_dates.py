"""Dates as people say them."""

import datetime as dt

import pytest

from trigpoint.ui import dates

FRIDAY = dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    "day, said",
    [(19, "Yesterday"), (20, "Today"), (21, "Tomorrow"), (23, "Mon"), (26, "Thu"), (27, "27 Nov"), (17, "17 Nov")],
)
def test_near_days_have_their_names(day: int, said: str) -> None:
    assert dates.near(dt.date(2026, 11, day), today=FRIDAY) == said


@pytest.mark.parametrize(
    "days, said", [(0, "today"), (1, "in 1 day"), (12, "in 12 days"), (-1, "1 day ago"), (-354, "12 months ago")]
)
def test_how_far_is_counted_in_days(days: int, said: str) -> None:
    assert dates.away(FRIDAY + dt.timedelta(days), today=FRIDAY) == said


@pytest.mark.parametrize(
    "first, last, said",
    [
        ((12, 2), (12, 2), "2 December"),
        ((12, 2), (12, 3), "2 and 3 December"),
        ((12, 2), (12, 4), "2 to 4 December"),
        ((11, 30), (12, 1), "30 November and 1 December"),
    ],
)
def test_a_visit_is_said_in_one_breath(first: tuple[int, int], last: tuple[int, int], said: str) -> None:
    assert dates.span(dt.date(2026, *first), dt.date(2026, *last)) == said


def test_a_far_visit_is_said_with_its_year() -> None:
    days = dt.date(2025, 10, 15), dt.date(2025, 10, 17)
    assert dates.span(*days, today=FRIDAY) == "15 to 17 October 2025"
    assert dates.span(*days, today=dt.date(2025, 12, 1)) == "15 to 17 October"


def test_a_moment_is_on_the_schools_own_clock() -> None:
    assert dates.moment(dt.datetime(2026, 7, 1, 8, 40, tzinfo=dt.UTC)) == "1 July 2026 at 09:40"
    assert dates.short(dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC)) == "1 Jul"
