"""A partnership set up and signed through the API, by the same people with the same refusals."""

import datetime as dt
import json
from typing import Any

import pytest
from django.test import Client
from tests.factories.organisations import SchoolFactory
from tests.factories.people import appoint, someone
from tests.factories.programmes import partnership

from trigpoint.kernel import clock
from trigpoint.people.actions import tokens
from trigpoint.people.models import Account
from trigpoint.programmes.actions import agreements

pytestmark = pytest.mark.django_db


class Caller:
    """Somebody with a token of their own."""

    def __init__(self, person: Account) -> None:
        self.client = Client()
        made = tokens.make(actor=person, at=clock.now(), name="Test", days=30, may_write=True, second_factor=True)
        self.key = {"Authorization": f"Bearer {made.text}"}

    def __call__(self, method: str, path: str, status: int = 200, **body: Any) -> Any:
        answer = self.client.generic(
            method, f"/api{path}", json.dumps(body), content_type="application/json", headers=self.key
        )
        assert answer.status_code == status, answer.content.decode()
        return json.loads(answer.content) if answer.content else None


def test_a_partnership_is_founded_and_signed(at: dt.datetime) -> None:
    group = partnership()
    staff = Caller(group.staff)
    agreements.publish_defaults(actor=None, at=at, programme=group.programme)
    texts = staff("POST", f"/programmes/{group.programme.pk}/agreements", kind="memorandum", title="M", body="Words.")
    assert texts["version"] == 2

    made = staff("POST", f"/programmes/{group.programme.pk}/partnerships", name="Kestrel Partnership")["id"]
    school = SchoolFactory(name="Fernhill High School")
    staff("POST", f"/partnerships/{made}/members", school_id=str(school.pk), joined_on="2026-09-01")
    staff("POST", f"/partnerships/{made}/cycles", name="2026/27", starts_on="2026-09-01", ends_on="2027-08-31")
    head = someone("head", school, group.network)
    caller = Caller(head)
    found = caller("GET", f"/partnerships/{made}")
    assert found["state"] == "forming"
    assert "head" in found["parts"]
    assert found["warnings"][0].startswith("This partnership has 1 school.")

    listed = caller("GET", f"/partnerships/{made}/agreements")
    for text in listed["texts"]:
        path = f"/partnerships/{made}/schools/{school.pk}/agreements/{text['kind']}/signature"
        given = {"name": head.name, "role": "Headteacher", "agreed": True, "sha256": text["sha256"]}
        staff("POST", path, status=403, **given)
        assert caller("POST", path, status=422, **{**given, "agreed": False})["errors"]["agreed"]
        assert caller("POST", path, status=409, **{**given, "sha256": "0" * 64})["current"]["sha256"] == text["sha256"]
        first = caller("POST", path, **given)
        assert caller("POST", path, **given) == first

    assert caller("GET", f"/partnerships/{made}")["state"] == "active"
    copy = caller("GET", f"/partnerships/{made}/signatures/{first['id']}")
    assert copy["text"]["sha256"] == copy["sha256"]


def test_what_a_person_may_not_know_is_missing(at: dt.datetime) -> None:
    group, other = partnership(), partnership(name="Elsewhere")
    stranger = Caller(other.lead)

    stranger("GET", f"/partnerships/{group.partnership.pk}", status=404)
    stranger("POST", f"/partnerships/{group.partnership.pk}/pause", status=404, starts_on="2027-01-20")
    stranger("GET", f"/programmes/{group.programme.pk}", status=404)
    Caller(group.heads[0])("POST", f"/partnerships/{group.partnership.pk}/pause", status=403, starts_on="2027-01-20")


def test_a_wrong_model_file_is_answered_with_lines(at: dt.datetime) -> None:
    group = partnership()
    appoint(group.staff, "programme_staff", "network", group.network)
    said = Caller(group.staff)("POST", "/review-models", status=422, text="schema: trigpoint-review-model/1\nkey: X\n")

    assert "Line 2: “X” is not written as it has to be here" in said["detail"]


def test_the_school_year() -> None:
    group = partnership()
    caller = Caller(group.heads[0])
    year = caller("GET", f"/networks/{group.network.pk}/calendar/2026")

    assert year["is_usual"] is True
    assert {"date": "2027-03-26", "name": "Good Friday"} in year["bank_holidays"]
    terms = [{"name": "All", "starts_on": "2026-09-07", "ends_on": "2027-07-02"}]
    caller("PUT", f"/networks/{group.network.pk}/calendar/2026/terms", status=403, terms=terms)
    Caller(group.staff)("PUT", f"/networks/{group.network.pk}/calendar/2026/terms", terms=terms)
    assert caller("GET", f"/networks/{group.network.pk}/calendar/2026")["terms"] == terms
