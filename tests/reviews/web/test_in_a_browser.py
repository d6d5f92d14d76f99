"""The pages about dates and teams in a real browser: accessible, and pleasant with scripts on."""

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser import DESK, PHONE, assert_accessible, assert_right_on
from tests.factories.organisations import SchoolFactory, central_office, trust
from tests.factories.programmes import partnership
from tests.factories.reviews import VISIT, Whole, review, whole

from trigpoint.kernel import clock
from trigpoint.programmes.actions import drafts
from trigpoint.reviews.actions import planning

pytestmark = pytest.mark.django_db(transaction=True)

PICTURES = os.environ.get("TRIGPOINT_PICTURES", "")


@pytest.fixture
def one() -> Whole:
    """A review whose visit is two weeks from now, in a cycle that runs now."""
    today = clock.today()
    made = whole(visit_starts_on=today + dt.timedelta(days=14), done=["self_evaluation"])
    made.cycle.starts_on, made.cycle.ends_on = today - dt.timedelta(days=90), today + dt.timedelta(days=240)
    made.cycle.save()
    review(made.group, host=made.lead_school, visit_starts_on=today - dt.timedelta(days=6))
    return made


def picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def look(page: Page, paths: dict[str, str]) -> None:
    """Each is there, as wide as a phone, and sound."""
    for name, path in paths.items():
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, name
        assert_right_on(page, PHONE)
        picture(page, f"{name}-{PHONE['width']}")


def test_each_page_is_accessible(one: Whole, new_page: Callable[..., Page]) -> None:
    page = new_page(one.partnership_lead)
    at = f"/reviews/{one.review.pk}/"
    for name, path in {
        "reviews": "/reviews/",
        "review": at,
        "expect": f"{at}what-to-expect/",
        "team": f"{at}team/",
        "dates": f"{at}dates/",
        "postpone": f"{at}postpone/",
        "cycle": f"/cycles/{one.cycle.pk}/",
        "plan": f"/cycles/{one.cycle.pk}/plan/{one.other_school.pk}/",
        "conflicts": "/reviews/conflicts/",
    }.items():
        page.goto(path)
        for screen in (DESK, PHONE):
            assert_right_on(page, screen)
            picture(page, f"{name}-{screen['width']}")


def test_so_is_each_page_of_a_draft_and_of_a_trust_or_a_subject(one: Whole, new_page: Callable[..., Page]) -> None:
    model = one.review.review_model
    draft = drafts.copy(actor=one.programme_staff, at=clock.now(), network=one.network, review_model=model)
    at, of = f"/programmes/drafts/{draft.pk}/", f"/programmes/models/{model.pk}/"
    look(
        new_page(one.programme_staff, viewport=PHONE),
        {
            "models": "/programmes/models/",
            "model": of,
            "copy": f"{of}copy/",
            "retire": f"{of}retire/",
            "bring": "/programmes/drafts/bring/",
            "draft": at,
            "read": f"{at}read/",
            "file": f"{at}file/",
            "stages": f"{at}parts/stages/",
            "stage": f"{at}parts/stages/8/",
            "words": f"{at}parts/words/",
            "publish": f"{at}publish/",
            "discard": f"{at}discard/",
        },
    )
    heron = trust()
    sites = [SchoolFactory(name=name, trust=heron) for name in ("Heron Bank", "Heron Hill", "Heron Mere")]
    group = partnership([central_office(heron), central_office(trust("Plover Trust"))], model="cp-trust-peer-review")
    made = planning.plan(
        actor=group.lead, at=clock.now(), cycle=group.cycle, host=group.schools[0], visit_starts_on=VISIT, visit_days=3,
        sites=[site.pk for site in sites],
    )  # fmt: skip
    at = f"/reviews/{made.pk}/"
    look(
        new_page(group.lead, viewport=PHONE),
        {
            "trust-plan": f"/cycles/{group.cycle.pk}/plan/{group.schools[1].pk}/",
            "trust-new": f"/partnerships/{group.partnership.pk}/members/new/?q=heron",
            "trust": at,
            "shape": f"{at}shape/",
            "effort": f"{at}effort/",
        },
    )
    look(
        new_page(group.heads[0], viewport=PHONE),
        {"trust-host": at, "scope": f"{at}scope/", "briefings": f"{at}briefings/"},
    )
    group = partnership(3, model="middle-leader-review")
    look(
        new_page(group.lead, viewport=PHONE),
        {"subject-plan": f"/cycles/{group.cycle.pk}/plan/{group.schools[0].pk}/"},
    )


def test_what_speaks_against_dates_is_said_as_they_are_typed(one: Whole, new_page: Callable[..., Page]) -> None:
    page = new_page(one.partnership_lead)
    page.goto(f"/cycles/{one.cycle.pk}/plan/{one.other_school.pk}/")
    saturday = one.cycle.starts_on + dt.timedelta(days=(5 - one.cycle.starts_on.weekday()) % 7 + 140)
    visit = page.get_by_role("group", name="First day of the visit")
    visit.get_by_label("Day").fill(str(saturday.day))
    visit.get_by_label("Month").fill(str(saturday.month))
    visit.get_by_label("Year").fill(str(saturday.year))
    page.get_by_label("2", exact=True).check()
    expect(page.locator("#said")).to_contain_text("The visit would be on Saturday")
    expect(page.locator("#said")).to_contain_text("The other dates would be")
    assert_accessible(page)


def test_a_team_is_chosen_with_the_keyboard(one: Whole, new_page: Callable[..., Page]) -> None:
    page = new_page(one.partnership_lead)
    page.goto(f"/reviews/{one.review.pk}/team/?role=reviewer")
    page.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Ask this person").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("is told by mail")).to_be_visible()
