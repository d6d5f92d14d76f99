"""
Whether two coders see the same: Cohen's kappa. Pure: codes in, numbers out.

Source: Cohen (1960), Educational and Psychological Measurement 20:37; its large-sample error from Fleiss, Cohen and
Everitt (1969), Psychological Bulletin 72:323, formula 13.
"""

import dataclasses
import math
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import combinations


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Kappa:
    """`observed` and `expected` are shares; `value` is None where chance alone would agree always."""

    n: int
    observed: float
    expected: float
    value: float | None
    error: float | None

    @property
    def interval(self) -> tuple[float, float] | None:
        if self.value is None or self.error is None:
            return None
        return self.value - 1.959963984540054 * self.error, self.value + 1.959963984540054 * self.error


def kappa(pairs: Iterable[tuple[Hashable, Hashable]]) -> Kappa | None:
    """Agreement beyond chance of two coders, one pair of judgements for each thing judged. None for nothing."""
    cells = Counter(pairs)
    n = sum(cells.values())
    if not n:
        return None
    first: Counter[Hashable] = Counter()
    second: Counter[Hashable] = Counter()
    for (a, b), count in cells.items():
        first[a] += count
        second[b] += count
    shares = {cell: count / n for cell, count in cells.items()}
    rows = {key: count / n for key, count in first.items()}
    columns = {key: count / n for key, count in second.items()}
    observed = sum(share for (a, b), share in shares.items() if a == b)
    expected = sum(share * columns.get(key, 0.0) for key, share in rows.items())
    if math.isclose(expected, 1.0):
        return Kappa(n=n, observed=observed, expected=expected, value=None, error=None)
    value = (observed - expected) / (1 - expected)
    agreeing = sum(
        share * ((1 - expected) - (rows[a] + columns[a]) * (1 - observed)) ** 2
        for (a, b), share in shares.items()
        if a == b
    )
    apart = (1 - observed) ** 2 * sum(
        share * (columns.get(a, 0.0) + rows.get(b, 0.0)) ** 2 for (a, b), share in shares.items() if a != b
    )
    chance = (observed * expected - 2 * expected + observed) ** 2
    variance = (agreeing + apart - chance) / (n * (1 - expected) ** 4)
    return Kappa(n=n, observed=observed, expected=expected, value=value, error=math.sqrt(max(variance, 0.0)))


type Readings = Mapping[str, Mapping[str, frozenset[str]]]
"""By passage, by coder: the codes given."""


def judgements(readings: Readings, codes: Sequence[str]) -> dict[str, list[tuple[bool, bool]]]:
    """For each code, one pair of yes or no for each two coders of each passage, in the order of their names."""
    found: dict[str, list[tuple[bool, bool]]] = {code: [] for code in codes}
    for coders in readings.values():
        for one, other in combinations(sorted(coders), 2):
            for code in codes:
                found[code].append((code in coders[one], code in coders[other]))
    return found
