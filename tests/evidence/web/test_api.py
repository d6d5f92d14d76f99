"""The same notes through the API: receipts, refusals, nothing lost."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from tests.factories.evidence import TEXT, note
from tests.people.web.test_tokens import bearer

from trigpoint.evidence.actions.canonical import Revision
from trigpoint.evidence.models import NoteRevision, SetAside

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def call(w, client):
    def run(person, method, path, body=None):
        keys = {"headers": bearer(person)}
        if body is not None:
            keys |= {"data": body, "content_type": "application/json"}
        return getattr(client, method)(f"/api/reviews/{w.review.pk}{path}", **keys)

    return run


def sent(at, **over):
    return {
        "id": "6d1f2b52-16a1-4d47-9d7b-1f0e3ce9a001",
        "rev": 1,
        "kind": "OBS",
        "aspects": ["OI2"],
        "text": TEXT,
        "seen_at": at.isoformat(),
        "made_at": at.isoformat(),
        **over,
    }


def test_a_note_is_receipted_and_again(w, at, call):
    first = call(w.reviewer, "post", "/notes", sent(at))
    assert first.status_code == 200, first.content
    receipt = first.json()
    assert receipt["sha256"] == NoteRevision.objects.get().sha256
    assert call(w.reviewer, "post", "/notes", sent(at)).json() == receipt
    reckoned = Revision(
        id=uuid.UUID(receipt["id"]),
        rev=1,
        review_id=w.review.pk,
        author_id=w.reviewer.pk,
        kind="OBS",
        aspects=("OI2",),
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
    assert call(w.reviewer, "post", "/notes", sent(at, sha256=reckoned.sha256)).json() == receipt
    assert call(w.reviewer, "post", "/notes", sent(at, sha256="0" * 64)).status_code == 422


def test_other_words_for_the_same_revision(w, at, call):
    call(w.reviewer, "post", "/notes", sent(at))
    answer = call(w.reviewer, "post", "/notes", sent(at, text="Other words."))
    assert (answer.status_code, answer.json()["current"]["text"]) == (409, TEXT)
    (waiting,) = call(w.lead, "get", "/notes/set-aside").json()
    assert waiting["payload"]["text"] == "Other words."
    assert call(w.reviewer, "get", "/notes/set-aside").status_code == 403
    assert call(w.lead, "post", f"/notes/set-aside/{waiting['id']}", {"take_in": True}).status_code == 200
    assert SetAside.objects.get().taken is True


@pytest.mark.parametrize("part", ["host_head", "facilitator", "partnership_lead"])
def test_the_same_refusals(w, at, call, part):
    person = getattr(w, part)
    assert call(person, "post", "/notes", sent(at)).status_code == 403
    for path in ("/notes", "/evidence", "/notes/set-aside"):
        assert call(person, "get", path).status_code == 403
    assert call(w.stranger, "get", "/notes").status_code == 404


def test_who_reads_what(w, at, call):
    other = note(w.review, w.second_reviewer, "LI1", at=at)
    mine = note(w.review, w.reviewer, "OI2", at=at)
    assert [row["id"] for row in call(w.reviewer, "get", "/notes").json()] == [str(mine.pk)]
    assert call(w.reviewer, "get", f"/notes/{other.pk}").status_code == 404
    assert len(call(w.lead, "get", "/notes").json()) == 2
    assert call(w.reviewer, "post", "/visit/end").status_code == 403
    assert call(w.lead, "post", "/visit/end").status_code == 200
    assert len(call(w.reviewer, "get", "/notes").json()) == 2
    assert [r["text"] for r in call(w.reviewer, "get", f"/notes/{other.pk}").json()["revisions"]] == [TEXT]


def test_reconcile_says_what_is_missing_or_different(w, at, call):
    mine = note(w.review, w.reviewer, "OI2", at=at)
    unknown = str(uuid.uuid4())
    sha256 = NoteRevision.objects.get().sha256
    body = {"notes": {str(mine.pk): sha256, unknown: sha256}}
    assert call(w.reviewer, "post", "/notes/reconcile", body).json() == {"missing": [unknown], "different": []}
    body["notes"][str(mine.pk)] = "0" * 64
    assert call(w.reviewer, "post", "/notes/reconcile", body).json()["different"] == [str(mine.pk)]


def test_the_matrix(w, at, call):
    note(w.review, w.reviewer, "OI2", at=at)
    rows = {row["aspect"]: row for row in call(w.reviewer, "get", "/evidence").json()}
    assert rows["OI2"] == {"aspect": "OI2", "by_kind": {"OBS": 1}, "by_person": {str(w.reviewer.pk): 1}}


def test_a_file(w, at, client, tmp_path):
    mine = note(w.review, w.reviewer, "OI2", at=at)
    path = f"/api/reviews/{w.review.pk}/notes/{mine.pk}/files"
    with override_settings(MEDIA_ROOT=tmp_path):
        for data, status in ((b"%PDF-1.7\nSheet", 200), (b"MZ", 422)):
            given = {"file": SimpleUploadedFile("sheet.pdf", data)}
            assert client.post(path, given, headers=bearer(w.reviewer)).status_code == status
        given = {"file": SimpleUploadedFile("sheet.pdf", b"%PDF-1.7\nSheet")}
        assert client.post(path, given, headers=bearer(w.second_reviewer)).status_code == 404
