"""The pages of the plan."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories import improvement
from tests.factories.reviews import Whole, whole
from tests.sign_in import signed_in

from trigpoint.improvement.models import Plan, PlannedAction, Telling

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Whole:
    return whole(state="under_way")


def _page(people: Whole, who: str, name: str = "plan", **kwargs: object) -> tuple[int, str]:
    url = reverse(f"improvement:{name}", kwargs={"review_id": people.review.pk, **kwargs})
    response = signed_in(Client(), getattr(people, who)).get(url)
    return response.status_code, response.content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("host_head", 200), ("host_leader", 200), ("host_champion", 200), ("governor", 200), ("facilitator", 200),
        ("lead", 200), ("reviewer", 200), ("partnership_lead", 200), ("associate", 200), ("programme_staff", 200),
        ("host_staff", 403), ("evaluator", 403), ("stranger", 404),
    ],
)  # fmt: skip
def test_who_opens_the_plan(people: Whole, at: dt.datetime, who: str, status: int) -> None:
    improvement.agreed(people, at)
    assert _page(people, who)[0] == status


def test_those_who_broker_see_the_requests_and_nothing_else(people: Whole, at: dt.datetime) -> None:
    made = improvement.plan(people, at)
    improvement.planned(people, at, made, text="Quiet work", support="none")
    improvement.planned(people, at, made, text="Asked for", support="wider", support_text="A library that lends")
    _status, text = _page(people, "partnership_lead")
    assert "A library that lends" in text
    assert "Quiet work" not in text


def test_a_member_of_staff_sees_only_an_own_action(people: Whole, at: dt.datetime) -> None:
    made = improvement.plan(people, at)
    improvement.planned(people, at, made, text="Quiet work")
    improvement.planned(people, at, made, text="Mine to do", owner_person_id=people.host_staff.pk)
    status, text = _page(people, "host_staff")
    assert status == 200
    assert "Mine to do" in text
    assert "Quiet work" not in text


def test_an_action_is_written_on_the_page(people: Whole, at: dt.datetime) -> None:
    improvement.plan(people, at)
    client = signed_in(Client(), people.host_champion)
    url = reverse("improvement:new_action", args=[people.review.pk])
    assert client.get(url).status_code == 200
    typed = {
        "issue": "Reading", "aspect": "OI2", "text": "Pre-teach", "owner": "Year 4", "due_on-day": "12", "due_on-month": "3",
        "due_on-year": "2027", "measure": "Loans", "support": "none",
    }  # fmt: skip
    response = client.post(url, typed)
    assert response.headers["Location"] == reverse("improvement:plan", args=[people.review.pk])
    assert PlannedAction.objects.get().due_on == dt.date(2027, 3, 12)


def test_what_is_missing_is_said_and_what_was_typed_stays(people: Whole, at: dt.datetime) -> None:
    improvement.plan(people, at)
    client = signed_in(Client(), people.host_champion)
    url = reverse("improvement:new_action", args=[people.review.pk])
    response = client.post(
        url, {"issue": "Reading for all", "aspect": "OI2", "text": "Pre-teach words", "support": "none"}
    )
    text = response.content.decode()
    assert response.status_code == 422
    assert "Reading for all" in text
    assert "Pre-teach words" in text
    assert PlannedAction.objects.count() == 0


def test_g14_on_the_page_the_reason_is_said(people: Whole, at: dt.datetime) -> None:
    improvement.planned(people, at, improvement.plan(people, at))
    client = signed_in(Client(), people.host_head)
    response = client.post(reverse("improvement:agree_plan", args=[people.review.pk]))
    assert response.status_code == 403
    assert "who will be told what" in response.content.decode()
    telling = reverse("improvement:telling", args=[people.review.pk])
    assert client.post(telling, {"audience": "Staff", "what": "the whole profile"}).status_code == 302
    assert client.post(reverse("improvement:agree_plan", args=[people.review.pk])).status_code == 302
    assert Plan.objects.get().state == "agreed"
    assert Telling.objects.count() == 1


def test_progress_is_reported_and_the_words_are_plain(people: Whole, at: dt.datetime) -> None:
    improvement.agreed(people, at)
    row = PlannedAction.objects.get()
    client = signed_in(Client(), people.host_champion)
    url = reverse("improvement:progress", args=[people.review.pk, row.pk])
    assert client.get(url).status_code == 200
    typed = {"progress": "not_met", "latest": "44", "version": row.version}
    assert client.post(url, typed).status_code == 302
    assert "not met yet" in client.get(reverse("improvement:plan", args=[people.review.pk])).content.decode()


def test_another_reviews_action_is_not_found(people: Whole, at: dt.datetime) -> None:
    other = whole()
    improvement.agreed(people, at)
    improvement.agreed(other, at)
    theirs = PlannedAction.objects.get(plan__review=other.review)
    assert _page(people, "host_head", "progress", action_id=theirs.pk)[0] == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_plan_takes_the_same_queries_for_any_number_of_actions(
    people: Whole, at: dt.datetime, count: int, django_assert_max_num_queries: object
) -> None:
    made = improvement.plan(people, at)
    for number in range(count):
        improvement.planned(people, at, made, text=f"Action {number}", issue=f"Issue {number}")
    client = signed_in(Client(), people.host_head)
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        client.get(reverse("improvement:plan", args=[people.review.pk]))
