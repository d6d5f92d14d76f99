"""One whole review through the API: from unsigned agreements to an agreed plan, each call by the person who does it."""

import datetime as dt
import re
import uuid
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.factories.organisations import SchoolFactory
from tests.factories.programmes import agreement_text, partnership
from tests.journeys.calling import Caller

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")
FIRST, SECOND = dt.date(2027, 1, 13), dt.date(2027, 1, 14)
FOCUS = ["OI2", "LI2"]


def moment(day: dt.date, hour: int = 9, minute: int = 0) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute), LONDON)


def test_a_whole_review(time_machine: Any) -> None:
    time_machine.move_to(moment(dt.date(2026, 11, 23)))
    names = ("Hawthorn Vale School", "Alderbrook Primary", "Kestrel Lane Primary", "Ysgol Bryn Eithin")
    group = partnership([SchoolFactory(name=name) for name in names], signed=False)
    host = group.schools[0]
    head, lead, reviewer, second = group.heads[0], group.heads[1], group.leaders[2], group.leaders[3]
    host_leader, champion, facilitator = group.leaders[0], group.champions[0], group.champions[3]
    call = Caller()
    for kind in ("memorandum", "data_sharing"):
        agreement_text(group.programme, kind)

    # The partnership lead plans the review and chooses the team.
    cycle_id = group.cycle.pk
    review_id = call(
        group.lead, "reviews.plan", cycle_id=cycle_id, host_id=host.pk, visit_starts_on=FIRST, visit_days=2
    )["id"]
    for person, role in ((lead, "lead_reviewer"), (reviewer, "reviewer"), (second, "reviewer")):
        call(group.lead, "reviews.appoint", review_id=review_id, person_id=person.pk, role=role)
    refused = call(
        group.lead, "reviews.appoint", status=403, review_id=review_id, person_id=host_leader.pk, role="reviewer"
    )
    assert refused["guard"] == "G6"
    call(group.lead, "reviews.appoint_facilitator", review_id=review_id, person_id=facilitator.pk)

    # The school says where it stands; two people at once, on two fields.
    call(
        head, "reviews.save_self_evaluation", review_id=review_id, aspect="OI2", level="E",
        statements=["OI2.E.1"], versions={},
    )  # fmt: skip
    call(
        host_leader, "reviews.save_self_evaluation", review_id=review_id, aspect="OI2",
        evidence="Reading gaps have narrowed", versions={},
    )  # fmt: skip
    stale = call(
        host_leader, "reviews.save_self_evaluation", status=409, review_id=review_id, aspect="OI2",
        evidence="Something else", versions={"evidence": 0},
    )  # fmt: skip
    assert stale["current"]["evidence"] == "Reading gaps have narrowed"
    call(head, "reviews.complete_self_evaluation", review_id=review_id)

    # No data moves before both agreements are signed (G1).
    refused = call(head, "reviews.release_pack", status=403, review_id=review_id)
    assert refused["guard"] == "G1"
    for school, signer in zip(group.schools, group.heads, strict=True):
        for kind in ("memorandum", "data_sharing"):
            text = agreement_text(group.programme, kind)
            call(
                signer, "programmes.sign_agreement", partnership_id=group.partnership.pk, school_id=school.pk, kind=kind,
                name=signer.name, role="Headteacher", agreed=True, sha256=text.sha256,
            )  # fmt: skip
    call(reviewer, "reviews.pack", status=403, review_id=review_id)
    time_machine.move_to(moment(dt.date(2026, 12, 14)))
    call(
        head,
        "reviews.add_pack_item",
        review_id=review_id,
        kind="note",
        title="Plan",
        subject="plan",
        text="Three priorities",
    )
    call(head, "reviews.release_pack", review_id=review_id)
    call(reviewer, "reviews.open_pack", review_id=review_id)
    assert call(reviewer, "reviews.pack", review_id=review_id)["items"]
    assert [look["name"] for look in call(head, "reviews.pack_looks", review_id=review_id)] == [reviewer.name]

    # First meeting: Our Impact and at least one other theme (G2, G3).
    time_machine.move_to(moment(dt.date(2027, 1, 6)))
    for aspects, guard in (["LI2"], "G2"), (["OI2"], "G3"):
        refused = call(lead, "reviews.save_focus", status=403, review_id=review_id, version=0, aspects=aspects)
        assert refused["guard"] == guard
    version = call(
        lead,
        "reviews.save_focus",
        review_id=review_id,
        version=0,
        aspects=FOCUS,
        story="A settled staff",
        base="Library",
    )["version"]
    call(lead, "reviews.add_line", review_id=review_id, question="Which action did it?", aspects=["OI2"])
    version = call(lead, "reviews.focus", review_id=review_id)["version"]
    call(head, "reviews.set_not_observed", review_id=review_id, code="4B")
    call(lead, "reviews.agree_focus", review_id=review_id, version=version)
    call(head, "reviews.agree_focus", review_id=review_id, version=version)

    # Team briefing and timetable.
    activity = {
        "starts_at": moment(FIRST, 9), "ends_at": moment(FIRST, 9, 30), "what": "Lesson", "kind": "OBS",
        "place": "Year 4", "aspects": ["OI2"], "reviewers": [reviewer.pk],
    }  # fmt: skip
    refused = call(lead, "reviews.add_activity", status=403, review_id=review_id, **activity, codes=["4B"])
    assert "not available" in refused["detail"]
    call(lead, "reviews.add_activity", review_id=review_id, **activity)
    for person in (lead, reviewer, second):
        call(lead, "reviews.allocate", review_id=review_id, person_id=person.pk, aspects=FOCUS)
    call(lead, "reviews.hold_briefing", review_id=review_id)

    # The visit: notes with ids made by the device; sent twice they are kept once.
    time_machine.move_to(moment(FIRST, 11))
    notes: dict[str, list[str]] = {code: [] for code in FOCUS}
    for person, code, kind in (
        (lead, "OI2", "DATA"), (reviewer, "OI2", "OBS"), (second, "LI2", "SCR"), (reviewer, "LI2", "OBS"),
    ):  # fmt: skip
        note = {
            "id": uuid.uuid4(), "kind": kind, "aspects": [code], "seen_at": moment(FIRST, 9, 40),
            "text": "Six pupils used the word unprompted", "place": "Year 4", "rev": 1,
            "made_at": moment(FIRST, 9, 41),
        }  # fmt: skip
        receipt = call(person, "evidence.record_note", review_id=review_id, **note)
        assert call(person, "evidence.record_note", review_id=review_id, **note) == receipt
        notes[code].append(receipt["id"])
    call(head, "evidence.notes", status=403, review_id=review_id)
    time_machine.move_to(moment(SECOND, 14))
    call(lead, "evidence.end_visit", review_id=review_id)

    # Each proposes unseen; then the team agrees, on evidence (G9, G10).
    for person in (lead, reviewer, second):
        for code in FOCUS:
            call(
                person, "findings.propose", review_id=review_id, aspect=code, statements=[f"{code}.E.1"],
                commentary="Tracked, and narrowing", note_ids=notes[code],
            )  # fmt: skip
    position: dict[str, Any] = {"statements": ["OI2.E.1"], "version": 0, "commentary": "Reading gaps narrowed"}
    refused = call(
        lead, "findings.agree_position", status=403, review_id=review_id, aspect="OI2", **position, note_ids=[]
    )
    assert refused["guard"] == "G10"
    call(lead, "findings.agree_position", review_id=review_id, aspect="OI2", **position, note_ids=notes["OI2"])
    refused = call(lead, "findings.close_team_meeting", status=403, review_id=review_id)
    assert refused["guard"] == "G9"
    call(
        lead, "findings.agree_position", review_id=review_id, aspect="LI2", version=0, statements=[],
        not_enough_evidence=True, commentary="We saw too little of it",
    )  # fmt: skip
    call(lead, "findings.close_team_meeting", review_id=review_id)
    call(
        lead,
        "findings.record_feedback",
        review_id=review_id,
        given_at=moment(SECOND, 14),
        points=["Words are taught with care"],
    )

    # The profile: drafted, checked by the school, released by the lead and by no clock.
    time_machine.move_to(moment(SECOND, 17))
    call(
        lead,
        "findings.draft_profile",
        review_id=review_id,
        version=0,
        priority="Talk before writing",
        priority_aspect="OI2",
    )
    call(lead, "findings.send_for_factual_check", review_id=review_id)
    call(lead, "findings.release_profile", status=403, review_id=review_id)
    call(facilitator, "findings.profile", status=403, review_id=review_id)
    time_machine.move_to(moment(dt.date(2027, 1, 18), 10))
    call(head, "findings.answer_factual_check", review_id=review_id, agrees=True)
    call(head, "findings.reply", review_id=review_id, text="We recognise our school in this")
    call(lead, "findings.release_profile", review_id=review_id)
    profile = call(head, "findings.profile", review_id=review_id)
    assert "Reading gaps narrowed" in str(profile)
    assert not [key for key in _keys(profile) if "overall" in key or "average" in key or "grade" in key]
    call(group.lead, "findings.profile", status=403, review_id=review_id)

    # Workshop and plan.
    time_machine.move_to(moment(dt.date(2027, 1, 20), 16))
    workshop = call(facilitator, "improvement.workshop", review_id=review_id)
    entries = [{"attendance_id": row["id"], "came": "came"} for row in workshop["attendances"]]
    call(facilitator, "improvement.record_attendance", review_id=review_id, entries=entries)
    issue_id = call(
        facilitator, "improvement.add_issue", review_id=review_id, text="Pupils read less widely", aspect="OI2"
    )["id"]
    call(facilitator, "improvement.add_cause", review_id=review_id, issue_id=issue_id, text="Words are left to chance")
    option_id = call(facilitator, "improvement.add_option", review_id=review_id, issue_id=issue_id, text="Word walls")[
        "id"
    ]
    call(facilitator, "improvement.decide_option", review_id=review_id, option_id=option_id, version=1, choice="term")
    call(facilitator, "improvement.hold_workshop", review_id=review_id, held_on=dt.date(2027, 1, 20))
    action = {
        "issue": "Pupils read less widely", "aspect": "OI2", "text": "Pre-teach six words", "owner": "Year 4 teachers",
        "measure": "At the expected level", "baseline": "62%", "target": "75%",
    }  # fmt: skip
    wrong = call(champion, "improvement.add_action", status=422, review_id=review_id, **action, due_on=None)
    assert set(wrong["errors"]) == {"due_on"}
    call(champion, "improvement.add_action", review_id=review_id, **action, due_on=dt.date(2027, 3, 12))
    refused = call(head, "improvement.agree_plan", status=403, review_id=review_id)
    assert refused["guard"] == "G14"
    call(head, "improvement.add_telling", review_id=review_id, audience="Staff", what="the whole profile")
    call(head, "improvement.agree_plan", review_id=review_id)
    call(head, "assurance.give_process_feedback", review_id=review_id, went_well="They listened first")

    whole = call(head, "reviews.get", review_id=review_id)
    done = {stage["kind"] for stage in whole["stages"] if stage["done_on"]}
    assert done >= {
        "self_evaluation", "data_pack", "meeting_1", "meeting_2", "visit", "team_meeting", "feedback", "profile",
        "workshop", "plan", "process_feedback",
    }  # fmt: skip


def test_the_reference_lists_the_calls_of_a_review_as_they_are() -> None:
    operations = Caller().operations
    text = (Path(__file__).parents[2] / "docs" / "reference" / "api.md").read_text(encoding="utf-8")
    listed = re.findall(r"`(\w+\.\w+)` \| `(\w+) (/api/[^`]+)`", text)
    assert len(listed) > 40
    assert {name: operations.get(name) for name, _method, _path in listed} == {
        name: (method.lower(), path) for name, method, path in listed
    }


def _keys(value: Any) -> list[str]:
    match value:
        case dict():
            return [*value, *(key for inner in value.values() for key in _keys(inner))]
        case list():
            return [key for inner in value for key in _keys(inner)]
        case _:
            return []
