"""What an output says is deleted when the model's days are over; the head is told four weeks before, and can hold it."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from tests.factories.findings import SAID, proposal, released
from tests.factories.proformas import model_with
from tests.factories.reviews import Whole, whole
from tests.findings.conftest import FOCUS
from tests.people.web.test_tokens import bearer
from tests.sign_in import signed_in

from trigpoint.audit.models import Entry
from trigpoint.findings.actions import retention, school
from trigpoint.findings.models import (
    Feedback,
    Look,
    OutputRetention,
    Position,
    PositionRevision,
    Profile,
    Proposal,
    Reply,
)
from trigpoint.findings.queries import left
from trigpoint.kernel.errors import Refused, Unacceptable
from trigpoint.messaging.models import Mail
from trigpoint.reviews.models import Focus
from trigpoint.reviews.tasks import delete_what_is_over

pytestmark = pytest.mark.django_db

FINAL = dt.datetime(2027, 1, 14, 9, 30, tzinfo=dt.UTC)
DAYS = 100
KEPT = {"key": "report", "stage": "profile", "title": "Report", "owner": "head", "retention": {"days": DAYS}}


@pytest.fixture
def w() -> Whole:
    """A released profile by a model that keeps it for a hundred days; with a proposal and a reply behind it."""
    made = whole(state="under_way", review_model=model_with(outputs=[KEPT]))
    Focus.objects.create(review=made.review, aspects=FOCUS)
    proposal(made, made.reviewer, "OI1", at=FINAL)
    released(made, FOCUS, at=FINAL)
    school.reply(actor=made.host_head, at=FINAL, review=made.review, text="We see it so too.")
    Mail.objects.all().delete()
    return made


def night(after_days: int) -> None:
    with time_machine.travel(FINAL + dt.timedelta(days=after_days), tick=False):
        delete_what_is_over(timestamp=0)


def said(w: Whole) -> int:
    """How many rows say something of what was found."""
    tables = (Position, PositionRevision, Proposal, Reply, Feedback)
    whole = Profile.objects.filter(review=w.review).exclude(content={}).count()
    return whole + sum(table.objects.count() for table in tables)


def page(w: Whole, who: str, name: str, after_days: int) -> tuple[int, str]:
    with time_machine.travel(FINAL + dt.timedelta(days=after_days), tick=False):
        answer = signed_in(Client(), getattr(w, who)).get(
            reverse(name if ":" in name else f"findings:{name}", args=[w.review.pk])
        )
    return answer.status_code, answer.content.decode()


def test_the_head_is_told_and_then_all_of_it_goes(w: Whole) -> None:
    night(DAYS - 29)
    assert not Mail.objects.exists()
    night(DAYS - 28)
    night(DAYS - 27)
    (mail,) = Mail.objects.all()
    assert mail.to == w.host_head.email
    assert "will be deleted after Saturday 24 April 2027" in mail.text
    assert SAID not in mail.text
    before = said(w)
    night(DAYS)
    assert said(w) == before
    assert SAID in page(w, "host_head", "profile", DAYS)[1]
    assert "How long it is kept" in page(w, "host_head", "profile", DAYS)[1]
    assert page(w, "facilitator", "profile", DAYS + 1)[0] == 403
    night(DAYS + 1)
    assert said(w) == 0
    row = Profile.objects.get(review=w.review)
    assert (row.state, row.priority, row.released_at) == ("released", "", FINAL)
    status, text = page(w, "host_head", "profile", DAYS + 2)
    assert status == 403
    assert "was deleted on 25 April 2027" in text
    assert "was deleted on 25 April 2027" in page(w, "host_head", "reviews:kept", DAYS + 2)[1]
    assert page(w, "lead", "board", DAYS + 2)[0] == 200
    assert page(w, "host_head", "over_time", DAYS + 2)[0] == 403
    assert left.points(w.review) == []
    night(DAYS + 2)
    (entry,) = Entry.objects.filter(verb="findings.delete_profile")
    assert (entry.actor_id, entry.subject_id, set(entry.summary)) == (None, w.review.pk, {"at", "review"})
    assert Mail.objects.count() == 1


def test_who_was_not_told_in_time_is_told_first(w: Whole) -> None:
    night(DAYS + 50)  # the job had not run
    assert said(w) > 0
    night(DAYS + 78)
    assert said(w) > 0
    night(DAYS + 79)
    assert said(w) == 0


def test_the_head_holds_it_and_nobody_else(w: Whole) -> None:
    for part in ("host_leader", "lead", "partnership_lead", "programme_staff"):
        with pytest.raises(Refused, match="Only the head"):
            retention.hold(actor=getattr(w, part), at=FINAL, review=w.review, held_for="request")
    with pytest.raises(Unacceptable):
        retention.hold(actor=w.host_head, at=FINAL, review=w.review, held_for="curiosity")
    with time_machine.travel(FINAL, tick=False):
        head = signed_in(Client(), w.host_head)
        address = reverse("reviews:kept", args=[w.review.pk])
        assert head.post(address, {"what": "profile", "held_for": "dispute"}).status_code == 302
        assert "There is a dispute" in head.get(address).content.decode()
        leader = signed_in(Client(), w.host_leader).get(address).content.decode()
        assert "has held the profile since" in leader
        assert "There is a dispute" not in leader
        assert "has held the profile" not in signed_in(Client(), w.lead).get(address).content.decode()
        (kept,) = Client().get(f"/api/reviews/{w.review.pk}/kept", headers=bearer(w.host_leader)).json()
        assert (kept["days"], kept["held_on"], kept["held_for"]) == (DAYS, "2027-01-14", "")
    night(DAYS + 100)
    assert said(w) > 0
    assert not Mail.objects.exists()
    with time_machine.travel(FINAL + dt.timedelta(days=DAYS + 100), tick=False):
        again = signed_in(Client(), w.host_head)
        assert again.post(reverse("reviews:lift_hold", args=[w.review.pk]), {"what": "profile"}).url == address
    night(DAYS + 101)  # told now
    assert (said(w) > 0, Mail.objects.count()) == (True, 1)
    night(DAYS + 130)
    assert said(w) == 0
    with pytest.raises(Refused, match="was deleted"):
        retention.hold(actor=w.host_head, at=FINAL, review=w.review, held_for="request")


def test_before_its_time_the_database_lets_nothing_go(w: Whole) -> None:
    for table in (Proposal, PositionRevision, Reply):
        with pytest.raises(IntegrityError), transaction.atomic():
            table.objects.all().delete()
    with pytest.raises(Refused, match="still to be kept"):
        retention.delete(actor=None, at=FINAL, review=w.review)
    assert not OutputRetention.objects.exists()


def test_without_days_in_the_model_it_is_kept_without_end() -> None:
    other = whole(state="under_way", number=2)
    Focus.objects.create(review=other.review, aspects=FOCUS)
    released(other, FOCUS, at=FINAL)
    night(5000)
    assert said(other) > 0
    assert "Released on" not in page(other, "host_head", "reviews:kept", 1)[1]
    assert page(other, "host_leader", "reviews:kept", 1)[0] == 403
    assert "How long it is kept" not in page(other, "host_head", "profile", 1)[1]
    assert not Look.objects.exists()
