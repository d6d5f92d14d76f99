"""How large an effect is, in words that others use: effect size, months, what could have been detected; a worksheet."""

import dataclasses
import functools
import math
import tomllib
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import matchdid
from trigpoint.evaluation.study.plan import Plan

STANDARDS = Path(__file__).with_name("standards")
POWER = 0.8
CENT = Decimal("0.01")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Months:
    """A table from effect sizes to months of progress, in a version."""

    key: str
    version: str
    name: str
    source: str
    confirmed: bool
    note: str
    rows: tuple[tuple[int, Decimal, Decimal], ...]

    def of(self, effect: float) -> int:
        """Months for an effect size: rounded to two decimals first, mirrored below zero, the last row beyond the table."""
        size = Decimal(repr(effect)).quantize(CENT, ROUND_HALF_UP)
        sign = -1 if size < 0 else 1
        found = next((months for months, low, high in self.rows if low <= abs(size) <= high), self.rows[-1][0])
        return sign * found


@functools.cache
def months_table(key: str) -> Months:
    given = tomllib.loads((STANDARDS / f"months-{key}.toml").read_text(encoding="utf-8"), parse_float=Decimal)
    rows = tuple((row["months"], row["from"], row["to"]) for row in given.pop("rows"))
    return Months(**given, rows=rows)


@functools.cache
def worksheet() -> Mapping[str, Any]:
    return tomllib.loads((STANDARDS / "worksheet.toml").read_text(encoding="utf-8"))


def correction(n_treated: int, n_control: int) -> float:
    """Hedges' J: 1 - 3/(4 df - 1), df = n1 + n0 - 2."""
    return 1 - 3 / (4 * (n_treated + n_control - 2) - 1)


def sized(plan: Plan, row: Mapping[str, Any], pooled: float | None) -> dict[str, Any]:
    """
    An estimate as an effect size: on the plan's SD and, for comparison alone, on that of schools' means.

    Months are of the effect size on pupils' SD and never without those of its interval.
    """
    made: dict[str, Any] = {"g": None, "low": None, "high": None, "months": None, "sd": plan.effect.sd}
    factor = correction(row["n_treated"], row["n_control"])
    made["J"] = factor
    if pooled and row["low"] is not None:
        made["school"] = {
            "sd": pooled,
            "g": factor * row["estimate"] / pooled,
            "low": factor * row["low"] / pooled,
            "high": factor * row["high"] / pooled,
        }
    if plan.effect.sd is None or row["low"] is None:
        return made
    made |= {
        name: factor * row[of] / plan.effect.sd for name, of in (("g", "estimate"), ("low", "low"), ("high", "high"))
    }
    if plan.effect.sd_level == "pupil":
        table = months_table(plan.effect.months)
        made["months"] = {"estimate": table.of(made["g"]), "low": table.of(made["low"]), "high": table.of(made["high"])}
    return made


def smallest_detectable(plan: Plan, row: Mapping[str, Any]) -> dict[str, Any] | None:
    """The effect that a study like this finds in 8 of 10: (t of the level + t of the power) times the error."""
    se, clusters = row["se"][plan.analysis.inference], row["clusters"]
    if se is None or clusters < 4:
        return None
    points = matchdid.mdes(se, clusters, power=POWER, alpha=1 - plan.analysis.level)
    size = None if plan.effect.sd is None else points / plan.effect.sd
    return {"points": points, "effect_size": size, "power": POWER, "df": clusters - 2}


def placed(plan: Plan, *, mdes: float | None, attrition: float | None) -> list[dict[str, Any]]:
    """The worksheet: for each criterion, in which row the study's figure falls. Nothing is added up or awarded."""
    figures: dict[str, float | None] = {"mdes": mdes, "attrition": attrition}
    made = []
    for criterion in worksheet()["criterion"]:
        key = criterion["key"]
        if key == "design":
            row = next(one for one in criterion["rows"] if one["row"] == (3 if plan.outcome.is_cross_section else 4))
            made.append({"criterion": key, "name": criterion["name"], "figure": None, "row": row["words"]})
        else:
            figure = figures[key]
            found = None if figure is None else row_of(criterion["rows"], figure)["words"]
            made.append({"criterion": key, "name": criterion["name"], "figure": figure, "row": found})
    return made


def row_of(rows: Sequence[Mapping[str, Any]], figure: float) -> Mapping[str, Any]:
    """The row that a figure falls in; shares are rounded to whole per cents first."""
    for row in rows:
        if "below" in row and figure < row["below"]:
            return row
        if "at_most" in row and math.floor(figure * 100 + 0.5) <= round(row["at_most"] * 100):
            return row
    return rows[-1]
