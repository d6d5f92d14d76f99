"""Signing in by a mailed code, as a person meets it."""

import datetime as dt
import re

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.factories.people import AccountFactory

from trigpoint.messaging.models import Mail

pytestmark = pytest.mark.django_db

ADDRESS = "amira.okafor@alderbrook.example"
SIGN_IN = "/account/sign-in/"
CODE = "/account/sign-in/code/"


def last_code() -> str:
    mail = Mail.objects.order_by("-created_at").first()
    assert mail is not None
    found = re.search(r"^ {4}(\S+)$", mail.text, re.MULTILINE)
    assert found, mail.text
    return found[1]


def ask(client: Client, address: str = ADDRESS, going_to: str = "") -> str:
    """Ask for a code; returns where the page sends the person."""
    response = client.post(SIGN_IN + (f"?next={going_to}" if going_to else ""), {"email": address})
    assert response.status_code == 302, response.content.decode()
    return response.headers["Location"]


def test_a_code_from_the_mail_signs_in_and_leads_to_where_the_person_was_going(client: Client) -> None:
    person = AccountFactory(email=ADDRESS)
    page = ask(client, going_to="/account/security/")
    assert b"We have sent a code to <strong>amira.okafor@alderbrook.example</strong>" in client.get(page).content
    response = client.post(page, {"code": last_code()})
    assert response.headers["Location"] == "/account/security/"
    assert client.session["_auth_user_id"] == str(person.pk)


@pytest.mark.parametrize("typed", ["{0}", " {0} ", "{1}", "{2}"])
def test_a_code_may_be_pasted_with_or_without_its_dash_and_capitals(client: Client, typed: str) -> None:
    AccountFactory(email=ADDRESS)
    page = ask(client)
    code = last_code()
    response = client.post(page, {"code": typed.format(code, code.replace("-", ""), code.lower())})
    assert response.status_code == 302
    assert "_auth_user_id" in client.session


def test_capitals_in_the_address_do_not_matter(client: Client) -> None:
    AccountFactory(email="Amira.Okafor@Alderbrook.example")
    client.post(ask(client, "AMIRA.OKAFOR@alderbrook.example"), {"code": last_code()})
    assert "_auth_user_id" in client.session


def test_a_wrong_code_says_so_and_the_right_one_still_works(client: Client) -> None:
    AccountFactory(email=ADDRESS)
    page = ask(client)
    response = client.post(page, {"code": "BBBB-BBBB"})
    assert response.status_code == 422
    assert "That is not the code that we sent" in response.content.decode()
    assert client.post(page, {"code": last_code()}).status_code == 302
    assert "_auth_user_id" in client.session


def test_asvs_6_5_1_a_code_works_once(client: Client) -> None:
    AccountFactory(email=ADDRESS)
    page = ask(client)
    code = last_code()
    client.post(page, {"code": code})
    client.post("/account/sign-out/")
    ask(client)
    assert client.post(page, {"code": code}).status_code == 422


def test_asvs_6_5_5_an_expired_code_is_said_to_be_so_and_nothing_is_lost(client: Client) -> None:
    AccountFactory(email=ADDRESS)
    with time_machine.travel(dt.datetime(2027, 1, 14, 9, 30, tzinfo=dt.UTC)) as clock:
        page = ask(client, going_to="/account/security/")
        code = last_code()
        clock.shift(dt.timedelta(minutes=10, seconds=5))
        response = client.post(page, {"code": code}, follow=True)
        text = response.content.decode()
        assert response.redirect_chain[-1][0] == f"{SIGN_IN}?next=%2Faccount%2Fsecurity%2F"
        assert "That code is no longer good" in text
        assert f'value="{ADDRESS}"' in text
        assert 'name="next" value="/account/security/"' in text
        assert "_auth_user_id" not in client.session
        response = client.post(ask(client, going_to="/account/security/"), {"code": last_code()})
        assert response.headers["Location"] == "/account/security/"


def test_five_wrong_codes_end_the_try_and_keep_where_the_person_was_going(client: Client) -> None:
    AccountFactory(email=ADDRESS)
    page = ask(client, going_to="/account/security/")
    for _ in range(4):
        assert client.post(page, {"code": "BBBB-BBBB"}).status_code == 422
    response = client.post(page, {"code": "BBBB-BBBB"})
    assert response.headers["Location"] == f"{SIGN_IN}?next=%2Faccount%2Fsecurity%2F"
    assert "That was too many tries" in client.get(response.headers["Location"]).content.decode()
    client.post(page, {"code": last_code()})
    assert "_auth_user_id" not in client.session


def test_another_code_can_be_asked_for_and_replaces_the_first(client: Client) -> None:
    AccountFactory(email=ADDRESS)
    page = ask(client)
    first = last_code()
    client.post(page, {"action": "resend"})
    assert client.post(page, {"code": first}).status_code == 422
    assert client.post(page, {"code": last_code()}).status_code == 302


def test_asvs_6_6_3_asking_for_many_codes_is_limited(client: Client) -> None:
    AccountFactory(email=ADDRESS)
    for _ in range(3):
        ask(client)
    response = client.post(SIGN_IN, {"email": ADDRESS})
    assert response.status_code == 422
    assert "too many tries" in response.content.decode()
    assert Mail.objects.count() == 3


def test_asvs_6_3_8_an_unknown_address_is_answered_alike_and_told_by_mail(client: Client) -> None:
    AccountFactory(email=ADDRESS)
    known, unknown = Client(), Client()
    pages = [
        who.get(ask(who, address)).content.decode() for who, address in ((known, ADDRESS), (unknown, "x@y.example"))
    ]
    pages = [re.sub(r"\w{64}", "", page) for page in pages]
    assert pages[0].replace(ADDRESS, "x@y.example") == pages[1]
    assert "no open account" in Mail.objects.get(to="x@y.example").text
    assert unknown.post(CODE, {"code": "BBBB-BBBB"}).status_code == 422


def test_a_closed_account_gets_no_code_and_loses_its_session_at_once(client: Client) -> None:
    person = AccountFactory(email=ADDRESS)
    client.post(ask(client), {"code": last_code()})
    assert client.get("/account/security/").status_code == 200
    person.is_active = False
    person.save()
    assert client.get("/account/security/").status_code == 302
    ask(client)
    assert "no open account" in (Mail.objects.order_by("-created_at")[0].text)


def test_asvs_7_2_4_the_session_changes_its_key_at_sign_in(client: Client) -> None:
    AccountFactory(email=ADDRESS)
    page = ask(client)
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post(page, {"code": last_code()})
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != before


def test_asvs_3_3_1_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(client: Client) -> None:
    AccountFactory(email=ADDRESS)
    ask(client)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")


def test_nobody_can_sign_up_or_sign_in_with_a_password(client: Client) -> None:
    assert "by invitation" in client.get(reverse("account_signup")).content.decode()
    assert client.post(reverse("account_signup"), {"email": "x@y.example"}).status_code == 405
    person = AccountFactory(email=ADDRESS)
    assert not person.has_usable_password()
    assert not client.login(username=ADDRESS, email=ADDRESS, password="")


def test_where_to_go_next_is_never_another_site(client: Client) -> None:
    AccountFactory(email=ADDRESS)
    page = ask(client, going_to="https://elsewhere.example/")
    assert client.post(page, {"code": last_code()}).headers["Location"] == "/"


def test_the_mail_says_nothing_in_its_subject(client: Client) -> None:
    AccountFactory(email=ADDRESS)
    ask(client)
    mail = Mail.objects.get()
    assert (mail.to, mail.subject) == (ADDRESS, "Your code for Trigpoint")
    assert last_code() not in mail.subject


def test_asvs_14_3_2_pages_are_kept_for_nobody_else_and_forgotten_on_signing_out(client: Client) -> None:
    AccountFactory(email=ADDRESS)
    client.post(ask(client), {"code": last_code()})
    assert client.get("/people/").headers["Cache-Control"] == "private, no-cache"
    assert client.post("/account/sign-out/").headers["Clear-Site-Data"] == '"cache"'


def test_signing_out_ends_the_session(client: Client) -> None:
    AccountFactory(email=ADDRESS)
    client.post(ask(client), {"code": last_code()})
    old = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert client.post("/account/sign-out/").status_code == 302
    client.cookies[settings.SESSION_COOKIE_NAME] = old
    assert client.get("/account/security/").status_code == 302
