"""Whether anything in the database has changed."""

from django.db import connection
from psycopg import sql

# What a request may touch without having done anything: the session, and the queue's own bookkeeping.
ASIDE = ("django_session", "django_migrations", "procrastinate_")


def fingerprint() -> dict[str, tuple[int, int]]:
    """For each table, how many rows it has and a sum over what they hold. For tests' few rows."""
    tables = [name for name in connection.introspection.table_names() if not name.startswith(ASIDE)]
    one = "SELECT {name}, count(*), coalesce(sum(hashtextextended(t::text, 0)), 0) FROM {table} t"
    parts = [sql.SQL(one).format(name=sql.Literal(name), table=sql.Identifier(name)) for name in tables]
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(" UNION ALL ").join(parts).as_string(connection.connection))
        return {name: (count, total) for name, count, total in cursor.fetchall()}
