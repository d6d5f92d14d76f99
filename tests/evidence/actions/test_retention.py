"""The school's head holds the notes of a review, and lifts the hold; nobody else does."""

import datetime as dt

import pytest
from tests.factories.evidence import note

from trigpoint.audit.models import Entry
from trigpoint.evidence.actions import attachments, retention
from trigpoint.evidence.models import Attachment, Retention
from trigpoint.evidence.queries import retention as retentions
from trigpoint.kernel.errors import Refused, Unacceptable
from trigpoint.messaging.models import Mail

PDF = b"%PDF-1.7\nThe school's own sheet"
OTHERS = ["host_leader", "host_staff", "lead", "reviewer", "facilitator", "partnership_lead", "programme_staff"]


def hold(w, at, person=None, held_for="request"):
    retention.hold(actor=person or w.host_head, at=at, review=w.review, held_for=held_for)


def test_the_head_holds_and_lifts(w, at):
    hold(w, at)
    kept = retentions.of(w.review)
    assert (kept.held_on, kept.held_for, kept.is_due(dt.date(2030, 1, 1))) == (at.date(), "request", False)
    retention.lift(actor=w.host_head, at=at, review=w.review)
    assert retentions.of(w.review).held_on is None
    row = Retention.objects.get()
    assert (row.held_at, row.held_by, row.held_for) == (None, None, "")


@pytest.mark.parametrize("part", OTHERS)
def test_nobody_else_does(w, at, part):
    with pytest.raises(Refused, match="Only the head"):
        hold(w, at, getattr(w, part))
    hold(w, at)
    with pytest.raises(Refused, match="Only the head"):
        retention.lift(actor=getattr(w, part), at=at, review=w.review)


def test_the_ledger_says_who_and_when_and_not_what_for(w, at):
    hold(w, at, held_for="dispute")
    retention.lift(actor=w.host_head, at=at, review=w.review)
    rows = Entry.objects.filter(subject_id=w.review.pk, verb__in=["evidence.hold_notes", "evidence.lift_hold"])
    assert [(row.verb, row.actor_id) for row in rows.order_by("pk")] == [
        ("evidence.hold_notes", w.host_head.pk),
        ("evidence.lift_hold", w.host_head.pk),
    ]
    assert "dispute" not in str([row.summary for row in rows])


def test_no_mail_tells_of_it(w, at):
    hold(w, at)
    assert not Mail.objects.exists()


def test_twice_is_said(w, at):
    hold(w, at)
    with pytest.raises(Refused, match="held already"):
        hold(w, at, held_for="dispute")
    retention.lift(actor=w.host_head, at=at, review=w.review)
    with pytest.raises(Refused, match="not held"):
        retention.lift(actor=w.host_head, at=at, review=w.review)


def test_something_else_is_no_reason(w, at):
    with pytest.raises(Unacceptable) as answer:
        hold(w, at, held_for="curiosity")
    assert list(answer.value.errors) == ["held_for"]


def test_what_is_deleted_can_not_be_held(w, at):
    Retention.objects.create(review=w.review, network=w.network, ended_at=at, deleted_at=at)
    with pytest.raises(Refused, match="was deleted on 14 January 2027"):
        hold(w, at)


def test_no_file_is_taken_off_a_held_note(w, at, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    sheet = note(w.review, w.reviewer, at=at)
    file = attachments.attach(actor=w.reviewer, at=at, note=sheet, name="sheet.pdf", data=PDF)
    hold(w, at)
    with pytest.raises(Refused, match="has held the notes"):
        attachments.remove(actor=w.reviewer, at=at, attachment=file)
    retention.lift(actor=w.host_head, at=at, review=w.review)
    attachments.remove(actor=w.reviewer, at=at, attachment=file)
    assert Attachment.objects.get().removed_at == at
