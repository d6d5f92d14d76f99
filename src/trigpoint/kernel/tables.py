"""Tables that go out as files: what stands in a cell stays what it is, whatever it begins with."""

import csv
import io
from collections.abc import Iterable, Sequence

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """
    Rows as CSV. What a spreadsheet would take for a formula gets an apostrophe in front.

    Whoever reads such a file back takes it away again.
    """
    kept = io.StringIO()
    writer = csv.writer(kept)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([f"'{cell}" if cell.startswith(STARTS_A_FORMULA) else cell for cell in row])
    return kept.getvalue()
