"""A little invented network: 240 schools, 36 of a programme in 9 partnerships, five years; written as the two files."""

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np

from trigpoint.evaluation.study import plan as plans
from trigpoint.evaluation.study.plan import Plan

YEARS = (2016, 2017, 2018, 2019, 2023)
EFFECT = 1.5

PLAN = """\
[question]
title = "Did pupils gain?"
programme = "the Lapwing programme"
pupils = "pupils in Year 6"
[data]
cluster = "cluster"
date = "2023-12-01"
[outcome]
column = "maths"
label = "mathematics"
unit = "scaled points"
pre = [2017, 2018, 2019]
post = [2023]
subgroups = { disadvantaged = "maths_fsm" }
[score]
covariates = ["fsm", "before"]
factors = ["kind"]
[[match]]
name = "pairs"
scale = "linear"
[[match]]
name = "weights"
method = "entropy"
[analysis]
draws = 99
[effect]
sd = 7.0
sd_source = "national distribution of scaled scores, 2019"
months = "trial"
"""

type Row = dict[str, str]


def rows() -> tuple[list[Row], list[Row]]:
    """The rows of both files."""
    random = np.random.Generator(np.random.PCG64(7))
    schools, panel = [], []
    for number in range(1, 241):
        treated = number <= 36
        fsm = float(random.normal(25 + 4 * treated, 8))
        level = float(random.normal(104 - fsm / 10, 1))
        series = {year: level + random.normal(0, 1) + EFFECT * (treated and year > 2019) for year in YEARS}
        schools.append({
            "school_id": f"S{number:03}",
            "treat": str(int(treated)),
            "cluster": f"P{number % 9}" if treated else "",
            "fsm": f"{fsm:.3f}",
            "before": f"{(series[2018] + series[2019]) / 2:.4f}",
            "kind": ["academy", "community", "faith"][int(random.integers(3))],
            "did_all": str(int(treated and number % 4 > 0)),
            "dose": str(number % 4) if treated else "0",
            "joined": str(2020 + number % 2) if treated else "",
        })  # fmt: skip
        panel += [
            {
                "school_id": f"S{number:03}",
                "year": str(year),
                "maths": f"{value:.4f}",
                "maths_fsm": f"{value - 3 + random.normal(0, 1):.4f}",
            }
            for year, value in series.items()
        ]
    return schools, panel


def written(
    folder: Path,
    *,
    school: Callable[[Row], Row | None] = lambda row: row,
    year: Callable[[Row], Row | None] = lambda row: row,
) -> tuple[Path, Path]:
    """Write both files, each row as the functions make it; None leaves it out."""
    schools, panel = rows()
    paths = folder / "schools.csv", folder / "panel.csv"
    folder.mkdir(parents=True, exist_ok=True)
    for path, given, change in zip(paths, (schools, panel), (school, year), strict=True):
        made = [row for row in (change(dict(one)) for one in given) if row is not None]
        with path.open("w", newline="") as file:
            writer = csv.DictWriter(file, list(given[0]))
            writer.writeheader()
            writer.writerows(made)
    return paths


def plan(text: str = PLAN) -> Plan:
    return plans.read(text)
