"""
Worker processes. Each has its own copy of the plan; what one changes, the others are told before they go on.

They are forked before any solver has run, so that all share the memory of the problem, and they talk through pipes.
"""

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Mapping
from multiprocessing.connection import Connection, wait
from typing import Any, NamedTuple, Self

from rota.case import Case
from rota.engine.bound import Generation, Worth
from rota.engine.search import Search
from rota.engine.state import Placed, State
from rota.ground import Floats, Ints

Changes = dict[int, Placed | None]


class Job(NamedTuple):
    """What a worker is to do: a function of this package, after taking in what has changed elsewhere."""

    do: Callable[..., Any]
    arguments: tuple[Any, ...]
    changes: Changes
    worths: Any = None  # to be learned first


class Desk:
    """What a worker keeps between jobs."""

    def __init__(self, case: Case, state: State, seed: int) -> None:
        self.case, self.state = case, state
        self.search = Search(case, state, seed)
        self.generation: Generation | None = None  # the bound's programme, to be gone on with

    def take_in(self, changes: Mapping[int, Placed | None]) -> None:
        for review, where in changes.items():
            if where is None:
                self.state.lift(review)
            else:
                self.state.put(review, where)

    def learn(self, told: tuple[Ints, Floats]) -> None:
        """Prefer people by what they are worth elsewhere, from now on. Accounts come by their rules' numbers."""
        worth = Worth(self.case)
        numbers = self.case.book.number(told[0])
        worth.fit()[numbers] = told[1]
        self.search.learn(worth)


class Crew:
    """`size` workers; those that are idle can be given a job, and `results` waits for the next that are done."""

    def __init__(self, case: Case, state: State, *, size: int, seed: int) -> None:
        self._desk: Callable[[int], Desk] = lambda number: Desk(case, state, seed * 1000 + number + 1)
        self.pipes: list[Connection] = []
        self.processes: list[multiprocessing.process.BaseProcess] = []
        self.behind: list[Changes] = [{} for _ in range(size)]
        self.busy: set[int] = set()
        self.worths: Any = None
        self.unlearned: dict[int, Any] = {}
        for number in range(size):
            pipe, process = self._hire(number)
            self.pipes.append(pipe)
            self.processes.append(process)

    def _hire(self, number: int) -> tuple[Connection, multiprocessing.process.BaseProcess]:
        """A worker who knows the plan as it stands."""
        context = multiprocessing.get_context("fork")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._desk(number)), daemon=True)
        process.start()
        theirs.close()
        return ours, process

    def idle(self) -> list[int]:
        return [number for number in range(len(self.pipes)) if number not in self.busy]

    def give(self, worker: int, do: Callable[..., Any], *arguments: Any) -> None:
        self.pipes[worker].send(Job(do, arguments, self.behind[worker], self.unlearned.pop(worker, None)))
        self.behind[worker] = {}
        self.busy.add(worker)

    def tell(self, changes: Mapping[int, Placed | None], *, but: int | None = None) -> None:
        """Everybody but the one who made these changes takes them in before the next job."""
        for number, behind in enumerate(self.behind):
            if number != but:
                behind.update(changes)

    def learn(self, worths: Any, *, but: int) -> None:
        """Everybody but the one who found these worths learns them before the next job, and whoever is hired later."""
        self.worths = worths
        self.unlearned = {number: worths for number in range(len(self.pipes)) if number != but}

    def results(self, seconds: float) -> Iterable[tuple[int, Any]]:
        """What workers have finished by now, waiting so long for the first of them."""
        for pipe in wait([self.pipes[number] for number in self.busy], timeout=max(0.0, seconds)):
            number = next(n for n, known in enumerate(self.pipes) if known is pipe)
            self.busy.discard(number)
            try:
                done, answer = self.pipes[number].recv()
            except EOFError:  # a worker that dies takes only its own work with it
                self.pipes[number], self.processes[number] = self._hire(number)
                self.behind[number] = {}
                if self.worths is not None:
                    self.unlearned[number] = self.worths
                yield number, None
                continue
            if not done:
                raise RuntimeError(f"a worker failed: {answer}")
            yield number, answer

    def dismiss(self) -> None:
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.join(2)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.dismiss()


def _serve(pipe: Connection, desk: Desk) -> None:
    """A worker's life."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who leads
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    while True:
        try:
            job: Job = pipe.recv()
        except EOFError:
            return
        try:
            desk.take_in(job.changes)
            if job.worths is not None:
                desk.learn(job.worths)
            pipe.send((True, job.do(desk, *job.arguments)))
        except Exception as problem:  # noqa: BLE001 - whatever it is, the one who leads must hear of it
            pipe.send((False, repr(problem)))
