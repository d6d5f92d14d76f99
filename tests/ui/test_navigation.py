"""The top of every page: who one is, and where one can go."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import reverse

from trigpoint.access.hats import NOBODY
from trigpoint.people.queries.accounts import Account
from trigpoint.ui import navigation


@pytest.fixture
def request_(rf: RequestFactory) -> HttpRequest:
    request = rf.get("/")
    request.user = Account(name="Amira Okafor", email="amira@alderbrook.example")  # type: ignore[assignment]
    request.hats = NOBODY  # type: ignore[attr-defined]
    return request


def test_nobody_is_shown_the_way_before_signing_in(rf: RequestFactory) -> None:
    request = rf.get("/")
    assert (navigation.items(request), navigation.identity(request), navigation.footer(request)) == ([], None, [])
    request.user = AnonymousUser()
    assert (navigation.items(request), navigation.identity(request)) == ([], None)


def test_every_entry_leads_somewhere(request_: HttpRequest) -> None:
    orders = [item.order for item in navigation._items.values()]
    assert len(orders) == len(set(orders))
    for name in navigation._items:
        assert reverse(name)
    shown = navigation.items(request_)
    assert all(entry["text"] and entry["href"] for entry in shown)


def test_a_person_is_named(request_: HttpRequest) -> None:
    found = navigation.identity(request_)
    assert found is not None
    assert found.name == "Amira Okafor"
