"""The register in real Chromium: finding a school as one types, and a trial of files; nothing that axe finds."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect
from tests.browser import DESK, PHONE, assert_accessible, assert_right_on
from tests.factories.people import head, operator
from tests.organisations.register_files import (
    CENSUS_2019,
    CENSUS_2023,
    GROUPS,
    KS2_2017,
    KS2_2018,
    KS2_2019,
    LAYOUT_2023,
    LINKS,
    SURREY,
    take,
)

from trigpoint.organisations.models import School

pytestmark = [
    pytest.mark.skipif(
        not (Path(settings.BASE_DIR) / "static/build/app.css").exists(), reason="the styles are not built: make setup"
    ),
    pytest.mark.django_db(transaction=True),
]


def test_a_school_is_found_as_one_types(new_page: Callable[..., Page]) -> None:
    take(SURREY, GROUPS, LINKS, KS2_2017, KS2_2018, KS2_2019, CENSUS_2019, CENSUS_2023)
    page = new_page(head(), viewport=PHONE)
    page.goto("/register/")
    assert_right_on(page, DESK, PHONE)
    page.goto("/schools/")
    page.get_by_label("Find a school").press_sequentially("meadhrst")
    page.get_by_role("link", name="Meadhurst Primary School").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Meadhurst Primary School")
    expect(page.get_by_role("table", name="Key Stage 2 results")).to_be_visible()
    page.get_by_text("What the words mean, and where the figures stood").first.click()
    assert_right_on(page, PHONE, DESK)


def test_an_operator_tries_files_and_takes_them_in(
    new_page: Callable[..., Page], settings: object, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    page = new_page(operator())
    page.goto("/register/import/")
    assert_accessible(page)
    page.get_by_label("Files").set_input_files([LAYOUT_2023, LINKS])
    page.get_by_role("button", name="Try it first").click()
    expect(page.get_by_text("there is no name for 100000")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Take in").click()
    expect(page.get_by_text("2 files taken in")).to_be_visible()
    assert School.objects.filter(urn__isnull=False).count() == 6
