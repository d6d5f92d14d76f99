"""The watcher of web server and worker."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from trigpoint.config import processes

WATCH = """
import sys
from trigpoint.config.processes import Child, watch
serve = "import sys, http.server as h; h.HTTPServer(('127.0.0.1', int(sys.argv[1])), h.BaseHTTPRequestHandler).serve_forever()"
web = Child(name="web server", command=[sys.executable, "-c", serve, sys.argv[1]])
worker = Child(name="worker", command=[sys.executable, "-c", sys.argv[2]])
ready = lambda: print("ready", flush=True)
sys.exit(watch([web, worker], host="127.0.0.1", port=int(sys.argv[1]), when_ready=ready, revive=lambda: True))
"""


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def watcher(port: int, tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen]]:
    started: list[subprocess.Popen] = []

    def start(worker: str = "import time; time.sleep(100)") -> subprocess.Popen:
        command = [sys.executable, "-c", WATCH, str(port), worker]
        started.append(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path))
        return started[-1]

    yield start
    for one in started:
        one.kill()
        one.wait()


def children(of: subprocess.Popen) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{of.pid}/task/{of.pid}/children").read_text().split()]


def gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def wait_until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + 15
    while not true():
        assert time.monotonic() < until, "it took too long"
        time.sleep(0.05)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_told_to_stop_it_stops_all(watcher: Callable[..., subprocess.Popen], number: signal.Signals) -> None:
    watching = watcher()
    assert watching.stdout.readline() == b"ready\n"
    both = children(watching)
    watching.send_signal(number)
    assert watching.wait(15) == 0
    assert len(both) == 2
    assert all(gone(pid) for pid in both)


def test_killed_it_leaves_no_orphans(watcher: Callable[..., subprocess.Popen]) -> None:
    watching = watcher()
    assert watching.stdout.readline() == b"ready\n"
    both = children(watching)
    watching.kill()
    wait_until(lambda: all(gone(pid) for pid in both))


def test_a_child_that_dies_is_started_again(watcher: Callable[..., subprocess.Popen]) -> None:
    watching = watcher()
    assert watching.stdout.readline() == b"ready\n"
    first = children(watching)
    os.kill(first[1], signal.SIGKILL)
    wait_until(lambda: len(children(watching)) == 2 and children(watching) != first)


def test_a_child_that_can_not_live_ends_it_all(watcher: Callable[..., subprocess.Popen]) -> None:
    watching = watcher("raise SystemExit(3)")
    assert watching.wait(15) == 1
    said = watching.stderr.read()
    assert b"The worker does not stay up" in said
    assert b"The database ended and is started again." in said


def test_a_taken_port_is_a_sentence(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes.time, "sleep", lambda seconds: None)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        with pytest.raises(processes.PortTaken, match=f"choose another: PORT={port + 1}"):
            processes.make_sure_is_free("127.0.0.1", port)
    processes.make_sure_is_free("127.0.0.1", port)
