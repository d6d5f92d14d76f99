"""What R found, and the data it found it in."""

import csv
import gzip
import io
import json
import tarfile
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

import matchdid as md

DATA = Path(__file__).parent / "data"
LALONDE_NUMERIC = ("age", "educ", "married", "nodegree", "re74", "re75")
PANEL_NUMERIC = (
    *("fsm", "eal", "sen", "size", "absence", "ptr", "ks1", "idaci"),
    *("att1", "att2", "att3", "urban", "ofsted"),
)
BALANCE = {
    "Means Treated": "mean_treated",
    "Means Control": "mean_control",
    "Std. Mean Diff.": "smd",
    "Var. Ratio": "variance_ratio",
    "eCDF Mean": "ecdf_mean",
    "eCDF Max": "ecdf_max",
    "Std. Pair Dist.": "pair_distance",
}


@cache
def reference(name: str) -> dict[str, Any]:
    return json.loads(gzip.decompress((DATA / f"{name}_reference.json.gz").read_bytes()))


@cache
def archive(name: str) -> dict[str, list[str]]:
    """A table of the archive, as columns."""
    with tarfile.open(DATA / "pairs_and_scores.tar.gz") as files:
        rows = list(csv.DictReader(io.TextIOWrapper(files.extractfile(f"{name}.csv"))))
    return {column: [row[column] for row in rows] for column in rows[0]}


def in_archive(name: str) -> bool:
    with tarfile.open(DATA / "pairs_and_scores.tar.gz") as files:
        return f"{name}.csv" in files.getnames()


def numbers(name: str, column: str) -> np.ndarray:
    return np.array([np.nan if value in {"", "NA"} else float(value) for value in archive(name)[column]])


def pairs(name: str) -> dict[int, list[int]]:
    """Row of each treated unit that was matched to the rows of its controls, from 0."""
    table = archive(name)
    found = {}
    for number, treated in enumerate(table["treated_id"]):
        cells = [values[number] for column, values in table.items() if column != "treated_id"]
        controls = [int(float(cell)) - 1 for cell in cells if cell not in {"", "NA"}]
        if controls:
            found[int(float(treated)) - 1] = controls
    return found


def ours(match: md.Pairs) -> dict[int, list[int]]:
    return {
        int(row): [int(control) for control in controls if control >= 0]
        for row, controls in zip(match.treated, match.controls, strict=True)
    }


def as_match(treat: np.ndarray, name: str, distance: np.ndarray | None = None) -> md.Pairs:
    """R's own match, for what is estimated after it."""
    found = pairs(name)
    rows = np.array(list(found))
    most = max(map(len, found.values()))
    controls = np.array([one + [-1] * (most - len(one)) for one in found.values()])
    return md.pairs(treat, rows, controls, np.zeros(controls.shape))


@cache
def lalonde() -> dict[str, np.ndarray]:
    with gzip.open(DATA / "lalonde.csv.gz", "rt") as file:
        rows = list(csv.DictReader(file))
    table = {name: np.array([float(row[name]) for row in rows]) for name in (*LALONDE_NUMERIC, "re78", "treat")}
    return {**table, "race": np.array([row["race"] for row in rows])}


@cache
def lalonde_covariates() -> md.Covariates:
    table = lalonde()
    return md.covariates({name: table[name] for name in LALONDE_NUMERIC}, {"race": table["race"]})


@cache
def schools() -> dict[str, np.ndarray]:
    with gzip.open(DATA / "panel_s1_schools.csv.gz", "rt") as file:
        table = np.genfromtxt(file, delimiter=",", names=True)
    return {name: np.ascontiguousarray(table[name]) for name in table.dtype.names}


@cache
def school_covariates() -> md.Covariates:
    table = schools()
    factors = {name: table[name].astype(int) for name in ("region", "stype")}
    return md.covariates({name: table[name] for name in PANEL_NUMERIC}, factors)


@cache
def outcomes(column: str) -> md.Panel:
    with gzip.open(DATA / "panel_s1_panel.csv.gz", "rt") as file:
        table = np.loadtxt(file, delimiter=",", skiprows=1)
    at = {"y": 2, "y_fsm": 3}[column]
    return md.panel(schools()["school_id"], table[:, 0], table[:, 1], table[:, at])


@cache
def signs() -> np.ndarray:
    with gzip.open(DATA / "wild_signs_89x999.csv.gz", "rt") as file:
        return np.loadtxt(file, delimiter=",", dtype=np.int8)


def compare_balance(found: md.Balance, stored: list[dict[str, Any]], rename: dict[str, str]) -> None:
    """Every cell that R has, to 1e-9 of itself (or of 1)."""
    wrong = []
    for row in stored:
        at = found.names.index(rename.get(row["variable"], row["variable"]))
        for theirs, field in BALANCE.items():
            value = row.get(theirs)
            if value in {None, "NA"}:
                continue
            if field == "pair_distance" and (np.isnan(found.pair_distance[at]) or row["Std. Mean Diff."] == 0):
                continue  # not asked for; or MatchIt, which divides nothing by the SD where the means are equal
            mine = float(getattr(found, field)[at])
            if not abs(mine - value) <= 1e-9 * max(1, abs(value)):
                wrong.append((row["variable"], field, mine, value))
    assert not wrong, wrong
