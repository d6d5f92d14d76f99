"""What notes say is deleted when their time is over; what the profile cites of them stays."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction
from tests.factories.evidence import note
from tests.factories.findings import released
from tests.factories.reviews import whole

from trigpoint.audit.models import Entry
from trigpoint.evidence.actions import attachments, notes, retention
from trigpoint.evidence.models import Attachment, Note, NoteRevision, Retention, SetAside
from trigpoint.evidence.queries import citations
from trigpoint.findings.models import Profile
from trigpoint.findings.queries import printed
from trigpoint.kernel import files
from trigpoint.kernel.errors import Refused
from trigpoint.reviews.actions import planning
from trigpoint.reviews.models import Focus
from trigpoint.reviews.queries import scene as scenes
from trigpoint.reviews.tasks import delete_what_is_over

pytestmark = pytest.mark.django_db

FOCUS = ["OI2", "LI1"]
FINAL = dt.datetime(2027, 1, 14, 9, 30, tzinfo=dt.UTC)
PDF = b"%PDF-1.7\nThe school's own sheet"


@pytest.fixture
def w(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    made = whole(state="under_way")
    Focus.objects.create(review=made.review, aspects=FOCUS)
    return made


def night(after_days: int) -> None:
    """The nightly job, so many days after the profile was final."""
    with time_machine.travel(FINAL + dt.timedelta(days=after_days), tick=False):
        delete_what_is_over(timestamp=0)


def left(w) -> tuple[int, int, int]:
    """How many revisions, files and notes set aside there are."""
    revisions = NoteRevision.objects.filter(note__review=w.review).count()
    return revisions, Attachment.objects.count(), SetAside.objects.filter(review=w.review).count()


def with_everything(w) -> None:
    """A released profile; a note with a file, revised; one that came late."""
    sheet = note(w.review, w.reviewer, "OI2", at=FINAL)
    attachments.attach(actor=w.reviewer, at=FINAL, note=sheet, name="sheet.pdf", data=PDF)
    note(w.review, w.reviewer, "OI2", at=FINAL, id=sheet.pk, rev=2, text="Said more exactly.")
    released(w, FOCUS, at=FINAL)
    notes.record(
        actor=w.reviewer,
        at=FINAL,
        review=w.review,
        id=w.review.pk,
        kind="OBS",
        aspects=["OI2"],
        text="Late.",
        seen_at=FINAL,
    )


def cited(w) -> tuple[citations.Citation, ...]:
    return citations.cite(Note.objects.filter(review=w.review).values_list("pk", flat=True))


def test_notes_go_when_the_profile_has_been_final_for_ninety_days(w):
    with_everything(w)
    before = cited(w)
    assert left(w) == (4, 1, 1)
    night(90)
    assert left(w) == (4, 1, 1)
    night(91)
    assert left(w) == (0, 0, 0)
    assert files.sweep() == 1
    assert cited(w) == before
    assert [(one.kind, one.count) for one in before] == [("DPUPIL", 1), ("OBS", 2)]


def test_what_stays_of_a_note_is_its_day_by_the_schools_clock(w):
    summer = dt.datetime(2027, 6, 30, 22, 30, tzinfo=dt.UTC)
    late_evening = dt.datetime(2027, 6, 30, 23, 30, tzinfo=dt.UTC)  # half past midnight in London
    for seen_at in (summer, late_evening):
        note(w.review, w.reviewer, "OI2", at=summer, seen_at=seen_at)
    released(w, FOCUS, at=FINAL)
    night(400)
    seen = Note.objects.filter(seen_at__gt=FINAL).order_by("seen_at").values_list("seen_at", flat=True)
    assert [at.astimezone(dt.UTC).isoformat() for at in seen] == [
        "2027-06-29T23:00:00+00:00",
        "2027-06-30T23:00:00+00:00",
    ]
    assert [one.day for one in cited(w)][-2:] == [dt.date(2027, 6, 30), dt.date(2027, 7, 1)]


def test_a_profile_that_is_printed_later_says_the_same(w):
    with_everything(w)
    at = FINAL + dt.timedelta(days=100)

    def said() -> printed.Printed:
        return printed.printed(scenes.acting(w.host_head.pk, w.review, at=at), Profile.objects.get(review=w.review))

    before = said()
    night(100)
    assert said() == before
    told = [(one.kind, one.count, one.day) for one in before.aspects[0].citations]
    assert told == [("Discussion with pupils", 1, FINAL.date()), ("Lesson observation", 1, FINAL.date())]


def test_the_ledger_says_that_they_went_and_nothing_of_what_they_said(w):
    with_everything(w)
    night(91)
    night(92)
    (row,) = Entry.objects.filter(verb="evidence.delete_notes")
    assert (row.actor_id, row.subject_id, row.network_id) == (None, w.review.pk, w.network.pk)
    assert set(row.summary) == {"at", "review"}


def test_the_number_is_the_models(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    w = whole(state="under_way", rules={"retention": {"notes_days": 10}})
    Focus.objects.create(review=w.review, aspects=FOCUS)
    with_everything(w)
    night(10)
    assert left(w)[0] == 4
    night(11)
    assert left(w)[0] == 0


def test_as_long_as_the_profile_is_not_final_nothing_goes(w):
    note(w.review, w.reviewer, "OI2", at=FINAL)
    night(500)
    assert left(w)[0] == 1


def test_a_review_that_was_called_off_counts_from_that_day(w):
    note(w.review, w.reviewer, "OI2", at=FINAL)
    planning.cancel(actor=w.partnership_lead, at=FINAL, review=w.review, reason="The school has moved.")
    night(90)
    assert left(w)[0] == 1
    night(91)
    assert left(w)[0] == 0


def test_other_reviews_keep_theirs(w):
    with_everything(w)
    other = whole(state="under_way", number=2)
    note(other.review, other.reviewer, "OI2", at=FINAL)
    night(91)
    assert (left(w)[0], left(other)[0]) == (0, 1)


def test_held_notes_stay_until_the_hold_is_lifted(w):
    with_everything(w)
    retention.hold(actor=w.host_head, at=FINAL, review=w.review, held_for="request")
    night(200)
    assert left(w) == (4, 1, 1)
    retention.lift(actor=w.host_head, at=FINAL + dt.timedelta(days=200), review=w.review)
    night(201)
    assert left(w) == (0, 0, 0)


def test_a_hold_that_comes_while_the_job_runs_counts(w):
    with_everything(w)
    retention.hold(actor=w.host_head, at=FINAL, review=w.review, held_for="dispute")
    with pytest.raises(Refused, match="held the notes since 14 January 2027"):
        retention.delete(actor=None, at=FINAL + dt.timedelta(days=200), review=w.review)
    assert left(w) == (4, 1, 1)


def test_what_comes_after_they_were_deleted_is_refused_and_kept_nowhere(w):
    with_everything(w)
    night(91)
    with pytest.raises(Refused, match="deleted on 15 April 2027"):
        note(w.review, w.reviewer, "OI2", at=FINAL + dt.timedelta(days=92))
    assert left(w) == (0, 0, 0)


def test_the_database_keeps_revisions_whose_term_is_not_over(w):
    note(w.review, w.reviewer, "OI2", at=FINAL)
    revision = NoteRevision.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        revision.delete()
    Retention.objects.create(review=w.review, network=w.network, deleted_at=FINAL)
    with pytest.raises(IntegrityError), transaction.atomic():
        NoteRevision.objects.update(text="Something else.")
    revision.delete()


def test_the_database_does_not_take_held_notes_for_deleted(w):
    with pytest.raises(IntegrityError), transaction.atomic():
        Retention.objects.create(
            review=w.review, network=w.network, deleted_at=FINAL, held_at=FINAL, held_by=w.host_head, held_for="request"
        )
