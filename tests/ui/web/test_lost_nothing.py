"""A page that can't be taken: too much, out of date, or nowhere. The answer is a page of ours, and nothing typed is lost."""

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.urls import reverse

from trigpoint.ui.web import server_error

pytestmark = pytest.mark.django_db


@pytest.fixture
def strict() -> Client:
    return Client(enforce_csrf_checks=True)


def test_more_than_a_page_takes_is_said_plainly(client: Client) -> None:
    page = client.post(reverse("account_login"), {"email": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)})
    assert page.status_code == 413
    assert "This is too much in one go" in page.content.decode()


def test_a_page_out_of_date_gives_the_words_back(strict: Client) -> None:
    typed = {"note": "Six pupils pre-taught the vocabulary", "password": "secret word"}
    page = strict.post(reverse("account_login"), typed, headers={"Origin": "http://testserver"})
    html = page.content.decode()
    assert page.status_code == 403
    assert "Six pupils pre-taught the vocabulary</textarea>" in html
    assert "secret word" not in html


def test_nowhere_is_a_page_of_ours(client: Client) -> None:
    page = client.get("/nowhere/at/all/")
    assert page.status_code == 404
    assert "There is nothing here" in page.content.decode()


def test_our_fault_is_said_with_nothing_but_the_template(rf: RequestFactory) -> None:
    """Whatever failed, the database or the styles, may fail again."""
    page = server_error(rf.get("/"))
    assert page.status_code == 500
    assert "It is not your doing" in page.content.decode()
