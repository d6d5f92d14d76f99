"""A second factor: setting it up, showing it, and what is closed without it."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from tests.factories.people import AccountFactory, appoint, head, operator
from tests.people.web.test_sign_in import ask, last_code
from tests.sign_in import SignIn, signed_in

from trigpoint.access.roles import Role
from trigpoint.people.models import Account

pytestmark = pytest.mark.django_db

SECURITY = "/account/security/"


def app_shows(secret: str) -> str:
    """What an authenticator app with this secret shows now."""
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def with_app(person: Account) -> str:
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(person, secret)
    RecoveryCodes.activate(person)
    return secret


def by_code(client: Client, person: Account, going_to: str = "") -> str:
    """Sign in with a mailed code; returns where that leads."""
    return client.post(ask(client, person.email, going_to), {"code": last_code()}).headers["Location"]


def test_staff_without_one_can_only_set_it_up(client: Client) -> None:
    assert by_code(client, operator()) == "/"
    response = client.get("/account/")
    assert response.headers["Location"] == f"{SECURITY}?next=%2Faccount%2F"
    assert "Your role asks for a second factor" in client.get(SECURITY).content.decode()


@pytest.mark.django_db(transaction=True)
def test_staff_set_up_an_app_and_go_on(client: Client) -> None:
    by_code(client, operator())
    page = client.get("/account/security/app/").content.decode()
    secret = client.session["mfa.totp.secret"]
    assert secret in page
    response = client.post("/account/security/app/", {"code": app_shows(secret)})
    assert response.headers["Location"] == "/account/security/recovery-codes/"
    codes = client.get(response.headers["Location"]).content.decode()
    assert codes.count("<code>") == 10
    assert client.get("/account/").status_code == 200


def test_a_code_that_does_not_fit_says_so_and_keeps_the_key(client: Client) -> None:
    by_code(client, operator())
    client.get("/account/security/app/")
    secret = client.session["mfa.totp.secret"]
    wrong = f"{(int(app_shows(secret)) + 1) % 1_000_000:06d}"
    response = client.post("/account/security/app/", {"code": wrong})
    assert response.status_code == 422
    assert secret in response.content.decode()


def test_signing_in_asks_for_the_app_then_leads_on(client: Client) -> None:
    person = operator()
    secret = with_app(person)
    assert by_code(client, person, "/account/") == "/account/sign-in/second-factor/"
    assert client.get("/account/").status_code == 302
    response = client.post("/account/sign-in/second-factor/", {"code": "000000"})
    assert response.status_code == 422
    response = client.post("/account/sign-in/second-factor/", {"code": app_shows(secret)})
    assert response.headers["Location"] == "/account/"
    assert client.get("/account/").status_code == 200


def test_a_recovery_code_works_once(client: Client) -> None:
    person = operator()
    with_app(person)
    code = Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes()[0]
    by_code(client, person)
    assert client.post("/account/sign-in/second-factor/", {"code": code}).status_code == 302
    assert "_auth_user_id" in client.session
    again = Client()
    by_code(again, person)
    assert again.post("/account/sign-in/second-factor/", {"code": code}).status_code == 422


def test_others_may_have_one_and_are_then_asked_for_it(client: Client) -> None:
    person = head()
    assert by_code(client, person) == "/"
    assert client.get("/account/").status_code == 200
    other = Client()
    with_app(person)
    assert by_code(other, person) == "/account/sign-in/second-factor/"


def test_asvs_8_3_2_a_staff_role_asks_for_the_second_factor_at_once(sign_in: SignIn) -> None:
    person = AccountFactory()
    client = sign_in(person, second_factor=False)
    assert client.get("/account/").status_code == 200
    appoint(person, Role.OPERATOR)
    assert client.get("/account/").headers["Location"].startswith(SECURITY)


def test_asvs_7_3_2_staff_show_it_again_after_a_working_day(client: Client) -> None:
    signed_in(client, operator())
    assert client.get("/account/").status_code == 200
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 12 * 60 * 60 + 60
    session.save()
    assert client.get("/account/").headers["Location"] == "/account/again/?next=%2Faccount%2F"


def test_asvs_7_5_1_changing_it_asks_for_it_again(client: Client) -> None:
    signed_in(client, operator())
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()
    for page in ("app/remove/", "passkeys/add/", "recovery-codes/", "recovery-codes/new/"):
        assert client.get(f"{SECURITY}{page}").headers["Location"].startswith("/account/again/"), page


def test_showing_it_again_leads_back(client: Client) -> None:
    person = operator()
    secret = with_app(person)
    signed_in(client, person, second_factor=False)
    response = client.get("/account/")
    response = client.post(response.headers["Location"], {"code": app_shows(secret)})
    assert response.headers["Location"] == "/account/"


def test_the_secret_is_not_kept_in_clear() -> None:
    person = operator()
    secret = with_app(person)
    kept = Authenticator.objects.get(user=person, type="totp").data
    assert secret not in str(kept)


def test_removing_the_last_one_leads_staff_back_to_setting_one_up(client: Client) -> None:
    signed_in(client, operator())
    assert client.post(f"{SECURITY}app/remove/").headers["Location"] == SECURITY
    session = client.session
    session["account_authentication_methods"] = []
    session.save()
    assert client.get("/account/").headers["Location"].startswith(SECURITY)


def test_nobody_sees_or_removes_another_persons_passkey(client: Client) -> None:
    other = Authenticator.objects.create(user=head(), type="webauthn", data={"name": "x", "credential": {}})
    signed_in(client, operator())
    for action in ("remove", "rename"):
        assert client.get(f"{SECURITY}passkeys/{other.pk}/{action}/").status_code == 404
