"""Whether anything in the database has been written."""

from django.db import connection

# What a request may touch without having done anything: the session, and the queue's own bookkeeping.
ASIDE = ["django_session%", "django_migrations%", "procrastinate_%"]

WRITTEN = """
SELECT relname, n_tup_ins, n_tup_upd, n_tup_del FROM pg_stat_xact_user_tables
WHERE n_tup_ins + n_tup_upd + n_tup_del > 0 AND NOT relname LIKE ANY (%s)
"""


def fingerprint() -> dict[str, tuple[int, int, int]]:
    """For each table that the test's transaction has written, how many rows came, changed and went; undone ones too."""
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN, [ASIDE])
        return {name: tuple(counts) for name, *counts in cursor.fetchall()}
