"""Effects in units that readers know: Hedges' g, months of progress, and the least effect a design could detect."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import t as student

from matchdid.arrays import treatment, weighting
from matchdid.errors import WrongShape


@dataclass(frozen=True)
class EffectSize:
    """
    g: the effect in SDs with the small-sample correction `correction`; low, high: its interval. sd: what it was divided
    by; level: whose SD that is ("school means" or "pupils", as named), which must be printed with g.
    """

    g: float
    low: float
    high: float
    sd: float
    correction: float
    level: str


@dataclass(frozen=True)
class MonthsTable:
    """
    From effect sizes to months of progress.

    version: its name in reports; source: where it stands; starts: the least effect (two decimals) of 0, 1, 2, …
    months, the first of them below 0 being mirrored.
    """

    version: str
    source: str
    starts: tuple[float, ...]


_FROM_TWO = (0.10, 0.19, 0.27, 0.36, 0.45, 0.53, 0.62, 0.70, 0.79, 0.88, 0.96)
TOOLKIT = MonthsTable(
    version="toolkit-1",
    source="Education Endowment Foundation, Teaching and Learning Toolkit, attainment page",
    starts=(-0.01, 0.02, *_FROM_TWO),
)
TRIAL = MonthsTable(
    version="trial-1",
    source="Education Endowment Foundation, table for reports of single trials (to be confirmed against its guidance)",
    starts=(-0.04, 0.05, *_FROM_TWO),
)
MONTHS = {table.version: table for table in (TOOLKIT, TRIAL)}


def hedges_g(
    estimate: float,
    half_width: float,
    outcome: npt.ArrayLike,
    treat: npt.ArrayLike,
    *,
    weights: npt.ArrayLike | None = None,
) -> EffectSize:
    """
    An effect over the pooled SD of the outcome's own units, usually school means.

    estimate: in the outcome's units; half_width: half its interval; outcome: (n,) after; treat, weights: (n,), weights
    say who is in. The SD is unconditional and unweighted: s² = ((n1 - 1)s1² + (n0 - 1)s0²)/(n1 + n0 - 2), and
    g = J·estimate/s, J = 1 - 3/(4·df - 1). With school means this SD is much smaller than that of pupils and g so much
    larger: never compare it with g from pupils (`standardised`).
    Source: Hedges (1981), J. Educational Statistics 6:107.
    """
    treated = treatment(treat)
    used = weighting(weights, treated) > 0
    values = np.asarray(outcome, dtype=np.float64)
    one, other = values[treated & used], values[~treated & used]
    df = len(one) + len(other) - 2
    sd = float(np.sqrt(((len(one) - 1) * one.var(ddof=1) + (len(other) - 1) * other.var(ddof=1)) / df))
    return _sized(estimate, half_width, sd, 1 - 3 / (4 * df - 1), "school means")


def standardised(estimate: float, half_width: float, *, sd: float, level: str = "pupils") -> EffectSize:
    """
    An effect over a given SD, such as the national one of pupils' scaled scores.

    sd: in the outcome's units, from a source that the plan names; level: whose SD. No small-sample correction: the SD
    is that of a population. Raises WrongShape for an SD that isn't positive.
    """
    return _sized(estimate, half_width, sd, 1.0, level)


def _sized(estimate: float, half_width: float, sd: float, correction: float, level: str) -> EffectSize:
    if not (np.isfinite(sd) and sd > 0):
        raise WrongShape(f"The SD is {sd}", remedy="Give a positive SD in the outcome's units, with its source.")
    unit = correction / sd
    return EffectSize(
        estimate * unit, (estimate - half_width) * unit, (estimate + half_width) * unit, sd, correction, level
    )


def months(g: float, table: MonthsTable = TRIAL) -> int:
    """
    Months of progress for an effect size; never to be shown without those of its interval.

    g is rounded to two decimals first (halves away from 0); negative effects are mirrored; the last row has no end.
    """
    size = np.floor(abs(g) * 100 + 0.5 + 1e-9) / 100
    count = int(np.searchsorted(np.asarray(table.starts[1:]), size + 1e-9, "right"))
    return count if g > 0 else -count


def mdes(se: float, clusters: int, *, sd: float = 1.0, power: float = 0.8, alpha: float = 0.05) -> float:
    """
    The least true effect that this design would find with probability `power`, in SDs.

    se: of the effect, in the outcome's units; clusters: G, with G - 2 degrees of freedom; sd: in those units.
    Source: Bloom (1995), Evaluation Review 19:547; Dong and Maynard (2013), JREE 6:24.
    """
    df = clusters - 2
    return float((student.ppf(1 - alpha / 2, df) + student.ppf(power, df)) * se / sd)


def planned_se(schools: int, *, variance: float, ratio: float = 1, size: float = 1, icc: float = 0) -> float:
    """
    The error to expect of a matched difference before there are data.

    schools: treated; variance: of schools' change; ratio: controls each; size: schools in a cluster; icc: of the
    change within clusters. se² = variance/schools · (1 + 1/ratio)(1 + (size - 1)·icc). Source: as `mdes`.
    """
    return float(np.sqrt(variance / schools * (1 + 1 / ratio) * (1 + (size - 1) * icc)))
