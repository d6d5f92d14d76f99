"""
The model middle-leader-review from start to end: through the API, its pages beside it.

Case J: the subject is History at one school; hosts and visitors are middle leaders; A visits B, B visits C, C visits A.
"""

import datetime as dt
import uuid
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.organisations import SchoolFactory
from tests.factories.people import AccountFactory, appoint
from tests.factories.programmes import TRAINED_UNTIL, Group, partnership
from tests.journeys.calling import Caller
from tests.sign_in import signed_in
from trigpoint.access.roles import Place, Role
from trigpoint.organisations.models import School
from trigpoint.people.models import Account, Readiness

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")
DAY = dt.date(2027, 3, 3)
QUESTIONS = ["RAT", "CLA", "PUP", "MID"]
SCHOOLS = ("Alderbrook School", "Beacon Hill School", "Curlew High School")


def moment(day: dt.date, hour: int = 9) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), LONDON)


def page(person: Account, name: str, *args: Any) -> str:
    answer = signed_in(Client(), person).get(reverse(name, args=args), follow=True)
    assert answer.status_code == 200, name
    return str(answer.content.decode())


def middle_leader(group: Group, school: School, name: str) -> Account:
    """A member of staff who knows History, trained to review in the hub."""
    person = AccountFactory(name=name)
    appoint(person, Role.STAFF, Place.SCHOOL, school, group.network)
    appoint(person, Role.REVIEWER, Place.PARTNERSHIP, group.partnership, school=school, trained_until=TRAINED_UNTIL)
    Readiness.objects.create(network=group.network, person=person, specialisms=["History"])
    return person


def plan(call: Caller, group: Group, host: int, leader: Account, day: dt.date, subject: str = "History") -> str:
    return str(
        call(
            group.lead, "reviews.plan", cycle_id=group.cycle.pk, host_id=group.schools[host].pk, visit_starts_on=day,
            visit_days=1, subject_name=subject, subject_leader_id=leader.pk,
        )["id"]
    )  # fmt: skip


def test_schools_visit_each_other_in_turn(time_machine: Any) -> None:
    """A visits B, B visits C, C visits A goes through; A visits B and B visits A does not."""
    time_machine.move_to(moment(dt.date(2027, 1, 11)))
    group = partnership([SchoolFactory(name=name) for name in SCHOOLS], model="middle-leader-review")
    leaders = [
        middle_leader(group, school, name) for school, name in zip(group.schools, ("Ada", "Ben", "Cai"), strict=True)
    ]
    call = Caller()
    at = [plan(call, group, n, leaders[n], DAY + dt.timedelta(days=7 * n)) for n in range(3)]
    for visitor, host in ((0, 1), (1, 2), (2, 0)):
        call(group.lead, "reviews.appoint", review_id=at[host], person_id=leaders[visitor].pk, role="reviewer")
    for visitor, host in ((0, 2), (1, 0), (2, 1)):
        refused = call(
            group.lead,
            "reviews.appoint",
            status=403,
            review_id=at[host],
            person_id=leaders[visitor].pk,
            role="reviewer",
        )
        assert refused["guard"] == "G20"
        assert "review each other" in refused["detail"]
    cycle = page(group.lead, "reviews:cycle", group.cycle.pk)
    assert "History at Curlew High School" in cycle
    assert "Plan another subject" in cycle
    call(group.lead, "reviews.plan", status=422, cycle_id=group.cycle.pk, host_id=group.schools[0].pk,
         visit_starts_on=DAY, visit_days=1)  # fmt: skip
    plan(call, group, 0, leaders[0], dt.date(2027, 4, 28), subject="Geography")


def _noted(call: Caller, review: str, visitors: tuple[Account, ...]) -> dict[str, list[str]]:
    notes: dict[str, list[str]] = {}
    for question in QUESTIONS:
        note = {
            "seen_at": moment(DAY, 10), "place": "Year 8", "rev": 1, "made_at": moment(DAY, 11), "aspects": [question],
            "text": "Four of six told the story of the Normans in order",
        }  # fmt: skip
        notes[question] = [
            call(who, "evidence.record_note", review_id=review, id=uuid.uuid4(), kind=kind, **note)["id"]
            for who, kind in ((visitors[0], "DPUPIL"), (visitors[1], "SCR"))
        ]
    return notes


def _agreed(call: Caller, review: str, lead: Account, notes: dict[str, list[str]]) -> None:
    for question in QUESTIONS:
        assert 'name="level"' not in page(lead, "findings:aspect", review, question)
        cited = {"note_ids": [notes[question][0]]}
        said = {
            "commentary": f"Of {question}", "note_ids": notes[question],
            "points": [
                {"under": "WWW", "text": f"Clear in {question}", **cited},
                {"under": "EBI", "text": f"Sooner in {question}", **cited},
            ],
        }  # fmt: skip
        call(lead, "findings.propose", review_id=review, aspect=question, **said)
        call(lead, "findings.agree_position", review_id=review, aspect=question, version=0, **said)


def test_a_whole_review_of_history(time_machine: Any) -> None:
    time_machine.move_to(moment(dt.date(2027, 1, 11)))
    group = partnership(
        [SchoolFactory(name=name) for name in (*SCHOOLS, "Dunnock School")], model="middle-leader-review"
    )
    head, lead = group.heads[0], group.heads[1]
    owner = middle_leader(group, group.schools[0], "Ada Lewis")
    visitors = middle_leader(group, group.schools[1], "Ben Shah"), middle_leader(group, group.schools[2], "Cai Rowe")
    call = Caller()
    assert "Who leads it at the school?" in page(group.lead, "reviews:plan", group.cycle.pk, group.schools[0].pk)
    review = plan(call, group, 0, owner, DAY)

    # Led by a trained senior leader, joined by middle leaders; a middle leader does not lead it.
    refused = call(
        group.lead, "reviews.appoint", status=403, review_id=review, person_id=visitors[0].pk, role="lead_reviewer"
    )
    assert "Lead facilitator" in refused["detail"]
    call(group.lead, "reviews.appoint", review_id=review, person_id=lead.pk, role="lead_reviewer")
    for visitor in visitors:
        call(group.lead, "reviews.appoint", review_id=review, person_id=visitor.pk, role="reviewer")
    team = page(owner, "reviews:team", review)
    assert "Visiting middle leader" in team
    assert "History at Alderbrook School" in team

    # Its leader says what the subject is for, before anything is seen; the visit waits for that.
    where = {"review_id": review, "form": "rationale", "place": "review"}
    call(head, "proformas.save_form", status=403, **where, answers={"purpose": "To argue from sources"})
    answers = {"purpose": "To argue from sources", "order": "Time first, then themes"}
    call(owner, "proformas.save_form", **where, answers=answers)
    call(head, "reviews.add_pack_item", review_id=review, kind="note", title="Scheme", subject="plan", text="Six units")
    call(head, "reviews.release_pack", review_id=review)
    call(lead, "reviews.save_focus", review_id=review, version=0, aspects=QUESTIONS)
    version = call(lead, "reviews.focus", review_id=review)["version"]
    for person in (lead, head):
        call(person, "reviews.agree_focus", review_id=review, version=version)
    for person in (lead, *visitors):
        call(lead, "reviews.allocate", review_id=review, person_id=person.pk, aspects=QUESTIONS)
    call(lead, "reviews.hold_briefing", review_id=review)
    call(
        lead, "reviews.add_activity", review_id=review, starts_at=moment(DAY, 10), ends_at=moment(DAY, 11),
        what="Year 8 with the subject's leader", kind="POBS", aspects=["CLA"], reviewers=[visitors[0].pk],
        partner_id=owner.pk,
    )  # fmt: skip
    assert "Year 8 with the subject" in page(owner, "reviews:sheet", review, owner.pk)
    time_machine.move_to(moment(DAY, 14))
    notes = _noted(call, review, visitors)
    assert "Rationale of the subject" in call(lead, "evidence.end_visit", status=403, review_id=review)["detail"]
    call(owner, "proformas.send_form", **where)
    call(lead, "evidence.end_visit", review_id=review)

    # What went well, what would be even better: of the subject, agreed and told; no level anywhere.
    _agreed(call, review, lead, notes)
    call(lead, "findings.close_team_meeting", review_id=review)
    call(lead, "findings.record_feedback", review_id=review, given_at=moment(DAY, 15), points=["Argue sooner"])
    time_machine.move_to(moment(dt.date(2027, 3, 17)))
    call(lead, "findings.draft_profile", review_id=review, version=0, priority="Argue sooner")
    call(lead, "findings.send_for_factual_check", review_id=review)
    call(head, "findings.answer_factual_check", review_id=review, agrees=True)
    call(lead, "findings.release_profile", review_id=review)
    for person in (head, owner):
        text = page(person, "findings:profile", review)
        for said in ("Account of the day", "Even better if", "Sooner in PUP", "To argue from sources"):
            assert said in text, person.name
    call(head, "improvement.open_plan", review_id=review)
    call(
        owner, "improvement.add_action", review_id=review, issue="Argued late", aspect="PUP", text="Sources in Year 7",
        owner="History", measure="Essays that argue", baseline="2 in 10", target="8 in 10", due_on=dt.date(2027, 7, 1),
    )  # fmt: skip
    call(head, "improvement.add_telling", review_id=review, audience="History teachers", what="the account")
    call(head, "improvement.agree_plan", review_id=review)
    call(head, "assurance.give_process_feedback", review_id=review, went_well="They looked with us")
    assert all(stage["done_on"] for stage in call(head, "reviews.get", review_id=review)["stages"])
    call(head, "reviews.close", review_id=review)
