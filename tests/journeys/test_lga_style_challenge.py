"""
The model lga-style-challenge from start to end: through the API, its pages beside it.

Case I: the dates by which report and plan are public, and the look at progress after ten months, come from the model's
file alone.
"""

import datetime as dt
import uuid
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.organisations import central_office, trust
from tests.factories.people import AccountFactory, appoint
from tests.factories.programmes import partnership
from tests.journeys.calling import Caller
from tests.sign_in import signed_in
from trigpoint.access.roles import Place, Role
from trigpoint.people.models import Account

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")
FIRST, LAST = dt.date(2027, 1, 12), dt.date(2027, 1, 15)
ELEMENTS = ["PO1", "LP1", "GC1", "FP1", "CI1"]


def moment(day: dt.date, hour: int = 9) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), LONDON)


def page(person: Account, name: str, *args: Any) -> str:
    answer = signed_in(Client(), person).get(reverse(name, args=args), follow=True)
    assert answer.status_code == 200, name
    return str(answer.content.decode())


def test_a_whole_challenge(time_machine: Any) -> None:
    time_machine.move_to(moment(dt.date(2026, 9, 14)))
    offices = [central_office(trust(f"{name} Trust")) for name in ("Heron", "Lapwing", "Curlew", "Kestrel")]
    group = partnership(offices, model="lga-style-challenge", name="Pool of peers")
    chief, executive = group.heads[0], group.leaders[0]
    manager, peers = group.heads[1], (group.leaders[1], group.leaders[2], group.leaders[3])
    board = AccountFactory(name="Helen Marsh")
    appoint(board, Role.GOVERNOR, Place.SCHOOL, offices[0], group.network)
    call = Caller()
    review = call(
        group.lead, "reviews.plan", cycle_id=group.cycle.pk, host_id=offices[0].pk, visit_starts_on=FIRST, visit_days=4
    )["id"]
    call(group.lead, "reviews.appoint", review_id=review, person_id=manager.pk, role="lead_reviewer")
    for peer in peers:
        call(group.lead, "reviews.appoint", review_id=review, person_id=peer.pk, role="reviewer")

    def fill(person: Account, form: str, place: str = "review", **answers: Any) -> None:
        where = {"review_id": review, "form": form, "place": place}
        call(person, "proformas.save_form", **where, answers=answers)
        call(person, "proformas.send_form", **where)

    # Scoping, months ahead; then how the organisation sees itself, in words.
    fill(
        manager, "scope", own_question="Do we hear those who leave?", peers_wanted=["Governance"], feedback="leaders",
    )  # fmt: skip
    assert "Do we hear those who leave?" in page(board, "proformas:sheet", review, "scope", "review", 1)
    time_machine.move_to(moment(dt.date(2026, 12, 7)))
    for element in ELEMENTS:
        call(
            executive, "reviews.save_self_evaluation", review_id=review, aspect=element, versions={},
            evidence=f"What we know of {element}",
        )  # fmt: skip
    call(chief, "reviews.complete_self_evaluation", review_id=review)
    call(chief, "reviews.add_pack_item", review_id=review, kind="note", title="Strategy", subject="plan", text="Three")
    call(chief, "reviews.release_pack", review_id=review)
    refused = call(manager, "reviews.save_focus", status=403, review_id=review, version=0, aspects=ELEMENTS[:4])
    assert refused["guard"] == "G2"
    call(manager, "reviews.save_focus", review_id=review, version=0, aspects=[*ELEMENTS, "HA1"], story="Ten schools")
    version = call(manager, "reviews.focus", review_id=review)["version"]
    for person in (manager, chief):
        call(person, "reviews.agree_focus", review_id=review, version=version)
    time_machine.move_to(moment(FIRST, 8))
    for person in (manager, *peers):
        call(person=manager, operation="reviews.allocate", review_id=review, person_id=person.pk, aspects=ELEMENTS)
    call(manager, "reviews.allocate", review_id=review, person_id=manager.pk, aspects=[*ELEMENTS, "HA1"])
    call(manager, "reviews.hold_briefing", review_id=review)

    # On site, and what the peers say: words and recommendations, no level anywhere.
    time_machine.move_to(moment(FIRST, 14))
    elements = [*ELEMENTS, "HA1"]
    notes = {}
    for element in elements:
        note = {
            "seen_at": moment(FIRST, 10), "place": "Head office", "rev": 1, "made_at": moment(FIRST, 11),
            "text": "Minutes show the question was asked twice",
        }  # fmt: skip
        notes[element] = [
            call(
                person, "evidence.record_note", review_id=review, id=uuid.uuid4(), kind=kind, aspects=[element], **note
            )["id"]
            for person, kind in ((peers[0], "MTG"), (peers[1], "DOC"))
        ]
    time_machine.move_to(moment(LAST, 14))
    call(manager, "evidence.end_visit", review_id=review)
    for element in elements:
        said = {
            "commentary": f"Of {element}", "note_ids": notes[element],
            "points": [{"under": "recommend", "text": f"Ask {element} first", "note_ids": [notes[element][0]]}],
        }  # fmt: skip
        call(manager, "findings.propose", review_id=review, aspect=element, **said)
        call(manager, "findings.agree_position", review_id=review, aspect=element, version=0, **said)
    call(manager, "findings.close_team_meeting", review_id=review)
    call(
        manager, "findings.record_feedback", review_id=review, given_at=moment(LAST, 14), points=["Ask those who leave"]
    )
    fill(peers[0], "hours_spent", f"person-{peers[0].pk}", on_site=30)
    call(peers[0], "proformas.add_take_away", review_id=review, learned="How minutes are kept")

    # The report; from now on the clock runs, from the last day on site.
    time_machine.move_to(moment(dt.date(2027, 2, 22)))
    call(manager, "findings.draft_profile", review_id=review, version=0, priority="Ask those who leave")
    call(manager, "findings.send_for_factual_check", review_id=review)
    call(chief, "findings.answer_factual_check", review_id=review, agrees=True)
    call(manager, "findings.release_profile", review_id=review)
    text = page(chief, "findings:profile", review)
    assert "Report of the challenge" in text
    assert "Ask HA1 first" in text
    assert "Do we hear those who leave?" in text
    assert 'name="level"' not in text
    clocks = {each["title"]: (each["by"], each["met_on"]) for each in call(chief, "proformas.clocks", review_id=review)}
    assert clocks["Report of the challenge"] == ("2027-04-15", None)
    assert clocks["Progress review"] == ("2027-11-15", None)
    assert clocks["Action plan"][0] < "2027-06-15"
    assert "To be published by 15 April 2027" in page(chief, "reviews:review", review)

    time_machine.move_to(moment(dt.date(2027, 4, 5)))
    assert "Publish “Report of the challenge”" in page(chief, "home:my_work")
    address = "https://www.example.org/challenge"
    call(manager, "proformas.record_publication", status=403, review_id=review, output="report", address=address)
    call(chief, "proformas.record_publication", status=422, review_id=review, output="report", address="nowhere")
    call(chief, "proformas.record_publication", review_id=review, output="report", address=address)
    assert "Publish “Report of the challenge”" not in page(chief, "home:my_work")
    call(chief, "improvement.open_plan", review_id=review)
    call(
        executive, "improvement.add_action", review_id=review, issue="Nobody asks", aspect="HA1", text="Ask on leaving",
        owner="People team", measure="Share asked", baseline="0", target="9 in 10", due_on=dt.date(2027, 9, 1),
    )  # fmt: skip
    call(chief, "improvement.add_telling", review_id=review, audience="Everybody", what="report and plan")
    call(chief, "improvement.agree_plan", review_id=review)
    call(chief, "proformas.record_publication", review_id=review, output="plan", address=f"{address}/plan")
    call(chief, "assurance.give_process_feedback", review_id=review, went_well="They listened")

    # Ten months on the peers look again; the answer is public within twelve.
    time_machine.move_to(moment(dt.date(2027, 11, 17)))
    overview = page(chief, "reviews:review", review)
    assert "2 days ago" in overview
    assert "Published on 5 April 2027." in overview
    plan = call(chief, "improvement.plan", review_id=review)
    action = plan["actions"][0]
    call(
        executive, "improvement.report_progress", review_id=review, action_id=action["id"], version=action["version"],
        progress="met", latest="19 in 20",
    )  # fmt: skip
    refused = call(chief, "improvement.record_impact_review", status=403, review_id=review)
    assert "What has changed" in refused["detail"]
    fill(peers[0], "progress", looked_on="2027-11-16", moved=["Everybody is asked"])
    call(chief, "improvement.record_impact_review", review_id=review)
    fill(chief, "progress_report", answer="We ask, and we answer.")
    call(
        chief, "proformas.record_publication", review_id=review, output="progress_report", address=f"{address}/progress"
    )
    assert all(each["met_on"] for each in call(chief, "proformas.clocks", review_id=review))
    assert all(stage["done_on"] for stage in call(chief, "reviews.get", review_id=review)["stages"])
    call(chief, "reviews.close", review_id=review)
