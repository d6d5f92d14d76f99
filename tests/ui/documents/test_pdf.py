"""PDF that everybody can read: PDF/UA-1, what a person typed as they typed it."""

import datetime as dt
import io
from pathlib import Path
from typing import Any

import outloud
import pikepdf
import pytest

from trigpoint.ui.documents import pdf

AT = dt.datetime(2026, 12, 8, 9, 30, tzinfo=dt.UTC)
SAMPLE: dict[str, Any] = {
    "title": "What the team saw at Hawthorn Vale",
    "subtitle": "Visit on 2 and 3 December 2026",
    "foot": "Seen by the school’s leaders",
    "heading": "Closing gaps",
    "text": "Gaps in *reading* narrowed.\nIn #mathematics $not$ yet.\n\n= Not a heading ŵ ŷ",
    "facts": [["Lead reviewer", "Amira Okafor"], ["Visit", "2 and 3 December"]],
    "statements": ["Gaps are tracked; actions are in place"],
    "table_heading": "What it rests on",
    "head": ["Kind", "Notes", "Days"],
    "rows": [["Lesson observation", "7", "2 Dec"], ["Work scrutiny", "4", "3 Dec"]],
    "note": "A citation shows kind, count and day.",
}


@pytest.fixture(scope="module")
def made() -> bytes:
    return pdf("ui/sample.typ", SAMPLE, at=AT)


def test_a_checker_of_pdf_ua_finds_nothing_wrong(made: bytes, tmp_path: Path) -> None:
    path = tmp_path / "sample.pdf"
    path.write_bytes(made)
    result = outloud.check(str(path))
    assert [finding for finding in result.findings if finding.severity == "error"] == []
    assert {run.outcome for run in result.runs} >= {"pass"}
    assert "fail" not in {run.outcome for run in result.runs}


def test_the_file_names_itself_and_its_language(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(made)) as document:
        assert str(document.docinfo["/Title"]) == SAMPLE["title"]
        assert str(document.Root.Lang) == "en-GB"
        assert document.Root.MarkInfo.Marked


def test_headings_and_tables_are_told_as_such(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(made)) as document:
        kinds = [
            str(o["/S"]) for o in document.objects if isinstance(o, pikepdf.Dictionary) and "/S" in o and "/P" in o
        ]
    assert {"/Table", "/TH", "/TD", "/L"} <= set(kinds)
    assert (kinds.count("/H1"), kinds.count("/H2")) == (1, 1)


def test_the_same_data_makes_the_same_file(made: bytes) -> None:
    assert pdf("ui/sample.typ", SAMPLE, at=AT) == made
    assert pdf("ui/sample.typ", {**SAMPLE, "note": "Other"}, at=AT) != made
