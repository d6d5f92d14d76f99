"""The team's meeting in the pages: unseen first, then agreed; two at once are told; polling costs little."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.findings import SAID, evidence, position, proposal, statements
from tests.sign_in import signed_in

from trigpoint.findings.models import Position, Proposal

pytestmark = pytest.mark.usefixtures("now")


def url(w, name, *args):
    return reverse(f"findings:{name}", args=[w.review.pk, *args])


def get(w, person, name, *args, **headers):
    return signed_in(Client(), person).get(url(w, name, *args), headers=headers)


def said(w, aspect="OI2", **over):
    return {"statements": statements(w, aspect), "commentary": SAID, "version": "0", **over}


def test_proposing_is_unseen_then_open(w, at, sign_in):
    client = sign_in(w.reviewer)
    answer = client.post(url(w, "propose", "OI2"), said(w, commentary="Mine alone."), follow=True)
    assert "Your proposal is saved" in answer.content.decode()
    assert "Mine alone." in answer.content.decode()
    for person in (w.lead, w.second_reviewer):
        html = get(w, person, "aspect", "OI2").content.decode()
        assert "Mine alone." not in html
        assert "1 has proposed, unseen by the others" in html
    proposal(w, w.lead, at=at)
    proposal(w, w.second_reviewer, at=at)
    html = get(w, w.lead, "aspect", "OI2").content.decode()
    assert "Mine alone." in html
    assert "all have proposed" in html


def test_the_team_agrees_on_notes(w, at, sign_in):
    notes = evidence(w, "OI2", at=at)
    client = sign_in(w.lead)
    client.post(url(w, "open_proposals", "OI2"))
    html = client.get(url(w, "aspect", "OI2")).content.decode()
    assert all(f'value="{pk}"' in html for pk in notes)
    refused = client.post(url(w, "agree_position", "OI2"), said(w))
    assert refused.status_code == 403
    assert "choose at least 1 note" in refused.content.decode()
    assert SAID in refused.content.decode()
    thin = client.post(url(w, "agree_position", "OI2"), said(w, note_ids=[str(notes[0])]))
    assert thin.status_code == 403
    assert 'name="reason"' in thin.content.decode()
    good = client.post(url(w, "agree_position", "OI2"), said(w, note_ids=[str(pk) for pk in notes]))
    assert good.status_code == 302
    assert Position.objects.get().statements == statements(w, "OI2")


def test_two_on_one_aspect_both_texts_are_in_sight(w, at, sign_in):
    position(w, at=at, commentary="What the other wrote.")
    notes = [str(pk) for pk in Position.objects.get().note_ids]
    client = sign_in(w.reviewer)
    answer = client.post(url(w, "agree_position", "OI2"), said(w, commentary="What I wrote.", note_ids=notes))
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "What the other wrote." in html
    assert "What I wrote." in html
    assert Position.objects.get().commentary == "What the other wrote."
    version = re.search(r'name="version" value="(\d+)"', html).group(1)
    again = client.post(
        url(w, "agree_position", "OI2"), said(w, commentary="Both of us.", note_ids=notes, version=version)
    )
    assert again.status_code == 302
    assert Position.objects.get().commentary == "Both of us."


def test_polling_is_answered_with_304_until_something_changes(w, at):
    client = signed_in(Client(), w.reviewer)
    first = client.get(url(w, "live", "OI2"))
    assert (first.status_code, first["Cache-Control"]) == (200, "private, no-cache")
    same = client.get(url(w, "live", "OI2"), headers={"If-None-Match": first["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    position(w, at=at)
    changed = client.get(url(w, "live", "OI2"), headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert SAID in changed.content.decode()
    assert "<html" not in changed.content.decode()


def test_the_lead_closes_once_every_aspect_is_settled(w, at, sign_in):
    client = sign_in(w.lead)
    position(w, "OI1", at=at)
    early = client.post(url(w, "close_team_meeting"))
    assert early.status_code == 403
    assert "Nothing is agreed on 2 aspects yet." in early.content.decode()
    position(w, "OI2", at=at)
    position(w, "LI1", at=at, statements=[], note_ids=[], not_enough_evidence=True)
    done = client.post(url(w, "close_team_meeting"), follow=True)
    assert "The team meeting is closed." in done.content.decode()
    assert get(w, w.reviewer, "aspect", "OI2").context.get("agreeing") is None


@pytest.mark.parametrize("part", ["host_head", "host_leader", "facilitator", "partnership_lead", "programme_staff"])
@pytest.mark.parametrize("name, args", [("board", []), ("aspect", ["OI2"]), ("live", ["OI2"]), ("history", ["OI2"])])
def test_nobody_else_sees_the_meeting(w, part, name, args):
    assert get(w, getattr(w, part), name, *args).status_code == 403
    assert get(w, w.stranger, name, *args).status_code == 404


def test_an_aspect_out_of_focus_is_not_there(w):
    assert get(w, w.lead, "aspect", "LF1").status_code == 404
    assert get(w, w.lead, "aspect", "nothing").status_code == 404


def test_a_2_mb_comment_is_named_and_nothing_lost(w, sign_in):
    answer = sign_in(w.reviewer).post(url(w, "propose", "OI2"), said(w, commentary="x" * 2_000_000))
    assert answer.status_code == 422
    assert "Shorten this" in answer.content.decode()
    assert "x" * 1000 in answer.content.decode()
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("name", ["board", "aspect", "live"])
def test_queries_do_not_grow(w, at, name):
    client = signed_in(Client(), w.lead)
    args = [] if name == "board" else ["OI2"]
    counts = []
    for person in (w.lead, w.reviewer, w.second_reviewer):
        proposal(w, person, at=at)
    for version in (0, 1, 2):
        position(w, at=at, version=version)
        with CaptureQueriesContext(connection) as ran:
            assert client.get(url(w, name, *args)).status_code == 200
        counts.append(len(ran))
    assert len(set(counts)) == 1
    assert counts[0] <= 24
