"""One piece of solving in a process of its own, so that a solver that dies takes nothing with it but its own work."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

TIMES = 3  # a piece that has died so often is given up


def apart[T](do: Callable[..., T], *arguments: Any) -> T:
    """
    What `do` returns, from a child that shares this process's memory as it is now.

    Its last argument says how often it has died before: trying the same again would end the same.
    """
    context = multiprocessing.get_context("fork")
    for attempt in range(TIMES):
        ours, theirs = context.Pipe()
        child = context.Process(target=_work, args=(theirs, do, (*arguments, attempt)), daemon=True)
        child.start()
        theirs.close()
        try:
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
