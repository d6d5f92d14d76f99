"""Suggestions and newer versions, through pages and API."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.programmes import next_version, stages_but
from tests.factories.reviews import Whole, whole
from tests.sign_in import signed_in

from trigpoint.kernel import clock
from trigpoint.people.actions import tokens
from trigpoint.people.models import Account
from trigpoint.programmes.models import Suggestion

pytestmark = pytest.mark.django_db


@pytest.fixture
def one() -> Whole:
    return whole()


def url(one: Whole, name: str, *more: object) -> str:
    return reverse(f"reviews:{name}", args=[one.review.pk, *more])


def call(person: Account, method: str, path: str, status: int = 200, **body: Any) -> Any:
    made = tokens.make(actor=person, at=clock.now(), name="Test", days=30, may_write=True, second_factor=True)
    answer = Client().generic(
        method,
        f"/api{path}",
        json.dumps(body),
        content_type="application/json",
        headers={"Authorization": f"Bearer {made.text}"},
    )
    assert answer.status_code == status, answer.content.decode()
    return json.loads(answer.content)


def test_whoever_took_part_suggests_a_change(one: Whole) -> None:
    client = signed_in(Client(), one.reviewer)
    page = client.get(url(one, "suggestions")).content.decode()
    assert "?about=stage:meeting_2" in page
    assert "?about=statement:OI1" in page

    form = client.get(url(one, "suggestions"), {"about": "statement:OI1"}).content.decode()
    assert 'value="statement:OI1.' in form
    nothing = client.post(url(one, "suggestions") + "?about=stage:meeting_2", {"about": "stage:meeting_2"})
    assert nothing.status_code == 422
    typed = {"about": "stage:meeting_2", "text": "An hour is not enough."}
    assert client.post(url(one, "suggestions") + "?about=stage:meeting_2", typed).status_code == 302

    made = Suggestion.objects.get()
    assert (made.kind, made.about, made.role) == ("stage", "meeting_2", "Reviewer")
    assert (made.network, made.made_by) == (one.network, one.reviewer)
    assert "An hour is not enough." in client.get(url(one, "suggestions")).content.decode()
    assert "An hour" not in signed_in(Client(), one.lead).get(url(one, "suggestions")).content.decode()
    assert client.get(url(one, "suggestions"), {"about": "stage:party"}).status_code == 404
    assert signed_in(Client(), one.evaluator).get(url(one, "suggestions")).status_code == 403


def test_suggestions_through_the_api(one: Whole) -> None:
    path = f"/reviews/{one.review.pk}/suggestions"
    call(one.host_head, "POST", path, kind="statement", about="OI1", text="Two questions in one.")
    call(one.host_head, "POST", path, status=422, kind="form", about="nothing", text="Words.")
    call(one.stranger, "POST", path, status=404, kind="statement", about="OI1", text="Words.")

    assert [row["text"] for row in call(one.host_head, "GET", path)] == ["Two questions in one."]
    assert call(one.lead, "GET", path) == []


def test_a_review_goes_over_to_a_newer_version_on_its_page(one: Whole) -> None:
    client = signed_in(Client(), one.partnership_lead)
    assert "There is no newer version" in client.get(url(one, "versions")).content.decode()
    old = one.review.review_model
    to = next_version(old, stages=stages_but(old, "data_pack", plan={"offset_days": 19}))
    assert "What version 2 would change" in client.get(url(one, "versions")).content.decode()

    page = client.get(url(one, "move_version", to.pk)).content.decode()
    assert "goes" in page
    assert "1 February 2027" in page
    answer = client.post(url(one, "move_version", to.pk), {"version": one.review.version})

    assert answer.status_code == 302, answer.content.decode()
    one.review.refresh_from_db()
    assert one.review.review_model_id == to.pk
    assert client.get(url(one, "review")).status_code == 200
    assert client.get(url(one, "move_version", to.pk)).status_code == 404


def test_a_review_goes_over_through_the_api(one: Whole) -> None:
    old = one.review.review_model
    to = next_version(old, stages=stages_but(old, "data_pack"))
    path = f"/reviews/{one.review.pk}/newer-versions"
    call(one.host_head, "GET", path, status=403)

    assert [row["version"] for row in call(one.partnership_lead, "GET", path)] == ["2"]
    shown = call(one.partnership_lead, "GET", f"{path}/{to.pk}")
    assert shown["lost"] == []
    assert [stage["key"] for stage in shown["stages"] if stage["after"] is None] == ["data_pack"]
    call(one.partnership_lead, "POST", path, review_model_id=str(to.pk), version=one.review.version)
    one.review.refresh_from_db()
    assert one.review.review_model_id == to.pk
