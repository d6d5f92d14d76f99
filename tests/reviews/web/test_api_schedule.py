"""A review planned and its team chosen through the API, by the same people with the same refusals."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from tests.factories.programmes import partnership
from tests.factories.reviews import whole
from tests.people.web.test_tokens import bearer

from trigpoint.people.models import Account
from trigpoint.reviews.models import Override, Review

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(at: dt.datetime) -> Iterator[None]:
    with time_machine.travel(at, tick=False):
        yield


def ask(person: Account, path: str, body: dict[str, Any] | None = None) -> Any:
    client = Client(headers=bearer(person))
    if body is None:
        return client.get(f"/api{path}")
    return client.post(f"/api{path}", body, content_type="application/json")


def test_a_review_is_planned_and_gets_its_team() -> None:
    group = partnership(4)
    [cycle] = ask(group.lead, "/cycles").json()
    planned = {"host_id": str(group.schools[0].pk), "visit_starts_on": "2027-02-24", "visit_days": 2}
    made = ask(group.lead, f"/cycles/{cycle['id']}/reviews", planned)
    assert made.status_code == 200, made.content
    path = f"/reviews/{made.json()['id']}"
    again = ask(group.lead, f"/cycles/{cycle['id']}/reviews", planned)
    assert again.status_code == 422
    assert (
        ask(group.lead, f"{path}/team", {"person_id": str(group.heads[1].pk), "role": "lead_reviewer"}).status_code
        == 200
    )
    assert (
        ask(group.lead, f"{path}/team", {"person_id": str(group.leaders[2].pk), "role": "reviewer"}).status_code == 200
    )
    own = ask(group.lead, f"{path}/team", {"person_id": str(group.leaders[0].pk), "role": "reviewer"})
    assert own.status_code == 403
    assert "nobody reviews their own school" in own.json()["detail"]
    assert ask(group.lead, f"{path}/facilitator", {"person_id": str(group.champions[3].pk)}).status_code == 200
    whole_review = ask(group.heads[1], path).json()
    assert [seat["role"] for seat in whole_review["team"]] == ["lead_reviewer", "reviewer", "facilitator"]
    assert [stage["key"] for stage in whole_review["stages"]][:3] == ["self_evaluation", "data_pack", "meeting_1"]
    assert whole_review["parts"] == ["lead"]


def test_soft_guards_ask_for_a_reason() -> None:
    group = partnership(4)
    path = f"/cycles/{group.cycle.pk}/reviews"
    planned = {"host_id": str(group.schools[0].pk), "visit_starts_on": "2027-02-17", "visit_days": 2}
    refused = ask(group.lead, path, planned)
    assert refused.status_code == 403
    assert "School holiday" in refused.json()["detail"]
    assert ask(group.lead, path, {**planned, "reason": "Open that week"}).status_code == 200
    assert Override.objects.filter(reason="Open that week").exists()


def test_what_one_may_not_know_of_does_not_exist() -> None:
    one, other = whole(), whole()
    for person in (one.stranger, other.partnership_lead, other.lead):
        assert ask(person, f"/reviews/{one.review.pk}").status_code == 404
        assert ask(person, f"/cycles/{one.cycle.pk}").status_code == 404
        assert ask(person, f"/reviews/{one.review.pk}/dates", {"visit_days": 1}).status_code == 404
        assert ask(person, f"/cycles/{one.cycle.pk}/reviews", {}).status_code in {404, 422}


def test_others_are_refused_with_the_reason() -> None:
    one = whole()
    for person in (one.host_head, one.lead, one.programme_staff):
        refused = ask(person, f"/reviews/{one.review.pk}/dates", {"visit_days": 1})
        assert refused.status_code == 403
        assert "partnership lead sets the dates" in refused.json()["detail"]


def test_dates_move_with_their_version() -> None:
    one = whole(visit_starts_on=dt.date(2027, 2, 24))
    path = f"/reviews/{one.review.pk}/dates"
    moved = ask(one.partnership_lead, path, {"visit_starts_on": "2027-03-03", "version": 1})
    assert moved.json()["version"] == 2
    stale = ask(one.partnership_lead, path, {"visit_starts_on": "2027-03-10", "version": 1})
    assert stale.status_code == 409
    assert ask(one.partnership_lead, path, {"dates": {"workshop": "2027-03-04"}, "version": 2}).status_code == 422


def test_put_off_reminded_released_closed() -> None:
    one = whole()
    path = f"/reviews/{one.review.pk}"
    assert ask(one.partnership_lead, f"{path}/reminders", {"stage": "self_evaluation"}).json() == {
        "told": ["Tomos Prydderch"]
    }
    assert ask(one.partnership_lead, f"{path}/postpone", {"reason": ""}).status_code == 422
    assert ask(one.partnership_lead, f"{path}/postpone", {"reason": "A burst pipe"}).status_code == 200
    assert ask(one.partnership_lead, f"{path}/resume", {}).status_code == 200
    assert ask(one.partnership_lead, f"{path}/begin", {}).status_code == 200
    released = {"person_id": str(one.reviewer.pk), "role": "reviewer"}
    assert ask(one.partnership_lead, f"{path}/team/release", released).status_code == 200
    assert ask(one.reviewer, path).status_code == 404
    assert ask(one.host_head, f"{path}/close", {}).status_code == 403
    assert ask(one.host_head, f"{path}/close", {"reason": "Nobody answered"}).status_code == 200
    assert Review.objects.get().state == "closed"


def test_candidates_with_what_each_breaks() -> None:
    one = whole(team=False)
    found = ask(one.partnership_lead, f"/reviews/{one.review.pk}/candidates?role=reviewer").json()
    own = next(found_one for found_one in found if found_one["person_id"] == str(one.host_leader.pk))
    assert [breach["guard"] for breach in own["breaches"]] == ["G6"]
    assert ask(one.lead, f"/reviews/{one.review.pk}/candidates?role=reviewer").status_code in {403, 404}


def test_training_is_told_to_those_who_may_know() -> None:
    one = whole()
    path = f"/reviews/{one.review.pk}"
    assert {seat["trained_until"] for seat in ask(one.host_head, path).json()["team"]} == {None}
    assert {seat["trained_until"] for seat in ask(one.partnership_lead, path).json()["team"]} == {"2028-08-31"}


def test_the_cycle_and_ones_own_conflicts() -> None:
    one = whole()
    seen = ask(one.host_head, f"/cycles/{one.cycle.pk}").json()
    assert [line["late"] for line in seen["schools"] if line["review_id"]] == ["self_evaluation"]
    assert ask(one.reviewer, "/conflicts", {"school_id": str(one.host.pk)}).status_code == 200
    assert [found["school"] for found in ask(one.reviewer, "/conflicts").json()] == ["Hawthorn Vale School"]
    assert ask(one.lead, "/conflicts").json() == []
    assert ask(one.reviewer, "/conflicts/withdraw", {"school_id": str(one.host.pk)}).status_code == 200
    assert [found["id"] for found in ask(one.reviewer, "/reviews").json()] == [str(one.review.pk)]
