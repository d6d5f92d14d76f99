"""The school calendar of a network: terms, bank holidays, and counting in school days and weeks."""

import dataclasses
import datetime as dt
import functools
import uuid
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from trigpoint.programmes.models import Term

__all__ = ["Calendar", "Day", "Term", "calendar", "terms", "usual_terms", "year_of"]

MONDAY, SATURDAY = 0, 5
ONE_DAY, ONE_WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A term: its name, first and last day."""

    name: str
    starts_on: dt.date
    ends_on: dt.date

    def holds(self, day: dt.date) -> bool:
        return self.starts_on <= day <= self.ends_on


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A square of a month's sheet. `why_not` says why it is no school day, in words ("" when it is one)."""

    date: dt.date
    in_month: bool
    why_not: str

    @property
    def is_school_day(self) -> bool:
        return not self.why_not


@dataclasses.dataclass(frozen=True, kw_only=True)
class Calendar:
    """
    Which days are school days. Knows every day of every year: a school year without terms of its own has the usual ones.
    """

    spans: tuple[Span, ...]

    @functools.cached_property
    def _years(self) -> dict[int, tuple[Span, ...]]:
        years: dict[int, tuple[Span, ...]] = {}
        for span in self.spans:
            year = year_of(span.starts_on)
            years[year] = (*years.get(year, ()), span)
        return years

    def terms(self, year: int) -> tuple[Span, ...]:
        """The terms of the school year that begins in September of `year`."""
        return self._years.get(year) or usual_terms(year)

    def term(self, day: dt.date) -> Span | None:
        return next((span for span in self.terms(year_of(day)) if span.holds(day)), None)

    def is_school_day(self, day: dt.date) -> bool:
        return not self.why_not(day)

    def why_not(self, day: dt.date) -> str:
        """Why the day is no school day, in words; "" when it is one."""
        if name := self.holiday(day):
            return name
        if day.weekday() >= SATURDAY:
            return _("Weekend")
        return "" if self.term(day) else _("School holiday")

    def holiday(self, day: dt.date) -> str:
        """The bank holiday of England and Wales on the day, or ""."""
        return _bank_holidays().get(day, "")

    def bank_holidays(self, year: int) -> tuple[tuple[dt.date, str], ...]:
        """Date and name of each bank holiday of the school year that begins in September of `year`."""
        return tuple((day, name) for day, name in sorted(_bank_holidays().items()) if year_of(day) == year)

    def school_days_between(self, start: dt.date, end: dt.date) -> int:
        """How many school days lie after `start`, up to and including `end`. Negative when `end` is earlier."""
        if end < start:
            return -self.school_days_between(end, start)
        return sum(1 for day in _days(start + ONE_DAY, end) if self.is_school_day(day))

    def school_weeks_between(self, start: dt.date, end: dt.date) -> int:
        """How many weeks with school in them begin after the week of `start`, up to the week of `end`."""
        if end < start:
            return -self.school_weeks_between(end, start)
        week, last = _monday(start) + ONE_WEEK, _monday(end)
        count = 0
        while week <= last:
            count += any(self.is_school_day(day) for day in _days(week, week + dt.timedelta(days=4)))
            week += ONE_WEEK
        return count

    def add_school_days(self, day: dt.date, count: int) -> dt.date:
        """The day that is `count` school days after `day` (before it when negative); 0: `day` or the next school day."""
        if count == 0:
            return self.next_school_day(day)
        step = ONE_DAY if count > 0 else -ONE_DAY
        left = abs(count)
        while left:
            day += step
            left -= self.is_school_day(day)
        return day

    def next_school_day(self, day: dt.date) -> dt.date:
        """The day itself when there is school, else the first one after it with school."""
        while not self.is_school_day(day):
            day += ONE_DAY
        return day

    def month(self, year: int, month: int) -> tuple[tuple[Day, ...], ...]:
        """Whole weeks, Monday first, that cover the month."""
        first = dt.date(year, month, 1)
        week = _monday(first)
        weeks = []
        while week <= first or week.month == month:
            weeks.append(
                tuple(
                    Day(date=day, in_month=day.month == month, why_not=self.why_not(day))
                    for day in _days(week, week + dt.timedelta(days=6))
                )
            )
            week += ONE_WEEK
        return tuple(weeks)


def calendar(network_id: uuid.UUID) -> Calendar:
    """The network's calendar. One query."""
    return Calendar(spans=tuple(Span(name=t.name, starts_on=t.starts_on, ends_on=t.ends_on) for t in terms(network_id)))


def terms(network_id: uuid.UUID, *, year: int | None = None) -> list[Term]:
    """The terms that the network has set: all, or those of one school year."""
    found = Term.objects.filter(network_id=network_id).order_by("starts_on")
    if year is not None:
        found = found.filter(starts_on__gte=dt.date(year, 8, 1), starts_on__lt=dt.date(year + 1, 8, 1))
    return list(found)


def year_of(day: dt.date) -> int:
    """The year in which the day's school year began (in September; August counts with what comes)."""
    return day.year if day.month >= 8 else day.year - 1


@functools.lru_cache(maxsize=32)
def usual_terms(year: int) -> tuple[Span, ...]:
    """
    The dates that most schools in England and Wales keep in the year beginning in September of `year`.

    A proposal that each network corrects: half terms lie in the weeks of the last Monday of October, the third of
    February and the last of May; Easter's holiday in the week before Easter Day and the week after.
    """
    autumn_half, summer_half = _last_monday(year, 10), _last_monday(year + 1, 5)
    spring_half = _monday(dt.date(year + 1, 2, 21))  # the third Monday
    easter = easter_day(year + 1)
    edges = (
        (_("Autumn term, first half"), _weekday(dt.date(year, 9, 2)), autumn_half - dt.timedelta(days=3)),
        (_("Autumn term, second half"), autumn_half + ONE_WEEK, _friday(dt.date(year, 12, 21))),
        (
            _("Spring term, first half"),
            _monday(dt.date(year + 1, 1, 9)),
            spring_half - dt.timedelta(days=3),
        ),
        (_("Spring term, second half"), spring_half + ONE_WEEK, easter - dt.timedelta(days=9)),
        (_("Summer term, first half"), easter + dt.timedelta(days=8), summer_half - dt.timedelta(days=3)),
        (_("Summer term, second half"), summer_half + ONE_WEEK, _weekday_before(dt.date(year + 1, 7, 21))),
    )
    return tuple(Span(name=name, starts_on=first, ends_on=last) for name, first, last in edges)


def easter_day(year: int) -> dt.date:
    """Easter Day by the Gregorian rule (the anonymous algorithm of 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


@functools.cache
def _bank_holidays() -> dict[dt.date, str]:
    """From the list that comes with the package: nothing is fetched."""
    from govuk_bank_holidays.bank_holidays import BankHolidays  # noqa: PLC0415 - it brings an HTTP client with it

    known: Any = BankHolidays(use_cached_holidays=True)  # type: ignore[no-untyped-call]
    return {holiday["date"]: holiday["title"] for holiday in known.get_holidays(BankHolidays.ENGLAND_AND_WALES)}


def _days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    while first <= last:
        yield first
        first += ONE_DAY


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _friday(day: dt.date) -> dt.date:
    """The last Friday up to the day."""
    return day - dt.timedelta(days=(day.weekday() - 4) % 7)


def _last_monday(year: int, month: int) -> dt.date:
    return _monday(dt.date(year, month, 31))


def _weekday(day: dt.date) -> dt.date:
    return day if day.weekday() < SATURDAY else _monday(day) + ONE_WEEK


def _weekday_before(day: dt.date) -> dt.date:
    return day if day.weekday() < SATURDAY else _friday(day)
