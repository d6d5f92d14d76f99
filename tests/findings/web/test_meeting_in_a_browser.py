"""The team's meeting in real Chromium: what another writes appears; what one writes stays."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect
from tests.browser import PHONE, TABLET, assert_accessible
from tests.factories.findings import drafted, position, proposal
from tests.findings.conftest import FOCUS, made

from trigpoint.findings.actions import proposals

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not (Path(settings.BASE_DIR) / "static/build/app.css").exists(), reason="the styles are not built: make setup"
    ),
]


def test_what_another_agrees_appears_and_what_i_write_stays(new_page: Callable[..., Page], at: dt.datetime) -> None:
    w = made()
    proposal(w, w.second_reviewer, at=at)
    proposals.open_up(actor=w.lead, at=at, review=w.review, aspect="OI2")
    page = new_page(w.reviewer, viewport=TABLET)
    page.goto(reverse("findings:aspect", args=[w.review.pk, "OI2"]))
    expect(page.get_by_text("Nothing is agreed on this aspect yet.")).to_be_visible()
    box = page.get_by_label("What we saw, and why we say so")
    box.fill("My own words, not saved yet.")
    page.wait_for_timeout(3500)
    position(w, at=at, commentary="What the lead wrote.")
    expect(page.get_by_text("What the lead wrote.")).to_be_visible(timeout=8000)
    expect(page.get_by_text("Something has changed since you opened this page.")).to_be_visible()
    expect(box).to_have_value("My own words, not saved yet.")
    assert_accessible(page)
    page.goto(reverse("findings:board", args=[w.review.pk]))
    assert_accessible(page)


def test_the_profile_fits_a_phone(new_page: Callable[..., Page], at: dt.datetime) -> None:
    w = made()
    drafted(w, FOCUS, at=at)
    for person, name in ((w.lead, "draft"), (w.reviewer, "profile")):
        page = new_page(person, viewport=PHONE)
        page.goto(reverse(f"findings:{name}", args=[w.review.pk]))
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        assert_accessible(page)
