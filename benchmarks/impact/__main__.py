"""
How long an impact evaluation takes, and how its time grows, beside R where R is.

    python -m benchmarks.impact [--scales 1,10,100] [--rounds 5] [--others 1,10] [--only mahalanobis,optimal]

Invents schools (16,000 times the scale), runs whole analyses in fresh processes, ours and R's in turn, and prints a
table of medians, their ratio, and the greatest memory. Ends with 1 when a target is missed. Each process uses one
thread for matrix products (they are small) and two of its own where it works on blocks of rows.
"""

import argparse
import csv
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from benchmarks.impact import schools

STAGES = ("covariates", "score", "match", "balance", "effect", "bootstrap")
OTHERS = ("nearest", "mahalanobis", "optimal", "optimal-mahalanobis", "full", "subclass", "entropy", "robust")
# scale to most seconds in the process, from covariates to bootstrap, and most megabytes
WHOLE = {1: (1.5, 300.0), 10: (4.0, None), 100: (25.0, 3072.0)}
SINGLE = {("mahalanobis", 10): 20.0, ("optimal", 10): 20.0, ("optimal-mahalanobis", 10): 20.0}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scales", default="1,10,100", help="of the whole analysis; empty for none")
    parser.add_argument("--rounds", type=int, default=5, help="at scale 1; three at most at 10, two at 100")
    parser.add_argument("--others", default="1,10", help="scales of the other ways to match; empty for none")
    parser.add_argument("--only", default=",".join(OTHERS), help="which of the other ways")
    given = parser.parse_args()
    scales = [int(one) for one in given.scales.split(",") if one]
    others = [int(one) for one in given.others.split(",") if one]
    missed: list[str] = []
    with tempfile.TemporaryDirectory(prefix="impact") as home:
        for scale in sorted({*scales, *others}):
            _write(Path(home), scale)
        r_is_here = _r_is_here()
        print("| Stage | Scale | Ours, s | R, s | R / ours |\n|---|---:|---:|---:|---:|")
        for scale in scales:
            rounds = min(given.rounds, {1: given.rounds, 10: 3}.get(scale, 2))
            missed += _whole(Path(home), scale, rounds, with_r=r_is_here)
        for what in given.only.split(","):
            for scale in others:
                missed += _single(Path(home), scale, what)
    if not r_is_here:
        print("\nR isn't here (Rscript with MatchIt, sandwich and data.table): ours alone were measured.")
    for line in missed:
        print(f"missed: {line}")
    return 1 if missed else 0


def _write(home: Path, scale: int) -> None:
    """The schools, in a process of their own so that theirs is not our memory."""
    code = f"import numpy as np; from benchmarks.impact.schools import invent; d = invent({scale}); np.savez({str(home / f's{scale}.npz')!r}, **d)"
    subprocess.run([sys.executable, "-c", code], check=True)


def _whole(home: Path, scale: int, rounds: int, *, with_r: bool) -> list[str]:
    ours: list[dict[str, float]] = []
    theirs: list[dict[str, float]] = []
    peaks: list[float] = []
    for _ in range(rounds):
        found = _ours(home, scale, "main")
        ours.append(found["seconds"])
        peaks.append(found["peak"])
        if with_r and scale < 100:
            theirs.append(_theirs(home, scale))
    for stage in STAGES:
        _print(stage, scale, [one[stage] for one in ours], [one[stage] for one in theirs if stage in one])
    whole = [sum(one.values()) for one in ours]
    _print("**whole**", scale, whole, [sum(one.values()) for one in theirs])
    print(f"| peak memory, MB | ×{scale} | {max(peaks):.0f} | | |")
    most, megabytes = WHOLE.get(scale, (np.inf, None))
    missed = [f"whole ×{scale}: {statistics.median(whole):.2f} s, at most {most} s"] * (statistics.median(whole) > most)
    return missed + [f"memory ×{scale}: {max(peaks):.0f} MB"] * (megabytes is not None and max(peaks) > megabytes)


def _single(home: Path, scale: int, what: str) -> list[str]:
    found = _ours(home, scale, what)
    seconds = found["seconds"][what]
    print(f"| {what} | ×{scale} | {seconds:.3f} | | |")
    most = SINGLE.get((what, scale), np.inf)
    return [f"{what} ×{scale}: {seconds:.1f} s, at most {most} s"] * (seconds > most)


def _print(stage: str, scale: int, ours: list[float], theirs: list[float]) -> None:
    mine = statistics.median(ours)
    r = statistics.median(theirs) if theirs else None
    spread = f"{mine:.3f} [{min(ours):.3f}–{max(ours):.3f}]"
    print(
        f"| {stage} | ×{scale} | {spread} | {'' if r is None else f'{r:.3f}'} | {'' if r is None else f'{r / mine:.1f}'} |"
    )


def _ours(home: Path, scale: int, what: str) -> dict:
    command = [sys.executable, "-m", "benchmarks.impact.stages", str(home / f"s{scale}.npz"), what]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=_environment())
    return json.loads(done.stdout)


def _environment() -> dict[str, str]:
    return {**os.environ, "OPENBLAS_NUM_THREADS": "1"}


def _r_is_here() -> bool:
    if not shutil.which("Rscript"):
        return False
    asked = ["Rscript", "-e", "for (p in c('MatchIt','sandwich','data.table')) library(p, character.only=TRUE)"]
    return subprocess.run(asked, check=False, capture_output=True).returncode == 0


def _theirs(home: Path, scale: int) -> dict[str, float]:
    file = home / f"s{scale}.csv"
    if not file.exists():
        names = ("treat", "cluster", *schools.FACTORS, *schools.NUMERIC, "y_pre", "y_post")
        with np.load(home / f"s{scale}.npz") as data, file.open("w", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(names)
            writer.writerows(zip(*(data[name].tolist() for name in names), strict=True))
    script = Path(__file__).with_name("stages.R")
    done = subprocess.run(["Rscript", str(script), str(file)], check=True, capture_output=True, text=True)
    lines = [line.split() for line in done.stdout.splitlines() if line.strip()]
    return {stage: float(seconds) for stage, seconds in lines if stage in STAGES}


if __name__ == "__main__":
    sys.exit(main())
