"""One search from its first plan to its end: what is known, who hears of it, and when it stops."""

import math
import time
from collections.abc import Callable, Iterator, Mapping

import numpy as np

from rota.case import FILE, Case
from rota.engine import jobs
from rota.engine.apart import apart
from rota.engine.crew import Crew, Desk
from rota.engine.greedy import greedy, refill
from rota.engine.model import Answer
from rota.engine.parts import groups, split
from rota.engine.state import Placed, State, restore
from rota.plan import Plan
from rota.solving import Progress
from rota.words import Words

SMALL = 12  # reviews that can be planned to the optimum together
SHORT, LONG = 3.0, 5.0  # seconds between two splits of the map
ALONE = 300  # up to so many reviews one process makes the first plan
NODES = 25  # of a group's tree for each round, when rounds are counted
WARM = 4.0  # points by which the search prefers this or that by chance
COOL = 0.15  # share of the time, at the end, in which nothing worse is accepted
ANEW = 1.15  # a plan made by worths soon overtakes one that is so much better
HUGE = 10_000  # beyond so many no worths are looked for: there is no time for it


class Run:
    def __init__(self, case: Case, *, seconds: float, seed: int, workers: int, rounds: int | None) -> None:
        self.case, self.seed, self.workers, self.rounds = case, seed, max(1, workers), rounds
        self.began = time.monotonic()
        self.until = self.began + seconds
        self.bound: float | None = None
        self.proven = False
        self.first_seconds = 0.0
        self.history: list[Progress] = []
        self.state = State(case)
        self.best: tuple[float, dict[int, Placed]] = (math.inf, {})  # the search may leave a plan for one that is worse
        self._tell: Callable[[Progress], None] | None = None
        self._cancelled: Callable[[], bool] | None = None

    @property
    def plan(self) -> Plan:
        return self.state.plan()

    def listen(self, tell: Callable[[Progress], None] | None, cancelled: Callable[[], bool] | None) -> None:
        self._tell, self._cancelled = tell, cancelled

    def stop(self) -> bool:
        """Out of time, or cancelled. Who counts rounds does not look at the clock."""
        late = self.rounds is None and time.monotonic() > self.until
        return late or (self._cancelled is not None and self._cancelled())

    def left(self) -> float:
        return self.until - time.monotonic()

    def go(self, start: Plan | None) -> "Run":
        count = len(self.case.problem.reviews)
        if start is not None:
            self.state = restore(self.case, start.bookings)
        elif count <= ALONE or self.workers == 1:
            self.state = greedy(self.case)
        else:
            self._first_in_parts()
        refill(self.state, [v for v in range(count) if self.state.short(v)])
        self.first_seconds = time.monotonic() - self.began
        self._note(Words("a first plan"))
        parts = groups(self.case) if count <= 1000 else []
        if parts and len(parts[0]) <= SMALL:
            self._groups(parts)
        elif self.rounds is not None:
            self._counted(self.rounds)
        else:
            self._together()
        return self

    def _first_in_parts(self) -> None:
        with Crew(self.case, self.state, size=self.workers, seed=self.seed) as crew:
            for number, part in enumerate(split(self.case, self.state, self.workers, 0.0, 0)):
                crew.give(number, jobs.first_plans, part, self.workers)
            while crew.busy:
                for _, found in crew.results(60):
                    if found is not None:
                        self.state.take_in(found)

    def _take_in(self, changes: Mapping[int, Placed | None]) -> None:
        for review in changes:
            self.state.lift(review)
        for review, where in changes.items():
            if where is not None:
                self.state.put(review, where)

    # Few reviews in each group: every group to its optimum.

    def _groups(self, parts: list[list[int]]) -> None:
        lost, proven = 0.0, True
        for answer in self._answers(parts):
            if answer is None:
                proven = False
                continue
            proven = proven and answer.optimal
            lost += answer.objective - answer.bound
            self._take_in(answer.placed)
            self._note(Words("planning group by group"))
        clean = not len(self._overdrawn())
        if not clean:  # what groups share after all, such as a week's room: plan those again around the others
            proven = False
            self._again(parts)
        points = self.state.points()
        if self.case.scale is FILE and (clean or self.bound is None):
            self.bound = points - lost if clean else None
        self.proven = proven and clean
        self._note(Words("the end"))

    def _answers(self, parts: list[list[int]]) -> Iterator[Answer | None]:
        """Each group's answer as it comes. Groups don't see each other, so each worker starts from an empty plan."""
        nodes = self._nodes()
        if self.workers == 1 or len(parts) == 1:
            for part in parts:
                known = {v: self.state.placed[v] for v in part if v in self.state.placed}
                desk = Desk(self.case, restore(self.case, known), self.seed)
                seconds = self.left() if nodes is None else math.inf
                if self.stop():
                    yield None
                else:
                    yield apart(jobs.solve_group, desk, part, seconds, self.seed, nodes, seconds=seconds)
            return
        with Crew(self.case, self.state, size=self.workers, seed=self.seed) as crew:
            waiting, given, deaths = list(parts), dict[int, list[int]](), 0
            while (waiting or crew.busy) and (nodes is not None or self.left() > -20):
                for worker in crew.idle():
                    if waiting and not self.stop():
                        part = given[worker] = waiting.pop(0)
                        others = {v: None for v in self.state.placed if v not in part}
                        crew.tell({**others, **{v: self.state.placed[v] for v in part if v in self.state.placed}})
                        crew.give(worker, jobs.solve_group, part, self.left(), self.seed, None, deaths)
                    elif waiting:
                        yield None
                        waiting.pop(0)
                for worker, answer in crew.results(1):
                    if answer is None and not self.stop():  # the worker died: its group waits for another
                        deaths += 1
                        waiting.append(given[worker])
                    else:
                        yield answer

    def _overdrawn(self) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
        book, levels = self.case.book, self.state.tally.fit()
        return np.flatnonzero(book.never_over[: len(levels)] & (levels > book.high[: len(levels)] + 1e-6))

    def _again(self, parts: list[list[int]]) -> None:
        for part in parts:
            if not len(self._overdrawn()):
                return
            self._take_in(self._alone(part))

    def _alone(self, part: list[int]) -> Mapping[int, Placed]:
        """This group's best plan around all others as they stand."""
        desk = Desk(self.case, self.state, self.seed)
        seconds = max(5.0, self.left()) if self.rounds is None else math.inf
        answer = apart(jobs.solve_group, desk, part, seconds, self.seed, self._nodes(), seconds=seconds)
        return answer.placed if answer is not None else {}

    def _nodes(self) -> int | None:
        return None if self.rounds is None else NODES * self.rounds

    # By rounds: the same every time, in one worker.

    def _counted(self, rounds: int) -> None:
        with Crew(self.case, self.state, size=1, seed=self.seed) as crew:
            for job, *arguments in ((jobs.worths, math.inf), (jobs.count, rounds)):
                crew.give(0, job, *arguments)
                while crew.busy:
                    for _, answer in crew.results(60):
                        if answer is None:
                            return
                        if isinstance(answer, jobs.Found):
                            self._bounded(answer.bound)
                            self._begin_anew(answer.plan, crew)
                        else:
                            self._take_in(answer)
        self._settle()

    def _closed(self) -> bool:
        if self.bound is None or not self.history:
            return False
        self.proven = self.history[-1].objective <= self.bound + 0.5
        return self.proven

    # Several processes: one looks for the bound while another already improves, then each has its part of the map.

    def _together(self) -> None:
        turn, random, seconds = 0, np.random.default_rng(self.seed), self.left()
        wanted = len(self.case.problem.reviews) <= HUGE
        waiting: dict[int, Placed] | None = None  # a plan made by worths, until nobody works on the one before
        with Crew(self.case, self.state, size=self.workers, seed=self.seed) as crew:
            if wanted:
                crew.give(0, jobs.worths, self.left() * 0.6)
            while not self.stop() and not self._closed():
                searching = crew.idle()
                if waiting is not None and len(searching) + wanted == self.workers:
                    self._begin_anew(waiting, crew)
                    waiting = None
                if waiting is not None or (not wanted and len(searching) < self.workers):
                    searching = []  # a split needs all of them
                parts = (
                    split(self.case, self.state, len(searching), random.uniform(0, np.pi), turn) if searching else []
                )
                epoch = min(SHORT if turn < 8 else LONG, max(0.1, self.left()))
                for number, part in zip(searching, parts, strict=True):
                    crew.give(number, jobs.improve, part, epoch, WARM if self.left() > COOL * seconds else 0.0)
                turn += bool(searching)
                for number, answer in crew.results(epoch + 30):
                    if answer is None:
                        wanted = wanted and number != 0
                    elif not isinstance(answer, jobs.Found):
                        self._take_in(answer[0])
                        crew.tell(answer[0], but=number)
                    else:
                        self._bounded(answer.bound)
                        wanted, waiting = self._learned(crew, number, answer, waiting)
                if not crew.busy:
                    self._keep()
                    self._note(Words("improving"))
        self._settle()

    def _learned(
        self, crew: Crew, worker: int, found: jobs.Found, waiting: dict[int, Placed] | None
    ) -> tuple[bool, dict[int, Placed] | None]:
        """Let everybody know the worths; whether the bound is gone on with, and the plan that is to be taken."""
        if len(found.told[0]):
            crew.learn(found.told, but=worker)
        if found.more and self.left() > 0:
            crew.give(worker, jobs.better_bound, self.left() * 0.3)
        return found.more, found.plan or waiting

    def _begin_anew(self, plan: Mapping[int, Placed], crew: Crew) -> None:
        """Go on from a plan that was made by worths, unless the one there is is a good deal better; that one is kept."""
        fresh, points = restore(self.case, plan).points(), self.state.points()
        if fresh > ANEW * points:
            return
        self._keep()
        changes = {review: plan.get(review) for review in range(len(self.case.problem.reviews))}
        self._take_in(changes)
        crew.tell(changes)

    def _keep(self) -> None:
        points = self.state.points()
        if points < self.best[0]:
            self.best = (points, dict(self.state.placed))

    def _settle(self) -> None:
        """The end: the best plan that there has been."""
        points, placed = self.best
        if points < self.state.points():
            self.state = restore(self.case, placed)
        self._note(Words("the end"))

    def _bounded(self, bound: float | None) -> None:
        if bound is not None and self.case.scale is FILE:
            self.bound = max(bound, self.bound or -np.inf)

    def _note(self, doing: Words) -> None:
        """Say how far the search is. Points are the file's when it aims at those, else the tiers'."""
        short = 0
        for review, wanted in enumerate(self.case.problem.reviews):
            where = self.state.placed.get(review)
            short += 1 + wanted.members if where is None else (where.lead < 0) + wanted.members - len(where.members)
        progress = Progress(
            seconds=time.monotonic() - self.began,
            doing=doing,
            objective=min(self.state.points(), self.best[0]),
            bound=self.bound,
            shortfalls=short,
        )
        self.history.append(progress)
        if self._tell:
            self._tell(progress)
