"""The distribution of pupils' scaled scores: many rows a year, from which come a mean and a standard deviation."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from trigpoint.organisations.actions.imports.cells import BadRow
from trigpoint.organisations.actions.imports.figures import digest_of, row_of
from trigpoint.organisations.actions.imports.layouts import Cells
from trigpoint.organisations.actions.imports.periods import pair, stage
from trigpoint.organisations.actions.imports.sayings import Entry, Saying, Shelf
from trigpoint.organisations.enums import A_NUMBER, Kind
from trigpoint.organisations.queries.performance import measures

_SUBJECTS = {
    "reading": "READ",
    "maths": "MAT",
    "mathematics": "MAT",
    "grammar, punctuation and spelling": "GPS",
    "grammar punctuation and spelling": "GPS",
    "gps": "GPS",
}
_AREAS = {"all schools": "england/all", "total": "england/all", "": "england/all", "state-funded": "england/state"}
_EVERYBODY = ("", "total", "all pupils", "all")
_NO_SCORE = 0  # pupils without one: absent, or working below the test

COLUMNS = tuple(f"{subject}_{what}" for subject in ("READ", "MAT", "GPS") for what in ("AVERAGE", "SD", "PUPILS"))
"""The columns that a distribution is kept as."""


def read(row: Cells) -> Entry:
    """How many pupils had one score. What is not of the whole country, and of all pupils, is read and not kept."""
    level = row.text("geographic_level")
    if level.casefold() not in ("", "national"):
        raise BadRow(_("it is of “%(level)s”; only rows of the whole country are taken") % {"level": level[:40]})
    year = pair(row.raw("time_period").strip())
    if year is None:
        raise BadRow(_("it does not say which school year it is of"))
    without = measures.table(Kind.KS2).no_tests
    if year in without:
        raise BadRow(without[year])
    subject = _SUBJECTS.get(row.text("subject").casefold())
    if subject is None:
        raise BadRow(_("the subject is “%(cell)s”, none that has a scaled score") % {"cell": row.raw("subject")[:40]})
    pupils = row.integer("t_eligible_pupils", most=10_000_000)
    if pupils is None:
        raise BadRow(_("it does not say how many pupils had the score"))
    school_type = row.raw("school_type").strip().casefold()
    area = _AREAS.get(school_type, school_type) if row.raw("gender").strip().casefold() in _EVERYBODY else ""
    key = (Kind.KS2_NATIONAL.value, year, area, subject, _score(row), row.raw("gender"), row.raw("version"))
    facts = {"pupils": pupils, "stage": stage(row.raw("version"))}
    return Entry(line=row.line, sayings=[Saying(Shelf.AREA_FIGURES, key, facts)])


def _score(row: Cells) -> int:
    cell = row.raw("scaled_scores").strip()
    if not cell.isdecimal():
        return _NO_SCORE
    score = int(cell)
    if not 80 <= score <= 120:
        raise BadRow(_("the scaled score is %(score)s; it can be 80 to 120") % {"score": score})
    return score


def combined(entries: Iterable[Entry]) -> Iterator[Entry]:
    """One entry for each year and kind of school, from the most final of its distributions."""
    scores: dict[tuple[int, str], dict[tuple[str, int], dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    lines: dict[tuple[int, str], int] = {}
    for entry in entries:
        _kind, year, area, subject, score, *_rest = entry.sayings[0].key
        facts = entry.sayings[0].facts
        if area in _AREAS.values() and score != _NO_SCORE:
            lines.setdefault((int(year), str(area)), entry.line)
            of_subject = scores[int(year), str(area)][str(subject), facts["stage"]]
            of_subject[int(score)] = facts["pupils"]
    for (year, area), subjects in scores.items():
        yield _entry(lines[year, area], year, area, subjects)


def _entry(line: int, year: int, area: str, subjects: dict[tuple[str, int], dict[int, int]]) -> Entry:
    known: dict[str, float] = {}
    final = 0
    for (subject, at_stage), counted in sorted(subjects.items(), key=lambda pair: pair[0][1]):
        pupils = sum(counted.values())
        if not pupils:
            continue
        mean = sum(score * n for score, n in counted.items()) / pupils
        variance = sum(n * (score - mean) ** 2 for score, n in counted.items()) / pupils
        known |= {f"{subject}_AVERAGE": mean, f"{subject}_SD": math.sqrt(variance), f"{subject}_PUPILS": pupils}
        final = max(final, at_stage)
    numbers = [repr(known[name]) if name in known else "NULL" for name in COLUMNS]
    signs = "".join(A_NUMBER if name in known else " " for name in COLUMNS)
    facts: dict[str, Any] = {"row": row_of(digest_of(COLUMNS), numbers, signs, {}), "stage": final}
    return Entry(line=line, sayings=[Saying(Shelf.AREA_FIGURES, (Kind.KS2_NATIONAL.value, year, area), facts)])
