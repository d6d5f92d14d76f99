"""The gallery shows every component, needs no database, and keeps to the policy on scripts and styles."""

import re

import pytest
from django.test import Client
from django.urls import reverse


@pytest.fixture(scope="module")
def html() -> str:
    page = Client().get(reverse("ui:gallery"))
    assert page.status_code == 200
    return page.content.decode()


def test_the_gallery_shows_our_own_components(html: str) -> None:
    for name in ("track", "matrix", "statements", "chips", "safe", "bar", "work", "tag", "people", "measure", "card"):
        assert re.search(rf'class="[^"]*\bapp-{name}\b', html), name


def test_nothing_is_styled_or_scripted_in_the_page(html: str) -> None:
    assert not re.search(r"\sstyle=", html)
    assert not re.search(r"\son[a-z]+=", html)
    assert "<style" not in html
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)


def test_every_id_is_there_once(html: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))


def test_what_labels_and_descriptions_point_at_is_there(html: str) -> None:
    ids = set(re.findall(r'\sid="([^"]+)"', html))
    described = re.findall(r'aria-(?:describedby|labelledby)="([^"]+)"', html)
    pointed = {target for targets in described for target in targets.split()} | set(
        re.findall(r'\sfor="([^"]+)"', html)
    )
    assert pointed - ids == set()


def test_a_page_is_in_one_language() -> None:
    """A browser that asks for Welsh gets English, said to be English, until there is a Welsh catalogue."""
    page = Client(headers={"accept-language": "cy"}).get(reverse("ui:gallery"))
    assert page.headers["Content-Language"] == "en"
    assert '<html lang="en"' in page.content.decode()
