"""
Who is near whom: the places where matching looks for controls.

A `Line` holds units by one distance (a score), a `Space` by several coordinates. Both answer for one treated unit which
free control is nearest, and for many at once which controls can be nearest, without computing every distance.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from matchdid.arrays import Bools, Floats, Ints

RUN = 32  # controls of which only the least product is kept
RUNS = 128  # such runs in one matrix product, so that it stays in the processor's cache
TOGETHER = 128  # treated units in one matrix product
LISTED = 16
TIED = 1e-12


@dataclass(frozen=True)
class Near:
    """
    Controls near one treated unit, nearest first, lower row first where equally near.

    controls: (k,) rows; gaps: (k,) distances. radius: every control that is not listed is at least that far away;
    infinite where all that may be matched are listed.
    """

    controls: Ints
    gaps: Floats
    radius: float


@dataclass(frozen=True)
class Limits:
    """
    Whom one may be matched with at all.

    stratum: (n,) equal labels only. distance, width: within that much of each other. near: more such pairs.
    """

    stratum: Ints
    distance: Floats | None = None
    width: float | None = None
    near: tuple[tuple[Floats, float], ...] = ()

    @property
    def bounds(self) -> tuple[tuple[Floats, float], ...]:
        """Every column with the most by which two units may differ in it."""
        own = () if self.distance is None or self.width is None else ((self.distance, self.width),)
        return own + self.near

    def allow(self, treated: int, controls: Ints) -> Bools:
        """(k,): which of the controls the treated unit may be matched with, their strata apart."""
        allowed = np.ones(len(controls), dtype=np.bool_)
        for values, width in self.bounds:
            allowed &= np.abs(values[controls] - values[treated]) <= width
        return allowed


class Place(Protocol):
    """Where one can look for controls."""

    def find(self, treated: int, lost: int | None = None) -> tuple[int, float] | None:
        """The nearest free control that may be matched, and its distance; `lost` is the one that was found before."""

    def take(self, control: int) -> None:
        """From now on this control is not free."""

    def free(self) -> None:
        """All controls are free again."""

    def closest(self, treated: Ints, count: int) -> list[Near]:
        """For each treated unit at least its `count` nearest controls, free or not, as far as there are so many."""


class Line:
    """
    Units of each stratum in stable order of (distance, row).

    The nearest free control stands next to a treated unit on the left or on the right. The smaller gap wins; of two
    equal gaps the one with fewer units between, treated or not; then the left. (When the one found before was lost to
    another, units are counted from that one on its side.) What was taken is skipped over by pointers that shorten as
    they are used, so that a search costs nearly nothing however much around it is taken.
    """

    def __init__(self, treated: Bools, distance: Floats, limits: Limits) -> None:
        self.distance, self.limits = distance, limits
        order = np.lexsort((distance, limits.stratum))
        control = ~treated[order]
        self.row, self.place = order[control], np.flatnonzero(control)
        self.at, stratum = distance[self.row], limits.stratum[self.row]
        places = np.flatnonzero(~control)
        self.rows = rows = order[places]
        self.seats: dict[int, int] = {}
        self.own_place = places
        self.right = np.searchsorted(self.place, places)
        self.first = np.searchsorted(stratum, limits.stratum[rows], "left")
        self.end = np.searchsorted(stratum, limits.stratum[rows], "right")
        self.index: dict[int, int] = {}  # rows of controls that were found, to their place among the controls
        self.free()

    def free(self) -> None:
        self._before: dict[int, int] = {}
        self._after: dict[int, int] = {}

    def take(self, control: int) -> None:
        number = self.index[control]
        self._before[number], self._after[number] = number - 1, number + 1

    def find(self, treated: int, lost: int | None = None) -> tuple[int, float] | None:
        seat = self.seat(treated)
        right = int(self.right[seat])
        before, gap_before = self._walk(treated, self._before, right - 1, -1)
        after, gap_after = self._walk(treated, self._after, right, 1)
        if before < 0 and after < 0:
            return None
        if gap_before == gap_after:
            low = high = self.own_place[seat]
            if lost is not None:
                start = self.place[self.index[lost]]
                low, high = min(low, start), max(high, start)
            chosen = before if low - self.place[before] <= self.place[after] - high else after
        else:
            chosen = before if gap_before < gap_after else after
        row = int(self.row[chosen])
        self.index[row] = chosen
        return row, min(gap_before, gap_after)

    def seat(self, treated: int) -> int:
        """The number of a treated unit in the line's order."""
        if not self.seats:
            self.seats = {row: number for number, row in enumerate(self.rows.tolist())}
        return self.seats[treated]

    def _walk(self, treated: int, pointers: dict[int, int], number: int, step: int) -> tuple[int, float]:
        """The next free control on one side that may be matched, and its gap; -1 and infinity where there is none."""
        seat = self.seat(treated)
        first, end = int(self.first[seat]), int(self.end[seat])
        own, width = self.distance[treated], self.limits.width
        while True:
            number = _skip(pointers, number)
            if not first <= number < end:
                return -1, np.inf
            gap = abs(float(self.at[number] - own))
            if width is not None and gap > width:
                return -1, np.inf
            if not self.limits.near or self.limits.allow(treated, self.row[number : number + 1])[0]:
                return number, gap
            number += step

    def closest(self, treated: Ints, count: int) -> list[Near]:
        return [self._around(int(row), count) for row in treated]

    def _around(self, treated: int, count: int) -> Near:
        """
        `count` controls on either side. Whoever stands beyond the last of a side is at least as far as that last one;
        the nearer of the two ends is therefore a radius within which all are listed.
        """
        seat = self.seat(treated)
        right, first, end = int(self.right[seat]), int(self.first[seat]), int(self.end[seat])
        low, high = max(first, right - count), min(end, right + count)
        gaps = np.abs(self.at[low:high] - self.distance[treated])
        ends = [float(gaps[0])] if low > first else []
        ends += [float(gaps[-1])] if high < end else []
        return _listed(self.row[low:high], gaps, min(ends, default=np.inf), treated, self.limits)


class Space:
    """
    Units by coordinates, compared by Euclidean distance; of controls equally near but for rounding, the lower row.

    The first `LISTED` candidates of every treated unit are found at once by matrix products (see `_shortlists`); the
    few that lose all of them to others are searched in full.
    """

    def __init__(self, treated: Bools, coordinates: Floats, limits: Limits) -> None:
        self.coordinates, self.limits = np.ascontiguousarray(coordinates), limits
        order = np.argsort(limits.stratum, kind="stable")
        self.row = order[~treated[order]]
        self.stratum = limits.stratum[self.row]
        self.others = self.coordinates[self.row]
        self.rows = np.flatnonzero(treated)
        self.lists: dict[int, Near] = {}
        self.taken = np.zeros(len(self.coordinates), dtype=np.bool_)
        self.took: list[int] = []
        self.free()

    def free(self) -> None:
        self.taken[self.took] = False
        self.took = []
        self.next: dict[int, int] = {}  # how far down its list each treated unit is
        self.again: dict[int, Near] = {}  # longer lists, of those whose first list was used up

    def take(self, control: int) -> None:
        self.taken[control] = True
        self.took.append(control)

    def find(self, treated: int, lost: int | None = None) -> tuple[int, float] | None:
        if not self.lists:
            self.lists = dict(zip(self.rows.tolist(), self.closest(self.rows, LISTED), strict=True))
        listed = self.again.get(treated) or self.lists[treated]
        number = self.next.get(treated, 0)
        while number < len(listed.controls) and self.taken[listed.controls[number]]:
            number += 1
        self.next[treated] = number
        there = number < len(listed.controls)
        tied = float(listed.gaps[number]) * (1 + TIED) if there else 0.0
        if listed.radius == np.inf or (there and tied < listed.radius):
            end = int(np.searchsorted(listed.gaps, tied, "right"))
            equal = listed.controls[number:end]
            return (int(equal[~self.taken[equal]].min()), float(listed.gaps[number])) if there else None
        longer = 4 * max(LISTED, len(listed.controls))
        self.again[treated], self.next[treated] = self._all(treated, longer, ~self.taken), 0
        return self.find(treated)

    def closest(self, treated: Ints, count: int) -> list[Near]:
        near: dict[int, Near] = {}
        for stratum in np.unique(self.limits.stratum[treated]):
            rows = treated[self.limits.stratum[treated] == stratum]
            first, end = np.searchsorted(self.stratum, (stratum, stratum + 1))
            if self.limits.bounds or end - first <= 8 * count * RUN:
                near.update((int(row), self._all(int(row), count)) for row in rows)
            else:
                near.update(zip(rows.tolist(), self._shortlists(rows, int(first), int(end), count), strict=True))
        return [near[int(row)] for row in treated]

    def _all(self, treated: int, count: int, wanted: Bools | None = None) -> Near:
        """The nearest `count` by computing every distance in the stratum; those as near as the last are all listed."""
        stratum = self.limits.stratum[treated]
        first, end = np.searchsorted(self.stratum, (stratum, stratum + 1))
        rows = self.row[first:end]
        allowed = self.limits.allow(treated, rows)
        if wanted is not None:
            allowed &= wanted[rows]
        rows = rows[allowed]
        gaps = _gaps(self.others[first:end][allowed], self.coordinates[treated])
        radius = np.inf
        if len(gaps) > count:
            radius = float(np.partition(gaps, count - 1)[count - 1])
            within = gaps <= radius
            rows, gaps = rows[within], gaps[within]
        return _sorted(rows, gaps, radius)

    def _shortlists(self, treated: Ints, first: int, end: int, count: int) -> list[Near]:
        """
        Candidates without computing every distance exactly.

        Squared distances to all controls come from a matrix product, |a|² + (-2a, 1)·(b, |b|²), in single precision,
        wrong by less than `margin`. Only the least one of each run of `RUN` controls is kept. Let L be the `count`-th
        smallest of those. A control whose true squared distance is at most L - margin has a product of at most L, so
        the least of its run is at most L too, and its run is looked at. Distances in such runs are computed exactly,
        and those up to L - margin are listed: all there are. The radius is the root of that.
        """
        others = self.others[first:end]
        size = np.einsum("ij,ij->i", others, others)
        blocks = _blocks(others, size)
        found = []
        for start in range(0, len(treated), TOGETHER):
            rows = treated[start : start + TOGETHER]
            own = self.coordinates[rows]
            square = np.einsum("ij,ij->i", own, own)
            least = _least_of_runs(own, blocks) + square[:, None]
            margin = 8 * (own.shape[1] + 4) * np.finfo(np.float32).eps * (square + size.max())
            bound = np.partition(least, count - 1, axis=1)[:, count - 1]
            limit = np.maximum(bound - margin, 0.0)
            for number in range(len(rows)):
                places = _members(np.flatnonzero(least[number] <= bound[number]), len(others))
                gaps = _gaps(others[places], own[number])
                radius = float(np.sqrt(limit[number]))
                within = gaps <= radius
                found.append(_sorted(self.row[first:end][places[within]], gaps[within], radius))
        return found


def _blocks(others: Floats, size: Floats) -> list[npt.NDArray[np.float32]]:
    """(b, |b|²) of controls in blocks of `RUNS` runs; the last is filled up with controls that are infinitely far."""
    filled = -(-len(others) // (RUN * RUNS)) * RUN * RUNS
    table = np.zeros((filled, others.shape[1] + 1), dtype=np.float32)
    table[: len(others), :-1], table[: len(others), -1], table[len(others) :, -1] = others, size, np.inf
    return [np.ascontiguousarray(block.T) for block in table.reshape(-1, RUN * RUNS, table.shape[1])]


def _least_of_runs(own: Floats, blocks: list[npt.NDArray[np.float32]]) -> Floats:
    """(m, runs): of each run the least of (-2a, 1)·(b, |b|²); member i of run r of a block stands at i·RUNS + r."""
    left = np.ones((len(own), own.shape[1] + 1), dtype=np.float32)
    left[:, :-1] = -2 * own
    least = np.empty((len(own), len(blocks), RUNS))
    product = np.empty((len(own), RUN * RUNS), dtype=np.float32)
    for number, block in enumerate(blocks):
        np.matmul(left, block, out=product)
        least[:, number] = product.reshape(len(own), RUN, RUNS).min(axis=1)
    return least.reshape(len(own), -1)


def _members(runs: Ints, n: int) -> Ints:
    """Places of all members of some runs, without those that were filled up."""
    block, run = np.divmod(runs, RUNS)
    places = (block[:, None] * (RUN * RUNS) + np.arange(RUN) * RUNS + run[:, None]).ravel()
    return np.asarray(places[places < n], dtype=np.int64)


def place(treated: Bools, distance: Floats | None, coordinates: Floats | None, limits: Limits) -> Place:
    """Where to look: by coordinates where there are any, else by the distance."""
    if coordinates is not None:
        return Space(treated, coordinates, limits)
    assert distance is not None  # noqa: S101  the callers have refused that
    return Line(treated, distance, limits)


def _skip(pointers: dict[int, int], number: int) -> int:
    """The first free number from here on, and shorter pointers for whoever comes next."""
    trail: list[int] = []
    while number in pointers:
        trail.append(number)
        number = pointers[number]
    for seen in trail:
        pointers[seen] = number
    return number


def _gaps(others: Floats, own: Floats) -> Floats:
    apart = others - own
    return np.asarray(np.sqrt(np.einsum("ij,ij->i", apart, apart)))


def _listed(rows: Ints, gaps: Floats, radius: float, treated: int, limits: Limits) -> Near:
    allowed = limits.allow(treated, rows)
    if limits.width is not None and radius > limits.width:
        radius = np.inf
    return _sorted(rows[allowed], gaps[allowed], radius)


def _sorted(rows: Ints, gaps: Floats, radius: float) -> Near:
    order = np.lexsort((rows, gaps))
    return Near(rows[order], gaps[order], radius)


def widths(near: Sequence[tuple[Floats, float]]) -> tuple[tuple[Floats, float], ...]:
    """Covariate calipers as the limits hold them."""
    return tuple((np.asarray(values, dtype=np.float64), float(width)) for values, width in near)
