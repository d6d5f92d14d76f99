"""Drafted, checked by the school, released by the lead; replied to; read, and the reading seen."""

import datetime as dt

import pytest
from tests.factories.findings import agreed, drafted, position, released, sent
from tests.findings.conftest import FOCUS

from trigpoint.findings.actions import meeting, profile, school
from trigpoint.findings.events import ProfileReleased
from trigpoint.findings.models import Correction, Look, Profile
from trigpoint.findings.queries import printed
from trigpoint.findings.queries import profile as profiles
from trigpoint.kernel import events
from trigpoint.kernel.errors import Refused, Stale, Unacceptable
from trigpoint.reviews.queries import scene as scenes

DAY = dt.timedelta(days=1)


def test_a_profile_is_drafted_by_the_lead_over_the_version_read(w, at):
    with pytest.raises(Refused):
        profile.draft(actor=w.reviewer, at=at, review=w.review, priority="", version=0)
    profile.draft(actor=w.lead, at=at, review=w.review, priority="Fractions", version=0)
    with pytest.raises(Stale) as answer:
        profile.draft(actor=w.lead, at=at, review=w.review, priority="Reading", version=0)
    assert answer.value.current == {"priority": "Fractions", "version": 1}
    profile.draft(actor=w.lead, at=at, review=w.review, priority="Reading", version=1, priority_aspect="OI2")
    assert Profile.objects.get().priority == "Reading"


def test_g9_it_is_not_sent_with_an_aspect_open(w, at):
    position(w, "OI1", at=at)
    profile.draft(actor=w.lead, at=at, review=w.review, priority="Fractions", version=0)
    with pytest.raises(Refused) as answer:
        profile.send_for_factual_check(actor=w.lead, at=at, review=w.review)
    assert answer.value.guard == "G9"


def test_it_is_not_sent_without_a_priority(w, at):
    agreed(w, FOCUS, at=at)
    profile.draft(actor=w.lead, at=at, review=w.review, priority="", version=0)
    with pytest.raises(Unacceptable):
        profile.send_for_factual_check(actor=w.lead, at=at, review=w.review)


def test_the_school_has_two_school_days_and_silence_is_agreement(w, at):
    """Sent on Thursday 14 January 2027: the school answers until Monday 18; the lead releases from Tuesday on."""
    row = sent(w, FOCUS, at=at)
    assert row.answer_by == dt.date(2027, 1, 18)
    for days in (0, 1, 4):
        with pytest.raises(Refused) as answer:
            profile.release(actor=w.lead, at=at + days * DAY, review=w.review)
        assert "18 January 2027" in answer.value.reason
    with pytest.raises(Refused):
        profile.release(actor=w.reviewer, at=at + 5 * DAY, review=w.review)
    profile.release(actor=w.lead, at=at + 5 * DAY, review=w.review)
    assert Profile.objects.get().state == "released"
    assert w.review.stages.get(kind="profile").done_at == at + 5 * DAY


def test_no_clock_releases(w, at):
    sent(w, FOCUS, at=at)
    assert profiles.standing(w.review).state == "fact_check"


def test_an_answer_ends_the_window(w, at):
    sent(w, FOCUS, at=at)
    with pytest.raises(Refused):
        school.answer_factual_check(actor=w.host_leader, at=at, review=w.review, agrees=True)
    school.answer_factual_check(actor=w.host_head, at=at, review=w.review, agrees=True)
    with pytest.raises(Refused):
        school.answer_factual_check(actor=w.host_head, at=at, review=w.review, agrees=True)
    profile.release(actor=w.lead, at=at, review=w.review)


def test_corrections_are_answered_before_release(w, at):
    sent(w, FOCUS, at=at)
    school.answer_factual_check(
        actor=w.host_head, at=at, review=w.review, agrees=False, corrections={"OI2": "Five year groups, not four."}
    )
    with pytest.raises(Refused):
        profile.release(actor=w.lead, at=at, review=w.review)
    asked = Correction.objects.get()
    with pytest.raises(Unacceptable):
        profile.settle_correction(actor=w.lead, at=at, correction=asked, outcome="left")
    position(w, "OI2", at=at, version=1, commentary="Gaps narrowed in five of six year groups.")
    profile.settle_correction(actor=w.lead, at=at, correction=asked, outcome="taken")
    profile.release(actor=w.lead, at=at, review=w.review)
    said = {aspect["code"]: aspect["commentary"] for aspect in Profile.objects.get().content["aspects"]}
    assert said["OI2"] == "Gaps narrowed in five of six year groups."


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"agrees": False}, "corrections"),
        ({"agrees": False, "corrections": {"LF1": "Not ours."}}, "corrections"),
        ({"agrees": True, "corrections": {"OI2": "But."}}, "agrees"),
        ({"agrees": False, "corrections": {"OI2": "a" * 2_000_000}}, "corrections"),
    ],
)
def test_an_answer_that_says_neither_is_named(w, at, given, field):
    sent(w, FOCUS, at=at)
    with pytest.raises(Unacceptable) as answer:
        school.answer_factual_check(actor=w.host_head, at=at, review=w.review, **given)
    assert list(answer.value.errors) == [field]


def test_taken_back_it_is_drafted_on_and_asked_anew(w, at):
    sent(w, FOCUS, at=at)
    school.answer_factual_check(actor=w.host_head, at=at, review=w.review, agrees=True)
    profile.take_back(actor=w.lead, at=at, review=w.review)
    with pytest.raises(Refused):
        profile.release(actor=w.lead, at=at, review=w.review)
    profile.send_for_factual_check(actor=w.lead, at=at, review=w.review)
    assert profiles.standing(w.review).answered is False


def test_a_profile_that_was_never_sent_is_not_released(w, at):
    with pytest.raises(Refused):
        profile.release(actor=w.lead, at=at, review=w.review)
    drafted(w, FOCUS, at=at)
    with pytest.raises(Refused):
        profile.release(actor=w.lead, at=at, review=w.review)


def test_release_names_the_versions_that_were_read(w, at):
    sent(w, FOCUS, at=at)
    school.answer_factual_check(actor=w.host_head, at=at, review=w.review, agrees=True)
    position(w, "OI2", at=at, version=1, commentary="Changed after reading.")
    with pytest.raises(Stale):
        profile.release(actor=w.lead, at=at, review=w.review, versions={"OI1": 1, "OI2": 1, "LI1": 1})
    profile.release(actor=w.lead, at=at, review=w.review, versions={"OI1": 1, "OI2": 2, "LI1": 1})


def test_release_is_told(w, at, monkeypatch):
    told = []
    monkeypatch.setitem(events._receivers, ProfileReleased, [told.append])
    row = released(w, FOCUS, at=at)
    assert [(event.review_id, event.profile_id) for event in told] == [(w.review.pk, row.pk)]


def test_what_was_released_stays_as_it_was(w, at):
    row = released(w, FOCUS, at=at)
    scene = scenes.acting(w.host_head.pk, w.review, at=at)
    before = printed.printed(scene, row)
    w.host.name = "Renamed School"
    w.host.save()
    assert printed.printed(scenes.acting(w.host_head.pk, w.review, at=at), Profile.objects.get()) == before


def test_the_head_replies_before_or_after_release(w, at):
    drafted(w, FOCUS, at=at)
    with pytest.raises(Refused):
        school.reply(actor=w.host_head, at=at, review=w.review, text="We see it so.")
    profile.send_for_factual_check(actor=w.lead, at=at, review=w.review)
    school.reply(actor=w.host_head, at=at, review=w.review, text="We see it so.")
    school.answer_factual_check(actor=w.host_head, at=at, review=w.review, agrees=True)
    profile.release(actor=w.lead, at=at, review=w.review)
    with pytest.raises(Refused):
        school.reply(actor=w.host_leader, at=at, review=w.review, text="And I so.")
    school.reply(actor=w.host_head, at=at + DAY, review=w.review, text="We see it otherwise.")
    assert profiles.reply(w.review).text == "We see it otherwise."


def test_who_reads_from_outside_the_school_is_seen_by_it(w, at):
    released(w, FOCUS, at=at)
    for person in (w.host_head, w.host_leader, w.host_champion, w.facilitator, w.lead, w.reviewer):
        school.look(actor=person, at=at, review=w.review)
    assert {look.person.name for look in Look.objects.all()} == {"Sioned Ellis", "Amira Okafor", "Daniel Osei"}
    with pytest.raises(Refused):
        school.look(actor=w.partnership_lead, at=at, review=w.review)


def test_feedback_is_recorded_once_with_one_to_three_points(w, at):
    def record(points, given_at=at, actor=w.lead):
        return meeting.record_feedback(actor=actor, at=at, review=w.review, given_at=given_at, points=points)

    for points in ([], ["a", "b", "c", "d"], ["a" * 301]):
        with pytest.raises(Unacceptable):
            record(points)
    with pytest.raises(Unacceptable):
        record(["Kind."], given_at=at - 10 * DAY)
    with pytest.raises(Refused):
        record(["Kind."], actor=w.reviewer)
    record(["Pupils speak well of their learning.", " ", "Books show it."])
    assert profiles.feedback(w.review).points == ["Pupils speak well of their learning.", "Books show it."]
    assert w.review.stages.get(kind="feedback").done_at == at
    with pytest.raises(Refused):
        record(["Again."])
