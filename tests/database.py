"""
The database of the tests.

One PostgreSQL serves a whole run: the embedded one, under var/test, unless DATABASE_URL names another. Migrations run
once into a template, which also holds what ships as published (frameworks, maps, review models); each worker has a copy
of it. The template is kept until a migration or a shipped file changes.

A test ends by rolling back; one that commits (`transaction=True`, `live_server`) ends by putting back what the template
holds. `nothing_published` empties the shelves again, for tests of publishing.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import TransactionTestCase
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tests.factories.frameworks import PUBLISHED_AT
from tests.factories.programmes import SIGNED_AT
from trigpoint.config import database, environment
from trigpoint.config.postgres import Server
from trigpoint.frameworks.actions import publishing
from trigpoint.programmes.actions import review_models

ROOT = Path(__file__).parents[1]
MADE_BY = (
    "uv.lock",
    "tests/database.py",
    "src/trigpoint/*/migrations/*.py",
    "src/trigpoint/frameworks/shipped/**/*.yaml",
    "src/trigpoint/programmes/shipped/*.yaml",
)
"""What the template follows from: another one is made when any of these changes."""

KEEP = """
CREATE SCHEMA kept;

DO $$
DECLARE held text;
BEGIN
    FOR held IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'django_migrations' LOOP
        EXECUTE format('CREATE TABLE kept.%1$I AS TABLE public.%1$I', held);
        IF pg_relation_size(format('kept.%I', held)::regclass) = 0 THEN
            EXECUTE format('DROP TABLE kept.%I', held);
        END IF;
    END LOOP;
END $$;

CREATE FUNCTION kept.put_back() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    held text;
BEGIN
    SET LOCAL session_replication_role = replica;  -- no trigger, and no order: all that is referred to comes back
    FOR held IN SELECT relname FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'django_migrations'
        AND pg_relation_size(oid) > 0 LOOP
        EXECUTE format('DELETE FROM public.%1$I', held);  -- of a few rows, thirty times as fast as to truncate
    END LOOP;
    FOR held IN SELECT tablename FROM pg_tables WHERE schemaname = 'kept' LOOP
        EXECUTE format('INSERT INTO public.%1$I SELECT * FROM kept.%1$I', held);
    END LOOP;
END $$;
"""


@pytest.fixture(scope="session")
def database_server() -> Iterator[str]:
    """A running PostgreSQL, as a connection string of its maintenance database."""
    if environment.read("DATABASE_URL"):
        yield make_conninfo(database.conninfo(), dbname="postgres")
        return
    quick = {
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        # Tables that are emptied and filled again in one go leave nothing in the log, and nobody waits for a checkpoint.
        "wal_level": "minimal",
        "max_wal_senders": "0",
        "checkpoint_timeout": "1h",
        "max_wal_size": "4GB",
        "shared_buffers": "384MB",
    }
    server = Server(environment.home() / "test", settings=quick)
    with server.used():
        yield server.conninfo("postgres")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, database_server: str, django_db_blocker: Any) -> Iterator[None]:
    """A copy of the template for this worker, instead of pytest-django's own: nothing is left to migrate in it."""
    given = conninfo_to_dict(database_server)
    place = {"HOST": given.get("host", ""), "PORT": given.get("port", ""), "USER": given.get("user", "")}
    connection.settings_dict.update({**place, "PASSWORD": given.get("password", "")})
    usual = connection.settings_dict["NAME"]
    own = "_".join(filter(None, ["test_trigpoint", os.environ.get("PYTEST_XDIST_WORKER")]))
    with (
        django_db_blocker.unblock(),
        psycopg.connect(database_server, autocommit=True) as maintenance,
        pytest.MonkeyPatch.context() as monkeypatch,
    ):
        template = _template(maintenance)
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(own))
        maintenance.execute(drop)
        copy = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(own), sql.Identifier(template))
        maintenance.execute(copy)
        _use(own)
        monkeypatch.setattr(TransactionTestCase, "_fixture_teardown", _put_back)
        yield
        _use(usual)
        maintenance.execute(drop)


@pytest.fixture
def nothing_published(db: None) -> None:
    """As in an installation that nobody has set up: no framework, no map, no review model."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE frameworks_framework CASCADE")


def _use(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def _put_back(test: TransactionTestCase) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT kept.put_back()")


def _template(maintenance: psycopg.Connection) -> str:
    """The name of a database that has every migration and all that ships, made when it isn't there."""
    digest = hashlib.sha256()
    for made_by in MADE_BY:
        for path in sorted(ROOT.glob(made_by)):
            digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    name = f"template_{digest.hexdigest()[:16]}"
    maintenance.execute("SELECT pg_advisory_lock(7410)")  # one worker makes it, the others wait
    try:
        held = {row[0] for row in maintenance.execute("SELECT datname FROM pg_database WHERE datname ~ '^template_'")}
        if name not in held:
            for old in (*held, "making_template"):
                maintenance.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(old)))
            maintenance.execute("CREATE DATABASE making_template")
            _use("making_template")
            _fill()
            connection.close()
            rename = sql.SQL("ALTER DATABASE making_template RENAME TO {}")
            maintenance.execute(rename.format(sql.Identifier(name)))
    finally:
        maintenance.execute("SELECT pg_advisory_unlock(7410)")
    return name


def _fill() -> None:
    call_command("migrate", verbosity=0)
    publishing.publish_shipped(at=PUBLISHED_AT)
    review_models.publish_shipped(at=SIGNED_AT)
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_entry")
        cursor.execute(KEEP)
