"""
How long the register's import and search take at the size of the real thing.

    python -m benchmarks.register [--rows 50000]

Makes an extract of 140 columns, takes it in twice in processes of their own (so that their memory can be measured) into
the database that DATABASE_URL names, which has to be an empty one that is migrated, and searches it. Prints a table and
ends with 1 when a target is missed: 60 s and 500 MB for the import, 100 ms at the 95th percentile for a search.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import extract

SECONDS, MEGABYTES, MILLISECONDS = 60.0, 500.0, 100.0
TYPED = (
    "a",
    "st",
    "st m",
    "school",
    "primary school",
    "hazel",
    "hazelfield prim",
    "hazlefield",
    "church of england primary",
    "st marys primry",
    "beckfrod",
    "100123",
    "BD17",
    "learning trust",
    "zzzzz",
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=50_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "edubasealldata20240209.csv"
        extract.write(path, rows=rows)
        print(f"{rows:,} establishments of {len(extract.HEADER)} columns, {path.stat().st_size / 1e6:.0f} MB")
        measured = [
            ("import, all new", *_import(path)),
            ("import, all as before", *_import(path)),
        ]
    times = _search()
    late = 0
    for what, seconds, megabytes in measured:
        print(f"{what:<24} {seconds:6.1f} s (at most {SECONDS:.0f})   {megabytes:6.0f} MB (at most {MEGABYTES:.0f})")
        late += seconds > SECONDS or megabytes > MEGABYTES
    p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    print(f"{'search, as one types':<24} {p50:6.0f} ms median, {p95:.0f} ms p95 (at most {MILLISECONDS:.0f})")
    return int(late > 0 or p95 > MILLISECONDS)


def _import(path: Path) -> tuple[float, float]:
    """Seconds and the most resident memory, in MB, of `trigpoint register import`."""
    began = time.monotonic()
    program = f"from trigpoint.cli import main; main(['register', 'import', '--json', {str(path)!r}])"
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.DEVNULL)
    _pid, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"the import ended with {status}")
    return time.monotonic() - began, used.ru_maxrss / 1024


def _search() -> list[float]:
    """Milliseconds of each of many searches, in this process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trigpoint.config.settings")
    import django

    django.setup()
    from trigpoint.organisations.queries import schools

    schools.search("to connect")
    times = []
    for text in random.Random(7).choices(TYPED, k=200):
        began = time.perf_counter()
        schools.search(text)
        times.append((time.perf_counter() - began) * 1000)
    return times


if __name__ == "__main__":
    sys.exit(main())
