"""What a refusal looks like on the page that it came from."""

import datetime as dt
from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from trigpoint.kernel.errors import Missing, NeedsReason, Refused, Stale, Unacceptable
from trigpoint.kernel.guards import Breach
from trigpoint.ui.middleware import ErrorPages
from trigpoint.ui.web import act, csrf_failure, show


class Note(forms.Form):
    text = forms.CharField(widget=forms.Textarea)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


def note(**typed: Any) -> Note:
    return Note({"text": "Six pupils", "version": "1", **typed})


def request_for(path: str = "/", **headers: str) -> HttpRequest:
    request = RequestFactory().get(path, headers=headers)
    request.user = AnonymousUser()
    return request


def shown(form: forms.Form) -> HttpResponse:
    return show(request_for(), "tests/form.html", {"form": form})


@pytest.fixture(autouse=True)
def _page(settings: Any) -> None:
    page = '{% extends "ui/base.html" %}{% block title %}T{% endblock %}{% block content %}{{ form }}{% endblock %}'
    loaders = [
        ("django.template.loaders.locmem.Loader", {"tests/form.html": page}),
        "django.template.loaders.app_directories.Loader",
    ]
    options = {k: v for k, v in settings.TEMPLATES[0]["OPTIONS"].items() if k != "loaders"}
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "APP_DIRS": False, "OPTIONS": {**options, "loaders": loaders}}]


def test_an_action_takes_what_was_typed_and_what_is_given() -> None:
    def save(*, text: str, actor: str, at: dt.datetime | None) -> str:
        return f"{actor}: {text}"

    assert act(note(), save, actor="Ann", at=None) == "Ann: Six pupils"


def test_an_action_that_returns_nothing_still_went_through() -> None:
    assert act(note(), lambda *, text: None) is True


def test_a_form_with_faults_runs_nothing() -> None:
    form = note(text="")
    assert act(form, lambda *, text: pytest.fail("ran")) is None
    assert shown(form).status_code == 422


def refusing(error: Exception) -> Any:
    def save(*, text: str, reason: str = "") -> None:
        if not reason:
            raise error

    return save


def test_what_cant_be_taken_is_said_at_its_field() -> None:
    form = note()
    assert act(form, refusing(Unacceptable({"text": ["Name nobody"], "other": ["Later"]}))) is None
    page = shown(form)
    assert page.status_code == 422
    html = page.content.decode()
    assert '<a href="#id_text">Text: Name nobody</a>' in html
    assert '<a href="#form-whole">Later</a>' in html
    assert "Six pupils</textarea>" in html


def test_a_refusal_gives_its_reason_and_keeps_the_text() -> None:
    form = note()
    assert act(form, refusing(Refused("Only the lead may."))) is None
    page = shown(form)
    assert page.status_code == 403
    assert b"Only the lead may." in page.content
    assert b"Six pupils</textarea>" in page.content


def test_a_soft_guard_asks_why_and_a_reason_goes_through() -> None:
    breach = Breach(guard="G4", message="They met last year.", hard=False)
    form = note()
    assert act(form, refusing(NeedsReason([breach]))) is None
    page = shown(form)
    assert page.status_code == 403
    assert b"They met last year." in page.content
    assert b'name="reason"' in page.content
    again = note(reason="Nobody else is free")
    assert act(again, refusing(NeedsReason([breach]))) is True


def test_two_who_write_at_once_both_keep_their_words() -> None:
    form = note()
    assert act(form, refusing(Stale("Megan saved first.", current={"text": "Nine <pupils>", "version": 2}))) is None
    page = shown(form)
    assert page.status_code == 409
    html = page.content.decode()
    assert "Megan saved first." in html
    assert "Nine &lt;pupils&gt;" in html
    assert "Six pupils</textarea>" in html
    assert '<input type="hidden" name="version" value="2"' in html


@pytest.mark.parametrize(
    "error, status, said",
    [
        (Refused("Only the lead may."), 403, "Only the lead may."),
        (Missing(), 404, "There is nothing here"),
        (Stale("Megan saved first.", current={}), 409, "Megan saved first."),
        (Unacceptable("Too long."), 422, "Too long."),
    ],
)
def test_an_error_that_leaves_a_view_is_a_page_with_a_way_out(error: Exception, status: int, said: str) -> None:
    middleware = ErrorPages(lambda request: HttpResponse())
    page = middleware.process_exception(request_for(), error)
    assert page is not None
    assert (page.status_code, said in page.content.decode()) == (status, True)
    assert b"<h1" in page.content
    part = middleware.process_exception(request_for(**{"HX-Request": "true"}), error)
    assert part is not None
    assert part.status_code == status
    assert b"<html" not in part.content


def test_other_errors_are_left_to_fail() -> None:
    assert ErrorPages(lambda request: HttpResponse()).process_exception(request_for(), ValueError()) is None


def posted(**headers: str) -> HttpRequest:
    request = RequestFactory().post("/", {"text": "Six <pupils>", "csrfmiddlewaretoken": "key"}, headers=headers)
    request.user = AnonymousUser()
    return request


def test_a_page_out_of_date_shows_what_was_typed() -> None:
    page = csrf_failure(posted(Origin="http://testserver"))
    assert page.status_code == 403
    assert "Six &lt;pupils&gt;</textarea>" in page.content.decode()
    assert "key" not in page.content.decode().partition("<main")[2]


def test_what_another_site_sends_is_not_shown() -> None:
    assert b"Six" not in csrf_failure(posted(Origin="https://elsewhere.example")).content
    assert b"Six" not in csrf_failure(posted()).content
