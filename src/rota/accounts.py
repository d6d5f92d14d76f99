"""
Accounts by small numbers, so that thousands are looked up at once; and how far each is drawn on.

Account 0 is nobody's: what draws on nothing draws on it. A rule that says how many accounts it has gets numbers in a row;
the others' accounts are opened when they are first asked for.
"""

import itertools
import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rota.ground import Bools, Floats, Ints
from rota.rules import AccountRule, Tier
from rota.rules.base import ROOM

BROKEN = 50_000.0  # points for a promise that a search can't keep: it must find its way back from there
STEP = 1_000_000  # accounts that are opened at once
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


class Column:
    """One part of every account's limit. Many accounts have limits alike, so each kind of limit is kept once."""

    __slots__ = ("book", "values")

    def __init__(self, book: "Accounts", kind: type[np.generic]) -> None:
        self.book, self.values = book, np.zeros(0, kind)

    def __getitem__(self, accounts: Any) -> NDArray[Any]:
        found: NDArray[Any] = self.values[self.book.kinds[accounts]]
        return found

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:  # noqa: FBT001 - as numpy asks
        return self[:]

    def __len__(self) -> int:
        return len(self.book.kinds)


class Raw:
    """The number that an account has with its rule, by its small number; -1 for nobody's."""

    def __init__(self, book: "Accounts") -> None:
        self._book = book
        self._edges, self._shifts = [0], [-1]
        self.rest = np.zeros(1024, np.int64)

    def open(self, first: int, shift: int) -> None:
        """From small number `first` on, `shift` is what is taken off a rule's number to make it small."""
        self._edges.append(first)
        self._shifts.append(shift)

    def __getitem__(self, accounts: Any) -> Any:
        numbers = np.arange(len(self._book))[accounts] if isinstance(accounts, slice) else np.asarray(accounts)
        block = np.searchsorted(self._edges, numbers, side="right") - 1
        known = np.where(block > 0, numbers - np.array(self._shifts)[block], -1)
        raw = np.where(numbers >= self._book.settled, self.rest[np.maximum(0, numbers - self._book.settled)], known)
        return raw if raw.ndim else int(raw)


class Accounts:
    """Limits as arrays. A rule's number for an account is `raw`; here it gets a small one."""

    def __init__(self, rules: Mapping[int, AccountRule], scale: Mapping[Tier, float]) -> None:
        self._rules, self._scale = rules, scale
        self._opened: dict[int, int] = {-1: 0}  # of rules whose accounts are not in a row
        self._known: dict[tuple[float, ...], int] = {}  # kinds of limits
        self.low, self.high, self.under, self.over = (Column(self, np.float64) for _ in range(4))
        self.lump, self.never_over = (Column(self, np.bool_) for _ in range(2))
        self.kinds: NDArray[np.int32] = np.array([self._kind(-math.inf, math.inf, 0, 0, 0, 0)], np.int32)
        self.raw = Raw(self)
        self.shift: dict[int, int] = {}  # by rule: what makes its numbers small, where all its accounts are open
        blocks = [self.kinds]
        self.count = 1
        for number, rule in rules.items():
            many = rule.count()
            if many is not None:
                self.shift[number] = self.count - rule.first
                self.raw.open(self.count, self.shift[number])
                edges = [*range(0, many, STEP), many]
                blocks += [self._kinds_of(rule, rule.first + np.arange(*step)) for step in itertools.pairwise(edges)]
                self.count += many
        self.settled = self.count
        self.kinds = np.concatenate([*blocks, np.zeros(1024, np.int32)])

    def __len__(self) -> int:
        return self.count

    def number(self, raw: Ints) -> Ints:
        """The small numbers of these accounts; new ones are opened."""
        flat = raw.ravel()
        found = np.zeros(len(flat), np.int64)
        kinds = flat // ROOM
        for kind in set(kinds.tolist()):
            if kind >= 0:
                ours = np.flatnonzero(kinds == kind)
                found[ours] = self.of_rule(kind, flat[ours])
        return found.reshape(raw.shape)

    def of_rule(self, kind: int, raw: Ints) -> Ints:
        """The small numbers of one rule's accounts. Where `raw` is below nought nothing is drawn on."""
        if kind in self.shift:
            found: Ints = np.where(raw >= 0, raw + self.shift[kind], 0)
            return found
        flat, known = raw.ravel(), self._opened
        found = np.array([known.get(account, -1) for account in flat.tolist()], np.int64)
        missing = np.flatnonzero(found < 0)
        if len(missing):
            wanted = flat[missing].tolist()
            distinct = list(dict.fromkeys(wanted))
            known.update(zip(distinct, range(self.count, self.count + len(distinct)), strict=True))
            self._open(self._rules[kind], np.array(distinct, np.int64))
            found[missing] = [known[account] for account in wanted]
        return found.reshape(raw.shape)

    def _open(self, rule: AccountRule, raw: Ints) -> None:
        first, self.count = self.count, self.count + len(raw)
        if self.count > len(self.kinds):
            self.kinds = _longer(self.kinds, self.count + self.count // 4)
        if self.count - self.settled > len(self.raw.rest):
            self.raw.rest = _longer(self.raw.rest, 2 * (self.count - self.settled))
        self.raw.rest[first - self.settled : self.count - self.settled] = raw
        self.kinds[first : self.count] = self._kinds_of(rule, raw)

    def _kinds_of(self, rule: AccountRule, raw: Ints) -> NDArray[np.int32]:
        """The kind of each account's limit; kinds that are new are noted."""
        limits, scale = rule.limits(raw), self._scale[rule.tier]
        parts = [np.asarray(part, float) for part in limits]
        several = [np.unique(part, return_inverse=True) for part in parts if part.ndim]
        if several:
            which = np.zeros(len(raw), np.int64)
            for values, place in several:
                which = which * len(values) + place
            _, first, back = np.unique(which, return_index=True, return_inverse=True)
        else:
            first, back = np.zeros(min(1, len(raw)), np.int64), np.zeros(len(raw), np.int64)
        found = []
        for at in first.tolist():
            low, high, under, over, lump = (float(part[at] if part.ndim else part) for part in parts)
            never = math.isinf(over)
            under = BROKEN if math.isinf(under) else under * scale
            found.append(self._kind(low, high, under, 0 if never else over * scale, lump, never))
        return np.array(found, np.int32)[back]

    def _kind(self, *limit: float) -> int:
        if limit not in self._known:
            self._known[limit] = len(self._known)
            for column, value in zip(
                (self.low, self.high, self.under, self.over, self.lump, self.never_over), limit, strict=True
            ):
                column.values = np.append(column.values, np.asarray(value).astype(column.values.dtype))
        return self._known[limit]

    def points(self, accounts: Ints, levels: Floats) -> Floats:
        """What these levels cost; what is forbidden costs nothing here."""
        missing = np.maximum(0, self.low[accounts] - levels - 1e-9)
        missing = np.where(self.lump[accounts], missing > 0, missing)
        beyond = np.maximum(0, levels - self.high[accounts] - 1e-9)
        points: Floats = missing * self.under[accounts] + beyond * self.over[accounts]
        return points


def _longer[T: np.generic](values: NDArray[T], size: int) -> NDArray[T]:
    return np.concatenate([values, np.zeros(size - len(values), values.dtype)])


class Terms:
    """What some draws meet: the limits of their accounts, looked up once to be asked often as levels change."""

    __slots__ = ("accounts", "amounts", "high", "low", "lump", "most", "over", "under", "width")

    def __init__(self, book: Accounts, drawn: Drawn) -> None:
        accounts, amounts = drawn
        self.width = accounts.shape[1]
        kinds = book.kinds[accounts]
        never = book.never_over.values[kinds] & (amounts > 0)
        capped = np.flatnonzero(never.any(axis=1))
        costs = (book.under.values > 0) | (book.over.values > 0)
        priced = np.flatnonzero(costs[kinds].any(axis=1))
        high = np.where(never[capped], book.high.values[kinds[capped]], np.inf)
        self.most = high + 1e-6 - amounts[capped]
        rows, kinds = accounts[priced], kinds[priced]
        self.under, self.over = book.under.values[kinds], book.over.values[kinds]
        self.low, self.high, lump = (
            book.low.values[kinds] - 1e-9,
            book.high.values[kinds] + 1e-9,
            book.lump.values[kinds],
        )
        self.lump = lump if lump.any() else None
        self.accounts, self.amounts = (accounts[capped], rows), amounts[priced]

    def at(self, candidates: Ints) -> "Terms":
        """The same for some of the candidates."""
        found = object.__new__(Terms)
        found.width = len(candidates)
        for name in ("most", "under", "over", "low", "high", "amounts"):
            setattr(found, name, getattr(self, name)[:, candidates])
        found.lump = None if self.lump is None else self.lump[:, candidates]
        found.accounts = (self.accounts[0][:, candidates], self.accounts[1][:, candidates])
        return found

    def change(self, levels: Floats) -> Floats:
        """For each candidate, the points that its draws would add or save; infinite where a hard limit forbids."""
        capped, priced = self.accounts
        barred = (levels[capped] > self.most).any(axis=0)
        both = np.empty((2, *priced.shape))  # as it is, and with the draw
        both[0] = levels[priced]
        np.add(both[0], self.amounts, out=both[1])
        missing = np.maximum(0, self.low - both)
        if self.lump is not None:
            missing[:, self.lump] = missing[:, self.lump] > 0
        missing *= self.under
        both -= self.high
        np.maximum(0, both, out=both)
        both *= self.over
        both += missing
        changed: Floats = (both[1] - both[0]).sum(axis=0)
        changed[barred] = np.inf
        return changed


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
        np.add.at(self.fit(), drawn.accounts, drawn.amounts if sign == 1 else sign * drawn.amounts)

    def change(self, drawn: Drawn) -> Floats:
        """For each candidate, the points that its draws would add or save; infinite where a hard limit forbids."""
        return Terms(self.accounts, drawn).change(self.fit())

    def added(self, drawn: Drawn) -> float:
        """The same for one list of draws, each on another account."""
        accounts, amounts = drawn
        book, before = self.accounts, self.fit()[accounts]
        kinds, after = book.kinds[accounts], before + amounts
        if (book.never_over.values[kinds] & (after > book.high.values[kinds] + 1e-6) & (amounts > 0)).any():
            return math.inf
        if not (book.under.values[kinds] + book.over.values[kinds]).any():
            return 0.0
        return float((book.points(accounts, after) - book.points(accounts, before)).sum())

    def room(self, drawn: Drawn) -> Bools:
        """For each candidate, whether no hard limit forbids its draws."""
        accounts, amounts = drawn
        book = self.accounts
        over: Bools = (self.fit()[accounts] + amounts > book.high[accounts] + 1e-6) & book.never_over[accounts]
        free: Bools = ~(over & (amounts > 0)).any(axis=0)
        return free

    def points(self, standing: Ints) -> float:
        """Points for all accounts as they stand."""
        self.fit()
        drawn = np.flatnonzero(self.levels[1:]) + 1
        every = np.union1d(drawn, standing)
        return float(self.accounts.points(every, self.levels[every]).sum())
