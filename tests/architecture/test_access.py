"""Who may open what: every URL has one row in one context's table, and nothing opens for a stranger by accident."""

import importlib
import uuid
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.architecture.access import ANYBODY, Row
from tests.architecture.fingerprint import fingerprint

TESTS = Path(__file__).parents[1]
SAMPLES = {
    "uuid": lambda: uuid.UUID(int=7),
    "int": lambda: 7,
    "str": lambda: "x",
    "slug": lambda: "x",
    "path": lambda: "x",
}
CONTEXTS = sorted(file.parent.parent.name for file in TESTS.glob("*/web/access_table.py"))


def rows() -> list[Row]:
    return [row for context in CONTEXTS for row in importlib.import_module(f"tests.{context}.web.access_table").TABLE]


def urls() -> dict[str, dict[str, str]]:
    """Every named URL with its arguments and their converters. The API's are its operations, tested as actions."""
    return dict(_named(get_resolver(), "", {}))


def _named(resolver: URLResolver, prefix: str, given: dict[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    for pattern in resolver.url_patterns:
        converters: dict[str, Any] = getattr(pattern.pattern, "converters", {})
        kinds = {**given, **{name: _kind(converter) for name, converter in converters.items()}}
        if isinstance(pattern, URLResolver):
            namespace = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            if not (pattern.namespace or "").startswith("api"):
                yield from _named(pattern, namespace, kinds)
        elif isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}", kinds


def _kind(converter: Any) -> str:
    return type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")


def example(name: str) -> str:
    """The URL with arguments that name nothing that is there."""
    return reverse(name, kwargs={key: SAMPLES[kind]() for key, kind in urls()[name].items()})


def test_every_url_has_one_row() -> None:
    counted = Counter(row.name for row in rows())
    assert sorted(counted) == sorted(urls())
    assert [name for name, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.name)
def test_a_row_says_what_each_argument_is(row: Row) -> None:
    assert set(row.kwargs) == set(urls()[row.name])


@pytest.mark.django_db
@pytest.mark.parametrize("row", [row for row in rows() if row.parts != ANYBODY], ids=lambda row: row.name)
def test_a_stranger_is_asked_to_sign_in(row: Row, client: Client) -> None:
    before = fingerprint()
    for ask in (client.get, client.post):
        answer = ask(example(row.name))
        assert answer.status_code == 302, f"{answer.status_code} to a stranger"
        assert answer["Location"].startswith(reverse("account_login"))
    assert fingerprint() == before


@pytest.mark.django_db
@pytest.mark.parametrize("row", [row for row in rows() if row.parts == ANYBODY], ids=lambda row: row.name)
def test_what_anybody_may_open_writes_nothing(row: Row, client: Client) -> None:
    before = fingerprint()
    assert client.get(example(row.name)).status_code < 500
    assert fingerprint() == before
