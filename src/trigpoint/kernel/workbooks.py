"""
Workbooks that people bring, read in a process of its own with limits of its own.

A file of a thousand bytes can name a cell so far out that to hold the sheet takes more memory than any machine has.
`python -m trigpoint.kernel.workbooks ROWS` reads a workbook from standard input and writes its sheets as JSON.
"""

import contextlib
import datetime as dt
import io
import json
import resource
import subprocess
import sys
from typing import Any

SECONDS, MEGABYTES = 20, 1024
LONGEST = 20_000_000
"""Characters of all cells together."""

type Cell = str | int | float | bool | None


class Unreadable(ValueError):
    """It is no workbook, or one that asks for too much."""


def sheets(data: bytes, *, most_rows: int) -> list[list[list[Cell]]]:
    """The rows of each sheet, and no more than one beyond `most_rows`; a day as 2027-01-31. Raises Unreadable."""
    command = [sys.executable, "-m", "trigpoint.kernel.workbooks", str(most_rows)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=2 * SECONDS, check=True)
        found: list[list[list[Cell]]] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as problem:
        raise Unreadable from problem
    return found


def main() -> None:
    """What the process does. It ends with an error for whatever can't be read within its limits."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    with contextlib.suppress(ValueError, OSError):  # not every system has it
        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - within the limits

    book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    most, left = int(sys.argv[1]), LONGEST
    found = []
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(nrows=most + 1)
        left -= sum(len(cell) for row in rows for cell in row if isinstance(cell, str))
        if left < 0:
            raise SystemExit(1)
        found.append([[_plain(cell) for cell in row] for row in rows])
    sys.stdout.write(json.dumps(found))


def _plain(cell: Any) -> Cell:
    match cell:
        case dt.datetime():
            return cell.date().isoformat()
        case None | bool() | int() | float() | str():
            return cell
        case _:
            return str(cell)


if __name__ == "__main__":
    main()
