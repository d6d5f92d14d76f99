"""Have everything a command needs: the database up and its tables up to date."""

import contextlib
import sys
from collections.abc import Iterator

import psycopg
from django.core.management import call_command
from django.db import OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from trigpoint.config import database, environment
from trigpoint.config.postgres import CannotStart, Server

LAST_WITH_EVERY_STEP = "9d9b943"
"""The commit that still has each of the steps that decision 12 made one of."""


class LeftHalfway(Exception):
    """The tables stopped between two steps that have since become one."""


@contextlib.contextmanager
def database_ready() -> Iterator[str]:
    """
    Have the database up and migrated, saying on one line of standard error what that took.

    Yields "" or, in one sentence, why it can't be had.
    """
    line = Line()
    with contextlib.ExitStack() as stack:
        try:
            server = Server(environment.home())
            if not environment.read("DATABASE_URL") and not server.answers():
                line.add(f"Starting the embedded PostgreSQL in {server.place}")
            stack.enter_context(database.up())
            count = _migrate(line)
        except (CannotStart, LeftHalfway, OSError, psycopg.OperationalError, OperationalError) as problem:
            line.end()
            yield f"The database can't be used: {' '.join(str(problem).split())}"
            return
        line.end(f"{count} migrations applied." if count else "ready.")
        try:
            yield ""
        finally:
            connections.close_all()


def _migrate(line: "Line") -> int:
    """Bring the tables up to date; returns how many migrations that took. One process at a time."""
    connection = connections["default"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(7411)")
        try:
            _refuse_halfway(connection)
            executor = MigrationExecutor(connection)
            plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
            if plan:
                line.add("Bringing the tables up to date")
                call_command("migrate", verbosity=0, interactive=False)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(7411)")
    return len(plan)


def _refuse_halfway(connection: BaseDatabaseWrapper) -> None:
    applied = MigrationRecorder(connection).applied_migrations().keys()
    loader = MigrationLoader(connection, load=False)
    loader.load_disk()
    for key, migration in loader.disk_migrations.items():
        gone = set(migration.replaces) - loader.disk_migrations.keys()
        if applied & {key, *gone} and not gone <= applied:
            raise LeftHalfway(
                f"its tables of {key[0]} are from before the first release, and this version has no step from there to here. "
                f"Nothing is lost: check out commit {LAST_WITH_EVERY_STEP}, run `trigpoint check` there once, then come back."
            )


class Line:
    """One line on standard error that grows while something happens; nothing at all when nothing does."""

    def __init__(self) -> None:
        self.begun = False

    def add(self, words: str) -> None:
        sys.stderr.write(f"{words} … ")
        sys.stderr.flush()
        self.begun = True

    def end(self, words: str = "") -> None:
        if self.begun:
            sys.stderr.write(f"{words}\n")
            sys.stderr.flush()
        self.begun = False
