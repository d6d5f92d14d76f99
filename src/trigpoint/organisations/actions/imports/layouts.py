"""Which kind of file a header belongs to, and where each column stands. Columns are found by name, never by place."""

import dataclasses
import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path

from trigpoint.organisations.actions.imports import cells
from trigpoint.organisations.enums import Kind

# Names under which a column has been seen, or may be after a re-save, beside its own.
_ALSO = {
    "linked uid": "group uid",
    "rhif yr ysgol": "school number",
    "enw'r ysgol": "school name",
    "cod all": "la code",
    "awdurdod lleol": "local authority",
    "llywodraethu": "governance",
    "cod cc": "wm code",
    "math o gyfrwng cymraeg": "welsh medium type",
    "language category": "welsh medium type",
    "categori iaith": "welsh medium type",
    "math o ysgol": "school type",
    "cymeriad crefyddol": "religious character",
    "cyfeiriad 1": "address 1",
    "cyfeiriad 2": "address 2",
    "cyfeiriad 3": "address 3",
    "cyfeiriad 4": "address 4",
    "cod post": "postcode",
    "rhif ffôn": "phone number",
    "disgyblion": "pupils",
    "scaled_score": "scaled_scores",
    "eligible_pupil_count": "t_eligible_pupils",
    "establishment_type_group": "school_type",
    "sex": "gender",
}

_INSPECTED = frozenset(
    {
        "overall effectiveness", "latest oeif overall effectiveness", "quality of education",
        "latest oeif quality of education", "quality of teaching, learning and assessment",
    }
)  # fmt: skip
_NOTES = re.compile(r"\s+-\s+(see notes|gweler y nodiadau)$")


def normal(name: str) -> str:
    """A column's name without capitals, doubled spaces, curly apostrophes and 'see notes'."""
    name = name.replace("’", "'").replace("\ufeff", "").replace("\ufffd", "'")
    return _NOTES.sub("", " ".join(name.split()).casefold())


def own_names(header: Sequence[str]) -> list[str]:
    return [_ALSO.get(name := normal(cell), name) for cell in header]


def kind_of(header: Sequence[str]) -> Kind | None:
    """What file this is; None for a header that belongs to none."""
    names = set(own_names(header))
    if {"urn", "linkurn", "linktype"} <= names:
        return Kind.LINKS
    if {"group uid", "group name"} <= names:
        if "urn" not in names:
            return Kind.GROUPS
        return Kind.GROUP_LINKS if "linked uid" in {normal(cell) for cell in header} else Kind.MEMBERSHIPS
    if {"urn", "establishmentname"} <= names and names & {"establishmentstatus (code)", "establishmentstatus (name)"}:
        return Kind.GIAS if "establishmentstatus (code)" in names else Kind.GIAS_SEARCH
    if {"school number", "school name", "la code"} <= names:
        return Kind.WALES
    return _figures(names)


def _figures(names: set[str]) -> Kind | None:
    """Which table of figures has these columns."""
    if {"rectype", "urn", "telig"} <= names and names & {"ptrwm_exp", "read_average", "mat_average"}:
        return Kind.KS2
    if {"urn", "schooltype", "nor"} <= names and "establishmentname" not in names:
        return Kind.CENSUS
    if {"urn", "laestab"} <= names and names & _INSPECTED:
        return Kind.OFSTED
    if {"trust_uid", "prwm_exp_wgtavg"} <= names or {"uid", "rwmexp_wgtavg"} <= names:
        return Kind.KS2_TRUSTS
    if {"time_period", "subject", "scaled_scores", "t_eligible_pupils"} <= names:
        return Kind.KS2_NATIONAL
    return None


def is_welsh(header: Sequence[str]) -> bool:
    """Whether this is the sheet in Welsh."""
    return "enw'r ysgol" in {normal(cell) for cell in header}


@dataclasses.dataclass(frozen=True, slots=True)
class Layout:
    """The header, and where each named column stands in it (the first of a name that stands twice)."""

    at: dict[str, int]
    header: Sequence[str]

    @property
    def width(self) -> int:
        return len(self.header)

    def title(self, column: str) -> str:
        """A column as the file itself calls it, for people who have it open."""
        at = self.at.get(column)
        return column if at is None else self.header[at].strip().lstrip("\ufeff")


def layout(header: Sequence[str]) -> Layout:
    at: dict[str, int] = {}
    for place, name in enumerate(own_names(header)):
        if name:
            at.setdefault(name, place)
    return Layout(at=at, header=header)


class Cells:
    """One row by column name. A column that the layout lacks, or that the row is too short for, says nothing."""

    __slots__ = ("_at", "_layout", "_row", "line")

    def __init__(self, layout: Layout, row: Sequence[str], line: int) -> None:
        self._at = layout.at
        self._layout = layout
        self._row = row
        self.line = line

    @property
    def cells(self) -> Sequence[str]:
        """All of them, in the file's order."""
        return self._row

    def has(self, column: str) -> bool:
        return self._at.get(column, 1_000_000) < len(self._row)

    def raw(self, column: str) -> str:
        try:
            return self._row[self._at[column]]
        except (KeyError, IndexError):
            return ""

    def beyond(self, column: str) -> Sequence[str]:
        """The cell of the last column and those after it, which have no heading."""
        return self._row[self._at.get(column, self._layout.width) :]

    def title(self, column: str) -> str:
        return self._layout.title(column)

    def percent(self, column: str) -> str | None:
        raw = self.raw(column)
        return cells.percent(raw, self._layout.title(column)) if raw else None

    def text(self, column: str) -> str:
        try:
            raw = self._row[self._at[column]]
        except (KeyError, IndexError):
            return ""
        return cells.text(raw) if raw else ""

    def stated(self, column: str) -> str | None:
        try:
            raw = self._row[self._at[column]]
        except (KeyError, IndexError):
            return None
        return cells.stated(raw) if raw else None

    def integer(self, column: str, *, most: int) -> int | None:
        raw = self.raw(column)
        if raw.isdecimal() and len(raw) < 10 and (number := int(raw)) <= most:
            return number
        return cells.integer(raw, self._layout.title(column), most=most) if raw else None

    def code(self, column: str) -> int | None:
        """A code as a number, zeros before it or not; None for letters."""
        raw = self.raw(column)
        if not raw.isdecimal():
            raw = raw.strip().removesuffix(".0")
        return int(raw) if raw.isdecimal() and len(raw) < 6 else None

    def date(self, column: str) -> str | None:
        raw = self.raw(column)
        return cells.date(raw, self._layout.title(column)) if raw else None


# Of people, not of schools: never read, never quoted in a problem.
PERSONAL = frozenset(
    {
        "headtitle (name)", "headfirstname", "headlastname", "headpreferredjobtitle", "headhonours", "propsname",
        "head of group title", "head of group first name", "head of group last name",
    }
)  # fmt: skip

_DAY = re.compile(r"(?<!\d)(20\d\d|19\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_IN_WORDS = re.compile(
    r"(?<!\d)(\d{1,2})[-_ ]?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-_ ]?(20\d\d)(?!\d)", re.IGNORECASE
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(r"(?<!\d)(20\d\d|19\d\d)[-_.]?(0[1-9]|1[0-2])(?!\d)")
_YEAR = re.compile(r"(?<!\d)(20\d\d|19\d\d)(?!\d)")


def date_in_name(name: str) -> dt.date | None:
    """
    The day that a file name gives: `20220420`, `2022-04-20`, `31_Aug_2022`; the first of a month or a year that it gives.
    """
    stem = Path(name).name
    for found in _IN_WORDS.finditer(stem):
        try:
            return dt.date(int(found[3]), _MONTHS.index(found[2].casefold()) + 1, int(found[1]))
        except ValueError:
            continue
    for pattern in (_DAY, _MONTH, _YEAR):
        for found in pattern.finditer(stem):
            year, month, day = ([int(part) for part in found.groups()] + [1, 1])[:3]
            try:
                return dt.date(year, month, day)
            except ValueError:
                continue
    return None
