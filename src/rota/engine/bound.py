"""
What no plan can beat: the problem without its calendar, as a linear programme by column generation.

The programme is solved over a few candidates for each review; its duals say what drawing on each account is worth. With any
such worths, each review's cheapest date and team can be found by itself, over everybody eligible and every date: the sum is
a bound that holds for the whole problem, calendar included, however the worths were come by.
"""

import math
from collections.abc import Callable, Iterator, Sequence

import highspy
import numpy as np

from rota.accounts import Drawn
from rota.case import Case, Choice
from rota.engine.model import INFINITE, quiet
from rota.ground import Bools, Floats, Ints

FIRST_COLUMNS = 24  # the cheapest people for each seat with which the generation begins
ROUNDS = 2  # after which worths are good enough to go by
CROWD = 8  # a limit that so many of the cheapest would pass is looked at from the beginning


class Worth:
    """What drawing one unit on each account saves elsewhere (or, below nought, costs)."""

    def __init__(self, case: Case, worth: Floats | None = None) -> None:
        self.case = case
        self.worth: Floats = np.zeros(0) if worth is None else worth

    def fit(self) -> Floats:
        size = len(self.case.book.low)
        if len(self.worth) < size:
            self.worth = np.concatenate([self.worth, np.zeros(size - len(self.worth))])
        return self.worth

    def clip(self) -> None:
        """Nothing is worth more than what passing the limit costs, nor anything where there is no limit."""
        book, worth = self.case.book, self.fit()
        most = np.where(np.isfinite(book.low), book.under, 0.0)
        least = np.where(np.isfinite(book.high), np.where(book.never_over, np.inf, book.over), 0.0)
        self.worth = np.clip(worth, -least, most)

    def of(self, drawn: Drawn) -> Floats:
        """By candidate: what its draws are worth."""
        total: Floats = (self.fit()[drawn.accounts] * drawn.amounts).sum(axis=0)
        return total

    def reduced(self, choice: Choice, *, lead: bool) -> Floats:
        return choice.price(lead) - self.of(choice.draws(lead))

    def constant(self) -> float:
        """What the accounts' limits themselves contribute to the bound."""
        book, worth = self.case.book, self.fit()
        low = np.where(worth > 0, book.low, 0.0)
        high = np.where(worth < 0, book.high, 0.0)
        used = worth != 0
        return float((worth[used] * (low + high)[used]).sum())


def relaxed_bound(case: Case, worth: Worth, reviews: Sequence[int]) -> float:
    """The bound that these worths give: every review's cheapest date and team, alone, over all who are eligible."""
    worth.clip()
    total = 0.0
    for review in reviews:
        total += _cheapest(case, worth, review)
    return total + worth.constant()


def _cheapest(case: Case, worth: Worth, review: int) -> float:
    """The least that one review can add, over its dates and everybody who can come on them."""
    dates, choice = case.dates(review), case.choice(review)
    members = case.problem.reviews[review].members
    lead, member = (np.minimum(worth.reduced(choice, lead=seat), 0.0) for seat in (True, False))
    useful = np.flatnonzero((lead < 0) | (member < 0))
    if not len(dates.ids):
        return 0.0
    if not len(useful):
        return float(dates.prices[0])
    able = case.can(review, choice.people[useful], dates.table.some(dates.ids))
    leads = np.where(able, lead[useful][:, None], 0.0).min(axis=0)
    rest = np.where(able, member[useful][:, None], 0.0)
    if 0 < members < len(useful):
        rest = np.partition(rest, members - 1, axis=0)[:members]
    return float((dates.prices + leads + (rest.sum(axis=0) if members else 0.0)).min())


class Generation:
    """
    The linear programme of some reviews, growing by the columns that would make it cheaper and the rows that it breaks.

    Most rows of an upper limit (a pair of schools, a school in a team) would never bind: they come in when they are broken.
    """

    def __init__(self, case: Case, reviews: Sequence[int]) -> None:
        from scipy import sparse  # noqa: PLC0415 - small problems are solved without, and needn't wait for it

        self.case, self.reviews = case, reviews
        parts = list(self._columns())
        self.cost, self.rank, self.review_of, *entries = (
            np.concatenate([part[n] for part in parts]) if parts else np.zeros(0, np.int64) for n in range(6)
        )
        accounts, amounts, column = entries
        standing = case.standing if len(reviews) == len(case.problem.reviews) else case.standing[:0]
        self.accounts = np.union1d(accounts, standing)  # a row for each
        self.standing = np.isin(self.accounts, case.standing)
        self.by_row = sparse.csr_matrix(
            (amounts, (np.searchsorted(self.accounts, accounts), column)), shape=(len(self.accounts), len(self.cost))
        )
        self.matrix = self.by_row.tocsc()
        self.kept = self.rank < FIRST_COLUMNS
        self.there, self.lazy = self._rows()
        self.done = False

    def _columns(self) -> Iterator[tuple[Floats, Ints, Ints, Ints, Floats, Ints]]:
        """By review and seat: costs, each column's rank by its cost, the review; accounts, amounts and columns of entries."""
        count = 0
        for review in self.reviews:
            choice = self.case.choice(review)
            for lead in (True, False):
                price, drawn = choice.price(lead), choice.draws(lead)
                kept = np.flatnonzero(np.isfinite(price))
                if not len(kept):
                    continue
                accounts, amounts = drawn.accounts[:, kept].ravel(), drawn.amounts[:, kept].ravel().astype(float)
                column = count + np.tile(np.arange(len(kept)), len(drawn.accounts))
                real = accounts > 0
                rank = np.argsort(np.argsort(price[kept], kind="stable"), kind="stable")
                yield price[kept], rank, np.full(len(kept), review), accounts[real], amounts[real], column[real]
                count += len(kept)

    def run(self, stop: Callable[[], bool], *, rounds: int = ROUNDS) -> Worth:
        """Worths after some rounds; good enough ones when it is stopped before it ends. Asked again, it goes on."""
        worth = Worth(self.case)
        for _ in range(rounds):
            solved = self._solve(np.flatnonzero(self.kept), np.flatnonzero(self.there))
            if solved is None:
                self.done = True
                break
            duals, levels = solved
            worth.fit()[:] = 0
            worth.worth[self.accounts] = duals
            broken = self.lazy & ~self.there & (levels > self.case.book.high[self.accounts] + 1e-3)
            reduced = self.cost - self.matrix.T @ duals
            entering = (reduced < -0.5) & ~self.kept
            self.done = not (entering.any() or broken.any())
            if self.done or stop():
                break
            self.kept |= entering & self._best(reduced, entering)
            self.there |= broken
        return worth

    def _rows(self) -> tuple[Bools, Bools]:
        """The accounts with which it begins, and those that may come in later."""
        book, accounts = self.case.book, self.accounts
        lazy: Bools = book.never_over[accounts] & ~np.isfinite(book.low[accounts]) & ~self.standing
        crowd = self.by_row[:, np.flatnonzero(self.rank < CROWD)].sum(axis=1)
        there: Bools = ~lazy | (np.asarray(crowd).ravel() > book.high[accounts])
        return there, lazy

    def _best(self, reduced: Floats, entering: Bools) -> Bools:
        """The few columns of each review that promise most."""
        order = np.lexsort((reduced, self.review_of))
        order = order[entering[order]]
        owners = self.review_of[order]
        starts = np.searchsorted(owners, owners)
        found = np.zeros(len(reduced), bool)
        found[order[np.arange(len(order)) - starts < 12]] = True
        return found

    def _solve(self, columns: Ints, rows: Ints) -> tuple[Floats, Floats] | None:
        """What drawing on each account is worth, and how far each is drawn on."""
        from scipy import sparse  # noqa: PLC0415 - as above

        book = self.case.book
        chosen = self.by_row[:, columns]
        accounts = self.accounts[rows]
        low, high = book.low[accounts], book.high[accounts]
        under = np.flatnonzero(np.isfinite(low) & (book.under[accounts] > 0))
        over = np.flatnonzero(np.isfinite(high) & (book.over[accounts] > 0))
        slack = sparse.csc_matrix(
            (np.r_[np.ones(len(under)), -np.ones(len(over))], (np.r_[under, over], np.arange(len(under) + len(over)))),
            shape=(len(rows), len(under) + len(over)),
        )
        whole = sparse.hstack([chosen[rows].tocsc(), slack], format="csc")
        lp = highspy.HighsLp()
        lp.num_row_, lp.num_col_ = whole.shape
        lp.col_cost_ = np.r_[self.cost[columns], book.under[accounts][under], book.over[accounts][over]]
        lp.col_lower_ = np.zeros(whole.shape[1])
        lp.col_upper_ = np.r_[np.ones(len(columns)), np.full(len(under) + len(over), INFINITE)]
        lp.row_lower_ = np.where(np.isfinite(low), low, -INFINITE)
        lp.row_upper_ = np.where(np.isfinite(high), high, INFINITE)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = whole.indptr, whole.indices, whole.data
        solver = quiet()
        solver.setOptionValue("solver", "ipm")
        solver.setOptionValue("run_crossover", "off")
        solver.setOptionValue("ipm_optimality_tolerance", 1e-4)
        solver.passModel(lp)
        solver.run()
        if not math.isfinite(solver.getInfo().objective_function_value):
            return None
        solution = solver.getSolution()
        duals = np.zeros(len(self.accounts))
        duals[rows] = np.array(solution.row_dual)
        return duals, chosen @ np.array(solution.col_value)[: len(columns)]
