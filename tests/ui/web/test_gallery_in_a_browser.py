"""The gallery in real Chromium: nothing that axe finds, nothing wider than the screen, no complaint of the policy."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page

from tests.browser import DESK, PHONE, TABLET, assert_right_on

pytestmark = pytest.mark.skipif(
    not (Path(settings.BASE_DIR) / "static/build/app.css").exists(), reason="the styles are not built: make setup"
)


@pytest.mark.django_db(transaction=True)
def test_the_gallery_fits_every_screen_and_every_person(new_page: Callable[..., Page]) -> None:
    page = new_page(viewport=PHONE)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(reverse("ui:gallery"))
    assert_right_on(page, PHONE, TABLET, DESK)
    assert complaints == []


@pytest.mark.django_db(transaction=True)
def test_the_gallery_works_before_its_scripts_do(new_page: Callable[..., Page]) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(reverse("ui:gallery"))
    page.get_by_role("link", name="Email: Give an e-mail address such as name@school.example").click()
    assert page.url.endswith("#id_email")
