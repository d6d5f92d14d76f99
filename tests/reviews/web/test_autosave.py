"""Saved as it is typed, in a real browser: what does not arrive is said, and is never lost."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Route, expect
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


class Saves:
    """The saves of a page as it is typed, each held back until the test lets it go; buttons go through and are counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.held, self.pressed = page, [], 0
        page.route("**/self-evaluation/**", self._take)

    def _take(self, route: Route) -> None:
        if "hx-request" in route.request.headers:
            self.held.append(route)
            return
        self.pressed += route.request.method == "POST"
        route.continue_()

    def next(self) -> Route:
        for _time in range(100):
            if self.held:
                return self.held.pop(0)
            self.page.wait_for_timeout(50)
        raise AssertionError("No save began.")


@pytest.mark.django_db(transaction=True)
def test_a_button_waits_for_the_save_under_way(new_page):
    w = whole()
    page = new_page(w.host_head)
    page.clock.install()
    saves = Saves(page)
    page.goto(reverse("reviews:self_evaluation_aspect", args=[w.review.pk, "OI2"]))
    evidence, saved = page.get_by_label("Evidence"), page.locator("#saved")
    button = page.get_by_role("button", name="Save", exact=True)

    def types(text):
        evidence.fill(text)
        evidence.blur()
        return saves.next()

    # Kept already, but the page does not know it yet: typed on, and pressed by keyboard
    save = types("Six groups.")
    answer = save.fetch()
    assert queries.position(w.review, "OI2").evidence == "Six groups."
    evidence.fill("Six groups, and a seventh.")
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    assert saves.pressed == 0
    save.fulfill(response=answer)
    expect(page.get_by_text("Saved “Closing gaps”.")).to_be_visible()
    assert "in the meantime" not in page.inner_text("main")
    assert (saves.pressed, saves.held) == (1, [])
    assert queries.position(w.review, "OI2").evidence == "Six groups, and a seventh."

    # It fails, here and there: that is said, the press does not go, and what was typed stands there
    for fail, words in (
        (lambda save: save.abort(), "Not saved: no connection."),
        (lambda save: save.fulfill(status=500, body="<h1>No</h1>"), "Not saved: something went wrong at our end."),
    ):
        save = types(f"Eight. {words}")
        button.click(no_wait_after=True)
        fail(save)
        expect(saved).to_contain_text(words)
        assert evidence.input_value() == f"Eight. {words}"
        assert saves.pressed == 1
        page.clock.fast_forward(1_500)  # a second press at once would count as a double click

    # It takes too long: the press goes all the same
    types("Nine.")
    button.click(no_wait_after=True)
    page.clock.fast_forward(11_000)
    expect(page.get_by_text("Saved “Closing gaps”.")).to_be_visible()
    assert queries.position(w.review, "OI2").evidence == "Nine."
