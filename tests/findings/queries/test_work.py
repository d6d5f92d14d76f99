"""What waits for whom, from the visit to the release."""

from tests.factories.findings import agreed, drafted, proposal
from tests.findings.conftest import FOCUS

from trigpoint.evidence.actions import visit
from trigpoint.evidence.queries import work as evidence
from trigpoint.findings.actions import meeting, profile, school
from trigpoint.findings.queries import work
from trigpoint.people.queries.hats import hats_of


def texts(person, at, of=work):
    return [item.text for item in of.items(hats_of(person.pk, on=at.date()), on=at.date())]


def test_each_has_their_next_step(w, at):
    school_ = "Hawthorn Vale School"
    assert texts(w.reviewer, at, evidence) == [f"Make notes at {school_}"]
    assert texts(w.lead, at, evidence) == [f"Say that the visit to {school_} is over"]
    assert texts(w.reviewer, at) == []
    visit.end(actor=w.lead, at=at, review=w.review)
    assert texts(w.reviewer, at, evidence) == []
    assert texts(w.reviewer, at) == [f"Propose what to say of {school_}"]
    proposal(w, w.reviewer, at=at)
    assert texts(w.reviewer, at) == [f"Agree with the team on {school_}"]
    agreed(w, FOCUS, at=at)
    assert texts(w.reviewer, at) == []
    assert texts(w.lead, at) == [
        f"Tell the head of {school_} in short what you saw",
        f"Draft the profile of {school_}",
    ]
    meeting.record_feedback(actor=w.lead, at=at, review=w.review, given_at=at, points=["Kind."])
    profile.draft(actor=w.lead, at=at, review=w.review, priority="Fractions", version=0)
    profile.send_for_factual_check(actor=w.lead, at=at, review=w.review)
    assert texts(w.lead, at) == []
    assert texts(w.host_head, at) == [f"Check the facts in the profile of {school_}"]
    school.answer_factual_check(
        actor=w.host_head, at=at, review=w.review, agrees=False, corrections={"OI2": "Five, not four."}
    )
    assert texts(w.host_head, at) == []
    assert texts(w.lead, at) == [f"Answer 1 correction · {school_}"]


def test_nobody_else_has_any(w, at):
    drafted(w, FOCUS, at=at)
    for person in (w.facilitator, w.partnership_lead, w.governor, w.stranger):
        assert texts(person, at) == []
