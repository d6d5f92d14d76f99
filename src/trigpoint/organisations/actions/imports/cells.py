"""One cell to one value. What is listed as a stand-in for 'nothing' is nothing; what can't be read spoils the row."""

import datetime as dt
import functools
import re
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _


class BadRow(Exception):
    """A row that can't go in, and why, in words for whoever has the file open."""


# Nothing was said.
SILENT = frozenset(
    {
        "", "-", "..", "...", "#n/a", "c", "dns", "lowcov", "low", "n/a", "na", "nan", "ne", "new", "not avail",
        "not available", "not collected", "not recorded", "np", "null", "re", "sp", "supp", "suppmat", "x", "z",
    }
)  # fmt: skip

# It was said that there is nothing.
NOTHING = frozenset({"not applicable", "does not apply", "---", "not supported by a trust", "not under a federation"})

UNKNOWN_DATE = dt.date(1900, 1, 1)
_POSTCODE = re.compile(r"^([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})$")
_SPACES = re.compile(r"\s+")


@functools.lru_cache(maxsize=50_000)
def text(cell: str) -> str:
    """Words with single spaces; "" for nothing said."""
    cell = _SPACES.sub(" ", cell).strip() if not cell.isalnum() else cell
    return "" if cell.casefold() in SILENT else cell


@functools.lru_cache(maxsize=50_000)
def stated(cell: str) -> str | None:
    """None when nothing was said; "" when it was said that there is nothing; else the words."""
    words = text(cell)
    if not words:
        return None
    return "" if words.casefold() in NOTHING else words


def integer(cell: str, column: str, *, most: int) -> int | None:
    """A whole number from 0 to `most`. Spreadsheets leave `.0` and thousands' commas behind."""
    cell = cell.strip()
    if not cell:
        return None
    if not cell.isdecimal():
        if stated(cell) in (None, ""):
            return None
        cell = cell.replace(",", "").removesuffix(".0").removesuffix(".00")
    try:
        number = int(cell)
    except ValueError:
        raise BadRow(_("%(column)s is “%(cell)s”, not a number") % {"column": column, "cell": cell[:40]}) from None
    if not 0 <= number <= most:
        raise BadRow(
            _("%(column)s is %(number)s; it can be 0 to %(most)s") % {"column": column, "number": number, "most": most}
        )
    return number


def percent(cell: str, column: str) -> str | None:
    """A percentage as text with two decimals, so that `22.4`, `22.40` and `22.4%` are the same."""
    cell = cell.strip()
    if stated(cell) in (None, ""):
        return None
    try:
        number = Decimal(cell.removesuffix("%").strip())
    except InvalidOperation:
        number = Decimal(-1)
    if not 0 <= number <= 100:
        raise BadRow(_("%(column)s is “%(cell)s”, not a percentage") % {"column": column, "cell": cell[:40]})
    return f"{number:.2f}"


@functools.lru_cache(maxsize=50_000)
def _date(cell: str) -> dt.date | None:
    cell = cell.split("T", maxsplit=1)[0].split(" ", maxsplit=1)[0]
    parts = cell.replace("/", "-").split("-")
    if len(parts) == 1 and len(cell) == 8:
        parts = [cell[:4], cell[4:6], cell[6:]]
    numbers = [int(part) for part in parts]
    if len(parts[0]) == 4:
        year, month, day = numbers
    else:
        day, month, year = numbers
    if not 1000 <= year <= 2999:
        raise ValueError(cell)
    return dt.date(year, month, day)


def date(cell: str, column: str) -> str | None:
    """A day as ISO text, from dd-mm-yyyy, dd/mm/yyyy, ISO or yyyymmdd. 1 January 1900 stands for 'not known'."""
    if not cell:
        return None
    cell = cell.strip()
    if stated(cell) in (None, ""):
        return None
    try:
        day = _date(cell)
    except ValueError:
        raise BadRow(
            _("%(column)s is “%(cell)s”, not a date such as 31-08-2024") % {"column": column, "cell": cell[:40]}
        ) from None
    return None if day is None or day == UNKNOWN_DATE else day.isoformat()


def postcode(cell: str) -> str:
    cell = text(cell).upper()
    found = _POSTCODE.match(cell)
    return f"{found[1]} {found[2]}" if found else cell[:10]


def telephone(cell: str, *, british: bool) -> str:
    """Digits without spaces, with the leading zero that spreadsheets lose; "" when too short to be a number."""
    digits = text(cell).replace(" ", "") if cell else ""
    if len(digits) < 6 or (not digits.isdecimal() and sum(c.isdigit() for c in digits) < 6):
        return ""
    if british and digits.isdecimal() and len(digits) in (9, 10) and not digits.startswith("0"):
        digits = "0" + digits
    return digits[:30]


def website(cell: str) -> str:
    """As it was typed, when it can be an address at all."""
    cell = (stated(cell) or "").replace(" ", "")
    return cell if "." in cell and len(cell) <= 300 else ""


def company_number(cell: str) -> str:
    """Eight characters: the zeros that spreadsheets lose are put back."""
    cell = text(cell).replace(" ", "").upper().removesuffix(".0")
    return cell.zfill(8)[:10] if cell.isdecimal() and int(cell) else ("" if cell.isdecimal() else cell[:10])
