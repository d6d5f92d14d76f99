"""
The processes of a running Trigpoint, under one that watches them: web server and worker.

A child that dies is started again. When the watcher ends, by Ctrl-C or by kill -9, its children end too.
"""

import contextlib
import ctypes
import dataclasses
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from trigpoint.config import environment
from trigpoint.config.postgres import CannotStart

PR_SET_PDEATHSIG = 1
PATIENCE = 20  # seconds that a child has to finish what it does
BRIEF = 5  # a child that lives shorter than this, MOST_BRIEF times in a row, is not started again
MOST_BRIEF = 3
LOOK_EVERY = 1  # seconds between two looks whether the database is there


class PortTaken(Exception):
    """Another program listens there."""


@dataclasses.dataclass(slots=True, kw_only=True)
class Child:
    """A command that is to keep running."""

    name: str
    command: list[str]
    running: subprocess.Popen[bytes] | None = None
    started: float = 0
    brief: int = 0

    def start(self) -> None:
        self.started = time.monotonic()
        self.running = subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # so that Ctrl-C reaches the watcher alone, which then ends them in order
            preexec_fn=end_with_parent,  # noqa: PLW1509 - this process has one thread
        )


@dataclasses.dataclass(slots=True, kw_only=True)
class _Every:
    """Something to look after every so many seconds; `said` when there was something to do."""

    seconds: float
    act: Callable[[], bool]
    said: str
    last: float = 0

    def again(self) -> None:
        if time.monotonic() - self.last > self.seconds:
            self.last = time.monotonic()
            if self.act():
                print(self.said, file=sys.stderr)


def web(*, host: str, port: int) -> Child:
    """Gunicorn, as the environment says."""
    memory = Path("/dev/shm")  # noqa: S108 - gunicorn makes files of its own names there
    options = {
        "--bind": f"{host}:{port}",
        "--workers": environment.read("WEB_PROCESSES", "2"),
        "--threads": environment.read("WEB_THREADS", "4"),
        "--timeout": "60",
        "--graceful-timeout": str(PATIENCE // 2),
        "--max-requests": "10000",
        "--max-requests-jitter": "1000",
        "--log-level": "warning",
        **({"--worker-tmp-dir": str(memory)} if memory.is_dir() else {}),
    }
    flat = [word for option in options.items() for word in option]
    gunicorn = [sys.executable, "-m", "gunicorn", *flat, "--preload", "--no-control-socket", "trigpoint.config.wsgi"]
    return Child(name="web server", command=gunicorn)


def worker() -> Child:
    """Procrastinate's worker, for mail and all that happens later."""
    return Child(name="worker", command=[sys.executable, "-m", "trigpoint.config.worker", str(PATIENCE // 2)])


def chosen_port() -> int:
    """PORT, when it is one. Raises ValueError with a sentence."""
    given = environment.read("PORT", "8000")
    if not given.isdecimal() or not 1 <= int(given) <= 65535:
        raise ValueError(f"PORT must be a number from 1 to 65535, not '{given}'.")
    return int(given)


def make_sure_is_free(host: str, port: int) -> None:
    """Raises PortTaken unless one can listen there; one that is just ending gets a moment."""
    for wait in (0.5, 1, 2, 0):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((host, port))
            except OSError as problem:
                reason = problem.strerror
            else:
                return
        time.sleep(wait)
    raise PortTaken(f"Port {port} can't be had ({reason}). Stop what uses it, or choose another: PORT={port + 1}.")


def watch(
    children: list[Child],
    *,
    host: str,
    port: int,
    when_ready: Callable[[], None],
    revive: Callable[[], bool] = lambda: False,
) -> int:
    """
    Run until Ctrl-C or SIGTERM (0), or until a child, or the database, can't be kept alive (1).

    `revive` starts the database again if it has died, and says whether it had.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trigpoint.config.settings")
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGHUP, _interrupt)
    told = False
    look = _Every(seconds=LOOK_EVERY, act=revive, said="The database ended and is started again.")
    try:
        for child in children:
            child.start()
        while True:
            look.again()
            if not told and _answers(host, port):
                when_ready()
                told = True
            for child in children:
                if not _kept_alive(child):
                    print(f"The {child.name} does not stay up; what it said is above.", file=sys.stderr)
                    return 1
            time.sleep(0.2)
    except KeyboardInterrupt:
        return 0
    except CannotStart as problem:
        print(problem, file=sys.stderr)
        return 1
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)  # it is ending already
        _end(children)


def _kept_alive(child: Child) -> bool:
    if child.running is None or child.running.poll() is None:
        return True
    child.brief = child.brief + 1 if time.monotonic() - child.started < BRIEF else 0
    if child.brief >= MOST_BRIEF:
        return False
    print(f"The {child.name} ended ({child.running.returncode}) and is started again.", file=sys.stderr)
    child.start()
    return True


def _end(children: list[Child]) -> None:
    alive = [child.running for child in children if child.running and child.running.poll() is None]
    for process in alive:
        process.terminate()
    until = time.monotonic() + PATIENCE
    for process in alive:
        try:
            process.wait(max(0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _answers(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1" if host == "0.0.0.0" else host, port, timeout=5)  # noqa: S104
    try:
        connection.request("HEAD", "/", headers={"Host": "127.0.0.1"})
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def end_with_parent() -> None:
    """This process gets SIGTERM when its parent dies, however that dies (Linux)."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
