"""Forms as people meet them: every kind of field, what is wrong said at the field and at the top."""

import datetime as dt

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.test import RequestFactory

from trigpoint.ui.forms import ChipsField, DateField, from_table


class Everything(forms.Form):
    name = forms.CharField(max_length=20, help_text="As it is on your door")
    story = forms.CharField(widget=forms.Textarea(attrs={"rows": 8}), max_length=200, required=False)
    plain = forms.CharField(widget=forms.Textarea, required=False)
    email = forms.EmailField()
    visit_on = DateField(help_text="For example, 27 3 2026")
    starts_at = forms.TimeField()
    pupils = forms.IntegerField()
    phase = forms.ChoiceField(choices=[("p", "Primary"), ("s", "Secondary")])
    kind = forms.ChoiceField(widget=forms.RadioSelect, choices=[("a", "Lesson"), ("b", "Meeting")])
    aspects = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, choices=[("a", "Gaps"), ("b", "Reading")])
    chips = ChipsField(choices=[("a", "Gaps"), ("b", "Reading")], required=False)
    agreed = forms.BooleanField(label="We have read it")
    paper = forms.FileField()
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


def page(**context: object) -> str:
    """A whole page with forms in it, as nobody signed in sees it."""
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    source = '{% extends "ui/base.html" %}{% block title %}T{% endblock %}{% block content %}{{ form }}{% endblock %}'
    return engines["django"].from_string(source).render(context, request)


def test_every_kind_of_field_is_shown_by_the_design_system() -> None:
    html = str(Everything())
    for mark in (
        'data-module="govuk-character-count"',
        'type="email"',
        'name="visit_on-day"',
        'name="visit_on-month"',
        'type="time"',
        'inputmode="numeric"',
        '<select class="govuk-select"',
        "govuk-radios__input",
        "govuk-checkboxes app-chips",
        'type="file"',
        '<input type="hidden" name="version"',
    ):
        assert mark in html, mark


def test_hint_and_error_are_tied_to_the_control() -> None:
    html = str(Everything({}))
    assert 'aria-describedby="id_name-hint id_name-error"' in html
    assert 'id="id_name-error"' in html


def test_what_is_wrong_stands_at_the_top_and_leads_to_the_field() -> None:
    html = page(form=Everything({}))
    assert "<title>Error: T – Trigpoint</title>" in html
    assert '<a href="#id_name">Name: Write something here</a>' in html
    assert '<a href="#id_visit_on-day">Visit on: Give the date, such as 27 3 2026</a>' in html
    assert '<a href="#id_kind">Kind: Choose one</a>' in html
    for target in ("id_name", "id_visit_on-day", "id_kind", "id_aspects", "id_agreed", "id_paper"):
        assert f'id="{target}"' in html, target


def test_a_page_with_nothing_wrong_says_nothing_of_errors() -> None:
    html = page(form=Everything())
    assert "<title>T – Trigpoint</title>" in html
    assert "error-summary" not in html


def test_everything_typed_is_still_there() -> None:
    typed = {
        "name": "<Ann & Co>",
        "story": "It began\nlong ago",
        "visit_on-day": "31",
        "visit_on-month": "feb",
        "visit_on-year": "2026",
        "kind": "b",
        "aspects": ["b"],
        "phase": "s",
    }
    html = str(Everything(typed))
    assert 'value="&lt;Ann &amp; Co&gt;"' in html
    assert "It began\nlong ago</textarea>" in html
    assert 'value="feb"' in html
    assert '<option value="s" selected' in html
    assert html.count("checked") == 2
    assert "There is no such date" in html


@pytest.mark.parametrize(
    "day, month, year, expected",
    [
        ("27", "3", "2026", dt.date(2026, 3, 27)),
        ("1", "September", "2026", dt.date(2026, 9, 1)),
        ("01", "sep", "2026", dt.date(2026, 9, 1)),
        (" 1 ", "SEPT.", "2026", dt.date(2026, 9, 1)),
    ],
)
def test_a_date_is_taken_as_people_write_it(day: str, month: str, year: str, expected: dt.date) -> None:
    form = _Dated({"on-day": day, "on-month": month, "on-year": year})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["on"] == expected


@pytest.mark.parametrize(
    "day, month, year, message",
    [
        ("", "3", "2026", "The date needs a day"),
        ("27", "", "2026", "The date needs a month"),
        ("27", "3", "", "The date needs a year"),
        ("27", "3", "26", "Give the year in four figures, such as 2026"),
        ("30", "2", "2026", "There is no such date. Give one such as 27 3 2026"),
        ("x", "y", "z", "There is no such date. Give one such as 27 3 2026"),
        ("27", "ju", "2026", "There is no such date. Give one such as 27 3 2026"),
        ("²", "3", "2026", "There is no such date. Give one such as 27 3 2026"),
    ],
)
def test_a_date_that_is_not_one_is_named(day: str, month: str, year: str, message: str) -> None:
    assert _Dated({"on-day": day, "on-month": month, "on-year": year}).errors == {"on": [message]}


def test_a_date_may_come_in_one_piece() -> None:
    form = _Dated({"on": "2026-11-21"})
    assert form.is_valid()
    assert form.cleaned_data["on"] == dt.date(2026, 11, 21)


class _Dated(forms.Form):
    on = DateField()


def test_a_field_follows_its_table() -> None:
    field = from_table("people.Account", "name", label="Your name")
    assert isinstance(field, forms.CharField)
    assert (field.max_length, field.required, field.label) == (120, True, "Your name")
    language = from_table("people.Account", "language", widget=forms.RadioSelect)
    assert [key for key, _ in language.choices] == ["en", "cy"]


def test_no_message_blames() -> None:
    form = Everything(
        {"email": "x", "pupils": "x", "phase": "x", "starts_at": "x", "aspects": ["x"], "name": "n" * 21, "kind": "x"}
    )
    said = " ".join(str(message) for messages in form.errors.values() for message in messages)
    assert "nvalid" not in said
    assert "required" not in said
    assert "Shorten this to 20 characters; it has 21" in said


def test_a_comment_of_two_megabytes_is_answered_by_its_field_and_kept() -> None:
    comment = "Six pupils. " * 170_000
    html = str(Everything({"story": comment}))
    assert "Shorten this to 200 characters; it has 2039999" in html
    assert comment in html
