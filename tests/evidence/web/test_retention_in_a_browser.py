"""The head holds the notes on a phone, by keyboard alone, and lifts the hold."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect
from tests.browser import PHONE, assert_accessible
from tests.factories.reviews import whole

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not (Path(settings.BASE_DIR) / "static/build/app.css").exists(), reason="the styles are not built: make setup"
    ),
]


def test_held_and_lifted_by_keyboard(new_page: Callable[..., Page]) -> None:
    w = whole(state="under_way")
    page = new_page(w.host_head, viewport=PHONE)
    page.goto(reverse("reviews:review", args=[w.review.pk]))
    page.get_by_role("link", name="Kept until").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="How long it is kept")).to_be_visible()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    page.get_by_label("There is a dispute").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Hold it").press("Enter")
    expect(page.get_by_text("held until you lift the hold")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Lift the hold").press("Enter")
    expect(page.get_by_text("held no longer")).to_be_visible()
    expect(page.get_by_role("button", name="Hold it")).to_be_visible()
