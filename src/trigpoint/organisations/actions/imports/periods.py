"""Which school year a table of figures is of, which day a file speaks of, and how final it is."""

import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path

from django.utils.dateformat import format as formatted
from django.utils.translation import gettext as _

from trigpoint.organisations.actions.imports import layouts
from trigpoint.organisations.actions.imports.files import CannotRead
from trigpoint.organisations.enums import Kind
from trigpoint.organisations.queries.performance import measures

_PAIR = re.compile(r"(?<!\d)(20\d\d)[-_/ ]?(?:20)?(\d\d)(?!\d)")
_EARLIER = re.compile(r"(?:TELIG|PTRWM_EXP)_(\d\d)", re.IGNORECASE)
_STAGES = {"provisional": 0, "revised": 1, "final": 2}


def pair(text: str) -> int | None:
    """The school year that `2018-2019`, `2018-19`, `201819` or `2018/19` ends in."""
    for found in _PAIR.finditer(text):
        first = int(found[1])
        if (first + 1) % 100 == int(found[2]):
            return first + 1
    return None


def of_day(day: dt.date) -> int:
    """The school year that a day is in: it ends in August."""
    return day.year + (day.month > 8)


def stage(name: str) -> int:
    """How final a file is, as its name says: 0 provisional, 1 revised (or not said), 2 final."""
    return next((stage for word, stage in _STAGES.items() if word in name.casefold()), 1)


def school_year(kind: Kind, header: Sequence[str], name: str, given: dt.date | None, as_of: dt.date) -> int:
    """
    The school year that a table's rows are of: as the file's name says, else its header, else the day that was given; 0
    when each row says its own.

    Raises CannotRead when none does, when they contradict one another, or when there were no tests in that year.
    """
    if "time_period" in layouts.own_names(header):
        return 0  # each row says its own
    if kind is Kind.OFSTED:
        return of_day(as_of)
    in_name = pair(Path(name).stem)
    after = _after_earlier(header) if kind is Kind.KS2 else None
    if in_name and after and in_name < after:
        raise CannotRead(
            _("its name says %(name)s, but it repeats results of %(earlier)s, so it is of a later year")
            % {"name": _title(in_name), "earlier": _title(after - 1)}
        )
    year = in_name or (of_day(given) if given else None)
    without = measures.table(kind).no_tests
    if year is None and after not in without:
        year = after
    if year is None:
        raise CannotRead(
            _("nothing says which school year it is of: put it in the file’s name, such as “2018-2019_%(name)s”")
            % {"name": Path(name).name[:60]}
        )
    if year in without:
        raise CannotRead(without[year])
    if dt.date(year - 1, 9, 1) > as_of:
        raise CannotRead(
            _("it is of %(year)s, which had not begun on %(day)s")
            % {"year": _title(year), "day": formatted(as_of, "j F Y")}
        )
    return year


def day(kind: Kind, header: Sequence[str], name: str, given: dt.date | None, today: dt.date) -> dt.date:
    """The day that a file speaks of: as given, else as its name or its school year says, else today."""
    if given:
        return given
    if kind in (Kind.KS2, Kind.KS2_TRUSTS, Kind.KS2_NATIONAL):
        year = pair(Path(name).stem) or _after_earlier(header)
        return min(dt.date(year, 8, 31), today) if year else today
    if kind is Kind.CENSUS and (year := pair(Path(name).stem)):
        return min(_census_day(year), today)
    in_name = layouts.date_in_name(name)
    return in_name if in_name and in_name <= today else today


def _after_earlier(header: Sequence[str]) -> int | None:
    """The year after the newest of the earlier years whose results the header repeats (`TELIG_18`)."""
    years = [2000 + int(found[1]) for cell in header if (found := _EARLIER.fullmatch(cell.strip()))]
    return max(years) + 1 if years else None


def _census_day(year: int) -> dt.date:
    """The third Thursday of January."""
    first = dt.date(year, 1, 1)
    return first + dt.timedelta(days=(3 - first.weekday()) % 7 + 14)


def _title(year: int) -> str:
    return f"{year - 1}/{year % 100:02}"
