"""CSV files, plain or gzipped, read column by column: what a plan does not name is never looked at."""

import contextlib
import csv
import dataclasses
import difflib
import gzip
import hashlib
import io
import operator
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

import numpy as np
import numpy.typing as npt

from trigpoint.evaluation.study.errors import Unreadable
from trigpoint.evaluation.study.words import gettext as _

type Floats = npt.NDArray[np.float64]

SHOWN = 5
GZIP = b"\x1f\x8b"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What was looked at: of which file, which columns, and of which years."""

    file: str
    columns: tuple[str, ...]
    years: tuple[int, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """A column of numbers: NaN where one is missing, and why, counted by reason."""

    values: Floats
    missing: Mapping[str, int]


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _opened(path: Path) -> IO[str]:
    try:
        raw = path.open("rb")
    except OSError as error:
        reason = _("%(file)s can't be opened: %(said)s.")
        raise Unreadable(reason % {"file": path, "said": error.strerror or error}) from error
    packed = raw.peek(2)[:2] == GZIP if isinstance(raw, io.BufferedReader) else False
    binary: IO[bytes] = gzip.open(raw) if packed else raw  # type: ignore[assignment]  # noqa: SIM115 - closed by who reads
    return io.TextIOWrapper(binary, encoding="utf-8-sig", newline="")


def rows(path: Path, names: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The line and the named cells of each row, in the order of `names`. Raises Unreadable."""
    with _opened(path) as text:
        reader = csv.reader(text)
        try:
            header = [cell.strip() for cell in next(reader, [])]
            pick = _picker(path, header, names)
            for row in reader:
                if not row:
                    continue
                try:
                    yield reader.line_num, pick(row)
                except IndexError as error:
                    said = {"file": path.name, "line": reader.line_num, "cells": len(row), "columns": len(header)}
                    reason = _("%(file)s, line %(line)d: %(cells)d cells, but %(columns)d columns.")
                    raise Unreadable(reason % said) from error
        except (UnicodeDecodeError, csv.Error, gzip.BadGzipFile, EOFError) as error:
            reason = _("%(file)s can't be read as CSV in UTF-8: %(said)s.")
            raise Unreadable(reason % {"file": path.name, "said": error}) from error


def _picker(path: Path, header: list[str], names: Sequence[str]) -> Callable[[Sequence[str]], tuple[str, ...]]:
    for name in names:
        if header.count(name) == 1:
            continue
        if name in header:
            raise Unreadable(_("%(file)s has two columns “%(name)s”.") % {"file": path.name, "name": name})
        near = difflib.get_close_matches(name, header, n=1)
        hint = _(" Is “%(near)s” meant?") % {"near": near[0]} if near else ""
        reason = _("%(file)s has no column “%(name)s”, which the plan names.%(hint)s It has: %(known)s.")
        known = ", ".join(header[:40])
        raise Unreadable(reason % {"file": path.name, "name": name, "hint": hint, "known": known})
    places = [header.index(name) for name in names]
    # itemgetter gives a bare value for one place: the first stands twice then, and is never used
    pick: Callable[[Sequence[str]], tuple[str, ...]] = operator.itemgetter(*places, places[0])
    return pick


def columns(path: Path, names: Sequence[str]) -> tuple[list[int], dict[str, list[str]]]:
    """The line of each row, and each named column."""
    wanted = tuple(dict.fromkeys(names))
    taken = list(rows(path, wanted))
    cells = list(zip(*(row for _line, row in taken), strict=True)) if taken else [()] * len(wanted)
    return [line for line, _row in taken], {name: list(cells[i]) for i, name in enumerate(wanted)}


def numbers(cells: Sequence[str], codes: Mapping[str, str], *, file: str, column: str, lines: Sequence[int]) -> Numbers:
    """
    Cells as numbers. What is neither a number nor a code of the plan is refused, with its line.

    A code may look like a number, such as -9: it stands for a missing one all the same.
    """
    if codes.keys().isdisjoint(map(str.strip, cells)):
        with contextlib.suppress(ValueError):
            values = np.array(cells, dtype=np.float64)
            if np.isfinite(values).all():
                return Numbers(values=values, missing={})
    values = np.full(len(cells), np.nan)
    missing: Counter[str] = Counter()
    strange: list[str] = []
    for i, cell in enumerate(cells):
        value = cell.strip()
        if value in codes or not value:
            missing[codes[value] if value else _("no figure given")] += 1
            continue
        try:
            values[i] = float(value)
        except ValueError:
            strange.append(_("line %(line)d: “%(value)s”") % {"line": lines[i], "value": value[:40]})
            continue
        if not np.isfinite(values[i]):
            strange.append(_("line %(line)d: “%(value)s”") % {"line": lines[i], "value": value[:40]})
    if strange:
        raise Unreadable(_strange(file, column, strange))
    return Numbers(values=values, missing=dict(sorted(missing.items())))


def _strange(file: str, column: str, strange: Sequence[str]) -> str:
    more = _(" and %(more)d more") % {"more": len(strange) - SHOWN} if len(strange) > SHOWN else ""
    reason = _(
        "%(file)s has in “%(column)s” what is neither a number nor one of the plan's codes for a missing one: "
        "%(where)s%(more)s. Add the code with its meaning to [data] codes, or correct the file."
    )
    return reason % {"file": file, "column": column, "where": "; ".join(strange[:SHOWN]), "more": more}


def labels(cells: Sequence[str], codes: Mapping[str, str]) -> list[str]:
    """Cells as categories; the empty string where one is missing."""
    return ["" if cell.strip() in codes else cell.strip() for cell in cells]


def sortable(values: Sequence[str]) -> list[int] | list[str]:
    """Whole numbers where all are, so that 10 comes after 9; else the words."""
    try:
        return [int(value) for value in values]
    except ValueError:
        return list(values)


def whole_years(path: Path, wanted: Collection[int], cell: str, line: int) -> int | None:
    """The year of a row, where it is one that is asked for. Nothing else of other rows is looked at."""
    value = cell.strip()
    try:
        year = int(value)
    except ValueError as error:
        reason = _("%(file)s, line %(line)d: “%(value)s” is no year.")
        raise Unreadable(reason % {"file": path.name, "line": line, "value": value[:40]}) from error
    return year if year in wanted else None
