"""How long notes are kept, in the pages and through the API."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.evidence import note
from tests.factories.findings import released
from tests.people.web.test_tokens import bearer
from tests.sign_in import signed_in

from trigpoint.evidence.actions import retention
from trigpoint.evidence.models import Note
from trigpoint.reviews.models import Focus

pytestmark = pytest.mark.usefixtures("now")

WORDS = "Six pupils were taught"
GONE = "deleted on 15 April 2027, since its profile had been final for more than 90 days"


def page(w, person, name="reviews:kept", *args):
    return signed_in(Client(), person).get(reverse(name, args=[w.review.pk, *args]))


@pytest.fixture
def final(w, at):
    Focus.objects.create(review=w.review, aspects=["OI2", "LI1"])
    released(w, ["OI2", "LI1"], at=at)


@pytest.fixture
def deleted(w, at, final, time_machine):
    later = at + dt.timedelta(days=91)
    time_machine.move_to(later)
    retention.delete(actor=None, at=later, review=w.review)


def test_the_head_holds_and_lifts_on_a_page_of_their_own(w, sign_in):
    client = sign_in(w.host_head)
    url = reverse("reviews:kept", args=[w.review.pk])
    assert url in client.get(reverse("reviews:review", args=[w.review.pk])).content.decode()
    assert client.post(url, {"what": "notes"}).status_code == 422
    answer = client.post(url, {"what": "notes", "held_for": "dispute"}, follow=True)
    html = answer.content.decode()
    assert "held until you lift the hold" in html
    assert "There is a dispute" in html
    assert "dispute" not in answer.redirect_chain[-1][0]
    assert client.post(url, {"what": "notes", "held_for": "dispute"}).status_code == 403
    html = client.post(
        reverse("reviews:lift_hold", args=[w.review.pk]), {"what": "notes"}, follow=True
    ).content.decode()
    assert "held no longer" in html


def test_the_team_is_told_that_there_is_a_hold_and_not_what_for(w, at):
    retention.hold(actor=w.host_head, at=at, review=w.review, held_for="dispute")
    for person in (w.lead, w.reviewer):
        for name in ("reviews:kept", "evidence:notes", "evidence:matrix"):
            html = page(w, person, name).content.decode()
            assert "has held the notes since 14 January 2027" in html
            assert "dispute or" not in html
            assert "Lift the hold" not in html
    assert (
        signed_in(Client(), w.lead).post(reverse("reviews:kept", args=[w.review.pk]), {"what": "notes"}).status_code
        == 403
    )


@pytest.mark.parametrize("part", ["host_leader", "host_staff", "facilitator", "partnership_lead", "programme_staff"])
def test_nobody_else_is_told(w, part):
    assert page(w, getattr(w, part)).status_code == 403


def test_the_team_reads_until_when(w, final):
    assert "kept until 14 April 2027, and then deleted" in page(w, w.lead, "evidence:notes").content.decode()


@pytest.mark.parametrize("name", ["evidence:notes", "evidence:matrix", "evidence:set_aside", "reviews:kept"])
def test_pages_say_when_and_why_notes_are_gone(w, deleted, name):
    answer = page(w, w.lead, name)
    html = answer.content.decode()
    assert (answer.status_code, GONE in html, WORDS in html) == (200, True, False)


def test_a_note_that_is_gone_says_so(w, deleted):
    row = Note.objects.filter(author=w.reviewer).first()
    answer = page(w, w.reviewer, "evidence:note", row.pk)
    assert (answer.status_code, GONE in answer.content.decode()) == (200, True)
    refused = page(w, w.reviewer, "evidence:change", row.pk)
    assert (refused.status_code, GONE in refused.content.decode()) == (403, True)
    refused = page(w, w.reviewer, "evidence:capture")
    assert (refused.status_code, GONE in refused.content.decode()) == (403, True)


@pytest.mark.parametrize("name", ["findings:aspect", "findings:history"])
def test_the_teams_meeting_says_so_too(w, deleted, name):
    html = page(w, w.lead, name, "OI2").content.decode()
    assert GONE in html
    if name == "findings:aspect":
        assert "2 notes of 2 kinds by 2 people" in html


def test_the_same_through_the_api(w, at, client):
    def call(person, method, path, **body):
        given = {"data": body, "content_type": "application/json"} if method == "post" else {}
        return getattr(client, method)(f"/api/reviews/{w.review.pk}{path}", headers=bearer(person), **given)

    row = note(w.review, w.reviewer, at=at)
    assert call(w.lead, "post", "/notes/kept/hold", held_for="request").status_code == 403
    assert call(w.host_head, "post", "/notes/kept/hold", held_for="request").status_code == 200
    held = {"days": 90, "since": None, "until": None, "held_on": "2027-01-14", "deleted_on": None}
    for person, held_for in ((w.host_head, "request"), (w.lead, "")):
        found = next(one for one in call(person, "get", "/kept").json() if one["what"] == "notes")
        assert {name: found[name] for name in (*held, "held_for")} == {**held, "held_for": held_for}
    assert call(w.host_leader, "get", "/kept").status_code == 403
    assert call(w.host_head, "post", "/notes/kept/lift").status_code == 200
    assert call(w.lead, "get", f"/notes/{row.pk}").json()["deleted_on"] is None


def test_the_api_says_that_they_are_gone(w, deleted, client):
    base = f"/api/reviews/{w.review.pk}/notes"
    row = Note.objects.filter(author=w.reviewer).first()
    found = client.get(f"{base}/{row.pk}", headers=bearer(w.lead)).json()
    assert found == {"revisions": [], "attachments": [], "deleted_on": "2027-04-15"}
    assert client.get(base, headers=bearer(w.lead)).json() == []
    asked = client.post(
        f"{base}/reconcile", {"notes": {str(row.pk): "x"}}, content_type="application/json", headers=bearer(w.reviewer)
    )
    assert (asked.status_code, GONE in asked.json()["detail"]) == (403, True)
