"""The model cp-quality-assurance from start to end through the API, its own pages beside it, and the look back a year later."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.organisations import SchoolFactory
from tests.factories.programmes import Group, agreement_text, partnership
from tests.journeys.calling import Caller
from tests.journeys.setting import SCHOOLS, independent, moment, noted
from tests.sign_in import signed_in
from trigpoint.people.models import Account
from trigpoint.programmes.models import Cycle

pytestmark = pytest.mark.django_db

FIRST, THIRD = dt.date(2027, 1, 13), dt.date(2027, 1, 15)
AREAS = ["LAL", "QPO", "DAN"]
SEEN = "Six pupils explained the step to a partner"
NONE_NEAR = "Nobody from further away was free"


def get(person: Account, name: str, *args: Any) -> Any:
    return signed_in(Client(), person).get(reverse(name, args=args), follow=True)


def text(person: Account, name: str, *args: Any) -> str:
    answer = get(person, name, *args)
    assert answer.status_code == 200, (name, answer.status_code)
    return str(answer.content.decode())


def signs(call: Caller, group: Group, person: Account) -> None:
    for kind in ("memorandum", "data_sharing"):
        found = agreement_text(group.programme, kind)
        call(
            person, "programmes.sign_for_oneself", partnership_id=group.partnership.pk, kind=kind, name=person.name,
            agreed=True, sha256=found.sha256,
        )  # fmt: skip


def prepared(call: Caller, group: Group, review: str, lead: Account, clock: Any) -> None:
    """Everything up to the visit: the school's own view, what it puts forward, protocol, analysis, first meeting."""
    head, leader = group.heads[0], group.leaders[0]
    reviewers = group.leaders[2:4]
    call(
        leader, "reviews.save_self_evaluation", review_id=review, aspect="LAL", level="S", versions={},
        evidence="Middle leaders decide",
    )  # fmt: skip
    call(head, "reviews.complete_self_evaluation", review_id=review)
    nomination = {"what": "Talk in every lesson", "why": "Pupils explain to each other", "impact": "They reason aloud"}
    call(head, "proformas.save_form", review_id=review, form="area_of_excellence", answers=nomination, versions={})
    call(head, "proformas.send_form", review_id=review, form="area_of_excellence")
    call(head, "proformas.finish_stage", review_id=review, stage="put_forward")
    call(head, "reviews.add_pack_item", review_id=review, kind="note", title="Plan", subject="plan", text="Three aims")
    refused = call(head, "reviews.release_pack", status=403, review_id=review)
    assert refused["guard"] == "G1"  # the lead comes from no school, and has not signed
    signs(call, group, lead)
    call(head, "reviews.release_pack", review_id=review)

    promised = dict.fromkeys(("prepared", "together", "evidence", "quiet", "kind"), True)
    for person in (lead, *reviewers):
        where = {"review_id": review, "form": "protocol", "place": f"person-{person.pk}"}
        call(person, "proformas.save_form", **where, answers=promised, versions={})
        call(person, "proformas.send_form", **where)
    for area in AREAS:
        where = {"review_id": review, "form": "pre_review_analysis", "place": f"area-{area}"}
        answers = {"unclear": ["Who decides what"], "look": "Sit in when middle leaders meet"}
        call(reviewers[0], "proformas.save_form", status=403, **where, answers=answers, versions={})
        call(lead, "proformas.save_form", **where, answers=answers, versions={})
        call(lead, "proformas.send_form", **where)
    assert "Sit in when" in str(call(reviewers[0], "proformas.form", review_id=review, form="pre_review_analysis"))

    clock.move_to(moment(dt.date(2027, 1, 6)))
    refused = call(lead, "reviews.save_focus", status=403, review_id=review, version=0, aspects=AREAS[:2])
    assert refused["guard"] == "G2"  # all areas, always
    call(lead, "reviews.save_focus", review_id=review, version=0, aspects=AREAS, story="A settled staff")
    call(lead, "reviews.add_line", review_id=review, question="Who decides?", aspects=["LAL"])
    version = call(lead, "reviews.focus", review_id=review)["version"]
    for person in (lead, head):
        call(person, "reviews.agree_focus", review_id=review, version=version)
    activity = {
        "starts_at": moment(FIRST, 9), "ends_at": moment(FIRST, 9, 30), "what": "Learning walk", "kind": "WALK",
        "place": "Year 4", "aspects": ["QPO"], "reviewers": [reviewers[0].pk], "partner_id": leader.pk,
    }  # fmt: skip
    alone = call(lead, "reviews.add_activity", status=422, review_id=review, **{**activity, "partner_id": None})
    assert set(alone["errors"]) == {"partner_id"}  # each activity by a reviewer and a leader of the school
    call(lead, "reviews.add_activity", review_id=review, **activity)
    for person in (lead, *reviewers):
        call(lead, "reviews.allocate", review_id=review, person_id=person.pk, aspects=AREAS)
    call(lead, "reviews.hold_briefing", review_id=review)


def test_a_whole_quality_assurance_review(time_machine: Any) -> None:
    time_machine.move_to(moment(dt.date(2026, 11, 23)))
    group = partnership([SchoolFactory(name=name) for name in SCHOOLS], model="cp-quality-assurance")
    head, leader, hub, staff = group.heads[0], group.leaders[0], group.lead, group.staff
    reviewers = group.leaders[2:4]
    call = Caller()
    lead = independent(group)

    # The hub manager plans three days, and a team of three: a lead whom no school sends, and two trained peers.
    plan = {"cycle_id": group.cycle.pk, "host_id": group.schools[0].pk, "visit_starts_on": FIRST}
    call(hub, "reviews.plan", status=422, **plan, visit_days=2)
    review = str(call(hub, "reviews.plan", **plan, visit_days=3)["id"])
    call(hub, "reviews.appoint", review_id=review, person_id=lead.pk, role="lead_reviewer", reason=NONE_NEAR)
    for person in reviewers:
        call(hub, "reviews.appoint", review_id=review, person_id=person.pk, role="reviewer", reason=NONE_NEAR)
    prepared(call, group, review, lead, time_machine)

    time_machine.move_to(moment(FIRST, 11))
    notes = {
        code: [
            noted(call, review, reviewers[0], code, "WALK", FIRST, SEEN),
            noted(call, review, reviewers[1], code, "DPUPIL", FIRST, SEEN),
        ]
        for code in AREAS
    }
    time_machine.move_to(moment(THIRD, 14))
    call(lead, "evidence.end_visit", review_id=review)

    # One estimate and two lists an area, each point on notes of its own; no statements to highlight.
    page = text(lead, "findings:aspect", review, "LAL")
    assert "What went well, point 1" in page
    assert "Even better if, point 1" in page
    assert "Shows the way" in page
    assert 'name="statements"' not in page
    good = {
        "level": "S", "commentary": "Many lead here.", "note_ids": notes["LAL"],
        "points": [
            {"under": "WWW", "text": "Middle leaders decide", "note_ids": notes["LAL"][:1]},
            {"under": "EBI", "text": "New leaders had somebody to ask", "note_ids": notes["LAL"][1:]},
        ],
    }  # fmt: skip
    for wrong in (
        {"level": ""},
        {"points": []},
        {"points": [{"under": "SWOT", "text": "Threats", "note_ids": notes["LAL"]}]},
        {"points": [{"under": "WWW", "text": "On nothing", "note_ids": []}]},
        {"points": [{"under": "WWW", "text": "On another's notes", "note_ids": notes["QPO"]}]},
        {"statements": ["LAL.S.1"]},
        {"strength": "firm"},
    ):
        call(
            lead, "findings.agree_position", status=422, review_id=review, aspect="LAL", version=0, **{**good, **wrong}
        )
    for person in (lead, *reviewers):
        for code in AREAS:
            points = [{"under": "WWW", "text": "Pupils explain", "note_ids": []}]
            call(person, "findings.propose", review_id=review, aspect=code, level="W", points=points)
    call(lead, "findings.agree_position", review_id=review, aspect="LAL", version=0, **good)
    posted = {
        "version": "0", "level": "L", "commentary": "Talk is everywhere.", "note_ids": notes["QPO"],
        "point_WWW_1": "Pupils explain to each other", "point_WWW_1_notes": notes["QPO"][:1],
        "point_EBI_1": "Writing followed talk sooner", "point_EBI_1_notes": notes["QPO"][1:],
    }  # fmt: skip
    assert (
        signed_in(Client(), lead).post(reverse("findings:agree_position", args=[review, "QPO"]), posted).status_code
        == 302
    )
    call(
        lead, "findings.agree_position", review_id=review, aspect="DAN", version=0, not_enough_evidence=True,
        commentary="Two of the pupils were away.",
    )  # fmt: skip
    assert get(head, "findings:with_the_school", review).status_code == 403
    call(lead, "findings.close_team_meeting", review_id=review)
    call(
        lead,
        "findings.record_feedback",
        review_id=review,
        given_at=moment(THIRD, 14),
        points=["Talk carries this school"],
    )

    # Agreed with the school: the head says of each whether the school sees it so.
    time_machine.move_to(moment(THIRD, 16))
    call(
        lead,
        "findings.draft_profile",
        review_id=review,
        version=0,
        texts={"context": "A school of 240.", "support": "A partner for maths."},
    )
    call(lead, "findings.draft_profile", status=422, review_id=review, version=1, texts={"areas": "Mine"})
    refused = call(lead, "findings.send_for_factual_check", status=403, review_id=review)
    assert "has not said yet" in refused["detail"]
    assert "Secure" in text(head, "findings:with_the_school", review)
    assert "Say whether your school sees 3 findings so too" in text(head, "home:my_work")
    assert "Middle leaders decide" in text(head, "findings:answer_position", review, "LAL")
    call(head, "findings.answer_position", review_id=review, aspect="LAL", version=1, agrees=True)
    call(leader, "findings.answer_position", status=403, review_id=review, aspect="QPO", version=1, agrees=True)
    answer = {"version": "1", "agrees": "no", "text": "We would not call it that yet."}
    signed_in(Client(), head).post(reverse("findings:answer_position", args=[review, "QPO"]), answer)
    call(head, "findings.answer_position", review_id=review, aspect="DAN", version=1, agrees=True)
    call(lead, "findings.agree_position", review_id=review, aspect="LAL", version=1, **{**good, "level": "L"})
    call(head, "findings.answer_position", status=409, review_id=review, aspect="LAL", version=1, agrees=True)
    call(lead, "findings.send_for_factual_check", status=403, review_id=review)  # what changed is agreed anew
    call(head, "findings.answer_position", review_id=review, aspect="LAL", version=2, agrees=True)

    assert "We would not call it that yet." in text(lead, "findings:board", review)
    assert "What the school would like from the hub" in text(lead, "findings:draft", review)
    assert "Secure" in text(lead, "findings:history", review, "LAL")

    # The Area of Excellence: looked at, accredited for three years.
    (nomination,) = call(lead, "proformas.accreditations", review_id=review)
    assert (nomination["what"], nomination["status"]) == ("Talk in every lesson", "nominated")
    seen = {"seen": "In every room we saw", "impact": "Pupils reason aloud", "version": nomination["version"]}
    call(lead, "proformas.record_seen", review_id=review, accreditation_id=nomination["id"], **seen)
    version = call(lead, "proformas.accreditations", review_id=review)[0]["version"]
    call(
        lead, "proformas.decide_accreditation", review_id=review, accreditation_id=nomination["id"], accredit=True,
        version=version,
    )  # fmt: skip

    # Facts checked, looked through by the programme, changed, looked through again, released.
    call(lead, "findings.send_for_factual_check", review_id=review)
    assert "Are the facts right?" in text(head, "findings:check", review)
    call(staff, "findings.profile", status=403, review_id=review)
    call(staff, "findings.check_quality", status=403, review_id=review, passed=True)
    time_machine.move_to(moment(dt.date(2027, 1, 20), 10))
    call(
        head, "findings.answer_factual_check", review_id=review, agrees=False, corrections={"LAL": "We have 260 pupils"}
    )
    correction = call(lead, "findings.corrections", review_id=review)[0]["id"]
    call(staff, "findings.check_quality", status=403, review_id=review, passed=True)
    call(
        lead, "findings.settle_correction", review_id=review, correction_id=correction, outcome="taken",
        answer="Put right",
    )  # fmt: skip
    refused = call(lead, "findings.release_profile", status=403, review_id=review)
    assert "still to look at it" in refused["detail"]
    assert "before it is released" in text(staff, "home:my_work")
    assert "What went well" in text(staff, "findings:quality", review)
    call(staff, "findings.check_quality", review_id=review, passed=False, text="Say which leaders")
    assert "Say which leaders" in call(lead, "findings.release_profile", status=403, review_id=review)["detail"]
    version = call(lead, "findings.profile", review_id=review)["version"]
    call(lead, "findings.draft_profile", review_id=review, version=version, texts={"context": "A school of 260."})
    assert "looked at again" in call(lead, "findings.release_profile", status=403, review_id=review)["detail"]
    answered = signed_in(Client(), staff).post(
        reverse("findings:quality", args=[review]), {"passed": "yes", "text": ""}
    )
    assert answered.status_code == 302
    call(staff, "findings.release_profile", status=403, review_id=review)
    assert "Talk in every lesson" in text(lead, "findings:release", review)
    call(lead, "findings.release_profile", review_id=review)

    # Case D: read by the head and the hub manager, not by any reviewer, nor by anybody else.
    report = call(head, "findings.profile", review_id=review)["said"]
    assert report["title"] == "Report of the review"
    lal, qpo, dan = report["aspects"]
    assert (lal["level"], lal["school_agrees"], qpo["level"], qpo["school_agrees"]) == (
        "Shows the way",
        True,
        "Shows the way",
        False,
    )
    assert qpo["school_otherwise"] == "We would not call it that yet."
    assert [(each["label"], len(each["points"])) for each in qpo["lists"]] == [
        ("What went well", 1),
        ("Even better if", 1),
    ]
    assert dan["not_enough_evidence"]
    assert "accredited until 15 January 2030" in str(report["sections"])
    call(hub, "findings.open_profile", review_id=review)
    nobody_else_reads(call, group, review, (lead, *reviewers))
    page = text(head, "findings:profile", review)
    for said in (
        "Report of the review",
        "A school of 260.",
        "Talk in every lesson",
        "We would not call it that yet.",
        "A partner for maths.",
    ):
        assert said in page
    assert "Headteacher, Hub manager" in page
    assert "overall" not in page.lower().replace("no overall", "")
    assert "partnership lead" not in text(head, "findings:share", review).lower()
    call(head, "findings.share_profile", review_id=review, staff=True)
    assert call(leader, "findings.profile", review_id=review)["said"]["title"] == "Report of the review"
    for operation in ("findings.profile_pdf", "findings.profile_word"):
        method, path = call.operations[operation]
        token = {"Authorization": f"Bearer {call._token(head)}"}
        assert (
            call.client.generic(method.upper(), path.replace("{review_id}", review), headers=token).status_code == 200
        )

    # Beside it the areas of inspection that it touches: names alone, for the school's leaders alone.
    (ofsted,) = call(head, "findings.inspection_areas", review_id=review)
    touching = {area["code"]: [aspect["code"] for aspect in area["aspects"]] for area in ofsted["areas"]}
    assert (ofsted["version"], touching["INC"], touching["LG"], touching["PDW"]) == (
        "2026-09",
        ["LAL", "DAN"],
        ["LAL"],
        [],
    )
    assert "Shows the way" not in text(head, "findings:inspection_areas", review) + str(ofsted)
    for person in (lead, hub, staff):
        call(person, "findings.inspection_areas", status=403, review_id=review)
    thread = call(head, "findings.over_time", review_id=review)[0]
    assert [one["said"]["level"] for one in thread["reviews"]] == ["Shows the way"]

    # Hub follow-up: without a workshop the plan begins with the release.
    call(
        leader, "improvement.add_action", review_id=review, issue="New leaders are alone", aspect="LAL",
        text="A partner for each", owner="Deputy head", measure="Partners met", baseline="0", target="4",
        due_on=dt.date(2027, 3, 12),
    )  # fmt: skip
    call(head, "improvement.add_telling", review_id=review, audience="Staff", what="the three areas")
    call(head, "improvement.agree_plan", review_id=review)
    call(head, "assurance.give_process_feedback", review_id=review, went_well="They asked first")
    whole = call(head, "reviews.get", review_id=review)["stages"]
    assert [stage["kind"] for stage in whole if not stage["done_on"]] == []
    next_year(call, group, time_machine)


def nobody_else_reads(call: Caller, group: Group, review: str, team: tuple[Account, ...]) -> None:
    """Once it is released: the reviewers neither read it nor what it was made from, on any way."""
    for person in team:
        for operation in ("findings.profile", "findings.open_profile", "findings.profile_pdf", "findings.profile_word"):
            call(person, operation, status=403, review_id=review)
        for operation in ("findings.board", "findings.with_the_school", "findings.corrections"):
            call(person, operation, status=403, review_id=review)
        for name in ("findings:profile", "findings:board", "findings:with_the_school"):
            assert get(person, name, review).status_code == 403, name
        assert "Shows the way" not in text(person, "reviews:review", review)
    for person in (group.leaders[0], group.staff, group.heads[1]):
        assert call(person, "findings.profile", status=404 if person == group.heads[1] else 403, review_id=review)


def next_year(call: Caller, group: Group, clock: Any) -> None:
    """Case C: the next review begins with what this one asked for, and finds the accreditation valid until its day."""
    clock.move_to(moment(dt.date(2027, 11, 22)))
    cycle = Cycle.objects.create(
        network=group.network, partnership=group.partnership, number=2, name="2027/28", starts_on=dt.date(2027, 9, 1),
        ends_on=dt.date(2028, 8, 31),
    )  # fmt: skip
    review = call(
        group.lead, "reviews.plan", cycle_id=cycle.pk, host_id=group.schools[0].pk,
        visit_starts_on=dt.date(2028, 1, 12), visit_days=3,
    )["id"]  # fmt: skip
    points = call(group.heads[0], "proformas.points_of_last_review", review_id=review)
    assert [(point["area"], point["text"]) for point in points] == [
        ("Leadership at all levels", "New leaders had somebody to ask"),
        ("Quality of provision and outcomes", "Writing followed talk sooner"),
    ]
    (held,) = call(group.heads[0], "proformas.accreditations", review_id=review)
    assert (held["status"], held["expires_on"]) == ("valid", "2030-01-15")
    clock.move_to(moment(dt.date(2030, 1, 16)))
    call.tokens.clear()  # a personal token has run out by then
    (held,) = call(group.heads[0], "proformas.accreditations", review_id=review)
    assert held["status"] == "lapsed"
