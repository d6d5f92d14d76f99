"""
What every test may ask for.

One PostgreSQL serves a whole run: the embedded one, under var/test, unless DATABASE_URL names another. Migrations run
once into a template, from which each worker's database is copied; the template is kept until a migration changes.
"""

import datetime as dt
import hashlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from trigpoint.config import database, environment
from trigpoint.config.postgres import Server

ROOT = Path(__file__).parents[1]

LONGEST = (
    "tests/config/test_demo.py",
    "tests/journeys/",
    "tests/architecture/test_access_walk.py",
    "tests/rota/test_random.py",
)

pytest_plugins = ["tests.sign_in", "tests.browser", "tests.mail"]


def pytest_configure() -> None:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.DATABASES["default"]["CONN_MAX_AGE"] = 0  # a kept connection would stop a test database being dropped
    signal.signal(signal.SIGINT, signal.default_int_handler)  # started in the background, it would be ignored by all


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each worker begins with its share of the longest, so that none is left with one when the others are done."""
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    long = [item for start in LONGEST for item in items if item.nodeid.startswith(start)]
    short = [item for item in items if not item.nodeid.startswith(LONGEST)]
    cuts = [len(short) * number // workers for number in range(workers + 1)]
    parts = [[*long[number::workers], *short[cuts[number] : cuts[number + 1]]] for number in range(workers)]
    items[:] = [item for part in parts for item in part]


@pytest.fixture
def at() -> dt.datetime:
    """The moment at which tests happen: a Thursday morning in term."""
    return dt.datetime(2027, 1, 14, 9, 30, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(scope="session")
def database_server() -> Iterator[str]:
    """A running PostgreSQL, as a connection string of its maintenance database."""
    if environment.read("DATABASE_URL"):
        yield make_conninfo(database.conninfo(), dbname="postgres")
        return
    quick = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    server = Server(environment.home() / "test", settings=quick)
    with server.used():
        yield server.conninfo("postgres")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    database_server: str, django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: pytest.FixtureRequest
) -> None:
    """Point Django at the server, and its test database at the template."""
    given = conninfo_to_dict(database_server)
    connection = connections["default"]
    place = {"HOST": given.get("host", ""), "PORT": given.get("port", ""), "USER": given.get("user", "")}
    connection.settings_dict.update({**place, "PASSWORD": given.get("password", "")})
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = _template(database_server)


def _template(server: str) -> str:
    """The name of a database that has every migration, made when it isn't there."""
    digest = hashlib.sha256((ROOT / "uv.lock").read_bytes())
    for migration in sorted((ROOT / "src").glob("trigpoint/*/migrations/*.py")):
        digest.update(str(migration.relative_to(ROOT)).encode() + migration.read_bytes())
    name = f"template_{digest.hexdigest()[:16]}"
    with psycopg.connect(server, autocommit=True) as maintenance:
        maintenance.execute("SELECT pg_advisory_lock(7410)")  # one worker makes it, the others wait
        held = {row[0] for row in maintenance.execute("SELECT datname FROM pg_database WHERE datname ~ '^template_'")}
        if name in held:
            return name
        for old in (*held, "making_template"):
            maintenance.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(old)))
        maintenance.execute("CREATE DATABASE making_template")
        connection = connections["default"]
        usual = connection.settings_dict["NAME"]
        connection.settings_dict["NAME"] = "making_template"
        try:
            call_command("migrate", verbosity=0)
        finally:
            connection.close()
            connection.settings_dict["NAME"] = usual
        rename = sql.SQL("ALTER DATABASE making_template RENAME TO {}")
        maintenance.execute(rename.format(sql.Identifier(name)))
    return name


@pytest.fixture(scope="session", autouse=True)
def _mails_stay_in_the_outbox(django_test_environment: None) -> None:
    """As in use: every mail becomes a row. What a developer's environment names as mail server is not used."""
    outbox = {"BACKEND": "trigpoint.messaging.backend.OutboxBackend"}
    settings.MAILERS = {**settings.MAILERS, "default": outbox}
    settings.MAIL_SERVER = ""
