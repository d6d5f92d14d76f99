"""How the process went: guard G15's page."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories import improvement
from tests.factories.reviews import Whole, whole
from tests.sign_in import signed_in

from trigpoint.assurance.models import ProcessFeedback
from trigpoint.reviews.models import Stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Whole:
    return whole(state="under_way")


def _url(people: Whole) -> str:
    return reverse("assurance:process_feedback", args=[people.review.pk])


def test_the_host_is_asked_when_the_plan_is_agreed(people: Whole, at: dt.datetime) -> None:
    improvement.agreed(people, at)
    assert ProcessFeedback.objects.get(review=people.review).state == "asked"


def test_the_host_answers_once_and_the_team_reads(people: Whole) -> None:
    client = signed_in(Client(), people.host_head)
    typed = {"went_well": "They listened first", "better": "", "hours": "40"}
    assert client.post(_url(people), typed).status_code == 302
    assert Stage.objects.get(review=people.review, kind="process_feedback").done_at is not None
    text = signed_in(Client(), people.reviewer).get(_url(people)).content.decode()
    assert "They listened first" in text
    assert "40 hours" in text
    client.post(_url(people), {"went_well": "Twice"})
    assert ProcessFeedback.objects.get().went_well == "They listened first"


def test_nothing_said_is_named_and_declining_is_an_answer(people: Whole) -> None:
    client = signed_in(Client(), people.host_leader)
    assert client.post(_url(people), {"went_well": " ", "better": ""}).status_code == 422
    url = reverse("assurance:decline_process_feedback", args=[people.review.pk])
    assert client.post(url).status_code == 302
    assert ProcessFeedback.objects.get().state == "declined"
    assert Stage.objects.get(review=people.review, kind="process_feedback").done_at is not None


@pytest.mark.parametrize(
    ("who", "status"),
    [("partnership_lead", 403), ("evaluator", 403), ("governor", 403), ("stranger", 404), ("facilitator", 200)],
)
def test_who_reads_it(people: Whole, who: str, status: int) -> None:
    assert signed_in(Client(), getattr(people, who)).get(_url(people)).status_code == status


def test_only_the_host_answers(people: Whole) -> None:
    client = signed_in(Client(), people.lead)
    client.post(_url(people), {"went_well": "Mine"})
    assert ProcessFeedback.objects.count() == 0
