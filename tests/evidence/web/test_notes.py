"""Who reads which notes, in the pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse
from tests.factories.evidence import note
from tests.sign_in import signed_in

from trigpoint.evidence.actions import visit
from trigpoint.evidence.models import Attachment, SetAside
from trigpoint.reviews.models import Focus

pytestmark = pytest.mark.usefixtures("now")
PDF = b"%PDF-1.7\nThe school's own sheet"


@pytest.fixture
def two(w, at):
    """One note by each of two reviewers."""
    Focus.objects.create(review=w.review, aspects=["OI2", "LI1"])
    return (
        note(w.review, w.reviewer, "OI2", at=at, text="Daniel's words"[9:] + " of the first."),
        note(w.review, w.second_reviewer, "LI1", at=at, kind="DPUPIL", text="Seen by the second."),
    )


def page(w, person, name="evidence:notes", *args, query=""):
    return signed_in(Client(), person).get(reverse(name, args=[w.review.pk, *args]) + query)


def test_a_reviewer_reads_their_own_until_the_visit_is_over(w, at, two):
    html = page(w, w.reviewer).content.decode()
    assert ("of the first" in html, "Seen by the second" in html) == (True, False)
    assert page(w, w.reviewer, "evidence:note", two[1].pk).status_code == 404
    visit.end(actor=w.lead, at=at, review=w.review)
    assert "Seen by the second" in page(w, w.reviewer).content.decode()
    assert page(w, w.reviewer, "evidence:note", two[1].pk).status_code == 200


def test_the_lead_reads_all_always(w, two):
    html = page(w, w.lead).content.decode()
    assert "of the first" in html
    assert "Seen by the second" in html
    narrowed = page(w, w.lead, query="?aspect=LI1&kind=DPUPIL").content.decode()
    assert ("of the first" in narrowed, "Seen by the second" in narrowed) == (False, True)


@pytest.mark.parametrize("part", ["host_head", "host_leader", "facilitator", "partnership_lead", "programme_staff"])
@pytest.mark.parametrize("name", ["evidence:notes", "evidence:matrix", "evidence:set_aside"])
def test_nobody_else_reads_any(w, two, part, name):
    assert page(w, getattr(w, part), name).status_code == 403


def test_a_note_is_said_anew_by_its_author_alone(w, two, sign_in):
    url = reverse("evidence:change", args=[w.review.pk, two[0].pk])
    assert page(w, w.lead, "evidence:change", two[0].pk).status_code == 403
    client = sign_in(w.reviewer)
    form = client.get(url).context["form"]
    sent = {
        **{k: v for k, v in form.initial.items() if v is not None and k not in {"day", "time"}},
        "day": "2027-01-14",
        "time": "09:30",
        "text": "Said more exactly.",
    }
    assert client.post(url, sent).status_code == 302
    html = page(w, w.reviewer, "evidence:note", two[0].pk).content.decode()
    assert "Said more exactly." in html
    assert "of the first" in html


def test_the_schools_own_form_is_attached_and_handed_out(w, two, sign_in, tmp_path):
    with override_settings(MEDIA_ROOT=tmp_path):
        client = sign_in(w.reviewer)
        url = reverse("evidence:attach", args=[w.review.pk, two[0].pk])
        bad = client.post(url, {"file": SimpleUploadedFile("sheet.pdf", b"MZ not a pdf")})
        assert bad.status_code == 422
        assert client.post(url, {"file": SimpleUploadedFile("sheet.pdf", PDF)}).status_code == 302
        found = Attachment.objects.get()
        answer = page(w, w.reviewer, "evidence:attachment", found.pk)
        assert answer.content == PDF
        assert answer["Content-Disposition"].startswith("attachment")
        assert page(w, w.second_reviewer, "evidence:attachment", found.pk).status_code == 404
        assert page(w, w.host_head, "evidence:attachment", found.pk).status_code == 403
        assert client.post(reverse("evidence:remove_attachment", args=[w.review.pk, found.pk])).status_code == 302
        assert page(w, w.reviewer, "evidence:attachment", found.pk).status_code == 404


def test_the_matrix_says_what_is_thin(w, at, two):
    note(w.review, w.reviewer, "OI2", at=at, kind="SCR")
    html = page(w, w.second_reviewer, "evidence:matrix").content.decode()
    assert "one kind, one person" in html
    assert "one person" in html
    assert "Daniel Osei" in html
    assert "of the first" not in html


def test_the_lead_settles_what_came_late(w, at, sign_in):
    w.review.state = "closed"
    w.review.save()
    from trigpoint.evidence.actions import notes

    notes.record(
        actor=w.reviewer, at=at, review=w.review, id=w.review.pk, kind="OBS", aspects=["OI2"], text="Late.", seen_at=at
    )
    client = sign_in(w.lead)
    url = reverse("evidence:set_aside", args=[w.review.pk])
    assert "Late." in client.get(url).content.decode()
    row = SetAside.objects.get()
    settle = reverse("evidence:settle", args=[w.review.pk, row.pk])
    assert client.get(settle).status_code == 405
    assert client.post(settle, {"take_in": "yes"}).status_code == 302
    assert "Late." not in client.get(url).content.decode()
    assert "Late." in client.get(reverse("evidence:notes", args=[w.review.pk])).content.decode()


@pytest.mark.parametrize("name", ["evidence:notes", "evidence:matrix", "reviews:review"])
def test_queries_do_not_grow_with_notes(w, at, name, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = signed_in(Client(), w.lead)
    counts = []
    for _ in range(2):
        note(w.review, w.reviewer, "OI2", at=at)
        note(w.review, w.second_reviewer, "LI1", at=at)
        with CaptureQueriesContext(
            connection,
        ) as made:
            assert client.get(reverse(name, args=[w.review.pk])).status_code == 200
        counts.append(len(made))
    assert counts[0] == counts[1]
    assert counts[0] <= 20
