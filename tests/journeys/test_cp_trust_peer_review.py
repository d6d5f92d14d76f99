"""
The model cp-trust-peer-review from start to end: through the API, its pages beside it.

Case E: three schools of one trust, no level anywhere, and a peer clinic.
"""

import datetime as dt
import uuid
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.organisations import SchoolFactory, central_office, trust
from tests.factories.people import AccountFactory, appoint, someone
from tests.factories.programmes import TRAINED_UNTIL, Group, agreement_text, partnership
from tests.journeys.calling import Caller
from tests.sign_in import signed_in
from trigpoint.access.roles import Place, Role
from trigpoint.organisations.models import School
from trigpoint.people.models import Account
from trigpoint.programmes.enums import AgreementKind

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")
FIRST, LAST = dt.date(2027, 3, 9), dt.date(2027, 3, 11)
QUESTIONS = ["SI1", "SI2", "ED2"]
FORM_OF_A_LEVEL = ('name="level"', 'name="statements"')


def moment(day: dt.date, hour: int = 9) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), LONDON)


def page(person: Account, name: str, *args: Any) -> str:
    answer = signed_in(Client(), person).get(reverse(name, args=args), follow=True)
    assert answer.status_code == 200, name
    return str(answer.content.decode())


def _sign_alone(call: Caller, group: Group, person: Account) -> None:
    for kind in AgreementKind.values:
        signed = {"name": person.name, "agreed": True, "sha256": agreement_text(group.programme, kind).sha256}
        call(person, "programmes.sign_for_oneself", partnership_id=group.partnership.pk, kind=kind, **signed)


def _appointed(call: Caller, group: Group, review: str, *peers: Account) -> None:
    for peer in peers:
        call(group.lead, "reviews.appoint", review_id=review, person_id=peer.pk, role="reviewer")


def _draw_up(
    call: Caller, lead: Account, review: str, peers: tuple[Account, ...], hosts: list[tuple[School, Account]]
) -> None:
    """A talk at each of the schools, on a day of its own, together with its head."""
    for number, (site, head) in enumerate(hosts):
        day = FIRST + dt.timedelta(days=number)
        call(
            lead, "reviews.add_activity", review_id=review, starts_at=moment(day, 10), ends_at=moment(day, 11),
            what="How support is felt here", kind="HEADS", site_id=site.pk, audience="Middle leaders", aspects=["SI2"],
            reviewers=[lead.pk, peers[number % 2].pk], partner_id=head.pk,
        )  # fmt: skip


def _noted(call: Caller, review: str, peers: tuple[Account, ...]) -> dict[str, list[str]]:
    notes: dict[str, list[str]] = {}
    for question in QUESTIONS:
        note = {
            "seen_at": moment(FIRST, 10), "place": "Heron Bank", "rev": 1, "made_at": moment(FIRST, 11),
            "text": "Heads name the same three people who helped", "aspects": [question],
        }  # fmt: skip
        notes[question] = [
            call(who, "evidence.record_note", review_id=review, id=uuid.uuid4(), kind=kind, **note)["id"]
            for who, kind in ((peers[0], "HEADS"), (peers[1], "DOC"))
        ]
    return notes


def _agreed(call: Caller, review: str, lead: Account, notes: dict[str, list[str]]) -> None:
    """Words and points for each question; nowhere a level to choose, and none is taken."""
    for question in QUESTIONS:
        shown = page(lead, "findings:aspect", review, question)
        assert not [field for field in FORM_OF_A_LEVEL if field in shown]
        said = {
            "commentary": f"Of {question}", "note_ids": notes[question],
            "points": [{"under": "strengths", "text": f"Known help in {question}", "note_ids": [notes[question][0]]}],
        }  # fmt: skip
        call(lead, "findings.propose", status=422, review_id=review, aspect=question, level="E", **said)
        call(lead, "findings.propose", review_id=review, aspect=question, **said)
        call(lead, "findings.agree_position", review_id=review, aspect=question, version=0, **said)


def test_a_whole_review_of_a_trust(time_machine: Any) -> None:
    time_machine.move_to(moment(dt.date(2026, 11, 23)))
    heron = trust("Heron Learning Trust")
    sites = [SchoolFactory(name=f"Heron {name}", trust=heron, phase="Primary") for name in ("Bank", "Hill", "Mere")]
    offices = [
        central_office(heron),
        *(central_office(trust(f"{name} Trust")) for name in ("Curlew", "Plover", "Wren")),
    ]
    group = partnership(offices, model="cp-trust-peer-review", name="Pool of trusts")
    chief, leader, peers = group.heads[0], group.leaders[0], (group.leaders[1], group.leaders[2])
    lead = AccountFactory(name="Ines Carvalho")  # independent: no school sends her
    appoint(lead, Role.LEAD_REVIEWER, Place.PARTNERSHIP, group.partnership, trained_until=TRAINED_UNTIL)
    trustee = someone(Role.GOVERNOR, offices[0], group.network, name="Helen Marsh")
    site_heads = [someone(Role.HEAD, site, group.network) for site in sites]
    call = Caller()

    # Planned for the trust at three of its schools; dates come from school days, with a long lead.
    plan = {"cycle_id": group.cycle.pk, "host_id": offices[0].pk, "visit_starts_on": FIRST, "visit_days": 3}
    planned = page(group.lead, "reviews:plan", group.cycle.pk, offices[0].pk)
    assert "Which schools are visited?" in planned
    assert "Which schools are visited? (optional)" not in planned
    refused = call(group.lead, "reviews.plan", status=422, **plan, sites=[sites[0].pk])
    assert "Choose 2 to 6 schools that are visited." in str(refused)
    review = call(group.lead, "reviews.plan", **plan, sites=[site.pk for site in sites])["id"]
    stages = {stage["key"]: stage for stage in call(chief, "reviews.get", review_id=review)["stages"]}
    assert stages["scope"]["due_on"] < str(dt.date(2026, 12, 31))
    assert stages["visit"]["ends_on"] == str(LAST)

    # Nobody of the trust reviews it; the lead comes alone, and signs for herself.
    for person in (leader, site_heads[0]):
        call(group.lead, "reviews.appoint", status=403 if person == leader else 422, review_id=review,
             person_id=person.pk, role="reviewer")  # fmt: skip
    call(group.lead, "reviews.appoint", review_id=review, person_id=lead.pk, role="lead_reviewer")
    _appointed(call, group, review, *peers)
    team = page(group.lead, "reviews:team", review)
    assert "Peer reviewer" in team
    assert "Workshop facilitator" not in team

    def fill(person: Account, form: str, place: str = "review", **answers: Any) -> None:
        where = {"review_id": review, "form": form, "place": place}
        call(person, "proformas.save_form", **where, answers=answers)
        call(person, "proformas.send_form", **where)

    # The scope, for everybody who is there; a few documents, once the lead has signed.
    fill(chief, "scope", challenge="Who moves between our schools, and why?", voices=["Heads", "Families"])
    for person in (trustee, site_heads[1], peers[0]):
        assert "Who moves between our schools" in page(person, "proformas:sheet", review, "scope", "review", 1)
    time_machine.move_to(moment(dt.date(2027, 2, 8)))
    call(chief, "reviews.add_pack_item", review_id=review, kind="note", title="Strategy", subject="plan", text="Three")
    assert call(chief, "reviews.release_pack", status=403, review_id=review)["guard"] == "G1"
    _sign_alone(call, group, lead)
    call(chief, "reviews.release_pack", review_id=review)

    # The trust picks what it wants to be asked about; its schools say what visitors should know.
    call(lead, "reviews.save_focus", review_id=review, version=0, aspects=QUESTIONS, base="Board room")
    version = call(lead, "reviews.focus", review_id=review)["version"]
    for person in (lead, chief):
        call(person, "reviews.agree_focus", review_id=review, version=version)
    time_machine.move_to(moment(dt.date(2027, 2, 24)))
    for person, site in zip(site_heads, sites, strict=True):
        fill(person, "school_note", f"site-{site.pk}", know="Two forms of entry", meet=["The office"])
    other = {"form": "school_note", "place": f"site-{sites[1].pk}"}
    call(site_heads[0], "proformas.save_form", status=403, review_id=review, **other, answers={"know": "Not mine"})
    address = reverse("proformas:sheet", args=[review, *other.values(), 1])
    assert signed_in(Client(), site_heads[0]).get(address).status_code == 403
    assert "Two forms of entry" in page(peers[0], "proformas:sheet", review, *other.values(), 1)

    # A timetable over three schools; everybody's briefing is sent and read; what it asks is counted.
    _draw_up(call, lead, review, peers, list(zip(sites, site_heads, strict=True)))
    call(lead, "reviews.send_briefings", review_id=review)
    own = page(site_heads[2], "reviews:sheet", review, site_heads[2].pk)
    assert "How support is felt here" in own
    assert "What has the trust" in own  # what they will be asked
    call(site_heads[2], "reviews.confirm_briefing", review_id=review)
    assert "Heron Mere" in page(trustee, "reviews:scope", review)
    asks = call(group.lead, "reviews.effort", review_id=review)
    assert asks["fee"] == 4000
    assert {load["role"] for load in asks["loads"]} >= {"Peer reviewer", "Chief executive"}
    assert "of cover cost you" in page(chief, "reviews:effort", review)

    # Briefed once each of the team has signed how they work.
    time_machine.move_to(moment(FIRST, 8))
    for person in (lead, *peers):
        call(lead, "reviews.allocate", review_id=review, person_id=person.pk, aspects=QUESTIONS)
    refused = call(lead, "reviews.hold_briefing", status=403, review_id=review)
    assert "How I work in this review" in refused["detail"]
    for person in (lead, *peers):
        fill(person, "protocol", f"person-{person.pk}", context=True, evidence=True, confidence=True, better=True)
    call(lead, "reviews.hold_briefing", review_id=review)

    # Three days, and the clinic: words and points, no level anywhere.
    time_machine.move_to(moment(LAST, 14))
    notes = _noted(call, review, peers)
    fill(lead, "clinic", question="Who moves?", heard=["Families are asked late"], ideas=["Ask on the first day"])
    call(lead, "evidence.end_visit", review_id=review)
    _agreed(call, review, lead, notes)
    call(lead, "findings.close_team_meeting", review_id=review)
    call(lead, "findings.record_feedback", review_id=review, given_at=moment(LAST, 15), points=["Ask on the first day"])
    call(peers[0], "proformas.add_take_away", review_id=review, learned="How heads name who helped")

    # The report is the trust's: chief executive and trustees read it, the peers and the schools do not.
    time_machine.move_to(moment(dt.date(2027, 4, 20)))
    call(lead, "findings.draft_profile", review_id=review, version=0, priority="Ask on the first day")
    call(lead, "findings.send_for_factual_check", review_id=review)
    call(chief, "findings.answer_factual_check", review_id=review, agrees=True)
    call(lead, "findings.release_profile", review_id=review)
    for person in (chief, trustee):
        text = page(person, "findings:profile", review)
        assert "Report to the trust" in text
        assert "Known help in SI2" in text
        assert "Families are asked late" in text
    for person in (peers[0], site_heads[0]):
        call(person, "findings.profile", status=403, review_id=review)

    # What comes of it, and the end.
    call(chief, "improvement.open_plan", review_id=review)
    call(
        leader, "improvement.add_action", review_id=review, issue="Asked late", aspect="ED2", text="Ask on the first day",
        owner="Admissions", measure="Share asked", baseline="1 in 5", target="all", due_on=dt.date(2027, 9, 1),
    )  # fmt: skip
    call(chief, "improvement.add_telling", review_id=review, audience="Heads", what="the report")
    call(chief, "improvement.agree_plan", review_id=review)
    call(chief, "assurance.give_process_feedback", review_id=review, went_well="They listened")
    assert [
        stage["key"] for stage in call(chief, "reviews.get", review_id=review)["stages"] if not stage["done_on"]
    ] == []
    call(chief, "reviews.close", review_id=review)


def test_a_review_without_a_clinic(time_machine: Any) -> None:
    """An optional stage is left out when the review is planned, and nothing waits for it."""
    time_machine.move_to(moment(dt.date(2026, 11, 23)))
    heron = trust("Heron Learning Trust")
    sites = [SchoolFactory(name=f"Heron {name}", trust=heron) for name in ("Bank", "Hill")]
    group = partnership(
        [central_office(heron), *(central_office(trust(n)) for n in ("A", "B"))], model="cp-trust-peer-review"
    )
    posted = {
        "visit_starts_on_0": "9", "visit_starts_on_1": "3", "visit_starts_on_2": "2027", "visit_starts_on": "2027-03-09",
        "visit_days": "3", "sites": [str(site.pk) for site in sites], "with_stages": [],
    }  # fmt: skip
    address = reverse("reviews:plan", args=[group.cycle.pk, group.schools[0].pk])
    answer = signed_in(Client(), group.lead).post(address, posted)
    assert answer.status_code == 302, answer.content.decode()
    overview = page(group.heads[0], "reviews:review", answer.url.split("/")[2])
    assert "Heron Bank and Heron Hill" in overview
    assert "Peer clinic" not in overview
    assert "Choose what takes place" in page(group.lead, "reviews:review", answer.url.split("/")[2])
