"""Saved as it is typed, in a real browser: what does not arrive is said, and is never lost."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from tests.browser import PHONE, assert_accessible
from tests.factories.reviews import whole

from trigpoint.kernel import clock
from trigpoint.reviews.actions import self_evaluation
from trigpoint.reviews.queries import self_evaluation as queries


@pytest.mark.django_db(transaction=True)
def test_words_are_saved_as_they_are_typed(new_page):
    w = whole()
    page = new_page(w.host_head, viewport=PHONE)
    page.goto(reverse("reviews:self_evaluation_aspect", args=[w.review.pk, "OI2"]))
    assert_accessible(page)
    saved = page.locator("#saved")
    expect(saved).to_contain_text("Nothing saved yet")

    page.get_by_label("Evidence").press_sequentially("Reading ages of six year groups.", delay=40)
    expect(saved).to_contain_text("Saved ")
    page.get_by_role("radio", name="Effective").check()
    page.get_by_label("How do you know?").fill("We test twice a year.")
    page.get_by_label("How do you know?").blur()
    page.wait_for_timeout(2500)
    expect(saved).to_contain_text("Saved ")
    held = queries.position(w.review, "OI2")
    assert (held.level, held.evidence, held.how_we_know) == (
        "E",
        "Reading ages of six year groups.",
        "We test twice a year.",
    )

    page.context.set_offline(True)
    page.get_by_label("Evidence").press_sequentially(" And of seven.")
    expect(saved).to_contain_text("Not saved: no connection.")
    page.context.set_offline(False)
    page.get_by_label("Evidence").press_sequentially(" Sure.")
    expect(saved).to_contain_text("Saved ")

    said = {"evidence": "Only five.", "versions": dict(queries.position(w.review, "OI2").versions)}
    self_evaluation.save(actor=w.host_leader, at=clock.now(), review=w.review, aspect="OI2", **said)
    page.get_by_label("Evidence").press_sequentially(" Quite.")
    expect(saved).to_contain_text("Not saved: Grace Adeyemi saved this in the meantime.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Only five.")).to_be_visible()
    assert page.get_by_label("Evidence").input_value().endswith("And of seven. Sure. Quite.")
    assert queries.position(w.review, "OI2").evidence == "Only five."
    assert_accessible(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved “Closing gaps”.")).to_be_visible()
    assert queries.position(w.review, "OI2").evidence.endswith("Sure. Quite.")
