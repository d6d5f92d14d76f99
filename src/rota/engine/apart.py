"""One piece of solving in a process of its own, so that a solver that dies or hangs takes nothing with it but its own work."""

import math
import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

TIMES = 3  # a piece that has died so often is given up
GRACE = 15.0  # seconds beyond its time after which a piece is taken to hang
LONGEST = 900.0  # seconds for a piece that counts nodes and has no time of its own


def apart[T](do: Callable[..., T], *arguments: Any, seconds: float) -> T | None:
    """
    What `do` returns, from a child that shares this process's memory as it is now; None when it hangs.

    Its last argument says how often it has died before: trying the same again would end the same. `seconds` is how long
    it means to take: the solver looks at its clock only between two steps, and a step may never end.
    """
    patience = (1.25 * max(0.0, seconds) if math.isfinite(seconds) else LONGEST) + GRACE
    context = multiprocessing.get_context("fork")
    for attempt in range(TIMES):
        ours, theirs = context.Pipe()
        child = context.Process(target=_work, args=(theirs, do, (*arguments, attempt)), daemon=True)
        child.start()
        theirs.close()
        try:
            if not ours.poll(patience):
                child.kill()
                return None
            done, answer = ours.recv()
        except EOFError:
            continue
        finally:
            ours.close()
            child.join()
        if not done:
            raise answer
        found: T = answer
        return found
    raise RuntimeError("the solver died three times over")


def _work(pipe: Connection, do: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    try:
        pipe.send((True, do(*arguments)))
    except Exception as problem:  # noqa: BLE001 - whoever asked must hear of it
        pipe.send((False, problem))
