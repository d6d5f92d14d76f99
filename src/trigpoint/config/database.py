"""Which database: the one that DATABASE_URL names, else the embedded one."""

import contextlib
import os
from collections.abc import Iterator
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from trigpoint.config import environment
from trigpoint.config.postgres import Server


def conninfo() -> str:
    return environment.read("DATABASE_URL") or Server(environment.home()).conninfo()


def settings() -> dict[str, Any]:
    """Django's settings of the database. Starts nothing."""
    given: dict[str, Any] = {**conninfo_to_dict(conninfo())}
    pool = environment.read("DATABASE_POOL")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": given.pop("dbname", ""),
        "USER": given.pop("user", ""),
        "PASSWORD": given.pop("password", ""),
        "HOST": given.pop("host", ""),
        "PORT": given.pop("port", ""),
        "CONN_MAX_AGE": 0 if pool else 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**given, **({"pool": {"min_size": 1, "max_size": int(pool)}} if pool else {})},
    }


_in_use: list[Server] = []
"""The embedded server, while this process has it up."""


def revive() -> bool:
    """Start the embedded server again if it has died while this process has it up. Says whether it had."""
    return any(server.revive() for server in _in_use)


@contextlib.contextmanager
def up() -> Iterator[bool]:
    """Have the database up for as long as the block runs. Yields whether the embedded one had to be started."""
    if environment.read("DATABASE_URL"):
        yield False
        return
    server = Server(environment.home())
    with server.used() as started:
        os.environ["DATABASE_URL"] = conninfo()  # so that child processes use it and never stop it
        _in_use.append(server)
        try:
            yield started
        finally:
            _in_use.remove(server)
            del os.environ["DATABASE_URL"]
