"""What every test may ask for."""

import datetime as dt
import os
import signal
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from trigpoint.kernel import words

LONGEST = (
    "tests/config/test_demo.py",
    "tests/journeys/",
    "tests/architecture/test_access_walk.py",
    "tests/config/test_commands.py",
    "tests/proformas/web/test_in_a_browser.py",
    "tests/messaging/test_worker.py",
    "tests/rota/test_random.py",
)

pytest_plugins = ["tests.database", "tests.sign_in", "tests.browser", "tests.mail"]


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


@pytest.fixture(autouse=True)
def in_the_products_words() -> None:
    """A test begins as a request does; one before it may have spoken of a review outside any request."""
    words.speak(None)


@pytest.fixture
def at() -> dt.datetime:
    """The moment at which tests happen: a Thursday morning in term."""
    return dt.datetime(2027, 1, 14, 9, 30, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(scope="session", autouse=True)
def _mails_stay_in_the_outbox(django_test_environment: None) -> None:
    """As in use: every mail becomes a row. What a developer's environment names as mail server is not used."""
    outbox = {"BACKEND": "trigpoint.messaging.backend.OutboxBackend"}
    settings.MAILERS = {**settings.MAILERS, "default": outbox}
    settings.MAIL_SERVER = ""
