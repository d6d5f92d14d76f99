"""The pages of the workshop."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories import improvement
from tests.factories.reviews import Whole, whole
from tests.sign_in import signed_in

from trigpoint.improvement.models import Option, Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Whole:
    return whole(state="under_way")


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("host_head", 200), ("host_champion", 200), ("facilitator", 200), ("lead", 200), ("reviewer", 200),
        ("partnership_lead", 403), ("governor", 403), ("evaluator", 403), ("stranger", 404),
    ],
)  # fmt: skip
def test_who_reads_the_record(people: Whole, at: dt.datetime, who: str, status: int) -> None:
    improvement.workshop(people, at)
    url = reverse("improvement:workshop", args=[people.review.pk])
    assert signed_in(Client(), getattr(people, who)).get(url).status_code == status


def test_the_facilitator_walks_the_whole_record(people: Whole, time_machine: object, at: dt.datetime) -> None:
    time_machine.move_to(at)  # type: ignore[attr-defined]
    client = signed_in(Client(), people.facilitator)
    here = [people.review.pk]
    assert client.post(reverse("improvement:prepare_workshop", args=here)).status_code == 302
    found = Workshop.objects.get()
    notes = {"purpose": "Find causes", "strengths": "Talk", "version": 1}
    assert client.post(reverse("improvement:workshop", args=here), notes).status_code == 302
    assert client.post(reverse("improvement:workshop_invite", args=here), {"post": "Governor"}).status_code == 302
    rows = {}
    for row in found.attendances.all():
        rows[f"came_{row.pk}"] = "came"
        rows[f"reason_{row.pk}"] = ""
    assert client.post(reverse("improvement:workshop_people", args=here), rows).status_code == 302
    issue = {"text": "Pupils read less widely", "aspect": "OI2"}
    assert client.post(reverse("improvement:workshop_new_issue", args=here), issue).status_code == 302
    issue_id = found.issues.get().pk
    cause = {"cause-text": "Words are left to chance", "cause-basis": "evidence"}
    assert client.post(reverse("improvement:workshop_add_cause", args=[*here, issue_id]), cause).status_code == 302
    option = {"option-text": "Word walls", "option-research": ""}
    assert client.post(reverse("improvement:workshop_add_option", args=[*here, issue_id]), option).status_code == 302
    chosen = Option.objects.get()
    decision = {"choice": "quick", "version": 1}
    assert client.post(reverse("improvement:workshop_decide", args=[*here, chosen.pk]), decision).status_code == 302
    assert client.get(reverse("improvement:workshop_issue", args=[*here, issue_id])).status_code == 200
    held = {"held_on-day": "14", "held_on-month": "1", "held_on-year": "2027"}
    response = client.post(reverse("improvement:hold_workshop", args=here), held)
    assert response.headers["Location"] == reverse("improvement:plan", args=here)
    found.refresh_from_db()
    assert found.state == "held"


def test_g12_the_page_asks_for_the_reason_and_keeps_what_was_typed(
    people: Whole, time_machine: object, at: dt.datetime
) -> None:
    improvement.workshop(people, at)
    time_machine.move_to(at + dt.timedelta(days=20))  # type: ignore[attr-defined]
    client = signed_in(Client(), people.facilitator)
    url = reverse("improvement:hold_workshop", args=[people.review.pk])
    typed = {"held_on-day": "25", "held_on-month": "1", "held_on-year": "2027"}
    response = client.post(url, typed)
    assert response.status_code == 403
    assert 'name="reason"' in response.content.decode()
    assert client.post(url, {**typed, "reason": "Snow"}).status_code == 302


def test_two_tabs_the_second_sees_both(people: Whole, at: dt.datetime) -> None:
    improvement.workshop(people, at)
    client = signed_in(Client(), people.facilitator)
    url = reverse("improvement:workshop", args=[people.review.pk])
    client.post(url, {"purpose": "The first tab", "strengths": "", "version": 1})
    response = client.post(url, {"purpose": "The second tab", "strengths": "", "version": 1})
    text = response.content.decode()
    assert response.status_code == 409
    assert "The first tab" in text
    assert "The second tab" in text
