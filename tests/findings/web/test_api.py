"""The team's meeting and the profile through the API: the same people, the same refusals."""

import pytest
from tests.factories.findings import SAID, evidence, statements
from tests.findings.conftest import FOCUS
from tests.people.web.test_tokens import bearer

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def call(w, client):
    keys = {}

    def run(person, method, path, body=None, status=200):
        headers = keys.setdefault(person.pk, bearer(person))
        given = {} if body is None else {"data": body, "content_type": "application/json"}
        answer = getattr(client, method)(f"/api/reviews/{w.review.pk}{path}", headers=headers, **given)
        assert answer.status_code == status, answer.content
        return answer.json() if "json" in answer["Content-Type"] else answer

    return run


def said(w, aspect, **over):
    return {"statements": statements(w, aspect), "commentary": SAID, **over}


def test_from_proposal_to_release(w, at, call):
    notes = {aspect: [str(pk) for pk in evidence(w, aspect, at=at)] for aspect in FOCUS[:2]}
    call(w.reviewer, "post", "/findings/OI2/proposals", said(w, "OI2"))
    assert call(w.lead, "get", "/findings/OI2")["proposals"] == []
    call(w.reviewer, "post", "/findings/OI2/open", {}, status=403)
    call(w.lead, "post", "/findings/OI2/open")
    assert [one["commentary"] for one in call(w.lead, "get", "/findings/OI2")["proposals"]] == [SAID]

    bare = call(w.lead, "post", "/findings/OI2/position", said(w, "OI2", version=0), status=403)
    assert (bare["guard"], bare["type"]) == ("G10", "urn:trigpoint:problem:refused")
    thin = said(w, "OI2", version=0, note_ids=notes["OI2"][:1])
    asked = call(w.lead, "post", "/findings/OI2/position", thin, status=403)
    assert [breach["guard"] for breach in asked["breaches"]] == ["G10", "G10"]
    written = call(w.lead, "post", "/findings/OI2/position", said(w, "OI2", version=0, note_ids=notes["OI2"]))
    assert written["version"] == 1
    stale = call(w.lead, "post", "/findings/OI2/position", said(w, "OI2", version=0, note_ids=notes["OI2"]), status=409)
    assert (stale["current"]["version"], stale["current"]["commentary"]) == (1, SAID)

    open_ones = call(w.lead, "post", "/team-meeting/close", status=403)
    assert open_ones["guard"] == "G9"
    call(w.lead, "post", "/findings/OI1/position", said(w, "OI1", version=0, note_ids=notes["OI1"]))
    none = {"statements": [], "not_enough_evidence": True, "version": 0}
    call(w.lead, "post", "/findings/LI1/position", none)
    call(w.lead, "post", "/team-meeting/close")
    call(w.lead, "post", "/feedback", {"given_at": at.isoformat(), "points": ["Pupils speak well."]})
    assert call(w.host_head, "get", "/feedback")["points"] == ["Pupils speak well."]

    call(w.lead, "post", "/profile/draft", {"priority": "Fractions in words", "version": 0})
    call(w.host_head, "get", "/profile", status=403)
    call(w.lead, "post", "/profile/send")
    checked = call(w.host_head, "get", "/profile")
    assert (checked["state"], checked["answer_by"]) == ("fact_check", "2027-01-18")
    call(w.lead, "post", "/profile/release", {}, status=403)
    call(w.host_head, "post", "/profile/check", {"agrees": False, "corrections": {"OI2": "Five, not four."}})
    (correction,) = call(w.lead, "get", "/profile/corrections")
    call(w.lead, "post", f"/profile/corrections/{correction['id']}", {"outcome": "left", "answer": "Not seen."})
    call(w.host_head, "post", "/profile/reply", {"text": "We saw it so."})
    versions = call(w.lead, "get", "/profile")["positions"]
    call(w.lead, "post", "/profile/release", {"versions": {**versions, "OI2": 9}}, status=409)
    call(w.lead, "post", "/profile/release", {"versions": versions})

    whole = call(w.host_head, "get", "/profile")
    assert (whole["state"], whole["reply"]) == ("released", "We saw it so.")
    cited = {aspect["code"]: aspect["citations"] for aspect in whole["said"]["aspects"]}
    assert cited["OI2"] == [
        {"kind": "Discussion with pupils", "count": 1, "day": "2027-01-14"},
        {"kind": "Lesson observation", "count": 1, "day": "2027-01-14"},
    ]
    assert "vocabulary" not in str(whole)

    call(w.facilitator, "get", "/profile", status=403)
    assert call(w.facilitator, "post", "/profile/open")["state"] == "released"
    call(w.facilitator, "get", "/profile")
    assert [(look["person_id"], look["channel"]) for look in call(w.host_head, "get", "/profile/looks")] == [
        (str(w.facilitator.pk), "api")
    ]
    assert call(w.host_head, "post", "/profile/pdf").content.startswith(b"%PDF")
    assert call(w.host_head, "post", "/profile/word").content.startswith(b"PK")
    call(w.partnership_lead, "post", "/profile/open", status=403)
    call(w.host_head, "post", "/profile/share", {"partnership_lead": True})
    call(w.partnership_lead, "post", "/profile/open")


@pytest.mark.parametrize("path", ["/findings", "/findings/OI2"])
def test_nobody_else_sees_the_meeting(w, call, path):
    for person in (w.host_head, w.facilitator, w.partnership_lead):
        call(person, "get", path, status=403)
    call(w.stranger, "get", path, status=404)
