import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo

from trigpoint.config import database


@pytest.mark.django_db
def test_the_database_has_what_search_and_dates_need() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT similarity('Alderbrook', 'Alderbrok') > 0.5, unaccent('Llanfé')")
        assert cursor.fetchone() == (True, "Llanfe")


def test_a_database_url_is_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://ann:s%40fe@db.example:5433/reviews?sslmode=require")
    taken = database.settings()
    assert (taken["NAME"], taken["USER"], taken["PASSWORD"]) == ("reviews", "ann", "s@fe")
    assert (taken["HOST"], taken["PORT"], taken["OPTIONS"]) == ("db.example", "5433", {"sslmode": "require"})


def test_a_pool_replaces_kept_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", make_conninfo(host="/run", dbname="reviews"))
    monkeypatch.setenv("DATABASE_POOL", "8")
    taken = database.settings()
    assert (taken["CONN_MAX_AGE"], taken["OPTIONS"]) == (0, {"pool": {"min_size": 1, "max_size": 8}})
