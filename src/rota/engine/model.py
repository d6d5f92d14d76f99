"""
The exact model of some reviews, with everything else as it stands: one column for each review, slot, person and seat.

A column says "this person, in this seat, of this review, laid there". Each review chooses one slot; its seats can be filled
only there, so lead and member columns hang on the slot's own. Every account on which a column draws is a row; what others
have drawn already is taken off its limit. A soft limit, or a hard lower one, gets a column for what is missing or too much.
"""

import dataclasses
import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import highspy
import numpy as np
from numpy.typing import NDArray

from rota.accounts import Tally
from rota.case import UNPLANNED, Case
from rota.engine.state import Placed
from rota.ground import Bools, Floats, Ints
from rota.rules import Tier

INFINITE = highspy.kHighsInf
DEAR = sum(1 << rule for rule in range(7, 21))  # presolve's rules that look for what models like ours hardly have
NONE = np.zeros(0, np.int64)


class Free(NamedTuple):
    """A review that may change: the slots and the candidates that it may choose from."""

    review: int
    slots: Ints  # numbers in its table
    candidates: Ints  # positions in its choice
    seats: tuple[Bools, Bools] | None = None  # by candidate and slot, the lead's seat first: the columns that there are


@dataclasses.dataclass(frozen=True, slots=True)
class Limits:
    """
    When to stop: a gap that is good enough, seconds, or, to be the same every time, nodes of the tree.

    `light` goes to the tree without presolve's dear rules: on a large model they take longer than the tree does.
    """

    gap: float = 0.0
    seconds: float = math.inf
    nodes: int | None = None
    light: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Answer:
    placed: dict[int, Placed]
    objective: float
    bound: float
    optimal: bool


@dataclasses.dataclass(slots=True)
class _Columns:
    """Columns of one kind for one review; parts are joined when the model is done."""

    cost: list[Floats] = dataclasses.field(default_factory=list)
    row: list[Ints] = dataclasses.field(default_factory=list)  # account rows above, structure rows below nought
    column: list[Ints] = dataclasses.field(default_factory=list)
    amount: list[Floats] = dataclasses.field(default_factory=list)
    count: int = 0

    def add(self, cost: Floats) -> Ints:
        numbers = np.arange(self.count, self.count + len(cost))
        self.cost.append(cost)
        self.count += len(cost)
        return numbers

    def enter(self, row: Ints, column: Ints, amount: Floats) -> None:
        self.row.append(row)
        self.column.append(column)
        self.amount.append(amount)


class Model:
    """Built once, solved as often as wanted."""

    def __init__(self, case: Case, free: Sequence[Free], rest: Tally) -> None:
        self.case, self.free, self.rest = case, free, rest
        self._columns = _Columns()
        self._structure: list[tuple[float, float]] = []  # bounds of the rows that are no account's
        self.slots: list[tuple[int, int, Ints]] = []  # review, its first column, its slots
        self.seats: list[tuple[int, bool, Ints, Ints, Ints]] = []  # review, lead, columns, people, slot numbers
        for item in free:
            self._lay_out(item)
        self._close()

    def _structure_rows(self, count: int, low: float, high: float) -> Ints:
        """New rows that hold the model together, by numbers below nought."""
        first = len(self._structure)
        self._structure += [(low, high)] * count
        return -1 - np.arange(first, first + count)

    def _lay_out(self, item: Free) -> None:
        case, review, columns = self.case, item.review, self._columns
        dates = case.dates(review)
        prices = np.zeros(len(dates.table.all))
        prices[dates.ids] = dates.prices
        laid = columns.add(prices[item.slots])
        nowhere = columns.add(np.array([UNPLANNED * case.scale[Tier.SHORTFALL]]))
        one = self._structure_rows(1, 1, 1)
        every = np.concatenate([laid, nowhere])
        columns.enter(np.full(len(every), one[0]), every, np.ones(len(every)))
        for column, number in zip(laid.tolist(), item.slots.tolist(), strict=True):
            drawn = case.date_draws(review, dates.table.all[number])
            columns.enter(drawn.accounts, np.full(len(drawn.accounts), column), drawn.amounts)
        self.slots.append((review, int(every[0]), item.slots))
        if len(item.slots) and len(item.candidates):
            self._seat(item, laid)

    def _seat(self, item: Free, laid: Ints) -> None:
        case, review, columns = self.case, item.review, self._columns
        choice, table = case.choice(review), case.dates(review).table
        people = choice.people[item.candidates]
        able = case.can(review, people, table.some(item.slots))
        soft = case.day_prices(people, table.some(item.slots))
        duties = [case.duties(people, table.all[number]) for number in item.slots.tolist()]
        wanted = {True: 1, False: case.problem.reviews[review].members}
        for lead in (True, False):
            price = choice.price(lead)[item.candidates]
            there = able & np.isfinite(price)[:, None]
            who, when = np.nonzero(there if item.seats is None else there & item.seats[not lead])
            if not len(who) or not wanted[lead]:
                continue
            cost = price[who] if soft is None else price[who] + soft[who, when]
            numbers = columns.add(cost)
            drawn = choice.draws(lead)
            columns.enter(
                *_spread(drawn.accounts[:, item.candidates][:, who], drawn.amounts[:, item.candidates][:, who], numbers)
            )
            for slot, duty in enumerate(duties):
                here = when == slot
                columns.enter(*_spread(duty.accounts[:, who[here]], duty.amounts[:, who[here]], numbers[here]))
            rows = self._structure_rows(len(item.slots), -INFINITE, 0)
            columns.enter(rows[when], numbers, np.ones(len(who)))
            columns.enter(rows, laid, np.full(len(laid), -float(wanted[lead])))
            self.seats.append((review, lead, numbers, people[who], item.slots[when]))

    def _close(self) -> None:
        """Number the rows, take off what others have drawn, and add a column wherever a limit may be passed at a price."""
        columns, book = self._columns, self.case.book
        row, column, amount = (
            np.concatenate(part) if part else np.zeros(0) for part in (columns.row, columns.column, columns.amount)
        )
        real = row != 0
        row, column, amount = row[real].astype(np.int64), column[real].astype(np.int64), amount[real].astype(float)
        accounts = np.unique(row[row > 0])
        levels = self.rest.fit()[accounts]
        low, high = book.low[accounts] - levels, book.high[accounts] - levels
        most = np.bincount(np.searchsorted(accounts, row[row > 0]), np.maximum(amount[row > 0], 0), len(accounts))
        binds = (most > high + 1e-9) | (low > 0) | ((book.over[accounts] > 0) & (most > high)) | (high < 0)
        accounts, low, high = accounts[binds], low[binds], high[binds]
        kept = (row < 0) | np.isin(row, accounts)
        row, column, amount = row[kept], column[kept], amount[kept]
        structure = len(self._structure)
        place = np.where(row < 0, -1 - row, structure + np.searchsorted(accounts, row))
        self.accounts, self.low, self.high = accounts, low, high
        self._slack(place, column, amount, structure)

    def _slack(self, place: Ints, column: Ints, amount: Floats, structure: int) -> None:
        book, accounts = self.case.book, self.accounts
        lump = book.lump[accounts] & (self.low > 1)
        under = np.flatnonzero((self.low > 1e-9) & (book.under[accounts] > 0))
        over = np.flatnonzero((book.over[accounts] > 0) & np.isfinite(self.high))
        first = self._columns.count
        self.under, self.over = under, over
        self.count = first + len(under) + len(over)
        place = np.concatenate([place, structure + under, structure + over])
        column = np.concatenate([column, np.arange(first, self.count)])
        amount = np.concatenate([amount, np.where(lump[under], self.low[under], 1.0), -np.ones(len(over))])
        self.cost = np.concatenate([*self._columns.cost, book.under[accounts][under], book.over[accounts][over]])
        self.whole = np.ones(self.count, bool)
        self.whole[first:] = np.concatenate([lump[under], np.zeros(len(over), bool)])
        self.upper = np.where(self.whole, 1.0, INFINITE)
        bounds = np.array(self._structure, float).reshape(-1, 2)
        low = np.where((self.low > 1e-9), self.low, -INFINITE)
        high = np.where(np.isfinite(self.high), self.high, INFINITE)
        self.row_low, self.row_high = np.concatenate([bounds[:, 0], low]), np.concatenate([bounds[:, 1], high])
        order = np.lexsort((place, column))
        self.entries = (place[order], amount[order])
        self.starts = np.searchsorted(column[order], np.arange(self.count + 1))
        self.first_slack = first

    def relaxed(self, keep: Bools | None = None) -> highspy.HighsLp:
        """The model without whole numbers; columns that aren't kept are held at nought."""
        upper = self.upper if keep is None else np.where(keep, self.upper, 0)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self.count, len(self.row_low)
        lp.col_cost_ = np.asarray(self.cost, np.float64)
        lp.col_lower_ = np.zeros(self.count)
        lp.col_upper_ = np.asarray(upper, np.float64)
        lp.row_lower_, lp.row_upper_ = np.asarray(self.row_low, np.float64), np.asarray(self.row_high, np.float64)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = self.starts.astype(np.int32)
        lp.a_matrix_.index_, lp.a_matrix_.value_ = (
            self.entries[0].astype(np.int32),
            np.asarray(self.entries[1], np.float64),
        )
        return lp

    def solve(
        self,
        limits: Limits,
        *,
        start: Mapping[int, Placed] | None = None,
        keep: Bools | None = None,
        seed: int = 0,
        noise: Floats | None = None,
    ) -> Answer | None:
        """
        The best choice for the free reviews; None when nothing was found in time.

        With `noise` on the columns' costs it is one of the best; the answer's objective is without the noise.
        """
        solver = quiet(seed)
        solver.setOptionValue("mip_rel_gap", limits.gap)
        if np.array_equal(self.cost, np.round(self.cost)):
            solver.setOptionValue("mip_abs_gap", 0.99)  # every objective is a whole number
        if math.isfinite(limits.seconds):
            solver.setOptionValue("time_limit", max(0.05, limits.seconds))
        if limits.nodes is not None:
            solver.setOptionValue("mip_max_nodes", limits.nodes)
        if limits.light:
            solver.setOptionValue("presolve_rule_off", DEAR)
        lp = self.relaxed(keep)
        if noise is not None:
            lp.col_cost_ = np.asarray(self.cost + noise, np.float64)
            solver.setOptionValue("mip_abs_gap", 0.99)
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[whole] for whole in self.whole.astype(int).tolist()]
        _accepted(solver.passModel(lp))
        if start:
            solution = highspy.HighsSolution()
            solution.col_value = self.values(start).tolist()
            _accepted(solver.setSolution(solution))
        solver.run()
        info = solver.getInfo()
        if info.primal_solution_status != 2:
            return None
        optimal = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        values = np.array(solver.getSolution().col_value)
        objective = info.objective_function_value if noise is None else float(self.cost @ values)
        return Answer(self.read(values), objective, info.mip_dual_bound, optimal)

    def relax(self) -> tuple[float, Floats]:
        """The objective without whole numbers, and each column's reduced cost: what it must at least add."""
        solver = quiet()
        solver.passModel(self.relaxed())
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return -math.inf, np.zeros(self.count)
        return solver.getInfo().objective_function_value, np.array(solver.getSolution().col_dual)

    def values(self, known: Mapping[int, Placed]) -> NDArray[np.float64]:
        """The columns' values for reviews laid like this."""
        values = np.zeros(self.count)
        for review, first, slots in self.slots:
            at = np.flatnonzero(slots == known[review].slot) if review in known else NONE
            values[first + at[0] if len(at) else first + len(slots)] = 1
        for review, lead, numbers, people, slots in self.seats:
            if review in known:
                where = known[review]
                team = [where.lead] if lead else list(where.members)
                values[numbers[(slots == where.slot) & np.isin(people, team)]] = 1
        place, amount = self.entries
        column = np.repeat(np.arange(self.count), np.diff(self.starts))
        levels = np.bincount(place, amount * values[column], len(self.row_low))[len(self._structure) :]
        missing = np.maximum(0, self.low[self.under] - levels[self.under])
        values[self.first_slack : self.first_slack + len(self.under)] = np.where(
            self.whole[self.first_slack : self.first_slack + len(self.under)], missing > 0, missing
        )
        values[self.first_slack + len(self.under) :] = np.maximum(0, levels[self.over] - self.high[self.over])
        return values

    def read(self, values: NDArray[np.float64]) -> dict[int, Placed]:
        found: dict[int, Placed] = {}
        for review, first, slots in self.slots:
            chosen = np.flatnonzero(values[first : first + len(slots)] > 0.5) if len(slots) else NONE
            if len(chosen):
                found[review] = Placed(int(slots[chosen[0]]), -1, ())
        for review, lead, numbers, people, _ in self.seats:
            team = tuple(people[values[numbers] > 0.5].tolist())
            if review in found and team:
                found[review] = found[review]._replace(**({"lead": team[0]} if lead else {"members": team}))
        return found


def _spread(accounts: Ints, amounts: NDArray[np.float32], numbers: Ints) -> tuple[Ints, Ints, Floats]:
    """Entries of a block of draws: its accounts, the columns they stand in, the amounts."""
    return accounts.ravel(), np.tile(numbers, len(accounts)), amounts.ravel().astype(float)


def _accepted(status: highspy.HighsStatus) -> None:
    if status == highspy.HighsStatus.kError:
        raise RuntimeError("the solver refused its model")


def quiet(seed: int = 0) -> highspy.Highs:
    """A solver on one thread that prints nothing."""
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)  # noqa: FBT003 - the library takes it so
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("parallel", "off")
    solver.setOptionValue("mip_detect_symmetry", False)  # noqa: FBT003 - the library takes it so
    solver.setOptionValue("random_seed", seed % 2_000_000_000)
    return solver
