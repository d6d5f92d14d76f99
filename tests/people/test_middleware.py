"""Who gets as far as a page."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.people import AccountFactory, operator
from tests.sign_in import SignIn, signed_in

pytestmark = pytest.mark.django_db


def test_a_stranger_is_asked_to_sign_in_and_comes_back_to_the_page(client: Client) -> None:
    page = reverse("mfa_index")
    assert client.get(page).headers["Location"] == f"{reverse('account_login')}?next={page}"


def test_a_person_signs_in(sign_in: SignIn) -> None:
    client = sign_in(AccountFactory())
    assert client.get(reverse("account_login")).status_code == 302


def test_an_operator_without_the_second_factor_is_led_to_it(client: Client) -> None:
    signed_in(client, operator(), second_factor=False)
    assert client.get(reverse("account_login")).headers["Location"].startswith(reverse("mfa_index"))
