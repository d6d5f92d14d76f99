"""The pages of forms in a real browser: accessible, no wider than a phone, and saved as somebody types."""

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser import DESK, PHONE, assert_right_on
from tests.factories.proformas import everything
from tests.factories.reviews import Whole, whole

from trigpoint.kernel import clock
from trigpoint.proformas import actions
from trigpoint.proformas.models import Answer

pytestmark = pytest.mark.django_db(transaction=True)

PICTURES = os.environ.get("TRIGPOINT_PICTURES", "")


@pytest.fixture
def people() -> Whole:
    """A review under way now, by a model that has all that this context keeps."""
    made = whole(
        review_model=everything(),
        visit_starts_on=clock.today() - dt.timedelta(days=1),
        state="under_way",
        done=["visit"],
    )
    at, review = clock.now(), made.review
    by = {"actor": made.host_staff, "at": at, "review": review, "form": "voices"}
    actions.sheets.save(
        **by, answers={"found": "We want clubs that end with the bus."}, voices="Eight pupils of Year 6"
    )
    row = actions.accreditations.nominate(
        actor=made.host_head,
        at=at,
        review=review,
        kind="area_of_excellence",
        what="Reading for pleasure",
        why="All read",
    )
    actions.accreditations.record_seen(actor=made.lead, at=at, accreditation=row, seen="Books in every room", version=1)
    actions.take_aways.add(actor=made.lead, at=at, review=review, learned="Peer tutors", action="Try it in Year 4")
    return made


def picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def test_each_page_is_accessible(people: Whole, new_page: Callable[..., Page]) -> None:
    at = f"/reviews/{people.review.pk}/"
    row = f"{at}accreditation/{actions.accreditations.Accreditation.objects.get().pk}/"
    for who, names in {
        people.lead: {
            "overview": at, "forms": f"{at}forms/", "stage": f"{at}forms/at/story/", "accreditation": f"{at}accreditation/",
            "decide": f"{row}decide/", "seen": f"{row}seen/", "take-aways": f"{at}take-aways/", "mine": "/take-aways/",
            "look-back": f"{at}look-back/", "expected": f"{at}forms/hypotheses/area-OI2/1/",
        },
        people.host_staff: {"voices": f"{at}forms/voices/review/1/"},
        people.host_head: {
            "story": f"{at}forms/story/review/1/", "nominate": f"{at}accreditation/nominate/area_of_excellence/",
            "published": f"{at}published/report/", "head-overview": at, "schools": "/accreditations/",
        },
    }.items():  # fmt: skip
        page = new_page(who)
        for name, path in names.items():
            answer = page.goto(path)
            assert answer is not None
            assert answer.ok, name
            for screen in (DESK, PHONE):
                assert_right_on(page, screen)
                picture(page, f"{name}-{screen['width']}")


def test_it_is_saved_as_somebody_types(people: Whole, new_page: Callable[..., Page]) -> None:
    page = new_page(people.host_head)
    page.goto(f"/reviews/{people.review.pk}/forms/story/review/1/")
    page.get_by_label("Tell it").fill("We began again.")
    expect(page.locator("#saved")).to_contain_text("Saved")
    page.get_by_label("What are you proud of?").fill("Our choir\nOur garden")
    expect(page.locator("#saved")).to_contain_text("Saved")
    page.get_by_role("button", name="Send it in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Story")
    assert Answer.objects.get(field="story").value == "We began again."
    assert Answer.objects.get(field="proud_of").value == ["Our choir", "Our garden"]
