"""What can't be used is refused in words: which rows, and what to do about them. Nothing is dropped silently."""

from collections.abc import Iterable

SHOWN = 10


class WrongInput(ValueError):
    """
    A step was given what it can't use.

    `rows`: the rows at fault, counted from 0 in the order given; empty where the fault is not in rows.
    `columns`: the names of the columns at fault. `remedy`: what to do, as a sentence.
    """

    def __init__(self, problem: str, *, remedy: str, rows: Iterable[int] = (), columns: Iterable[str] = ()) -> None:
        self.problem = problem
        self.remedy = remedy
        self.rows = tuple(int(row) for row in rows)
        self.columns = tuple(columns)
        where = f" (columns {', '.join(self.columns)})" if self.columns else ""
        if self.rows:
            more = f" and {len(self.rows) - SHOWN} more" if len(self.rows) > SHOWN else ""
            where += f" (rows {', '.join(map(str, self.rows[:SHOWN]))}{more})"
        super().__init__(f"{problem}{where}. {remedy}")


class WrongShape(WrongInput):
    """Arrays whose lengths or values don't fit each other."""


class MissingValues(WrongInput):
    """A value is missing or not finite."""


class OneArm(WrongInput):
    """There are no treated units, or no others."""


class OwnControls(WrongInput):
    """The same unit stands among the treated and among those they would be compared with."""


class ConstantCovariate(WrongInput):
    """A covariate has the same value for everybody, so it says nothing."""


class ConstantOutcome(WrongInput):
    """An outcome is the same for everybody, so there is nothing to compare."""


class CollinearCovariates(WrongInput):
    """A covariate is a combination of the others."""


class PerfectSeparation(WrongInput):
    """The covariates tell exactly who is treated, so that no score exists."""


class NoCommonSupport(WrongInput):
    """Treated units have nobody like them to be compared with."""


class TooFewClusters(WrongInput):
    """Fewer clusters than an error between clusters can be learned from."""


class YearWithoutTests(WrongInput):
    """An outcome is asked of a year in which no tests were taken."""


class NoConvergence(WrongInput):
    """A numerical search did not end."""
