"""The demonstration, started as the README says, stopped and killed as people do."""

import contextlib
import http.client
import os
import re
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from trigpoint.config import environment
from trigpoint.config.postgres import Server

pytestmark = pytest.mark.skipif(
    not (environment.CHECKOUT / ".tools" / "stamps" / "packages").exists(), reason="`make setup` has not been here"
)


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def start(tmp_path: Path, port: int) -> Iterator[Callable[[], subprocess.Popen]]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "DATABASE_URL"))
    }
    started: list[subprocess.Popen] = []

    def begin() -> subprocess.Popen:
        given = {**kept, "TRIGPOINT_HOME": str(tmp_path), "PORT": str(port)}
        demo = subprocess.Popen(
            ["make", "demo"],
            cwd=environment.CHECKOUT,
            env=given,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        started.append(demo)
        return demo

    yield begin
    for demo in started:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(demo.pid, signal.SIGINT)
        demo.wait(60)


def told(demo: subprocess.Popen) -> str:
    """What it prints, up to the last of what to try."""
    lines = []
    for line in demo.stdout:
        lines.append(line)
        if line == "\n" and "Try:\n" in lines:
            break
    return "".join(lines)


def answer(port: int) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/")
    return connection.getresponse().status


def people(home: Path) -> int:
    with Server(home).used(), psycopg.connect(Server(home).conninfo()) as connection:
        return connection.execute("SELECT count(*) FROM people_account").fetchone()[0]


def test_it_starts_stops_and_survives(start: Callable[[], subprocess.Popen], port: int, tmp_path: Path) -> None:
    demo = start()
    said = told(demo)
    assert f"http://127.0.0.1:{port}" in said
    assert len(re.findall(r"^  \S+@\S+ +\w", said, re.M)) >= 5, "it says whom to sign in as"
    assert answer(port) in (200, 302)

    os.killpg(demo.pid, signal.SIGINT)  # Ctrl-C reaches all of the terminal's group
    demo.wait(60)
    with pytest.raises(ConnectionRefusedError):
        answer(port)
    assert not Server(tmp_path).answers()
    held = people(tmp_path)

    demo = start()
    told(demo)

    os.killpg(demo.pid, signal.SIGKILL)
    demo.wait(60)
    demo = start()
    assert f"http://127.0.0.1:{port}" in told(demo)
    assert answer(port) in (200, 302)
    assert people(tmp_path) == held
