"""Every component in every state, on one page, with invented people and schools: for who builds pages, and for tests."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html

from trigpoint.ui.forms import ChipsField, DateField

_KINDS = [("lesson", "Lesson observation"), ("work", "Work scrutiny"), ("talk", "Talk with pupils")]
_ASPECTS = [("gaps", "Closing gaps"), ("curriculum", "Curriculum"), ("inclusion", "Inclusion in class")]


class Sample(forms.Form):
    """One field of every kind."""

    name = forms.CharField(max_length=80, help_text="As you would like it on a badge.")
    email = forms.EmailField()
    story = forms.CharField(
        widget=forms.Textarea, max_length=400, help_text="What should the team know?", required=False
    )
    seen = forms.CharField(label="What did you see or hear?", widget=forms.Textarea(attrs={"rows": 4}))
    visit_on = DateField(label="First day of the visit", help_text="For example, 2 12 2026")
    starts_at = forms.TimeField(label="Starts at")
    pupils = forms.IntegerField(label="Pupils in the room", min_value=0)
    kind = forms.ChoiceField(choices=_KINDS, widget=forms.RadioSelect)
    phase = forms.ChoiceField(choices=[("", "Choose"), ("primary", "Primary"), ("secondary", "Secondary")])
    aspects = forms.MultipleChoiceField(choices=_ASPECTS, widget=forms.CheckboxSelectMultiple)
    chips = ChipsField(label="Which aspects does it speak to?", choices=_ASPECTS, required=False)
    form_of_school = forms.FileField(label="The school’s own form", required=False)
    read = forms.BooleanField(label="I have read both agreements")


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """Show it. Reads nothing and changes nothing."""
    return render(request, "ui/gallery.html", {**_own(), **_forms(), **_govuk()})


def _forms() -> dict[str, Any]:
    typed = {"name": "Daniel Osei", "email": "daniel", "visit_on-day": "31", "visit_on-month": "2", "chips": ["gaps"]}
    return {
        "empty": Sample(prefix="empty"),
        "filled": Sample(
            prefix="filled",
            initial={"name": "Daniel Osei", "kind": "work", "aspects": ["gaps"], "chips": ["gaps"], "phase": "primary"},
        ),
        "form": Sample(typed),
    }


def _own() -> dict[str, Any]:
    return {
        "stages": _stages(),
        "late_stages": [
            {"label": "Profile", "date": "was due 8 Dec", "state": "late"},
            {"label": "Workshop", "date": "10 Dec", "state": "ahead"},
        ],
        "columns": ["Lessons", "Paired", "Work", "Meetings", "Pupils", "Staff", "Families", "Data"],
        "rows": [
            _row("Closing gaps", (3, 1, 6, 0, 4, 2, 0, 3)),
            _row("Curriculum", (7, 2, 4, 1, 2, 3, 0, 0)),
            _row("Inclusion in class", (1, 0, 0, 0, 0, 0, 0, 0), "one kind, one person"),
        ],
        "positions": _positions(),
        "work": _work(),
        "people": [
            {"name": "Amira Okafor", "initials": "AO"},
            {"name": "Daniel Osei", "initials": "DO"},
            {"name": "Megan Hughes", "initials": "MH", "waiting": True},
        ],
        "tabs": [
            {"label": "Review", "href": "#tabs", "current": True},
            {"label": "Team", "href": "#tabs"},
            {"label": "Timetable", "href": "#tabs"},
        ],
    }


def _stages() -> list[dict[str, str]]:
    done = [("Self-evaluation", "done 6 Nov"), ("Data shared", "13 Nov"), ("First meeting", "25 Nov")]
    ahead = [("Profile", "by 8 Dec"), ("Workshop", "10 Dec"), ("Plan", "17 Dec"), ("Impact review", "12 Mar")]
    return [
        *({"label": label, "date": date, "state": "done", "href": "#track"} for label, date in done),
        {"label": "Visit", "date": "today, 3 Dec", "state": "now"},
        *({"label": label, "date": date, "state": "ahead"} for label, date in ahead),
    ]


def _row(label: str, counts: tuple[int, ...], remark: str = "") -> dict[str, Any]:
    return {"label": label, "cells": [{"count": count, "href": "#matrix"} for count in counts], "remark": remark}


def _positions() -> list[dict[str, Any]]:
    known = [
        ("To develop", "Gaps are known only in part, or growing", False, False),
        ("Effective", "Gaps are tracked; actions are in place; some are narrowing", True, False),
        ("Excellent", "Spending is linked to effect", True, True),
        ("Inspirational", "Gaps are small or gone, and stay so", False, False),
    ]
    return [
        {"label": label, "statements": [{"id": label, "text": text, "fits": fits, "school": school}]}
        for label, text, fits, school in known
    ]


def _work() -> list[dict[str, Any]]:
    return [
        {
            "near": "Yesterday",
            "date": "20 Nov",
            "sentence": format_html("Check the facts in the profile of <strong>{}</strong>", "your review"),
            "note": "The team waits for your answer until Tuesday; no answer means that you agree.",
            "action": "Check",
            "href": "#work",
            "late": True,
        },
        {
            "near": "Mon",
            "date": "23 Nov",
            "sentence": format_html("Read the data pack of <strong>{}</strong>, which you lead", "Hawthorn Vale"),
            "note": "Opens to your team of three until 17 December.",
            "action": "Read",
            "href": "#work",
        },
        {"near": "Fri", "date": "27 Nov", "sentence": "Say how the workshop went", "action": "Answer", "href": "#work"},
    ]


def _govuk() -> dict[str, Any]:
    return {
        "partnership": "Lapwing Partnership",
        "school": "Hawthorn Vale",
        "page": Paginator(range(900), 50).page(9),
        "summary": [
            {
                "key": {"text": "School"},
                "value": {"text": "Hawthorn Vale School"},
                "actions": {"items": [{"href": "#summary", "text": "Change", "visuallyHiddenText": "the school"}]},
            },
            {"key": {"text": "Visit"}, "value": {"text": "2 and 3 December"}},
        ],
        "tasks": [
            {"title": {"text": "Sign the agreements"}, "href": "#tasks", "status": {"text": "Done"}},
            {
                "title": {"text": "Release the data pack"},
                "href": "#tasks",
                "hint": {"text": "To the three people of the team"},
                "status": {"tag": {"text": "To do", "classes": "app-tag--now"}},
            },
            {"title": {"text": "Meet the lead"}, "status": {"text": "Opens on 25 November"}},
        ],
        "head": [{"text": "Action"}, {"text": "Who, by when"}, {"text": "Where it stands"}],
        "table_rows": [
            [
                {"text": "Pre-teach six words a week"},
                {"text": "Year 4 teachers, from 6 January"},
                {"text": "target met"},
            ],
            [{"text": "Library hour for families"}, {"text": "Library lead, by 31 January"}, {"text": "not met yet"}],
        ],
        "sections": [
            {
                "heading": {"text": "Before the visit"},
                "content": {"text": "Read the pack; agree the lines of enquiry."},
            },
            {"heading": {"text": "After the visit"}, "content": {"text": "Write the profile together."}},
        ],
        "panels": [
            {"label": "Notes", "id": "notes", "panel": {"text": "Twelve notes of four kinds."}},
            {"label": "Positions", "id": "positions", "panel": {"text": "Three have proposed."}},
        ],
        "trail": [{"text": "Reviews", "href": "#trail"}, {"text": "Lapwing Partnership"}],
    }
