"""`trigpoint people …`"""

import argparse
import datetime as dt

import pytest
from django.test import Client
from tests.factories.people import hats, head

from trigpoint.kernel.errors import Unacceptable
from trigpoint.messaging.models import Mail
from trigpoint.people.management import invite_operator, token
from trigpoint.people.models import Account, Token

pytestmark = pytest.mark.django_db


def run(module, *words: str) -> int:  # type: ignore[no-untyped-def]
    parser = argparse.ArgumentParser()
    module.add_arguments(parser)
    return int(module.run(parser.parse_args(words)))


def test_a_token_alone_is_printed_and_works(client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    person = head()
    assert run(token, person.email.upper(), "--days", "7") == 0
    text = capsys.readouterr().out.strip()
    answer = client.get("/api/me", headers={"Authorization": f"Bearer {text}"})
    assert answer.json()["email"] == person.email
    made = Token.objects.get()
    assert (made.may_write, round((made.expires_at - made.created_at) / dt.timedelta(days=1))) == (True, 7)


def test_a_reading_token_can_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    run(token, head().email, "--scope", "read")
    assert not Token.objects.get().may_write


def test_nobody_with_that_address_is_said_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(token, "nobody@y.example") == 1
    told = capsys.readouterr()
    assert (told.out, "nobody@y.example" in told.err) == ("", True)


def test_a_token_for_ever_is_refused() -> None:
    with pytest.raises(Unacceptable):
        run(token, head().email, "--days", "4000")


def test_the_first_operator_is_invited_with_nobody_there_yet(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(invite_operator, "Grace@trigpoint.example", "Grace", "Adeyemi") == 0
    person = Account.objects.get()
    assert (person.name, person.email) == ("Grace Adeyemi", "grace@trigpoint.example")
    assert hats(person, on=person.appointments.get().starts_on).is_operator
    assert Mail.objects.get().to == person.email
