"""A note is kept once, whatever the network does, and nothing that arrives is lost."""

import datetime as dt
import threading
import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from tests.factories.evidence import TEXT, note
from tests.factories.reviews import whole

from trigpoint.audit.models import Entry
from trigpoint.evidence.actions import notes
from trigpoint.evidence.actions.canonical import Revision
from trigpoint.evidence.models import Note, NoteRevision, SetAside
from trigpoint.kernel.errors import Missing, Refused, Stale, Unacceptable
from trigpoint.reviews.actions import stages

pytestmark = pytest.mark.django_db


def sent(review, author, at, **over):
    fields = {
        "id": uuid.UUID("6d1f2b52-16a1-4d47-9d7b-1f0e3ce9a001"),
        "kind": "OBS",
        "aspects": ["OI2", "LI1"],
        "text": TEXT,
        "seen_at": at,
        "made_at": at,
    }
    return {"actor": author, "at": at, "review": review, **fields, **over}


def test_a_note_is_receipted_with_the_hash_of_what_was_sent(at):
    r = whole()
    receipt = notes.record(**sent(r.review, r.reviewer, at))
    kept = NoteRevision.objects.get()
    assert (receipt.rev, receipt.seq, receipt.sha256) == (1, kept.seq, kept.sha256)
    assert kept.note.aspects == ["LI1", "OI2"]
    assert kept.framework_version == "1"
    expected = Revision(
        id=receipt.id,
        rev=1,
        review_id=r.review.pk,
        author_id=r.reviewer.pk,
        kind="OBS",
        aspects=("LI1", "OI2"),
        activity_id=None,
        place="",
        seen_at=at,
        text=TEXT,
        meaning="",
        strength="",
        mode="in_person",
        framework_version="1",
        made_at=at,
    )
    assert receipt.sha256 == expected.sha256
    assert Revision.of(expected.payload()) == expected


def test_the_same_revision_again_gets_the_same_receipt(at):
    r = whole()
    first = notes.record(**sent(r.review, r.reviewer, at))
    again = notes.record(**sent(r.review, r.reviewer, at) | {"at": at + dt.timedelta(minutes=5)})
    assert again == first
    assert NoteRevision.objects.count() == 1


def test_the_same_revision_with_other_words_is_kept_aside_and_said(at):
    r = whole()
    notes.record(**sent(r.review, r.reviewer, at))
    with pytest.raises(Stale) as answer:
        notes.record(**sent(r.review, r.reviewer, at, text="Other words from a second device."))
    assert answer.value.current["text"] == TEXT
    aside = SetAside.objects.get()
    assert (aside.because, aside.payload["text"]) == ("other_words", "Other words from a second device.")
    with pytest.raises(Stale):
        notes.record(**sent(r.review, r.reviewer, at, text="Other words from a second device."))
    assert SetAside.objects.count() == 1


def test_a_new_revision_is_added_and_the_old_one_stays(at):
    r = whole()
    notes.record(**sent(r.review, r.reviewer, at))
    notes.record(**sent(r.review, r.reviewer, at, rev=2, kind="SCR", aspects=["OI2"], text="Said more exactly."))
    held = Note.objects.get()
    assert (held.rev, held.kind, held.aspects) == (2, "SCR", ["OI2"])
    assert list(NoteRevision.objects.order_by("rev").values_list("text", flat=True)) == [TEXT, "Said more exactly."]


def test_an_older_revision_that_arrives_later_does_not_count(at):
    r = whole()
    notes.record(**sent(r.review, r.reviewer, at, rev=2, text="The later one."))
    notes.record(**sent(r.review, r.reviewer, at, rev=1, kind="SCR"))
    held = Note.objects.get()
    assert (held.rev, held.kind, held.revisions.count()) == (2, "OBS", 2)


def test_the_database_refuses_to_change_a_revision(at):
    r = whole()
    note(r.review, r.reviewer, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        NoteRevision.objects.update(text="Something else.")


def test_another_persons_note_can_t_be_said_anew(at):
    r = whole()
    notes.record(**sent(r.review, r.reviewer, at))
    with pytest.raises(Missing):
        notes.record(**sent(r.review, r.lead, at, rev=2))


@pytest.mark.parametrize("part", ["host_head", "facilitator", "partnership_lead", "programme_staff", "evaluator"])
def test_only_the_team_makes_notes(at, part):
    r = whole()
    with pytest.raises(Refused):
        notes.record(**sent(r.review, getattr(r, part), at))
    assert not Note.objects.exists()


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"kind": "XYZ"}, "kind"),
        ({"aspects": []}, "aspects"),
        ({"aspects": ["ZZ9"]}, "aspects"),
        ({"text": "  "}, "text"),
        ({"text": "a" * 2_000_000}, "text"),
        ({"text": "A\x00B"}, "text"),
        ({"text": "Pupil A123456789012 answered."}, "text"),
        ({"text": "Then Kayla Smithson answered."}, "no_names"),
        ({"text": "Mrs Pritchard asked twice."}, "no_names"),
        ({"rev": 0}, "rev"),
        ({"sha256": "0" * 64}, "sha256"),
        ({"strength": "very"}, "strength"),
        ({"seen_at": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)}, "seen_at"),
    ],
)
def test_what_is_to_be_put_right_is_named(at, over, field):
    r = whole()
    with pytest.raises(Unacceptable) as answer:
        notes.record(**sent(r.review, r.reviewer, at, **over))
    assert list(answer.value.errors) == [field]


def test_what_looks_like_a_name_and_is_none_goes_through_when_said_so(at):
    r = whole()
    notes.record(**sent(r.review, r.reviewer, at, text="A display on Florence Nightingale.", no_names=True))
    assert Note.objects.count() == 1


@pytest.mark.parametrize("state", ["closed", "cancelled"])
def test_a_note_for_a_review_that_is_over_is_kept_for_the_lead(at, state):
    r = whole(state=state)
    receipt = notes.record(**sent(r.review, r.reviewer, at))
    assert (receipt.set_aside, receipt.seq) == ("late", 0)
    assert not Note.objects.exists()
    aside = SetAside.objects.get()
    with pytest.raises(Refused):
        notes.settle(actor=r.reviewer, at=at, set_aside=aside, take_in=True)
    notes.settle(actor=r.lead, at=at, set_aside=aside, take_in=True)
    taken = NoteRevision.objects.get()
    assert (taken.text, taken.note.author, taken.rev) == (TEXT, r.reviewer, 1)
    with pytest.raises(Refused):
        notes.settle(actor=r.lead, at=at, set_aside=aside, take_in=False)


def test_a_note_after_the_profile_is_late_too(at):
    r = whole(state="under_way")
    stages.complete(actor=r.lead, at=at, review=r.review, kind="profile")
    assert notes.record(**sent(r.review, r.reviewer, at)).set_aside == "late"


def test_other_words_taken_in_by_the_lead_become_the_newest_revision(at):
    r = whole()
    notes.record(**sent(r.review, r.reviewer, at))
    with pytest.raises(Stale):
        notes.record(**sent(r.review, r.reviewer, at, text="Other words."))
    notes.settle(actor=r.lead, at=at, set_aside=SetAside.objects.get(), take_in=True)
    assert list(NoteRevision.objects.order_by("rev").values_list("rev", "text")) == [(1, TEXT), (2, "Other words.")]


def test_a_note_leaves_one_entry_in_the_ledger_and_no_words(at):
    r = whole()
    before = Entry.objects.count()
    notes.record(**sent(r.review, r.reviewer, at))
    entry = Entry.objects.order_by("-id")[0]
    assert Entry.objects.count() == before + 1
    assert (entry.verb, entry.subject_id) == ("evidence.record_note", r.review.pk)
    assert "vocabulary" not in str(entry.summary)


@pytest.mark.django_db(transaction=True)
def test_ten_deliveries_at_once_are_one_note(at):
    r = whole()
    receipts, errors = [], []
    together = threading.Barrier(10)

    def deliver():
        try:
            together.wait()
            receipts.append(notes.record(**sent(r.review, r.reviewer, at)))
        except Exception as error:  # noqa: BLE001
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=deliver) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(set(receipts)) == 1
    assert NoteRevision.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_devices_with_other_words_at_once_lose_nothing(at):
    r = whole()
    answers = []
    together = threading.Barrier(2)

    def deliver(text):
        try:
            together.wait()
            answers.append(notes.record(**sent(r.review, r.reviewer, at, text=text)))
        except Stale as stale:
            answers.append(stale)
        finally:
            connection.close()

    threads = [threading.Thread(target=deliver, args=(text,)) for text in ("One device.", "Another device.")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(type(answer).__name__ for answer in answers) == ["Receipt", "Stale"]
    held = {NoteRevision.objects.get().text, SetAside.objects.get().payload["text"]}
    assert held == {"One device.", "Another device."}
