"""Each proposes alone; the aspect opens when all have, or when the lead reviewer opens it."""

import pytest
from tests.factories.findings import proposal

from trigpoint.findings.actions import proposals as acts
from trigpoint.findings.models import Proposal
from trigpoint.findings.queries import proposals
from trigpoint.findings.rules import visibility
from trigpoint.kernel.errors import Refused, Unacceptable
from trigpoint.reviews.queries import scene as scenes


def seen(w, person, at, aspect="OI2"):
    """Whose proposals this person sees."""
    scene = scenes.acting(person.pk, w.review, at=at)
    found = proposals.round_of(scene, aspect)
    return {
        one.author_name
        for one in found.proposals.values()
        if visibility.may_see_proposal(scene, author_id=one.author_id, is_open=found.is_open)
    }


def test_blinding_until_all_have_proposed(w, at):
    """The story of one aspect, proposal by proposal."""
    proposal(w, w.reviewer, at=at)
    assert seen(w, w.reviewer, at) == {"Daniel Osei"}
    assert seen(w, w.second_reviewer, at) == set()
    assert seen(w, w.lead, at) == set()

    proposal(w, w.lead, at=at)
    assert seen(w, w.lead, at) == {"Amira Okafor"}
    scene = scenes.acting(w.lead.pk, w.review, at=at)
    assert [member.name for member in proposals.round_of(scene, "OI2").waiting] == ["Megan Hughes"]

    proposal(w, w.second_reviewer, at=at)
    for person in (w.lead, w.reviewer, w.second_reviewer):
        assert seen(w, person, at) == {"Amira Okafor", "Daniel Osei", "Megan Hughes"}
    for person in (w.host_head, w.facilitator, w.partnership_lead, w.programme_staff, w.evaluator, w.governor):
        assert seen(w, person, at) == set()


def test_the_lead_opens_an_aspect_before_all_have_proposed(w, at):
    proposal(w, w.reviewer, at=at)
    with pytest.raises(Refused):
        acts.open_up(actor=w.second_reviewer, at=at, review=w.review, aspect="OI2")
    acts.open_up(actor=w.lead, at=at, review=w.review, aspect="OI2")
    acts.open_up(actor=w.lead, at=at, review=w.review, aspect="OI2")
    assert seen(w, w.second_reviewer, at) == {"Daniel Osei"}
    proposal(w, w.reviewer, "OI1", at=at)
    assert seen(w, w.second_reviewer, at, "OI1") == set()


def test_once_open_nobody_proposes(w, at):
    acts.open_up(actor=w.lead, at=at, review=w.review, aspect="OI2")
    with pytest.raises(Refused):
        proposal(w, w.reviewer, at=at)


def test_said_again_the_newest_counts_and_the_first_stays(w, at):
    proposal(w, w.reviewer, at=at, commentary="First.")
    proposal(w, w.reviewer, at=at, commentary="Second.")
    assert proposals.newest(w.review, ["OI2"])["OI2"][w.reviewer.pk].commentary == "Second."
    assert Proposal.objects.count() == 2


def test_only_the_team_proposes_on_what_is_in_focus(w, at):
    with pytest.raises(Refused):
        proposal(w, w.host_head, at=at)
    with pytest.raises(Unacceptable):
        proposal(w, w.reviewer, "LF1", at=at, statements=[])
