"""Which days are school days, and counting in them."""

import datetime as dt
import itertools

import pytest
from tests.factories.organisations import NetworkFactory

from trigpoint.programmes.actions import terms
from trigpoint.programmes.queries import calendar
from trigpoint.programmes.queries.calendar import Calendar

USUAL = Calendar(spans=())
WEDNESDAY = dt.date(2026, 12, 2)


@pytest.mark.parametrize(
    "day, why",
    [
        (WEDNESDAY, ""),
        (dt.date(2026, 12, 5), "Weekend"),
        (dt.date(2026, 12, 25), "Christmas Day"),
        (dt.date(2026, 12, 29), "School holiday"),
        (dt.date(2026, 10, 28), "School holiday"),
        (dt.date(2027, 2, 17), "School holiday"),
        (dt.date(2027, 3, 26), "Good Friday"),
        (dt.date(2027, 5, 3), "Early May bank holiday"),
        (dt.date(2027, 8, 4), "School holiday"),
        (dt.date(2027, 1, 13), ""),
    ],
)
def test_a_day_says_why_it_is_no_school_day(day: dt.date, why: str) -> None:
    assert USUAL.why_not(day) == why
    assert USUAL.is_school_day(day) is (why == "")


@pytest.mark.parametrize("year", range(2020, 2040))
def test_the_usual_terms_of_any_year_follow_one_another_on_weekdays(year: int) -> None:
    spans = calendar.usual_terms(year)

    assert len(spans) == 6
    assert all(a.starts_on < a.ends_on < b.starts_on for a, b in itertools.pairwise(spans))
    assert all(span.starts_on.weekday() < 5 and span.ends_on.weekday() < 5 for span in spans)
    assert all(calendar.year_of(day) == year for span in spans for day in (span.starts_on, span.ends_on))
    assert 185 <= sum(USUAL.school_days_between(s.starts_on, s.ends_on) + 1 for s in spans) <= 200


def test_easter() -> None:
    assert [calendar.easter_day(year) for year in (2025, 2026, 2027, 2038)] == [
        dt.date(2025, 4, 20),
        dt.date(2026, 4, 5),
        dt.date(2027, 3, 28),
        dt.date(2038, 4, 25),
    ]


def test_counting_leaves_out_weekends_and_holidays() -> None:
    friday, monday = dt.date(2026, 12, 18), dt.date(2027, 1, 4)

    assert USUAL.school_days_between(friday, monday) == 1
    assert USUAL.school_days_between(monday, friday) == -1
    assert USUAL.add_school_days(friday, 1) == monday
    assert USUAL.add_school_days(monday, -1) == friday
    assert USUAL.add_school_days(dt.date(2026, 12, 19), 0) == monday
    assert USUAL.school_weeks_between(WEDNESDAY, dt.date(2027, 1, 13)) == 4
    assert USUAL.school_weeks_between(WEDNESDAY, WEDNESDAY) == 0


def test_a_month_is_whole_weeks() -> None:
    weeks = USUAL.month(2026, 12)

    assert [week[0].date for week in weeks] == [dt.date(2026, 11, 30) + dt.timedelta(weeks=n) for n in range(5)]
    assert [day.in_month for day in weeks[0]] == [False, True, True, True, True, True, True]
    assert [day.why_not for day in weeks[3]][4:] == ["Christmas Day", "Weekend", "Weekend"]


@pytest.mark.django_db
def test_terms_that_a_network_sets_count_instead(at: dt.datetime) -> None:
    network = NetworkFactory()
    span = calendar.Span(name="One long term", starts_on=dt.date(2026, 9, 7), ends_on=dt.date(2027, 7, 2))
    terms.set_terms(actor=None, at=at, network=network, year=2026, terms=[span])
    found = calendar.calendar(network.pk)

    assert found.is_school_day(dt.date(2026, 10, 28))
    assert not found.is_school_day(dt.date(2026, 9, 4))
    assert not found.is_school_day(dt.date(2027, 7, 5))
    assert found.why_not(dt.date(2027, 10, 27)) == "School holiday"
