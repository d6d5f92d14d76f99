"""Worried about a child?"""

import pytest
from tests.architecture.fingerprint import fingerprint
from tests.factories.organisations import NetworkFactory, SchoolFactory
from tests.factories.people import AccountFactory, operator, someone
from tests.sign_in import SignIn

from trigpoint.access.roles import Role

pytestmark = pytest.mark.django_db
PAGE = "/worried-about-a-child/"


def test_it_names_whom_to_tell_in_the_own_school(sign_in: SignIn) -> None:
    school, network = SchoolFactory(name="Kestrel Lane Primary School", telephone="01632 960001"), NetworkFactory()
    someone(Role.SAFEGUARDING_LEAD, school, network, name="Grace Adeyemi")
    someone(Role.CHAIR_OF_GOVERNORS, school, network, name="Yusuf Rahman")
    client = sign_in(someone(Role.STAFF, school, network), second_factor=False)
    text = client.get(PAGE).content.decode()
    for words in (
        "Kestrel Lane Primary School",
        "Grace Adeyemi",
        "Yusuf Rahman",
        "999",
        "01632 960001",
        "LADO",
        "Ask at the office",
    ):
        assert words in text


def test_it_says_what_to_do_where_no_school_is_known(sign_in: SignIn) -> None:
    text = sign_in(AccountFactory(), second_factor=False).get(PAGE).content.decode()
    assert "ask at the school’s office" in text


def test_it_opens_for_staff_who_still_owe_their_second_factor(sign_in: SignIn) -> None:
    assert sign_in(operator(), second_factor=False).get(PAGE).status_code == 200


def test_it_stores_nothing_and_takes_nothing(sign_in: SignIn) -> None:
    client = sign_in(AccountFactory(), second_factor=False)
    before = fingerprint()
    assert client.get(PAGE).status_code == 200
    assert client.post(PAGE, {"text": "x"}).status_code == 405
    assert fingerprint() == before
