"""Signing in with real Chromium: a code, a passkey on a virtual device, and nothing that axe finds."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect
from tests.browser import DESK, PHONE, assert_accessible, assert_right_on
from tests.factories.organisations import NetworkFactory, SchoolFactory
from tests.factories.people import head, operator, someone
from tests.people.web.test_sign_in import last_code

from trigpoint.access.roles import Role

pytestmark = [
    pytest.mark.skipif(
        not (Path(settings.BASE_DIR) / "static/build/app.css").exists(), reason="the styles are not built: make setup"
    ),
    pytest.mark.django_db(transaction=True),
]


def with_passkeys(page: Page) -> None:
    """Give the browser a device that keeps passkeys and knows its owner's finger."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_an_operator_comes_in_by_code_makes_a_passkey_and_comes_back_with_it(new_page: Callable[..., Page]) -> None:
    person = operator(name="Grace Adeyemi")
    page = new_page()
    with_passkeys(page)
    page.goto("/account/")
    assert_accessible(page)
    page.get_by_label("Your e-mail address").fill(person.email)
    page.get_by_role("button", name="Send me a code").click()
    assert_accessible(page)
    page.get_by_label("The code").fill(last_code())
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/account/security/**")
    assert_accessible(page)
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_label("What to call it").fill("School laptop")
    assert_accessible(page)
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes", level=1)).to_be_visible()
    page.goto("/account/")
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.goto("/account/security/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.locator("strong", has_text="School laptop")).to_be_visible()
    assert page.url.endswith("/account/security/")


def test_the_pages_about_people_fit_and_pass(new_page: Callable[..., Page]) -> None:
    school, network = SchoolFactory(), NetworkFactory()
    person = head(school, network)
    someone(Role.SAFEGUARDING_LEAD, school, network)
    someone(Role.CHAMPION, school, network)
    page = new_page(person)
    place = f"/people/networks/{network.pk}/schools/{school.pk}/"
    for url in (
        place,
        f"{place}invite/",
        "/people/",
        "/account/",
        "/account/tokens/",
        "/account/security/app/",
        "/worried-about-a-child/",
    ):
        page.goto(url)
        assert_right_on(page, DESK, PHONE)
