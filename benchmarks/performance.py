"""
How long results of schools take to come in, and to be read again, at the size of the real thing.

    python -m benchmarks.performance [--schools 17000] [--years 10] [--columns 300]

Makes a table of Key Stage 2 results for each year (with what real ones have: small schools suppressed, rows that end
early, new schools), takes all of them in twice in processes of their own (so that their memory can be measured) into the
database that DATABASE_URL names, which has to be an empty one that is migrated, and reads one measure of the country.
Prints a table and ends with 1 when a target is missed: 120 s and 1 GB for the import.
"""

import argparse
import csv
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml

SECONDS, MEGABYTES = 120.0, 1000.0
MEASURES = Path(__file__).parents[1] / "src" / "trigpoint" / "organisations" / "shipped" / "measures.yaml"
YEARS = (2014, 2015, 2016, 2017, 2018, 2019, 2022, 2023, 2024, 2025)
_UNITS = {
    "percent": lambda at: f"{at.randint(0, 100)}%",
    "score": lambda at: str(at.randint(92, 116)),
    "progress": lambda at: f"{at.gauss(0, 2.6):.1f}",
    "pupils": lambda at: str(at.randint(6, 120)),
    "points": lambda at: f"{at.uniform(10, 20):.1f}",
    "level": lambda at: str(at.randint(1, 5)),
    "number": lambda at: str(at.randint(-40, 40)),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--schools", type=int, default=17_000)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--columns", type=int, default=300)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = [
            write(Path(folder) / f"{year - 1}-{year}_england_ks2final.csv", year, given.schools, given.columns)
            for year in YEARS[: given.years]
        ]
        size = sum(file.stat().st_size for file in files) / 1e6
        print(f"{len(files)} years of {given.schools:,} schools and {given.columns} columns, {size:.0f} MB")
        measured = [("import, all new", *_import(files)), ("import, all as before", *_import(files))]
    late = 0
    for what, seconds, megabytes in measured:
        print(f"{what:<34} {seconds:6.1f} s (at most {SECONDS:.0f})   {megabytes:6.0f} MB (at most {MEGABYTES:.0f})")
        late += seconds > SECONDS or megabytes > MEGABYTES
    for what, seconds, rows in _read(YEARS[: given.years]):
        print(f"{what:<34} {seconds:6.2f} s   {rows:,} rows")
    return int(late > 0)


def write(path: Path, year: int, schools: int, columns: int) -> Path:
    """One year's table."""
    header, units = _header(columns)
    at = random.Random(year)
    choices = [[_UNITS[unit](at) for _ in range(4096)] for unit in units]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for n in range(schools):
            said = [1, n, 200 + n % 150, 2000 + n % 5000, 100_000 + n, f"School {n}"]
            writer.writerow(said + _cells(at, choices))
    return path


def _cells(at: random.Random, choices: list[list[str]]) -> list[str]:
    kind = at.random()
    if kind < 0.02:
        return ["NEW"]
    if kind < 0.15:
        return ["210", "0"]
    start = at.randrange(4096)
    cells = [values[(start + 7 * n) & 4095] for n, values in enumerate(choices)]
    if kind < 0.20:
        return cells[:3] + ["SUPP"] * (len(cells) - 3)
    for n in at.sample(range(len(cells)), 12):
        cells[n] = at.choice(("SUPP", "NA", "", "LOWCOV"))
    return cells


def _header(columns: int) -> tuple[list[str], list[str]]:
    of_ks2 = yaml.safe_load(MEASURES.read_text(encoding="utf-8"))["ks2"]
    found = {}
    for measure in of_ks2["measures"]:
        for group in ("", *measure.get("groups", ())):
            name = f"{measure['name']}_{group}" if group else measure["name"]
            for part in ("", *(of_ks2["parts"] if measure.get("parts") else ())):
                found[f"{name}_{part}" if part else name] = measure["unit"]
    found |= {f"{name}_3YR": unit for name, unit in found.items()}
    names = ["RECTYPE", "ALPHAIND", "LEA", "ESTAB", "URN", "SCHNAME"]
    wanted = list(found.items())[: columns - len(names)]
    if len(wanted) < columns - len(names):
        raise SystemExit(f"there are only {len(found) + len(names)} columns")
    return [*names, *(name for name, _unit in wanted)], [unit for _name, unit in wanted]


def _import(files: list[Path]) -> tuple[float, float]:
    """Seconds and the most resident memory, in MB, of `trigpoint register import`."""
    began = time.monotonic()
    words = ["register", "import", "--json", *map(str, files)]
    process = subprocess.Popen([sys.executable, "-c", f"from trigpoint.cli import main; main({words!r})"], stdout=-3)
    _pid, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"the import ended with {status}")
    return time.monotonic() - began, used.ru_maxrss / 1024


def _read(years: tuple[int, ...]) -> list[tuple[str, float, int]]:
    """What, seconds, rows."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trigpoint.config.settings")
    import django

    django.setup()
    from trigpoint.organisations.queries.performance import panel

    times = []
    for name in ("MAT_AVERAGE", "PTRWM_EXP_FSM6CLA1A"):
        for asked in (years[-1:], years):
            began = time.perf_counter()
            rows = sum(1 for _ in panel.panel(name, years=asked))
            times.append((f"{name}, {len(asked)} years", time.perf_counter() - began, rows))
    return times


if __name__ == "__main__":
    sys.exit(main())
