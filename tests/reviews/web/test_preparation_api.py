"""What comes before a visit, through the API: the same people, the same refusals."""

import json

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories.preparation import evaluated
from tests.factories.programmes import sign
from tests.factories.reviews import whole

from trigpoint.people.actions import tokens

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(at, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(at):
        yield


class Caller:
    """A person with a token that writes."""

    def __init__(self, w, person, at):
        made = tokens.make(actor=person, at=at, name="Test", days=30, may_write=True)
        self.client = Client(headers={"Authorization": f"Bearer {made.text}"})
        self.base = f"/api/reviews/{w.review.pk}"

    def call(self, method, path, body=None, status=200):
        answer = self.client.generic(method, self.base + path, json.dumps(body or {}), content_type="application/json")
        assert answer.status_code == status, answer.content
        return answer.json() if "json" in answer.headers.get("Content-Type", "") else answer


def test_all_that_comes_before_a_visit(at):
    w = whole()
    head, lead, reviewer = (Caller(w, person, at) for person in (w.host_head, w.lead, w.reviewer))
    leader = Caller(w, w.host_leader, at)

    said = {"level": "E", "statements": ["OI2.E.1"], "evidence": "Reading ages", "how_we_know": "Two tests a year"}
    head.call("PUT", "/self-evaluation/aspects/OI2", said)
    stale = leader.call("PUT", "/self-evaluation/aspects/OI2", {"evidence": "Mine"}, status=409)
    assert stale["current"]["evidence"] == "Reading ages"
    leader.call("PUT", "/self-evaluation/aspects/OI2", {"evidence": "Ours", "versions": {"evidence": 1}})
    lead.call("PUT", "/self-evaluation/aspects/OI2", {"evidence": "Mine"}, status=403)
    lead.call("GET", "/self-evaluation", status=403)
    head.call("POST", "/self-evaluation/complete")

    head.call("POST", "/pack/items", {"kind": "figures"})
    head.call("POST", "/pack/items", {"kind": "note", "title": "Attendance", "text": "95%"})
    plan = SimpleUploadedFile("plan.pdf", b"%PDF-1.7 Our plan")
    answer = head.client.post(head.base + "/pack/files", {"file": plan, "subject": "plan"})
    item_id = answer.json()["id"]
    head.call("POST", "/pack/release", {"expires_on": "2027-02-01"})
    reviewer.call("GET", "/pack", status=403)
    reviewer.call("POST", "/pack/open")
    assert len(reviewer.call("GET", "/pack")["items"]) == 4
    reviewer.call("GET", f"/pack/items/{item_id}/file", status=403)
    reviewer.call("POST", f"/pack/items/{item_id}/take")
    assert reviewer.call("GET", f"/pack/items/{item_id}/file").content == b"%PDF-1.7 Our plan"
    assert [look["title"] for look in head.call("GET", "/pack/looks")] == ["plan.pdf", ""]
    assert len(lead.call("GET", "/self-evaluation")["positions"]) == 18

    refused = lead.call("PUT", "/focus", {"version": 0, "aspects": ["OI2"]}, status=403)
    assert "Choose at least one more theme" in refused["detail"]
    lead.call("PUT", "/focus", {"version": 0, "aspects": ["LI2"]}, status=403)
    version = lead.call("PUT", "/focus", {"version": 0, "aspects": ["OI2", "LI2"], "story": "Two sites."})["version"]
    line = lead.call("POST", "/focus/lines", {"question": "Who reads widely?"})
    for person in (lead, head):
        person.call("POST", "/focus/agree", {"version": version})
    assert lead.call("GET", "/focus")["head_agreed_at"]
    head.call("POST", "/not-observed", {"code": "T07"})
    head.call("POST", "/not-observed", {"code": "T08", "reason": "capability"}, status=422)
    assert [entry["code"] for entry in lead.call("GET", "/not-observed")] == ["T07"]
    reviewer.call("GET", "/not-observed", status=403)

    task = {"aspects": ["OI2"], "lines": [line["id"]]}
    lead.call("PUT", f"/briefing/{w.reviewer.pk}", task)
    lead.call("POST", "/briefing/held")
    assert reviewer.call("GET", "/briefing")["uncovered"] == ["LI2"]

    lesson = {
        "starts_at": "2027-01-14T11:00:00+00:00",
        "ends_at": "2027-01-14T12:00:00+00:00",
        "what": "Mathematics in Year 4",
        "kind": "OBS",
        "codes": ["4B"],
        "aspects": ["OI2"],
        "reviewers": [str(w.reviewer.pk)],
    }
    made = lead.call("POST", "/timetable/activities", lesson)
    away = lead.call("POST", "/timetable/activities", {**lesson, "codes": ["T07"]}, status=403)
    assert away["detail"] == "T07 is not available then. Choose another time, or another class or person."
    lead.call("PUT", f"/timetable/activities/{made['id']}", {**lesson, "version": 1, "what": "English"})
    found = reviewer.call("GET", "/timetable")
    assert ([activity["what"] for activity in found["activities"]], found["some_not_available"]) == (["English"], True)


def test_g1_is_refused(at):
    w = whole(signed=False)
    evaluated(w, at=at)
    sign(w.partnership, (w.host, w.host_head))
    refused = Caller(w, w.host_head, at).call("POST", "/pack/release", status=403)
    assert "have not signed both agreements" in refused["detail"]


def test_to_strangers_there_is_nothing(at):
    w = whole()
    for path in ("/self-evaluation", "/pack", "/focus", "/briefing", "/timetable", "/not-observed"):
        Caller(w, w.stranger, at).call("GET", path, status=404)
