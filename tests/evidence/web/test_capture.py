"""Putting down a note: filled in, saved, and never lost."""

import datetime as dt
import re
import uuid

import pytest
from django.urls import reverse
from tests.factories.evidence import TEXT

from trigpoint.evidence.models import NoteRevision, SetAside
from trigpoint.reviews.models import Activity, Focus

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def focus(w):
    return Focus.objects.create(review=w.review, aspects=["OI2", "LI2", "LI4"])


def url(w):
    return reverse("evidence:capture", args=[w.review.pk])


def typed(page, **over):
    """What a browser would send from the page: its hidden fields, and what was typed."""
    html = page.content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html))
    hidden.pop("csrfmiddlewaretoken", None)
    fields = {
        "aspects": ["OI2"],
        "text": TEXT,
        "kind": "OBS",
        "time": "09:40",
        "day-day": "14",
        "day-month": "1",
        "day-year": "2027",
        "place": "Year 4",
        "mode": "in_person",
    }
    return {**hidden, **fields, **over}


def test_kind_time_and_place_come_from_the_timetable(w, focus, sign_in, at):
    activity = Activity.objects.create(
        review=w.review,
        starts_at=at - dt.timedelta(minutes=10),
        ends_at=at + dt.timedelta(minutes=30),
        kind="POBS",
        what="Fractions",
        place="Year 4",
        aspects=["OI2"],
        partner=w.host_leader,
    )
    activity.reviewers.add(w.reviewer)
    html = sign_in(w.reviewer).get(url(w)).content.decode()
    assert "09:30 · Year 4 · paired with a leader of the school" in html
    assert re.search(r"<h1[^>]*>Observation together with a leader of the school</h1>", html)
    assert [re.search(r'value="(\w+)"', box).group(1) for box in re.findall("<input[^>]*checked[^>]*>", html)] == [
        "OI2"
    ]
    assert "Closing gaps" in html
    assert "Attainment" not in html


def test_saving_starts_the_next(w, focus, sign_in):
    client = sign_in(w.reviewer)
    page = client.get(url(w))
    answer = client.post(url(w), typed(page), follow=True)
    assert answer.redirect_chain == [(url(w), 302)]
    html = answer.content.decode()
    assert "Saved on the server 09:30." in html
    assert "1 note is safe on the server" in html
    assert TEXT not in html
    kept = NoteRevision.objects.get()
    assert (kept.text, kept.place, kept.seen_at.hour, kept.seen_at.minute) == (TEXT, "Year 4", 9, 40)


def test_a_double_click_is_one_note(w, focus, sign_in):
    client = sign_in(w.reviewer)
    sent = typed(client.get(url(w)))
    assert [client.post(url(w), sent).status_code for _ in range(2)] == [302, 302]
    assert NoteRevision.objects.count() == 1


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({"aspects": []}, "Choose at least one"),
        ({"text": ""}, "Write something here"),
        ({"text": "x" * 2_000_000}, "Shorten this"),
        ({"kind": ""}, "Choose one"),
        ({"time": "half nine"}, "Give a time"),
        ({"day-month": "13"}, "There is no such date"),
        ({"day-year": "2019"}, "Look at the day"),
        ({"text": "A123456789012 read aloud."}, "pupil&#x27;s number"),
        ({"note_id": "nothing"}, ""),
    ],
)
def test_what_can_t_be_taken_stays_in_the_box(w, focus, sign_in, over, said):
    client = sign_in(w.reviewer)
    sent = typed(client.get(url(w)), **{"place": "Year 4 annexe", **over})
    answer = client.post(url(w), sent)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert said.replace("&#x27;", "'") in html.replace("&#x27;", "'").replace("&#39;", "'")
    assert "Year 4 annexe" in html
    assert sent["text"][:500] in html
    assert "Not saved yet" in html
    assert not NoteRevision.objects.exists()


def test_what_looks_like_a_name_is_asked_about_and_goes_through_when_ticked(w, focus, sign_in):
    client = sign_in(w.reviewer)
    sent = typed(client.get(url(w)), text="The class read about Florence Nightingale.")
    answer = client.post(url(w), sent)
    assert answer.status_code == 422
    assert "Florence Nightingale.</textarea>" in answer.content.decode()
    assert 'name="no_names"' in answer.content.decode()
    assert client.post(url(w), {**sent, "no_names": "on"}).status_code == 302


def test_back_and_other_words_keeps_both(w, focus, sign_in):
    client = sign_in(w.reviewer)
    sent = typed(client.get(url(w)))
    client.post(url(w), sent)
    answer = client.post(url(w), {**sent, "text": "Other words."})
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Other words." in html
    assert TEXT in html
    assert SetAside.objects.get().payload["text"] == "Other words."
    again = typed(answer, text="Other words.")
    assert client.post(url(w), again).status_code == 302
    assert NoteRevision.objects.order_by("-rev")[0].text == "Other words."


@pytest.mark.parametrize("part", ["host_head", "facilitator", "partnership_lead", "governor"])
def test_only_the_team(w, sign_in, part):
    assert sign_in(getattr(w, part)).get(url(w)).status_code == 403


def test_another_networks_review_is_not_there(w, sign_in):
    assert sign_in(w.stranger).get(url(w)).status_code == 404


def test_a_late_note_is_kept_and_said(w, focus, sign_in):
    w.review.state = "closed"
    w.review.save()
    client = sign_in(w.reviewer)
    answer = client.post(url(w), typed(client.get(url(w)), note_id=str(uuid.uuid4())), follow=True)
    assert "the lead reviewer decides" in answer.content.decode()
    assert SetAside.objects.count() == 1
