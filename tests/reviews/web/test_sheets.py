"""Scope, briefings and what a review asks of people: on pages and by calls."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.factories.models import model
from tests.factories.organisations import SchoolFactory
from tests.factories.people import someone
from tests.factories.preparation import focused
from tests.factories.reviews import Whole, whole
from tests.journeys.calling import Caller

from trigpoint.access.roles import Role
from trigpoint.kernel.errors import Refused
from trigpoint.messaging.models import Mail
from trigpoint.organisations.models import School
from trigpoint.people.models import Account
from trigpoint.programmes.models import Window
from trigpoint.reviews.actions import sheets, timetable
from trigpoint.reviews.queries import effort, sheet
from trigpoint.reviews.queries.scene import acting

pytestmark = pytest.mark.django_db

HOURS = [
    {"role": "head", "stage": "self_evaluation", "hours": 6},
    {"role": "lead_reviewer", "stage": "visit", "hours": 13},
    {"role": "reviewer", "stage": "visit", "hours": 13},
    {"role": "head", "stage": "visit", "hours": 4},
]


@pytest.fixture(autouse=True)
def _now(at: dt.datetime, time_machine: Any) -> None:
    time_machine.move_to(at)


@pytest.fixture
def one(at: dt.datetime) -> Whole:
    """A review of a school that visits a second one, with the focus agreed and two activities; hours are said."""
    found = whole()
    made = model(hours=HOURS, fee={"pounds": 1200}, subject={"kind": "trust", "sites": {"min": 1, "max": 2}})
    site = SchoolFactory(name="Heron Bank")
    found.review.review_model, found.review.site_ids = made, [site.pk]
    found.review.save()
    focused(found, at=at, agreed=True)
    _add(found, at, "Reading in Year 4", 10, audience="six pupils of Year 4", aspects=["OI2"], site_id=site.pk)
    _add(found, at, "How we read", 11, partner_id=found.host_leader.pk, aspects=["LI2"])
    return found


def _add(one: Whole, at: dt.datetime, what: str, hour: int, **more: Any) -> None:
    timetable.add_activity(
        actor=one.lead,
        at=at,
        review=one.review,
        starts_at=at.replace(hour=hour, minute=0),
        ends_at=at.replace(hour=hour, minute=50),
        what=what,
        reviewers=[one.reviewer.pk],
        **more,
    )


def test_everybody_has_a_briefing_of_their_own(one: Whole, at: dt.datetime) -> None:
    site_head = someone(Role.HEAD, School.objects.get(name="Heron Bank"), one.network, name="Nerys Vaughan")
    found = {
        each.participant.name if each.participant else each.audience: each
        for each in sheet.sheets(acting(one.lead.pk, one.review, at=at))
    }
    assert [entry.what for entry in found["Daniel Osei"].entries] == ["Reading in Year 4", "How we read"]
    assert [entry.what for entry in found["Nerys Vaughan"].entries] == ["Reading in Year 4"]  # at her school
    assert [entry.what for entry in found["Grace Adeyemi"].entries] == ["How we read"]  # together with a reviewer
    assert [aspect.code for aspect in found["six pupils of Year 4"].asked] == ["OI2"]
    assert found["Nerys Vaughan"].participant.person_id == site_head.pk  # type: ignore[union-attr]


def test_briefings_are_sent_and_read(one: Whole, at: dt.datetime, sign_in: Callable[..., Client]) -> None:
    with pytest.raises(Refused):
        sheets.send(actor=one.reviewer, at=at, review=one.review)
    page = f"/reviews/{one.review.pk}/briefings/"
    lead = sign_in(one.lead)
    assert lead.post(page + "send/").status_code == 302
    mail = Mail.objects.get(to=one.reviewer.email)
    assert f"{page}{one.reviewer.pk}/" in mail.text
    assert "not read yet" in lead.get(page).content.decode()
    reviewer = sign_in(one.reviewer)
    assert "Read your briefing for the review of" in reviewer.get("/").content.decode()
    own = reviewer.get(f"{page}{one.reviewer.pk}/").content.decode()
    assert "Reading in Year 4" in own
    assert "I have read this" in own
    assert reviewer.post(page + "read/").status_code == 302
    assert "I have read this" not in reviewer.get(f"{page}{one.reviewer.pk}/").content.decode()
    assert reviewer.get(f"{page}{one.lead.pk}/").status_code == 403
    assert reviewer.get(page).status_code == 403


def test_nobody_is_briefed_about_an_empty_timetable(at: dt.datetime) -> None:
    found = whole()
    with pytest.raises(Refused, match="Draw up the timetable"):
        sheets.send(actor=found.lead, at=at, review=found.review)


def test_the_scope_is_for_all_who_are_there(one: Whole, sign_in: Callable[..., Client]) -> None:
    page = f"/reviews/{one.review.pk}/scope/"
    text = sign_in(one.host_staff).get(page).content.decode()
    assert "Heron Bank" in text
    assert "six pupils of Year 4" in text
    assert "Amira Okafor" in text
    assert sign_in(one.partnership_lead).get(page).status_code == 403


def test_what_it_asks_of_people(one: Whole, at: dt.datetime, sign_in: Callable[..., Client]) -> None:
    Window.objects.create(
        network=one.network,
        school=one.host,
        kind="exams",
        starts_on=one.review.visit_starts_on,
        ends_on=one.review.visit_ends_on,
    )
    Account.objects.filter(pk=one.reviewer.pk).update(name=one.lead.name)  # two people of one name
    found = effort.effort(acting(one.lead.pk, one.review, at=at))
    assert [person.hours for person in found.people if person.name == one.lead.name] == [13, 13]
    assert (found.host_hours, found.team_hours) == (10, 39)  # one lead and two reviewers, thirteen hours each
    assert found.cost(0) == 1200
    assert [closed.school for closed in found.closed] == ["Hawthorn Vale School"]
    said = {clear.what: (clear.true, clear.out_of) for clear in found.clear}
    assert said["Days of the visit with a timetable"] == (1, 2)
    assert said["Schools to visit that are in the timetable"] == (1, 1)
    assert said["People of the team with something to do"] == (1, 3)
    text = sign_in(one.partnership_lead).get(f"/reviews/{one.review.pk}/effort/?day=200").content.decode()
    assert "49 hours in all" in text
    assert "£2,708" in text  # 49 hours are seven and a half days of £200, and the fee
    assert "1 of 2" in text  # days of the visit with a timetable
    text = sign_in(one.partnership_lead).get(f"/reviews/{one.review.pk}/effort/?day=a+lot").content.decode()
    assert 'value="a lot"' in text  # what was typed stays there
    assert "Give an amount in pounds" in text
    assert sign_in(one.reviewer).get(f"/reviews/{one.review.pk}/effort/").status_code == 403


def test_by_calls(one: Whole) -> None:
    call = Caller()
    known = {"review_id": one.review.pk}
    assert call(one.lead, "reviews.scope", **known)["sites"][0]["name"] == "Heron Bank"
    assert call(one.lead, "reviews.effort", **known)["team_hours"] == 39
    assert len(call(one.lead, "reviews.briefings", **known)) >= 6
    call(one.lead, "reviews.send_briefings", **known)
    assert call(one.reviewer, "reviews.own_briefing", **known)["sent_on"]
    call(one.reviewer, "reviews.confirm_briefing", **known)
    assert call(one.reviewer, "reviews.own_briefing", **known)["read_on"]
