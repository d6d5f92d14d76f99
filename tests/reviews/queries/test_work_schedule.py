"""What people are told to do about dates and teams."""

import datetime as dt

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.people import hats
from tests.factories.reviews import review, whole

from trigpoint.people.models import Account
from trigpoint.reviews.models import Stage
from trigpoint.reviews.queries.work_schedule import items

pytestmark = pytest.mark.django_db

TODAY = dt.date(2027, 1, 14)


def told(person: Account) -> list[str]:
    return [item.text for item in items(hats(person), on=TODAY)]


def test_each_is_told_their_own() -> None:
    one = whole()
    assert told(one.partnership_lead) == [
        "A date has passed at 1 school of Lapwing Partnership",
        "Plan the reviews of 3 schools in Lapwing Partnership",
    ]
    assert told(one.lead) == ["Lead the visit to Hawthorn Vale School"]
    assert told(one.reviewer) == ["Visit Hawthorn Vale School with the team"]
    assert told(one.host_head) == ["The review team visits Hawthorn Vale School"]
    for person in (one.programme_staff, one.evaluator, one.stranger, one.governor):
        assert told(person) == []


def test_a_team_is_to_be_completed() -> None:
    one = whole(team=False)
    assert "Complete the team for Hawthorn Vale School" in told(one.partnership_lead)


def test_a_review_is_closed_when_all_is_done() -> None:
    one = whole(state="under_way")
    Stage.objects.filter(review=one.review).update(done_at=dt.datetime(2027, 1, 14, tzinfo=dt.UTC))
    assert told(one.host_head) == ["Close your review"]


def test_nothing_is_due_in_what_rests() -> None:
    one = whole(state="postponed")
    assert told(one.lead) == []


def test_asks_as_often_for_one_as_for_three(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    one = whole()
    worn = hats(one.partnership_lead)
    items(worn, on=TODAY)
    with django_assert_num_queries(5):
        items(worn, on=TODAY)
    for school in one.group.schools[1:3]:
        review(one.group, host=school)
    with django_assert_num_queries(5):
        items(worn, on=TODAY)
