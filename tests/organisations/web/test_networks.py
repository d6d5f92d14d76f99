"""Operators found networks."""

import pytest
from tests.factories.people import AccountFactory, operator
from tests.sign_in import SignIn

from trigpoint.organisations.models import Network

pytestmark = pytest.mark.django_db


def test_an_operator_founds_a_network_once(sign_in: SignIn) -> None:
    client = sign_in(operator())
    assert client.post("/networks/", {"name": "Peers of the North"}).status_code == 302
    again = client.post("/networks/", {"name": "Peers of the North"})
    assert again.status_code == 422
    assert "There is a network of this name already" in again.content.decode()
    assert Network.objects.filter(name="Peers of the North").count() == 1


def test_nobody_else_does(sign_in: SignIn) -> None:
    client = sign_in(AccountFactory())
    assert client.post("/networks/", {"name": "Mine"}).status_code == 403
    assert not Network.objects.filter(name="Mine").exists()
