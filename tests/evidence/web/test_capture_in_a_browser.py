"""A note on a phone in the corridor: keyboard alone, no network, and what is safe where."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect
from tests.browser import PHONE, assert_accessible
from tests.factories.reviews import whole

from trigpoint.evidence.models import NoteRevision
from trigpoint.reviews.models import Focus

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not (Path(settings.BASE_DIR) / "static/build/app.css").exists(), reason="the styles are not built: make setup"
    ),
]


def test_one_note_after_the_other_by_keyboard(new_page: Callable[..., Page]) -> None:
    w = whole(state="under_way")
    Focus.objects.create(review=w.review, aspects=["OI2", "LI2", "LI4"])
    page = new_page(w.reviewer, viewport=PHONE)
    page.goto(reverse("evidence:capture", args=[w.review.pk]))
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    page.get_by_label("Kind of evidence").focus()
    page.keyboard.type("Lesson")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.get_by_label("What did you see or hear?").focus()
    page.keyboard.type("Six pupils used the word unprompted.")
    expect(page.get_by_role("status").filter(has_text="Not saved yet")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved on the server")).to_be_visible()
    expect(page.get_by_text("1 note is safe on the server")).to_be_visible()
    expect(page.get_by_label("What did you see or hear?")).to_be_empty()
    assert NoteRevision.objects.get().text == "Six pupils used the word unprompted."
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert_accessible(page)


def test_without_an_answer_the_words_stay(new_page: Callable[..., Page]) -> None:
    w = whole(state="under_way")
    Focus.objects.create(review=w.review, aspects=["OI2"])
    page = new_page(w.reviewer, viewport=PHONE)
    page.goto(reverse("evidence:capture", args=[w.review.pk]))
    page.get_by_label("Kind of evidence").select_option("OBS")
    page.get_by_label("Closing gaps").check(force=True)
    page.get_by_label("What did you see or hear?").fill("Said with no network.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Save and start the next").click()
    expect(page.get_by_text("Your words are still here")).to_be_visible()
    expect(page.get_by_label("What did you see or hear?")).to_have_value("Said with no network.")
    page.context.set_offline(False)
    page.wait_for_timeout(1100)  # the button ignores a second press within a second
    page.get_by_role("button", name="Save and start the next").click()
    expect(page.get_by_text("1 note is safe on the server")).to_be_visible()
    assert NoteRevision.objects.get().text == "Said with no network."


def test_it_works_before_its_scripts_do(new_page: Callable[..., Page]) -> None:
    w = whole(state="under_way")
    Focus.objects.create(review=w.review, aspects=["OI2"])
    page = new_page(w.reviewer, viewport=PHONE, java_script_enabled=False)
    page.goto(reverse("evidence:capture", args=[w.review.pk]))
    page.get_by_role("button", name="Save and start the next").click()
    expect(page.get_by_text("There is something to put right")).to_be_visible()
    page.get_by_label("Kind of evidence").select_option("OBS")
    page.get_by_label("Closing gaps").check(force=True)
    page.get_by_label("What did you see or hear?").fill("Without scripts.")
    page.get_by_role("button", name="Save and start the next").click()
    expect(page.get_by_text("Saved on the server")).to_be_visible()
