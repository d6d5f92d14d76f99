"""
The model soto-fellowship from start to end, over two years: through the API and the pages, each by the person who does it.

Case F: three strands start and end on different dates; students report through an adult; no child has an account.
"""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.organisations import SchoolFactory
from tests.factories.programmes import partnership
from tests.journeys.calling import Caller
from tests.journeys.setting import moment, somebody
from tests.sign_in import signed_in
from trigpoint.access.roles import Role
from trigpoint.people.models import Account
from trigpoint.proformas.models import Sheet

pytestmark = pytest.mark.django_db

JOINT = dt.date(2028, 6, 14)
QUESTIONS = ["AC1", "WB1", "PF1", "FC1"]
GRADES = ("Excellent", "Effective", "Outstanding", "Inspirational", "highlight")


def page(person: Account, name: str, *args: Any) -> str:
    answer = signed_in(Client(), person).get(reverse(name, args=args), follow=True)
    assert answer.status_code == 200, name
    return str(answer.content.decode())


def test_a_whole_fellowship(time_machine: Any) -> None:
    time_machine.move_to(moment(dt.date(2026, 9, 14)))
    names = ("Hawthorn Vale School", "Alderbrook Primary")
    group = partnership([SchoolFactory(name=name) for name in names], model="soto-fellowship")
    group.cycle.ends_on = dt.date(2028, 8, 31)
    group.cycle.save()
    head, research_lead, partner = group.heads[0], group.leaders[0], group.heads[1]
    sponsor = somebody(group, Role.STAFF, "Yusuf Rahman")
    governor = somebody(group, Role.GOVERNOR, "Helen Marsh")
    accounts = Account.objects.count()
    call = Caller()

    # Planned two years ahead, and led by the head of the partner; the two may lead each other's.
    review = call(
        group.lead,
        "reviews.plan",
        cycle_id=group.cycle.pk,
        host_id=group.schools[0].pk,
        visit_starts_on=JOINT,
        visit_days=2,
    )["id"]
    call(group.lead, "reviews.appoint", review_id=review, person_id=partner.pk, role="lead_reviewer")
    back = call(
        group.lead, "reviews.plan", cycle_id=group.cycle.pk, host_id=group.schools[1].pk,
        visit_starts_on=dt.date(2028, 6, 28), visit_days=1,
    )["id"]  # fmt: skip
    call(group.lead, "reviews.appoint", review_id=back, person_id=head.pk, role="lead_reviewer")
    due = {stage["key"]: stage["due_on"] for stage in call(head, "reviews.get", review_id=review)["stages"]}
    starts = [due["own_account"], due["research_brief"], due["convening"]]
    ends = [due["conversations"], due["student_report"], due["governors_view"]]
    assert len({*starts, *ends}) == 6
    assert max(starts) < min(ends)
    assert due["set_out"] < "2026-10"

    def fill(person: Account, form: str, place: str = "review", number: int = 1, **answers: Any) -> None:
        where = {"review_id": review, "form": form, "place": place, "number": number}
        said = {"voices": answers.pop("voices")} if "voices" in answers else {}
        call(person, "proformas.save_form", **where, answers=answers, **said)
        call(person, "proformas.send_form", **where, answers_for=bool(said))

    # They set out together: all four quadrants, and what they promise each other.
    call(partner, "reviews.save_focus", status=403, review_id=review, version=0, aspects=["AC1"])
    call(partner, "reviews.save_focus", review_id=review, version=0, aspects=QUESTIONS, story="Two schools, one river")
    version = call(partner, "reviews.focus", review_id=review)["version"]
    for person in (partner, head):
        call(person, "reviews.agree_focus", review_id=review, version=version)
        fill(person, "promise", f"person-{person.pk}", two_years=True, confidence=True)

    # Head to head.
    time_machine.move_to(moment(dt.date(2026, 11, 9)))
    fill(
        head, "own_account", values="Everybody has a say", context="A town on a river", priorities=["Reading", "Clubs"],
    )  # fmt: skip
    assert "Everybody has a say" in page(partner, "proformas:sheet", review, "own_account", "review", 1)
    # Students research: the brief first; then what they find, entered by the adult who was there.
    finding = {"review_id": review, "form": "finding", "number": 1}
    call(sponsor, "proformas.save_form", **finding, answers={"found": "We like the river"}, voices="Six of Year 5")
    refused = call(sponsor, "proformas.send_form", status=403, **finding, answers_for=True)
    assert "Research brief" in refused["detail"]
    fill(
        research_lead, "research_brief", question="Does school help us shape our future?", method="Asking each other",
        students=8, families_agree=True, worries=True,
    )  # fmt: skip
    time_machine.move_to(moment(dt.date(2027, 5, 10)))
    call(sponsor, "proformas.send_form", **finding, answers_for=True)
    fill(sponsor, "finding", number=2, found="We want to run a club ourselves", voices="Eight of Years 5 and 6")
    for number, day in enumerate(("2027-01-20", "2027-06-16"), start=1):
        fill(partner, "conversation", number=number, held_on=day, looked_at="Clubs", for_partner=["Run by pupils"])
    call(partner, "proformas.add_take_away", review_id=review, learned="Clubs run by pupils", action="Try one club")

    # The students' report: no name goes in, and an adult answers for it.
    time_machine.move_to(moment(dt.date(2028, 2, 7)))
    call.tokens.clear()  # a token lasts a year at most
    report = {"review_id": review, "form": "student_report"}
    said = {
        "asked": "Does school help us shape our future?", "did": "We asked 90 others.", "found": ["Clubs help most"],
        "change": ["Ella Robinson should run the club"],
    }  # fmt: skip
    call(sponsor, "proformas.save_form", **report, answers=said, voices="Eight student researchers")
    refused = call(sponsor, "proformas.send_form", status=422, **report)
    assert {"no_names", "answers_for"} <= set(refused["errors"])
    call(sponsor, "proformas.save_form", **report, answers={"change": ["Let us run clubs"]}, versions={"change": 1})
    call(sponsor, "proformas.send_form", **report, answers_for=True)
    # Families, staff and governors look at progress; governors have an account and write themselves.
    fill(head, "convening", groups=["students", "families", "governors"], how="A picnic, and letters home")
    fill(sponsor, "stakeholder_view", further=["Doors are open"], not_yet=["Buses"], voices="Parents at the gate")
    fill(governor, "governors_view", f"person-{governor.pk}", further="It asks before it acts")
    assert "Parents at the gate" in page(governor, "proformas:sheet", review, "stakeholder_view", "review", 1)
    stages = {stage["key"]: stage for stage in call(head, "reviews.get", review_id=review)["stages"]}
    assert all(stages[key]["done_on"] for key in ("own_account", "conversations", "student_report", "progress_seen"))

    # The joint review: the visit waits for the strands, and ends in words that both agree.
    time_machine.move_to(moment(JOINT, 11))
    note = {
        "kind": "DPUPIL", "seen_at": moment(JOINT, 10), "place": "Hall", "rev": 1, "made_at": moment(JOINT, 10),
        "text": "Students showed what they had asked and found",
    }  # fmt: skip
    notes = {
        code: call(partner, "evidence.record_note", review_id=review, id=uuid.uuid4(), aspects=[code], **note)["id"]
        for code in QUESTIONS
    }
    time_machine.move_to(moment(JOINT + dt.timedelta(days=1), 14))
    call(partner, "evidence.end_visit", review_id=review)
    for code in QUESTIONS:
        answer = {"commentary": f"Told together, {code}", "note_ids": [notes[code]]}
        call(partner, "findings.propose", status=422, review_id=review, aspect=code, level="E", **answer)
        call(partner, "findings.propose", review_id=review, aspect=code, **answer)
        call(partner, "findings.agree_position", review_id=review, aspect=code, version=0, **answer)
    refused = call(partner, "findings.close_team_meeting", status=403, review_id=review)
    assert "What the school takes on" in refused["detail"]
    fill(head, "priorities", take_on=["Clubs run by pupils"], told="In assembly, and by letter")
    call(partner, "findings.close_team_meeting", review_id=review)
    for code in QUESTIONS:
        call(head, "findings.answer_position", review_id=review, aspect=code, version=1, agrees=True)
    call(partner, "findings.draft_profile", review_id=review, version=0, priority="Clubs run by pupils")
    call(partner, "findings.send_for_factual_check", review_id=review)
    call(head, "findings.answer_factual_check", review_id=review, agrees=True)
    call(partner, "findings.release_profile", review_id=review)

    # The joint statement: in words alone, with what students and families said; read by those whom the model names.
    for reader in (head, governor, sponsor):
        text = page(reader, "findings:profile", review)
        assert "Joint statement" in text
        assert "Self-evaluation" not in text  # this model has none
        assert "Let us run clubs" in text
        assert "Parents at the gate" in text
        assert "Told together, WB1" in text
        assert not [word for word in GRADES if word in text]
        assert "Ella" not in text
    call(partner, "findings.open_profile", review_id=review)
    assert "Parents at the gate" in str(call(partner, "findings.profile", review_id=review)["said"])
    call(group.lead, "findings.profile", status=403, review_id=review)

    call(head, "assurance.give_process_feedback", review_id=review, went_well="Pupils led it")
    stages = call(head, "reviews.get", review_id=review)["stages"]
    assert [stage["key"] for stage in stages if not stage["done_on"]] == ["fieldwork"]
    signed_in(Client(), research_lead).post(reverse("proformas:finish_stage", args=[review, "fieldwork"]))
    assert all(stage["done_on"] for stage in call(head, "reviews.get", review_id=review)["stages"])
    call(head, "reviews.close", review_id=review)
    assert Account.objects.count() == accounts
    assert not [row for row in Sheet.objects.all() if "Ella" in row.voices]
