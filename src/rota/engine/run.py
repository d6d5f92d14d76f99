"""One search from its first plan to its end: what is known, who hears of it, and when it stops."""

import time
from collections.abc import Callable

from rota.case import Case
from rota.engine.greedy import greedy, refill
from rota.engine.state import State, restore
from rota.judging import price
from rota.plan import Plan
from rota.solving import Progress
from rota.words import Words


class Run:
    def __init__(self, case: Case, *, seconds: float, seed: int, workers: int, rounds: int | None) -> None:
        self.case, self.seed, self.workers, self.rounds = case, seed, workers, rounds
        self.began = time.monotonic()
        self.until = self.began + seconds
        self.bound: float | None = None
        self.proven = False
        self.first_seconds = 0.0
        self.history: list[Progress] = []
        self.plan = Plan(instance=case.problem.name)
        self._tell: Callable[[Progress], None] | None = None
        self._cancelled: Callable[[], bool] | None = None

    def listen(self, tell: Callable[[Progress], None] | None, cancelled: Callable[[], bool] | None) -> None:
        self._tell, self._cancelled = tell, cancelled

    def stop(self) -> bool:
        """Out of time, or cancelled. Who counts rounds does not look at the clock."""
        late = self.rounds is None and time.monotonic() > self.until
        return late or (self._cancelled is not None and self._cancelled())

    def go(self, start: Plan | None) -> "Run":
        state = restore(self.case, start.bookings) if start else greedy(self.case)
        refill(state, [v for v in range(len(self.case.problem.reviews)) if v not in state.placed])
        self.first_seconds = time.monotonic() - self.began
        self.note(state, Words("a first plan"))
        return self

    def note(self, state: State, doing: Words) -> None:
        """Keep this plan and say so."""
        self.plan = state.plan()
        found = price(self.case, self.plan)
        progress = Progress(
            seconds=time.monotonic() - self.began,
            doing=doing,
            objective=found.total,
            bound=self.bound,
            shortfalls=len(found.shortfalls),
            plan=self.plan,
        )
        self.history.append(progress)
        if self._tell:
            self._tell(progress)
