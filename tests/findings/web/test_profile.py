"""The profile in the pages: whoever may read it, what it says, and who has looked."""

import datetime as dt
import io
from pathlib import Path

import docx
import outloud
import pikepdf
import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from tests.architecture.fingerprint import fingerprint
from tests.factories.findings import SAID, agreed, drafted, released, sent
from tests.findings.conftest import FOCUS
from tests.sign_in import signed_in

from trigpoint.findings.actions import profile, school
from trigpoint.findings.models import Correction, Look, Profile
from trigpoint.reviews.models import PackRelease, SelfAnswer

pytestmark = pytest.mark.usefixtures("now")
DAY = dt.timedelta(days=1)


def url(w, name, *args):
    return reverse(f"findings:{name}", args=[w.review.pk, *args])


def get(w, person, name="profile", *args):
    return signed_in(Client(), person).get(url(w, name, *args))


@pytest.fixture
def own(w, at):
    """The school's own view, released to the team."""
    SelfAnswer.objects.create(review=w.review, aspect="OI2", field="level", value="X", saved_at=at)
    SelfAnswer.objects.create(review=w.review, aspect="OI2", field="statements", value=["OI2.X.1"], saved_at=at)
    PackRelease.objects.create(
        review=w.review,
        released_at=at,
        released_by=w.host_head,
        expires_on=at.date() + 30 * DAY,
        record={"items": [], "recipients": []},
    )


def test_the_whole_way_through_the_pages(w, at, own, sign_in):
    """The lead drafts and sends, the head asks for a correction and replies, the lead answers and releases."""
    agreed(w, FOCUS, at=at)
    lead, head = signed_in(Client(), w.lead), signed_in(Client(), w.host_head)
    early = lead.post(url(w, "send_for_check"))
    assert early.status_code == 403
    assert lead.post(url(w, "draft"), {"version": "0", "priority": "Explain fractions"}).status_code == 302
    assert get(w, w.host_head).status_code == 403
    told = lead.post(url(w, "send_for_check"), follow=True)
    assert "18 January 2027" in told.content.decode()
    assert SAID in head.get(url(w, "profile")).content.decode()
    silent = lead.post(url(w, "release"))
    assert silent.status_code == 403
    assert "18 January 2027" in silent.content.decode()
    mixed = head.post(url(w, "check"), {"agrees": "yes", "correction_OI2": "Five, not four."})
    assert mixed.status_code == 422
    assert "Five, not four." in mixed.content.decode()
    assert head.post(url(w, "check"), {"agrees": "no", "correction_OI2": "Five, not four."}).status_code == 302
    assert head.post(url(w, "reply"), {"text": "We saw it so."}).status_code == 302
    blocked = lead.post(url(w, "release"))
    assert blocked.status_code == 403
    correction = Correction.objects.get()
    assert lead.post(url(w, "settle_correction", correction.pk), {"outcome": "left", "answer": ""}).status_code == 422
    lead.post(url(w, "settle_correction", correction.pk), {"outcome": "left", "answer": "Year 6 was not seen."})
    page = lead.get(url(w, "release")).content.decode()
    assert 'name="OI2-version" value="1"' in page
    stale = lead.post(url(w, "release"), {"OI2-version": "7"})
    assert stale.status_code == 409
    assert lead.post(url(w, "release"), {"OI2-version": "1"}).status_code == 302
    html = head.get(url(w, "profile")).content.decode()
    assert "We saw it so." in html
    assert "The school puts itself at Excellent" in html
    assert "Lesson observation: 1 note, 14 January 2027" in html
    assert "vocabulary" not in html
    assert Profile.objects.get().head_agreed_priority is False


def test_reading_from_outside_is_by_opening_and_is_seen(w, at):
    released(w, FOCUS, at=at)
    client = signed_in(Client(), w.facilitator)
    before = fingerprint()
    closed = client.get(url(w, "profile")).content.decode()
    assert SAID not in closed
    assert "The school sees that you have looked" in closed
    assert fingerprint() == before
    assert SAID in client.post(url(w, "open_profile"), follow=True).content.decode()
    looked = get(w, w.host_head, "looks").content.decode()
    assert "Sioned Ellis" in looked
    with time_machine.travel(at + DAY, tick=False):
        assert SAID not in client.get(url(w, "profile")).content.decode()
    assert get(w, w.lead, "looks").status_code == 403
    assert SAID in get(w, w.host_leader).content.decode()
    assert Look.objects.count() == 1


@pytest.mark.parametrize("name", ["profile", "profile_pdf", "profile_word"])
def test_one_rule_for_every_form(w, at, name):
    def status(person):
        client = signed_in(Client(), person)
        return (client.get if name == "profile" else client.post)(url(w, name)).status_code

    def may_read():
        people = ("host_head", "host_leader", "governor", "host_staff", "lead", "reviewer", "facilitator")
        people += ("partnership_lead", "programme_staff", "evaluator", "associate")
        return {part for part in people if status(getattr(w, part)) == 200}

    sent(w, FOCUS, at=at)
    assert may_read() == {"host_head", "lead", "reviewer"}
    school.answer_factual_check(actor=w.host_head, at=at, review=w.review, agrees=True)
    profile.release(actor=w.lead, at=at, review=w.review)
    after = {"host_head", "host_leader", "lead", "reviewer", "facilitator"}
    assert may_read() == after
    school.share(actor=w.host_head, at=at, review=w.review, governors=True, staff=True, partnership_lead=True)
    assert may_read() == after | {"governor", "host_staff", "partnership_lead"}


def test_the_pdf_is_accessible_and_says_what_the_page_says(w, at, own, tmp_path):
    released(w, FOCUS, at=at)
    school.reply(actor=w.host_head, at=at, review=w.review, text="We saw = it *so*.")
    answer = signed_in(Client(), w.host_head).post(url(w, "profile_pdf"))
    assert answer["Content-Type"] == "application/pdf"
    path = Path(tmp_path) / "profile.pdf"
    path.write_bytes(answer.content)
    result = outloud.check(str(path))
    assert [finding for finding in result.findings if finding.severity == "error"] == []
    assert "fail" not in {run.outcome for run in result.runs}
    with pikepdf.open(io.BytesIO(answer.content)) as document:
        assert str(document.docinfo["/Title"]) == "Profile of Hawthorn Vale School"
        assert str(document.Root.Lang) == "en-GB"


def test_word_reads_back(w, at, own):
    released(w, FOCUS, at=at)
    answer = signed_in(Client(), w.host_head).post(url(w, "profile_word"))
    document = docx.Document(io.BytesIO(answer.content))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert document.core_properties.title == "Profile of Hawthorn Vale School"
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 2"]
    assert headings == ["Attainment and progress", "Closing gaps", "Teaching"]
    assert SAID in texts
    assert "The school puts itself at Excellent." in texts
    assert "Lesson observation: 1 note, 14 January 2027" in texts
    assert "There was not enough evidence to say." in texts


def test_feedback_is_recorded_in_the_page(w, sign_in):
    client = sign_in(w.lead)
    sent_ = {"day": "2027-01-14", "time": "09:00", "point_1": "Pupils speak well of their learning."}
    empty = client.post(url(w, "feedback"), {**sent_, "point_1": ""})
    assert empty.status_code == 422
    assert client.post(url(w, "feedback"), sent_).status_code == 302
    assert "Pupils speak well" in get(w, w.host_head, "feedback").content.decode()
    assert get(w, w.facilitator, "feedback").status_code == 403


@pytest.mark.parametrize(
    "name", ["draft", "send_for_check", "take_back", "release", "check", "reply", "share", "looks"]
)
def test_nobody_does_anothers_part(w, at, name):
    drafted(w, FOCUS, at=at)
    for part in ("reviewer", "facilitator", "partnership_lead", "governor", "programme_staff"):
        client = signed_in(Client(), getattr(w, part))
        ask = client.get if name in {"draft", "release", "check", "reply", "share", "looks"} else client.post
        assert ask(url(w, name)).status_code == 403, part
    assert signed_in(Client(), w.stranger).get(url(w, "profile")).status_code == 404
