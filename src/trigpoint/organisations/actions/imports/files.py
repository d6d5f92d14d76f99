"""From bytes to rows: compression, spreadsheets, encodings, quotation marks that don't close, files cut off."""

import contextlib
import csv
import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

import python_calamine
from django.utils.translation import gettext as _

# What an unpacked file may hold: four times the national extract.
MOST_BYTES = 256 * 1024 * 1024
_SPREADSHEET_PARTS = ("content.xml", "xl/workbook.xml")
_WIDE = 200  # columns, from which on a table can only be one of results
_LONGEST_RECORD = 25  # lines that one record may run over

type Row = tuple[int, list[str]]
"""The line (1 is the first of the file) and its cells; no cells for a record that can't be taken apart."""


class CannotRead(Exception):
    """The file as a whole: nothing of it goes in. Says why."""


def is_spreadsheet(path: Path) -> bool:
    """Whether this is a workbook rather than text with commas."""
    try:
        with path.open("rb") as file:
            start = file.read(8)
        if start.startswith(b"\xd0\xcf\x11\xe0"):
            return True
        if not start.startswith(b"PK\x03\x04"):
            return False
        with zipfile.ZipFile(path) as packed:
            return any(part in packed.namelist() for part in _SPREADSHEET_PARTS)
    except (OSError, zipfile.BadZipFile) as problem:
        raise _unreadable(problem) from problem


def sheets(path: Path) -> list[tuple[str, list[Row]]]:
    """Each sheet's name and rows, cells as text."""
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                if sum(part.file_size for part in packed.infolist()) > MOST_BYTES:
                    raise CannotRead(_("unpacked, this file would be too big"))
        book = python_calamine.load_workbook(str(path))
        return [
            (name, [(n, [_cell(c) for c in row]) for n, row in enumerate(_sheet(book, name), start=1)])
            for name in book.sheet_names
        ]
    except (python_calamine.CalamineError, OSError, zipfile.BadZipFile) as problem:
        raise _unreadable(problem) from problem


def _sheet(book: python_calamine.CalamineWorkbook, name: str) -> Sequence[Sequence[object]]:
    return list(book.get_sheet_by_name(name).to_python(skip_empty_area=False))


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def rows(path: Path) -> Iterator[Row]:
    """
    The records of a text file, the header among them.

    Blank lines are left out. A record whose quotation marks don't close comes with no cells, and the next line starts
    a new one. Raises CannotRead for a file that is not text, is cut off, or can't be unpacked.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise CannotRead(_("this file is too big"))
        with _opened(path) as file:
            yield from _records(_lines(file))
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile) as problem:
        raise _unreadable(problem) from problem


def _unreadable(problem: Exception) -> CannotRead:
    match problem:
        case FileNotFoundError():
            return CannotRead(_("there is no such file"))
        case IsADirectoryError():
            return CannotRead(_("this is a folder, not a file"))
        case PermissionError():
            return CannotRead(_("this file may not be read"))
        case EOFError():
            return CannotRead(_("the file is cut off"))
    return CannotRead(_("the file is damaged and can’t be read whole"))


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    with path.open("rb") as file:
        start = file.read(4)
        file.seek(0)
        if start.startswith(b"\x1f\x8b"):
            with gzip.open(file) as unpacked:
                yield unpacked  # type: ignore[misc]
        elif start.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(file) as packed:
                names = [name for name in packed.namelist() if not name.endswith("/")]
                if len(names) != 1:
                    raise CannotRead(_("the archive holds several files: unpack it and choose those that are meant"))
                with packed.open(names[0]) as unpacked:
                    yield unpacked
        elif start[:2] in (b"\xff\xfe", b"\xfe\xff"):
            yield io.BytesIO(path.read_bytes().decode("utf-16", errors="replace").encode())
        else:
            yield file


def _lines(file: IO[bytes]) -> Iterator[tuple[int, str]]:
    """Numbered lines. Each finds its own encoding, since files patched by hand mix two."""
    taken = 0
    number = 0
    while line := file.readline(1_000_000):
        number += 1
        taken += len(line)
        if taken > MOST_BYTES:
            raise CannotRead(_("unpacked, this file would be too big"))
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
            if b"\x00" in line:
                raise CannotRead(_("this is not a text file"))
            if b"\r" in line.rstrip(b"\r\n"):  # an old Mac's line ends
                whole = _decoded(line + file.read(MOST_BYTES))
                yield from enumerate((part + "\n" for part in whole.replace("\r\n", "\r").split("\r")), 1)
                return
        if len(line) == 1_000_000:
            raise CannotRead(_("line %(line)s has no end") % {"line": number})
        yield number, _decoded(line)


def _decoded(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def _records(lines: Iterator[tuple[int, str]]) -> Iterator[Row]:
    waiting: list[tuple[int, str]] = []
    separator, width, usual = ",", 0, 0
    while entry := (waiting.pop(0) if waiting else next(lines, None)):
        number, line = entry
        if not line.strip(' ,;\t"\r\n'):
            continue
        if not width:
            separator = max(",;\t", key=line.count)
        balanced = line.count('"') % 2 == 0
        cells = _split(line, separator) if balanced else _long_record(line, lines, waiting, width, separator)
        if not waiting and not line.endswith(("\n", "\r")) and _is_cut_off(cells, usual or width - 1, width):
            raise CannotRead(_("the file is cut off in line %(line)s") % {"line": number})
        if width and cells:
            usual = min(width, len(cells))
        if not width and sum(bool(cell.strip()) for cell in cells) > 2:  # not the title that some tables have
            width = len(cells)
        yield number, cells


def _is_cut_off(cells: list[str], usual: int, width: int) -> bool:
    """
    Whether the last line, which has no line end, stops before its time: an open quotation, or a row begun well.

    Rows of results begin with the kind of row, one digit; they may end early, but those of the country, which come
    last, do not.
    """
    if cells and len(cells[0]) == 1 and width > _WIDE:
        return cells[0].isdecimal() and len(cells) < width
    return not cells or (len(cells) < usual and cells[0].isdecimal() and len(cells[0]) >= 5)


def _long_record(
    line: str, lines: Iterator[tuple[int, str]], waiting: list[tuple[int, str]], width: int, separator: str
) -> list[str]:
    """
    A record whose quotation marks don't balance in its first line.

    It may run over several lines (a line end inside quotes), or hold a lone inch mark, or be damaged: then it comes
    back empty. Lines looked at that are not part of it go back to wait their turn.
    """
    while len(waiting) < _LONGEST_RECORD and (more := next(lines, None)):
        waiting.append(more)
    joined = line
    for used, (_number, more_text) in enumerate(waiting, start=1):
        joined += more_text
        if joined.count('"') % 2 == 0:
            cells = _split(joined, separator)
            if cells and (not width or width <= len(cells) < width + 12):
                del waiting[:used]
                return cells
            break
    alone = _split(line, separator, strict=True)
    return alone if width and len(alone) >= width else []


def _split(line: str, separator: str, *, strict: bool = False) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator, strict=strict), [])
    except csv.Error:
        return []
