"""`solve`: a first plan at once, then better ones, until time, a proof, or somebody cancels."""

import dataclasses
import enum
import hashlib
import json
import platform
import resource
import time
from collections.abc import Callable, Mapping
from importlib.metadata import version

from rota.case import FILE, TIERS, Case
from rota.format.writing import write_problem
from rota.judging import Breach, Charge, Price, check, price
from rota.plan import Plan
from rota.problem import Problem
from rota.words import Words


class Aim(enum.StrEnum):
    """What counts: the weighted sum that files are judged by, or tiers of which the first always comes first."""

    FILE = "file"
    TIERS = "tiers"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where a search is. `objective` and `bound` are in points; `gap` is a share of the bound."""

    seconds: float
    doing: Words
    objective: float
    bound: float | None = None
    shortfalls: int = 0
    plan: Plan | None = None

    @property
    def gap(self) -> float | None:
        return gap(self.objective, self.bound)

    @property
    def words(self) -> Words:
        """How good the plan is, for people who never heard of a bound."""
        share = self.gap
        if share is None:
            return Words("nothing is known yet of how much could be saved")
        if share < 0.0005:
            return Words("this is the best plan there is")
        return Words("at most {percent} % could still be saved", percent=max(1, round(100 * share / (1 + share))))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """A plan that keeps every hard rule, with what is known of it and how it came about."""

    plan: Plan
    price: Price
    bound: float | None
    proven: bool
    seconds: float
    first_seconds: float
    memory_mb: float
    seed: int
    fingerprint: str
    versions: Mapping[str, str]
    progress: tuple[Progress, ...] = ()

    @property
    def objective(self) -> float:
        return self.price.total

    @property
    def gap(self) -> float | None:
        return gap(self.objective, self.bound)

    @property
    def shortfalls(self) -> tuple[Charge, ...]:
        return self.price.shortfalls


class Impossible(Exception):
    """No plan keeps what has been pinned and frozen; `breaches` says which rules would break."""

    def __init__(self, breaches: tuple[Breach, ...]) -> None:
        self.breaches = breaches
        super().__init__("\n".join(map(str, breaches)))


def gap(objective: float, bound: float | None) -> float | None:
    """How far a plan is above what no plan can beat, as a share of the latter."""
    if bound is None or bound <= 0:
        return 0.0 if bound is not None and objective <= bound + 1e-6 else None
    return max(0.0, objective / bound - 1)


def solve(
    problem: Problem,
    *,
    seconds: float = 60,
    seed: int = 0,
    workers: int = 1,
    rounds: int | None = None,
    aim: Aim = Aim.FILE,
    start: Plan | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Solution:
    """
    The best plan found within `seconds`.

    With `rounds` the search counts neighbourhoods instead of seconds, in this process alone: the same problem, seed and
    rounds give the same plan. `start` is a plan to improve on. `on_progress` hears of every better plan.
    """
    from rota.engine.run import Run  # the solver's library loads only when something is solved

    began = time.monotonic()
    case = Case(problem, scale=FILE if aim is Aim.FILE else TIERS, breadth=breadth(len(problem.reviews)))
    run = Run(case, seconds=seconds, seed=seed, workers=1 if rounds is not None else workers, rounds=rounds)
    run.listen(on_progress, cancelled)
    found = run.go(start)
    breaches = check(case, found.plan)
    if breaches:
        raise Impossible(breaches)
    return Solution(
        plan=found.plan,
        price=price(case, found.plan),
        bound=found.bound,
        proven=found.proven,
        seconds=time.monotonic() - began,
        first_seconds=found.first_seconds,
        memory_mb=memory_mb(),
        seed=seed,
        fingerprint=fingerprint(problem),
        versions=versions(),
        progress=tuple(found.history),
    )


def breadth(reviews: int) -> int | None:
    """How many candidates are kept for each review: all of them while memory allows."""
    if reviews <= 1000:
        return None
    return 100 if reviews <= 10_000 else 50


def fingerprint(problem: Problem) -> str:
    """The same for equal problems: kept with a plan, it says what the plan is for."""
    text = json.dumps(write_problem(problem), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def versions() -> dict[str, str]:
    return {"python": platform.python_version(), **{name: version(name) for name in ("numpy", "scipy", "highspy")}}


def memory_mb() -> float:
    """The most that this process and any one of its workers have held."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024
