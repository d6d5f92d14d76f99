"""The same by calls: the same pseudonyms, the same refusals."""

import datetime as dt
import json

import pytest
from django.test import Client
from tests.factories import evaluation
from tests.factories.reviews import Whole, whole

from trigpoint.evaluation.models import Attendance, Study
from trigpoint.evaluation.queries import pseudonyms
from trigpoint.kernel import clock
from trigpoint.people.actions import tokens
from trigpoint.people.models import Account

pytestmark = pytest.mark.django_db


def bearer(person: Account) -> dict[str, str]:
    made = tokens.make(actor=person, at=clock.now(), name="a test", days=1, may_write=True, second_factor=True)
    return {"Authorization": f"Bearer {made.text}"}


@pytest.fixture
def people(time_machine, at: dt.datetime) -> Whole:
    time_machine.move_to(at, tick=False)
    return whole()


def test_an_evaluator_reads_and_writes_by_calls(people: Whole, at: dt.datetime) -> None:
    evaluation.granted(people, at)
    study = evaluation.study(people, at)
    people.host.urn = 100_001
    people.host.save()
    client = Client(headers=bearer(people.evaluator))
    assert [one["id"] for one in client.get("/api/studies").json()] == [str(study.pk)]
    found = client.get(f"/api/studies/{study.pk}/fidelity").json()
    assert pseudonyms.of(study.salt, "school", people.host.pk) in {one["school"] for one in found}
    assert people.host.name not in json.dumps(found)
    dimensions = {one["dimension"] for one in client.get(f"/api/studies/{study.pk}/process").json()}
    assert {"fidelity", "dosage", "reach"} <= dimensions
    text = "session,date,school,role,person,hours,attended\nDay 1,2026-10-01,100001,head,H1,6,yes\n"
    body = {"data": text}
    answer = client.post(f"/api/studies/{study.pk}/training", body, content_type="application/json")
    assert answer.status_code == 200, answer.content
    assert Attendance.objects.count() == 1
    never = {"version": study.version, "title": study.title, "starts_on": "2026-09-01", "ends_on": "9999-12-31"}
    assert client.put(f"/api/studies/{study.pk}", never, content_type="application/json").status_code == 422
    asked = client.post(f"/api/studies/{study.pk}/runs", {"kind": "check"}, content_type="application/json")
    assert asked.status_code == 200, asked.content
    run = f"/api/studies/{study.pk}/runs/{asked.json()['id']}"
    assert [client.post(f"{run}/{how}").status_code for how in ("stop", "resume")] == [200, 200]
    plan = client.get(f"/api/studies/{study.pk}/plan").json()[0]
    wrong = client.post(f"/api/studies/{study.pk}/plan/lock", {"sha256": "0"}, content_type="application/json")
    assert wrong.status_code == 422
    right = {"sha256": plan["sha256"]}
    assert client.post(f"/api/studies/{study.pk}/plan/lock", right, content_type="application/json").status_code == 200
    assert Study.objects.get().is_locked


def test_without_access_calls_are_refused_as_pages_are(people: Whole, at: dt.datetime) -> None:
    grant = evaluation.granted(people, at)
    study = evaluation.study(people, at)
    type(grant).objects.update(ends_on=at.date(), ended_by=people.programme_staff)
    refused = Client(headers=bearer(people.evaluator)).get(f"/api/studies/{study.pk}")
    assert refused.status_code == 403
    assert Client(headers=bearer(people.lead)).get(f"/api/studies/{study.pk}").status_code == 404
