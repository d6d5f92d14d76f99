"""The embedded server, for real: started, shared, killed, started again. With fsync, as in use."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from trigpoint.config import database, os_user
from trigpoint.config.postgres import CannotStart, Server

HOLD = """
import sys
from pathlib import Path
from trigpoint.config.postgres import Server
with Server(Path(sys.argv[1])).used():
    print("up", flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a cluster in it, and nothing running."""
    home = tmp_path_factory.mktemp("home")
    with Server(home).used():
        pass
    return home


def hold(home: Path) -> subprocess.Popen:
    """Another process that uses the server until its input is closed."""
    command = [sys.executable, "-c", HOLD, str(home)]
    other = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert other.stdout.readline() == b"up\n"
    return other


def let_go(other: subprocess.Popen) -> None:
    other.stdin.close()
    other.wait(30)


def postmaster(server: Server) -> int:
    return int((server.data / "postmaster.pid").read_text().splitlines()[0])


def test_it_is_stopped_by_the_last_who_uses_it(home: Path) -> None:
    server = Server(home)
    with server.used() as started:
        assert started
        other = hold(home)
    assert server.answers()
    let_go(other)
    assert not server.answers()


def test_who_comes_second_starts_nothing(home: Path) -> None:
    other = hold(home)
    with Server(home).used() as started:
        assert not started
        let_go(other)
        assert Server(home).answers()


def test_racing_starters_share_one_server(home: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        others = list(pool.map(hold, [home] * 4))
    assert Server(home).answers()
    for other in others:
        let_go(other)
    assert not Server(home).answers()


@pytest.mark.parametrize("round_", [1, *(pytest.param(n, marks=pytest.mark.long) for n in range(2, 6))])
def test_nothing_acknowledged_is_lost_when_it_is_killed(home: Path, round_: int) -> None:
    server = Server(home)
    acknowledged: list[int] = []
    with server.used():
        with psycopg.connect(server.conninfo(), autocommit=True) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS kept (number int)")
            connection.execute("TRUNCATE kept")

        def write() -> None:
            with psycopg.connect(server.conninfo(), autocommit=True) as connection:
                for number in range(100_000):
                    try:
                        connection.execute("INSERT INTO kept VALUES (%s)", [number])
                    except psycopg.OperationalError:
                        return
                    acknowledged.append(number)

        writer = threading.Thread(target=write)
        writer.start()
        while len(acknowledged) < 50:
            time.sleep(0.01)
        os.kill(postmaster(server), signal.SIGKILL)
        with Server(home).used() as started, psycopg.connect(server.conninfo()) as connection:
            writer.join()
            held = {number for (number,) in connection.execute("SELECT number FROM kept")}
    assert started
    assert set(acknowledged) <= held


def test_killed_in_use_it_is_started_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIGPOINT_HOME", str(home))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    server = Server(home)
    with database.up():
        assert not database.revive()
        os.kill(postmaster(server), signal.SIGKILL)
        while not gone(postmaster(server)):
            time.sleep(0.01)
        assert database.revive()
        assert server.answers()
    assert not server.answers()
    assert not database.revive()  # nobody has it up


def gone(pid: int) -> bool:
    return not os_user.runs(pid, "postgres")


def test_a_pid_file_of_the_dead_stops_nobody(home: Path) -> None:
    server = Server(home)
    stale = server.data / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{server.data}\n1\n5432\n{server.socket}\n\n")
    with server.used() as started:
        assert started


def test_a_deep_folder_gets_a_short_socket(tmp_path: Path) -> None:
    server = Server(tmp_path / ("deep" * 30))
    assert len(os.fsencode(server.socket)) < 60
    with server.used():
        assert server.answers()


@pytest.mark.skipif(os.getuid() != 0, reason="only root has a home that its server can't reach")
def test_a_home_closed_to_others_stays_closed(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    (closed / "secret").write_text("mine")
    server = Server(closed / "home")
    with server.used():
        closed.chmod(0o700)
    assert not server.answers()
    look = subprocess.run(["ls", closed], user="nobody", capture_output=True, check=False)
    read = subprocess.run(["cat", closed / "secret"], user="nobody", capture_output=True, check=False)
    assert (look.returncode, read.returncode) != (0, 0)
    assert b"mine" not in read.stdout


def test_a_folder_that_is_somebody_elses_is_refused(tmp_path: Path) -> None:
    server = Server(tmp_path)
    server.place.symlink_to("/tmp", target_is_directory=True)
    with pytest.raises(CannotStart, match="belongs to somebody else"), server.used():
        pass
