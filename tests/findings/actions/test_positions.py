"""Two people on two aspects never collide; two on one never overwrite silently."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction
from tests.factories.evidence import note
from tests.factories.findings import SAID, agreed, evidence, position, released, sent, statements
from tests.findings.conftest import FOCUS, made

from trigpoint.audit.models import Entry
from trigpoint.findings.actions import meeting, positions, profile, proposals, school
from trigpoint.findings.models import Position, PositionRevision
from trigpoint.findings.queries.positions import history
from trigpoint.kernel.errors import NeedsReason, Refused, Stale, Unacceptable
from trigpoint.reviews.models import Override


def test_a_position_is_kept_with_its_history(w, at):
    first = position(w, at=at)
    position(w, at=at, version=1, commentary="Said more exactly.", note_ids=first.note_ids)
    held = Position.objects.get()
    assert (held.version, held.commentary) == (2, "Said more exactly.")
    assert [said.commentary for said in history(w.review, "OI2")] == ["Said more exactly.", SAID]
    with pytest.raises(IntegrityError), transaction.atomic():
        PositionRevision.objects.update(commentary="Rewritten.")


def test_who_writes_on_an_old_version_is_told_what_is_there(w, at):
    proposals.open_up(actor=w.lead, at=at, review=w.review, aspect="OI2")
    position(w, at=at, actor=w.reviewer)
    notes = evidence(w, "OI2", at=at)
    for version in (0, 2):
        with pytest.raises(Stale) as answer:
            position(w, at=at, version=version, commentary="Mine.", note_ids=notes)
        assert (answer.value.current["commentary"], answer.value.current["version"]) == (SAID, 1)
        assert w.reviewer.name in answer.value.message
    assert Position.objects.get().commentary == SAID


def test_g10_without_a_note_is_refused(w, at):
    with pytest.raises(Refused) as answer:
        position(w, at=at, note_ids=[])
    assert (answer.value.guard, isinstance(answer.value, NeedsReason)) == ("G10", False)
    assert not Position.objects.exists()


def test_g10_one_kind_by_one_person_asks_for_a_reason_and_records_it(w, at):
    thin = [note(w.review, w.reviewer, "OI2", at=at).pk]
    with pytest.raises(NeedsReason) as answer:
        position(w, at=at, note_ids=thin)
    assert [breach.guard for breach in answer.value.breaches] == ["G10", "G10"]
    position(w, at=at, note_ids=thin, reason="One class has pupils with this need.")
    assert Position.objects.get().reason == "One class has pupils with this need."
    assert Override.objects.filter(guard="G10").count() == 2


def test_g10_holds_in_the_database_too(w, at):
    position(w, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Position.objects.update(note_ids=[])


def test_not_enough_evidence_needs_no_note_and_takes_no_statement(w, at):
    position(w, at=at, statements=[], note_ids=[], not_enough_evidence=True, commentary="Nothing seen.")
    assert Position.objects.get().not_enough_evidence
    with pytest.raises(Unacceptable) as answer:
        position(w, at=at, version=1, not_enough_evidence=True)
    assert list(answer.value.errors) == ["statements"]


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"aspect": "LF1", "statements": [], "note_ids": []}, "aspect"),
        ({"statements": ["LI1.E.1"]}, "statements"),
        ({"statements": []}, "statements"),
        ({"level": "9"}, "level"),
        ({"commentary": "a" * 2_000_000}, "commentary"),
        ({"commentary": "a\x00"}, "commentary"),
    ],
)
def test_what_is_not_of_this_aspect_is_named(w, at, over, field):
    with pytest.raises(Unacceptable) as answer:
        position(w, at=at, **over)
    assert list(answer.value.errors) == [field]


def test_notes_on_another_aspect_do_not_count(w, at):
    other = note(w.review, w.reviewer, "LI1", at=at).pk
    with pytest.raises(Unacceptable) as answer:
        position(w, at=at, note_ids=[*evidence(w, "OI2", at=at), other])
    assert list(answer.value.errors) == ["note_ids"]


@pytest.mark.parametrize("part", ["host_head", "facilitator", "partnership_lead", "programme_staff"])
def test_only_the_team_agrees(w, at, part):
    notes = evidence(w, "OI2", at=at)
    with pytest.raises(Refused):
        position(w, at=at, actor=getattr(w, part), note_ids=notes)


def test_a_reviewer_writes_once_the_aspect_is_open(w, at):
    notes = evidence(w, "OI2", at=at)
    with pytest.raises(Refused):
        position(w, at=at, actor=w.reviewer, note_ids=notes)
    position(w, at=at, note_ids=notes)
    position(w, at=at, actor=w.reviewer, note_ids=notes, version=1)


def test_after_the_meeting_the_lead_writes_alone_and_after_release_nobody(w, at):
    agreed(w, FOCUS, at=at)
    notes = evidence(w, "OI2", at=at)
    with pytest.raises(Refused):
        position(w, at=at, actor=w.reviewer, version=1, note_ids=notes)
    position(w, at=at, version=1, note_ids=notes)


def test_nobody_writes_while_the_school_checks(w, at):
    notes = evidence(w, "OI2", at=at)
    sent(w, FOCUS, at=at)
    with pytest.raises(Refused):
        position(w, at=at, version=1, note_ids=notes)


def test_nobody_writes_once_released(w, at):
    notes = evidence(w, "OI2", at=at)
    released(w, FOCUS, at=at)
    with pytest.raises(Refused):
        position(w, at=at, version=1, note_ids=notes)


def test_g9_the_meeting_closes_when_every_aspect_is_settled(w, at):
    position(w, "OI1", at=at)
    position(w, "OI2", at=at)
    with pytest.raises(Refused) as answer:
        meeting.close(actor=w.lead, at=at, review=w.review)
    assert answer.value.guard == "G9"
    position(w, "LI1", at=at, statements=[], note_ids=[], not_enough_evidence=True)
    with pytest.raises(Refused):
        meeting.close(actor=w.reviewer, at=at, review=w.review)
    meeting.close(actor=w.lead, at=at, review=w.review)
    assert w.review.stages.get(kind="team_meeting").done_at == at


def test_a_position_leaves_one_entry_and_no_words(w, at):
    notes = evidence(w, "OI2", at=at)
    before = Entry.objects.count()
    position(w, at=at, note_ids=notes)
    entries = Entry.objects.order_by("-id")[: Entry.objects.count() - before]
    assert [entry.verb for entry in entries] == ["findings.agree_position"]
    assert "narrowed" not in str(entries[0].summary)


def _together(work):
    answers = []
    start = threading.Barrier(len(work))

    def run(one):
        try:
            start.wait()
            answers.append(one())
        except Exception as error:  # noqa: BLE001
            answers.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(one,)) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_on_two_aspects_both_write(at):
    w = made()
    notes = {aspect: evidence(w, aspect, at=at) for aspect in ("OI1", "OI2")}
    for aspect in notes:
        proposals.open_up(actor=w.lead, at=at, review=w.review, aspect=aspect)

    def write(actor, aspect):
        return lambda: position(w, aspect, at=at, actor=actor, note_ids=notes[aspect])

    answers = _together([write(w.reviewer, "OI1"), write(w.second_reviewer, "OI2")])
    assert [type(answer).__name__ for answer in answers] == ["Position", "Position"]
    assert Position.objects.count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("begun", [False, True])
def test_two_people_at_once_on_one_aspect_one_is_told(at, begun):
    w = made()
    notes = evidence(w, "OI2", at=at)
    proposals.open_up(actor=w.lead, at=at, review=w.review, aspect="OI2")
    if begun:
        position(w, at=at, note_ids=notes)

    def write(actor, words):
        return lambda: position(w, at=at, actor=actor, note_ids=notes, commentary=words, version=int(begun))

    answers = _together([write(w.reviewer, "One."), write(w.second_reviewer, "Another.")])
    written = [answer for answer in answers if isinstance(answer, Position)]
    told = [answer for answer in answers if isinstance(answer, Stale)]
    assert (len(written), len(told)) == (1, 1)
    assert told[0].current["commentary"] == written[0].commentary == Position.objects.get().commentary


def test_the_order_of_statements_is_the_frameworks(w, at):
    keys = statements(w, "OI2")
    assert position(w, at=at, statements=list(reversed(keys))).statements == keys
    assert positions.agree.__doc__


@pytest.mark.django_db(transaction=True)
def test_nobody_writes_while_the_profile_is_being_released(at):
    """Who writes at the same moment waits for the release, and is told of it: what was looked through is what goes out."""
    w = made()
    sent(w, FOCUS, at=at)
    school.answer_factual_check(actor=w.host_head, at=at, review=w.review, agrees=True)
    before = Position.objects.get(aspect=FOCUS[0])
    answers = []

    def write():
        answers.extend(_together([lambda: position(w, FOCUS[0], at=at, version=1, note_ids=before.note_ids)]))

    thread = threading.Thread(target=write)
    with transaction.atomic():
        profile.release(actor=w.lead, at=at, review=w.review)
        thread.start()
        thread.join(0.5)
    thread.join()
    assert [type(answer).__name__ for answer in answers] == ["Refused"]
    assert Position.objects.get(aspect=FOCUS[0]).version == before.version
