"""A double click, and two tabs: in real Chromium, on the forms where it would hurt most."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from playwright.sync_api import Page

from tests.factories import improvement
from tests.factories.evidence import note
from tests.factories.findings import proposal
from tests.factories.reviews import Whole, whole
from tests.journeys.pages import Visitor
from trigpoint.audit.models import Entry
from trigpoint.findings.models import Position
from trigpoint.reviews.models import Focus

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not (Path(settings.BASE_DIR) / "static/build/app.css").exists(), reason="the styles are not built: make setup"
    ),
]

SAID, BOX = "Gaps are tracked; actions are in place; some are narrowing", "What we saw, and why we say so"


@pytest.fixture
def now() -> Iterator[dt.datetime]:
    """The afternoon of the last day of the visit, and the clock goes on."""
    at = dt.datetime(2027, 1, 14, 14, 0, tzinfo=ZoneInfo("Europe/London"))
    with time_machine.travel(at, tick=True):
        yield at


@pytest.fixture
def w() -> Whole:
    made = whole(state="under_way")
    Focus.objects.create(review=made.review, aspects=["OI2"])
    return made


def test_a_plan_is_agreed_once_however_often_the_button_is_pressed(
    w: Whole, now: dt.datetime, new_page: Callable[..., Page]
) -> None:
    plan = improvement.plan(w, now)
    improvement.planned(w, now, plan)
    improvement.actions.plan.add_telling(actor=w.host_head, at=now, plan=plan, audience="Staff", what="the profile")
    problems: list[str] = []
    first, second = Visitor(new_page(w.host_head), problems), Visitor(new_page(w.host_head), problems)
    for tab in (first, second):
        tab.opens(f"/reviews/{w.review.pk}/plan/")
    button = first.page.get_by_role("button", name="Agree this plan for the school")
    with first.page.expect_navigation():
        button.dblclick()
    first.reads("Agreed on 14 January by Tomos Prydderch.")
    second.presses("Agree this plan for the school").reads("Agreed on 14 January by Tomos Prydderch.")
    assert Entry.objects.filter(verb="improvement.agree_plan").count() == 1
    assert problems == [], "\n".join(problems)


def test_two_tabs_on_one_position_show_both_and_lose_neither(
    w: Whole, now: dt.datetime, new_page: Callable[..., Page]
) -> None:
    for author, kind in ((w.lead, "OBS"), (w.reviewer, "DATA")):
        note(w.review, author, "OI2", at=now, kind=kind)
    for author in (w.lead, w.reviewer, w.second_reviewer):
        proposal(w, author, at=now)
    problems: list[str] = []
    first, second = Visitor(new_page(w.lead), problems), Visitor(new_page(w.lead), problems)
    for tab, words in ((first, "What the first tab says."), (second, "What the second tab says.")):
        tab.opens(f"/reviews/{w.review.pk}/findings/aspects/OI2/").within("#agree").ticks(SAID).writes(BOX, words)
        for label in tab.page.locator("#agree").get_by_role("checkbox", name="2027").all():
            label.check(force=True)
    first.within("#agree").presses("Save for the team").reads("Saved what the team says on this aspect.")
    second.within("#agree").presses("Save for the team").reads("Saved in the meantime", "What the first tab says.")
    second.within("#agree").reads_in_the_box(BOX, "What the second tab says.")
    assert Position.objects.get().commentary == "What the first tab says."
    second.presses("Save for the team").reads("Saved what the team says on this aspect.")
    assert Position.objects.get().commentary == "What the second tab says."
    assert problems == [], "\n".join(problems)
