"""
The model spp-enquiry from start to end through the API, its own pages beside it; and case B: the same partnership once
with statements and once with questions.
"""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from tests.factories.organisations import SchoolFactory
from tests.factories.programmes import Group, partnership, review_model
from tests.journeys.calling import Caller
from tests.journeys.setting import SCHOOLS, moment, noted, planned
from tests.sign_in import signed_in
from trigpoint.kernel.grades import INSPECTION
from trigpoint.organisations.models import School
from trigpoint.programmes.actions import review_models
from trigpoint.reviews.models import Review

pytestmark = pytest.mark.django_db

FIRST, SECOND = dt.date(2027, 1, 13), dt.date(2027, 1, 14)
QUESTIONS = ["OI2", "LI2"]
SEEN = "Six pupils used the word unprompted"
JUDGING = ("To develop", "Effective", "Excellent", "Inspirational", "highlight")


def text(person: Any, name: str, *args: Any) -> str:
    answer = signed_in(Client(), person).get(reverse(name, args=args), follow=True)
    assert answer.status_code == 200, name
    return str(answer.content.decode())


def test_a_whole_enquiry(time_machine: Any) -> None:
    time_machine.move_to(moment(dt.date(2026, 11, 23)))
    group = partnership([SchoolFactory(name=name) for name in SCHOOLS], model="spp-enquiry")
    head, lead, reviewer, second = group.heads[0], group.heads[1], group.leaders[2], group.leaders[3]
    facilitator, champion = group.champions[3], group.champions[0]
    call = Caller()
    review = planned(call, group, FIRST)
    stages = call(head, "reviews.get", review_id=review)["stages"]
    assert len({stage["group"] for stage in stages}) == 5
    assert next(stage["due_on"] for stage in stages if stage["kind"] == "impact_review") > str(SECOND)

    # The school answers in words: there is no level to choose, on the page or through a call.
    page = text(head, "reviews:self_evaluation_aspect", review, "OI2")
    assert 'name="evidence"' in page
    assert 'name="level"' not in page
    assert 'name="statements"' not in page
    call(head, "reviews.save_self_evaluation", status=422, review_id=review, aspect="OI2", level="E", versions={})
    call(
        head, "reviews.save_self_evaluation", review_id=review, aspect="OI2", versions={},
        evidence="Reading gaps have narrowed in four years",
    )  # fmt: skip
    call(head, "reviews.complete_self_evaluation", review_id=review)
    time_machine.move_to(moment(dt.date(2026, 12, 14)))
    call(head, "reviews.add_pack_item", review_id=review, kind="note", title="Plan", subject="plan", text="Three aims")
    call(head, "reviews.release_pack", review_id=review)

    # Questions: Our Impact and at least one other theme (case A holds here too).
    time_machine.move_to(moment(dt.date(2027, 1, 6)))
    for aspects, guard in (["LI2"], "G2"), (["OI2"], "G3"):
        refused = call(lead, "reviews.save_focus", status=403, review_id=review, version=0, aspects=aspects)
        assert refused["guard"] == guard
    call(lead, "reviews.save_focus", review_id=review, version=0, aspects=QUESTIONS, story="A settled staff")
    call(lead, "reviews.add_line", review_id=review, question="Whom does the help reach?", aspects=["OI2"])
    version = call(lead, "reviews.focus", review_id=review)["version"]
    for person in (lead, head):
        call(person, "reviews.agree_focus", review_id=review, version=version)
    for person in (lead, reviewer, second):
        call(lead, "reviews.allocate", review_id=review, person_id=person.pk, aspects=QUESTIONS)
    call(lead, "reviews.hold_briefing", review_id=review)

    time_machine.move_to(moment(FIRST, 11))
    notes = {
        code: [
            noted(call, review, reviewer, code, "OBS", FIRST, SEEN),
            noted(call, review, second, code, "DPUPIL", FIRST, SEEN),
        ]
        for code in QUESTIONS
    }
    time_machine.move_to(moment(SECOND, 14))
    call(lead, "evidence.end_visit", review_id=review)

    # Each proposes an answer and how strong the evidence is; nobody can place anything.
    page = text(lead, "findings:aspect", review, "OI2")
    assert "How strong is the evidence?" in page
    assert 'name="level"' not in page
    assert 'name="statements"' not in page
    assert "Evidence that disagrees" in page
    answer = {"commentary": "It reaches most, not those who are away.", "note_ids": notes["OI2"]}
    for wrong in ({"level": "E"}, {"statements": ["OI2.E.1"]}, {"strength": "certain"}, {}):
        call(lead, "findings.propose", status=422, review_id=review, aspect="OI2", **answer, **wrong)
    for person in (lead, reviewer, second):
        call(person, "findings.propose", review_id=review, aspect="OI2", strength="some", **answer)
    refused = call(
        lead, "findings.agree_position", status=403, review_id=review, aspect="OI2", version=0, strength="firm",
        commentary="It reaches most.",
    )  # fmt: skip
    assert refused["guard"] == "G10"
    call(lead, "findings.agree_position", review_id=review, aspect="OI2", version=0, strength="firm", **answer)
    posted = {
        "version": "0", "strength": "mixed", "commentary": "Plans say one thing, books another.",
        "note_ids": notes["LI2"],
    }  # fmt: skip
    signed_in(Client(), lead).post(reverse("findings:agree_position", args=[review, "LI2"]), posted)
    board = call(lead, "findings.board", review_id=review)
    assert [(row["aspect"], row["position"]["strength"], row["position"]["level"]) for row in board] == [
        ("OI2", "firm", ""), ("LI2", "mixed", ""),
    ]  # fmt: skip
    call(lead, "findings.close_team_meeting", review_id=review)
    call(lead, "findings.record_feedback", review_id=review, given_at=moment(SECOND, 14), points=["Ask those away"])

    # The account: in its own words, its own sections; never a level.
    time_machine.move_to(moment(SECOND, 17))
    call(lead, "findings.draft_profile", review_id=review, version=0, priority="Reach those who are away")
    call(lead, "findings.send_for_factual_check", review_id=review)
    time_machine.move_to(moment(dt.date(2027, 1, 18), 10))
    call(head, "findings.answer_factual_check", review_id=review, agrees=True)
    call(head, "findings.reply", review_id=review, text="We had asked ourselves the same")
    call(lead, "findings.release_profile", review_id=review)
    account = call(head, "findings.profile", review_id=review)["said"]
    assert account["title"] == "What we found out together"
    assert [section["source"] for section in account["sections"]] == ["priority", "areas", "reply"]
    assert [(one["strength"], one["level"]) for one in account["aspects"]] == [
        ("Firm evidence", ""), ("Evidence that disagrees", ""),
    ]  # fmt: skip
    page = text(head, "findings:profile", review)
    for said in (
        "What we found out together",
        "Our questions",
        "Firm evidence",
        "Reading gaps have narrowed in four years",
    ):
        assert said in page
    for person in (head, lead, reviewer):
        assert not [word for word in JUDGING if word in text(person, "findings:profile", review)]
    for form in ("findings.profile_pdf", "findings.profile_word"):
        method, path = call.operations[form]
        path = path.replace("{review_id}", review)
        answered = call.client.generic(
            method.upper(),
            path,
            headers={"Authorization": f"Bearer {call._token(head)}"},
        )
        assert answered.status_code == 200

    touches_estyn(call, group, review)

    # Workshop, plan, and how it went: as in every review.
    time_machine.move_to(moment(dt.date(2027, 1, 20), 16))
    workshop = call(facilitator, "improvement.workshop", review_id=review)
    entries = [{"attendance_id": row["id"], "came": "came"} for row in workshop["attendances"]]
    call(facilitator, "improvement.record_attendance", review_id=review, entries=entries)
    issue = call(facilitator, "improvement.add_issue", review_id=review, text="Some are never there", aspect="OI2")[
        "id"
    ]
    call(facilitator, "improvement.add_cause", review_id=review, issue_id=issue, text="Nobody rings twice")
    option = call(facilitator, "improvement.add_option", review_id=review, issue_id=issue, text="Ring on day one")["id"]
    call(facilitator, "improvement.decide_option", review_id=review, option_id=option, version=1, choice="term")
    call(facilitator, "improvement.hold_workshop", review_id=review, held_on=dt.date(2027, 1, 20))
    call(
        champion, "improvement.add_action", review_id=review, issue="Some are never there", aspect="OI2",
        text="Ring on day one", owner="Office", measure="Days until the first call", baseline="9", target="1",
        due_on=dt.date(2027, 3, 12),
    )  # fmt: skip
    call(head, "improvement.add_telling", review_id=review, audience="Staff", what="the whole account")
    call(head, "improvement.agree_plan", review_id=review)
    call(head, "assurance.give_process_feedback", review_id=review, went_well="They asked first")
    done = {stage["kind"] for stage in call(head, "reviews.get", review_id=review)["stages"] if stage["done_on"]}
    assert done == {stage["kind"] for stage in stages} - {"impact_review"}


def touches_estyn(call: Caller, group: Group, review: str) -> None:
    """Case H: in Wales the account touches Estyn's areas, and no page of it prints a grade in either language."""
    head = group.heads[0]
    School.objects.filter(pk=group.schools[0].pk).update(nation="wales")
    (estyn,) = call(head, "findings.inspection_areas", review_id=review)
    assert {area["code"]: [aspect["code"] for aspect in area["aspects"]] for area in estyn["areas"]} == {
        "TL": ["OI2", "LI2"],
        "WBC": ["OI2"],
        "LI": [],
    }
    client = signed_in(Client(), head)
    for name in ("profile", "inspection_areas", "over_time"):
        for language in ("en", "cy"):
            with override_settings(LANGUAGES=[("en", "English"), ("cy", "Cymraeg")]):
                answer = client.get(reverse(f"findings:{name}", args=[review]), headers={"accept-language": language})
            printed = re.sub(r"<[^>]+>", " ", answer.content.decode())
            found = [word for word in INSPECTION if re.search(rf"\b{word}\b", printed, re.IGNORECASE)]
            assert (answer.status_code, found) == (200, []), (name, language)


def test_the_same_partnership_with_statements_and_with_questions(time_machine: Any) -> None:
    """Case B: what is asked for follows the framework that the review took, not the partnership."""
    time_machine.move_to(moment(SECOND, 9))
    group = partnership([SchoolFactory(name=name) for name in SCHOOLS])
    call = Caller()
    time_machine.move_to(moment(dt.date(2026, 11, 23)))
    first = planned(call, group, FIRST)
    enquiry = review_model("spp-enquiry")
    Review.objects.filter(pk=first).update(state="under_way")
    benchmark = text(group.heads[1], "findings:aspect", first, "OI2")
    assert 'name="statements"' in benchmark
    assert "How strong is the evidence?" not in benchmark
    group.programme.review_model = enquiry
    group.programme.save()
    host = group.schools[1]
    second = call(
        group.lead, "reviews.plan", cycle_id=group.cycle.pk, host_id=host.pk, visit_starts_on=dt.date(2027, 2, 3),
        visit_days=2,
    )["id"]  # fmt: skip
    call(group.lead, "reviews.appoint", review_id=second, person_id=group.heads[2].pk, role="lead_reviewer")
    asked = text(group.heads[2], "findings:aspect", second, "OI2")
    assert 'name="statements"' not in asked
    assert "How strong is the evidence?" in asked
    assert 'name="statements"' in text(group.heads[1], "findings:aspect", first, "OI2")


def test_a_model_of_two_frameworks_one_of_which_is_chosen_when_a_review_is_planned(time_machine: Any) -> None:
    """Case B within one model: planned on a page, from its first question to its profile by the framework chosen there."""
    time_machine.move_to(moment(dt.date(2026, 11, 23)))
    group = partnership([SchoolFactory(name=name) for name in SCHOOLS])
    file = (review_models.SHIPPED / "spp-benchmark-1.yaml").read_text(encoding="utf-8")
    for old, new in (
        ('version: "1"', 'version: "2"'),
        ("judgement: {", 'frameworks: [{key: enquiry-themes, version: "1"}]\njudgement: {'),
    ):
        file = file.replace(old, new, 1)
    group.programme.review_model = review_models.publish(actor=None, at=moment(FIRST), text=file)
    group.programme.save()
    head, lead, reviewer, second = group.heads[0], group.heads[1], group.leaders[2], group.leaders[3]

    place = reverse("reviews:plan", args=[group.cycle.pk, group.schools[0].pk])
    planner = signed_in(Client(), group.lead)
    page = planner.get(place).content.decode()
    offered = re.findall(r'name="framework_id" type="radio" value="([^"]+)"( checked)?', page)
    assert [bool(checked) for _value, checked in offered] == [True, False]
    assert "Four themes, as an enquiry" in page
    days = {
        "visit_starts_on-day": "13",
        "visit_starts_on-month": "1",
        "visit_starts_on-year": "2027",
        "visit_days": "2",
    }
    assert planner.post(place, {**days, "framework_id": str(group.programme.pk)}).status_code == 422
    assert planner.post(place, {**days, "framework_id": offered[1][0]}).status_code == 302
    made = Review.objects.get()
    assert made.framework.key == "enquiry-themes"
    review = str(made.pk)
    call = Caller()
    for person, role in ((lead, "lead_reviewer"), (reviewer, "reviewer"), (second, "reviewer")):
        call(group.lead, "reviews.appoint", review_id=review, person_id=person.pk, role=role)

    own = text(head, "reviews:self_evaluation_aspect", review, "OI2")
    assert "To what extent are gaps closing" in own
    assert 'name="level"' not in own
    assert 'name="statements"' not in own
    time_machine.move_to(moment(dt.date(2027, 1, 6)))
    chosen = {"OI": ["OI2"], "LI": ["LI2"], "reasons": "", "version": "0"}
    signed_in(Client(), lead).post(reverse("reviews:focus_aspects", args=[review]), chosen)
    version = call(lead, "reviews.focus", review_id=review)["version"]
    for person in (lead, head):
        call(person, "reviews.agree_focus", review_id=review, version=version)
    assert "To what extent are gaps closing" in text(head, "reviews:focus", review)

    time_machine.move_to(moment(FIRST, 11))
    notes = {
        code: [
            noted(call, review, reviewer, code, "OBS", FIRST, SEEN),
            noted(call, review, second, code, "DPUPIL", FIRST, SEEN),
        ]
        for code in QUESTIONS
    }
    time_machine.move_to(moment(SECOND, 14))
    call(lead, "evidence.end_visit", review_id=review)
    asked = text(lead, "findings:aspect", review, "OI2")
    assert "What we saw, and why we say so" in asked
    assert 'name="level"' not in asked
    assert 'name="statements"' not in asked
    for code in QUESTIONS:
        posted = {"version": "0", "commentary": "It reaches most.", "note_ids": notes[code]}
        signed_in(Client(), lead).post(reverse("findings:agree_position", args=[review, code]), posted)
    call(lead, "findings.close_team_meeting", review_id=review)
    call(lead, "findings.record_feedback", review_id=review, given_at=moment(SECOND, 14), points=["Ask those away"])
    call(lead, "findings.draft_profile", review_id=review, version=0, priority="Reach those who are away")
    call(lead, "findings.send_for_factual_check", review_id=review)
    call(head, "findings.answer_factual_check", review_id=review, agrees=True)
    call(lead, "findings.release_profile", review_id=review)
    profile = text(head, "findings:profile", review)
    assert "Four themes, as an enquiry 1" in profile
    assert "It reaches most." in profile
    assert not [word for word in JUDGING if word in profile]
