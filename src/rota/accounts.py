"""
Accounts by small numbers, so that thousands are looked up at once; and how far each is drawn on.

Account 0 is nobody's: what draws on nothing draws on it.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rota.ground import Floats, Ints
from rota.rules import AccountRule, Limit
from rota.rules.base import ROOM

BROKEN = 50_000.0  # points for a promise that a search can't keep: it must find its way back from there
Amounts = NDArray[np.float32]


class Drawn(NamedTuple):
    """Accounts and amounts, by draw and by candidate (or by draw alone, for one)."""

    accounts: Ints
    amounts: Amounts

    def at(self, candidates: Ints) -> "Drawn":
        return Drawn(self.accounts[:, candidates], self.amounts[:, candidates])

    def of(self, candidate: int) -> "Drawn":
        return Drawn(self.accounts[:, candidate], self.amounts[:, candidate])


NOTHING = Drawn(np.zeros(0, np.int64), np.zeros(0, np.float32))


def joined(drawn: Sequence[Drawn]) -> Drawn:
    """Several lists of draws as one."""
    if not drawn:
        return NOTHING
    return Drawn(
        np.concatenate([item.accounts.ravel() for item in drawn]),
        np.concatenate([item.amounts.ravel() for item in drawn]),
    )


class Accounts:
    """Limits as arrays. A rule's number for an account is `raw`; here it gets the next free small one."""

    def __init__(self, rules: Mapping[int, AccountRule], limit: Callable[[int], Limit]) -> None:
        self._rules, self._limit = rules, limit
        self._known: dict[int, int] = {-1: 0}
        self.raw: list[int] = [-1]
        self.never_over = np.zeros(1, bool)
        self.low, self.high, self.under, self.over = (np.zeros(1) for _ in range(4))
        self.lump = np.zeros(1, bool)
        self._grow(1024)
        self.low[0], self.high[0] = -math.inf, math.inf

    def __len__(self) -> int:
        return len(self.raw)

    def number(self, raw: Ints) -> Ints:
        """The small numbers of these accounts; new ones are opened."""
        distinct, back = np.unique(raw, return_inverse=True)
        known = self._known
        numbers = np.array([known.get(account, -1) for account in distinct.tolist()], np.int64)
        missing = np.flatnonzero(numbers < 0)
        if len(missing):
            numbers[missing] = self._open(distinct[missing])
        return numbers[back.reshape(raw.shape)]

    def _open(self, raw: Ints) -> Ints:
        first = len(self.raw)
        while first + len(raw) > len(self.low):
            self._grow(2 * len(self.low))
        numbers = np.arange(first, first + len(raw))
        self.raw.extend(raw.tolist())
        self._known.update(zip(self.raw[first:], numbers.tolist(), strict=True))
        kinds = raw // ROOM
        for kind in np.unique(kinds):
            rule, ours = self._rules[int(kind)], np.flatnonzero(kinds == kind)
            alike = rule.alike is not None and rule.hard
            for places in [ours] if alike else ours[:, None]:
                self._write(first + places, self._limit(int(raw[places[0]])))
        return numbers

    def _write(self, numbers: Ints, limit: Limit) -> None:
        self.low[numbers], self.high[numbers], self.lump[numbers] = limit.low, limit.high, limit.lump
        self.under[numbers] = BROKEN if math.isinf(limit.under) else limit.under
        self.never_over[numbers] = math.isinf(limit.over)
        self.over[numbers] = 0 if math.isinf(limit.over) else limit.over

    def _grow(self, size: int) -> None:
        for name in ("low", "high", "under", "over", "lump", "never_over"):
            old = getattr(self, name)
            setattr(self, name, np.concatenate([old, np.zeros(size - len(old), old.dtype)]))

    def points(self, accounts: Ints, levels: Floats) -> Floats:
        """What these levels cost; what is forbidden costs nothing here."""
        missing = np.maximum(0, self.low[accounts] - levels - 1e-9)
        missing = np.where(self.lump[accounts], missing > 0, missing)
        beyond = np.maximum(0, levels - self.high[accounts] - 1e-9)
        points: Floats = missing * self.under[accounts] + beyond * self.over[accounts]
        return points


class Tally:
    """How far each account is drawn on."""

    __slots__ = ("accounts", "levels")

    def __init__(self, accounts: Accounts) -> None:
        self.accounts = accounts
        self.levels = np.zeros(len(accounts.low))

    def fit(self) -> Floats:
        """The levels, with room for accounts that were opened since."""
        if len(self.levels) < len(self.accounts.low):
            more = len(self.accounts.low) - len(self.levels)
            self.levels = np.concatenate([self.levels, np.zeros(more)])
        return self.levels

    def post(self, drawn: Drawn, sign: float = 1) -> None:
        np.add.at(self.fit(), drawn.accounts, sign * drawn.amounts)

    def change(self, drawn: Drawn) -> Floats:
        """For each candidate, the points that its draws would add or save; infinite where a hard limit forbids."""
        accounts, amounts = drawn
        before = self.fit()[accounts]
        after = before + amounts
        books = self.accounts
        barred = books.never_over[accounts] & (after > books.high[accounts] + 1e-6) & (amounts > 0)
        points = books.points(accounts, after) - books.points(accounts, before)
        changed: Floats = np.where(barred.any(axis=0), np.inf, points.sum(axis=0))
        return changed

    def points(self, standing: Ints) -> float:
        """Points for all accounts as they stand."""
        self.fit()
        drawn = np.flatnonzero(self.levels[1:]) + 1
        every = np.union1d(drawn, standing)
        return float(self.accounts.points(every, self.levels[every]).sum())
