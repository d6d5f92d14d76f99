"""Operators close accounts, and open them again."""

import pytest
from django.test import Client
from tests.factories.people import AccountFactory, head, operator
from tests.sign_in import SignIn, signed_in

pytestmark = pytest.mark.django_db


def test_a_closed_account_is_signed_out_at_once_and_can_be_opened_again(sign_in: SignIn) -> None:
    person = head(name="Amira Okafor")
    theirs = signed_in(Client(), person)
    client = sign_in(operator())
    assert "Headteacher" in client.post("/people/accounts/", {"email": person.email.upper()}).content.decode()
    assert "Closed: the account of Amira Okafor" in (
        client.post(f"/people/accounts/{person.pk}/close/", follow=True).content.decode()
    )
    assert theirs.get("/account/").status_code == 302
    assert "Open the account again" in client.post("/people/accounts/", {"email": person.email}).content.decode()
    client.post(f"/people/accounts/{person.pk}/open/")
    assert theirs.get("/account/").status_code == 302
    person.refresh_from_db()
    assert signed_in(Client(), person).get("/account/").status_code == 200


def test_nobody_closes_their_own(sign_in: SignIn) -> None:
    person = operator()
    client = sign_in(person)
    assert "your own account" in client.post("/people/accounts/", {"email": person.email}).content.decode()
    assert client.post(f"/people/accounts/{person.pk}/close/").status_code == 403


def test_an_address_that_nobody_has_is_said_to_be_so(sign_in: SignIn) -> None:
    client = sign_in(operator())
    assert "no account with this address" in client.post("/people/accounts/", {"email": "x@y.example"}).content.decode()
    assert client.post("/people/accounts/", {"email": "x"}).status_code == 422


def test_others_find_nobody(sign_in: SignIn) -> None:
    other = AccountFactory()
    client = sign_in(head())
    assert client.get("/people/accounts/").status_code == 403
    assert client.post("/people/accounts/", {"email": other.email}).status_code == 403
    assert client.post(f"/people/accounts/{other.pk}/close/").status_code == 403
