"""Word files: what is written in comes out again, under styles that a reader of the screen can walk."""

import datetime as dt
import io

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from trigpoint.ui.documents import Word

AT = dt.datetime(2026, 12, 8, 9, 30, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def read_again() -> Document:
    word = Word("What the team saw", subtitle="Visit on 2 and 3 December", at=AT)
    word.heading("Closing gaps")
    word.words("Gaps narrowed.\n\nNot yet in mathematics.\x07")
    word.heading("What it rests on", 2)
    word.facts([("Lead reviewer", "Amira Okafor")])
    word.items(["One", "Two"])
    word.table(["Kind", "Notes"], [["Lesson observation", "7"]])
    word.note("A citation shows kind, count and day.")
    return docx.Document(io.BytesIO(word.file()))


def test_text_stands_under_its_style(read_again: Document) -> None:
    written = [(p.style.name if p.style else "", p.text) for p in read_again.paragraphs if p.text]
    assert written == [
        ("Title", "What the team saw"),
        ("Subtitle", "Visit on 2 and 3 December"),
        ("Heading 1", "Closing gaps"),
        ("Normal", "Gaps narrowed."),
        ("Normal", "Not yet in mathematics."),
        ("Heading 2", "What it rests on"),
        ("Normal", "Lead reviewer: Amira Okafor"),
        ("List Bullet", "One"),
        ("List Bullet", "Two"),
        ("Normal", "A citation shows kind, count and day."),
    ]


def test_the_file_names_itself_and_its_language(read_again: Document) -> None:
    properties = read_again.core_properties
    assert (properties.title, properties.author, properties.language) == ("What the team saw", "Trigpoint", "en-GB")
    languages = {e.get(qn("w:val")) for e in read_again.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}


def test_a_tables_head_repeats(read_again: Document) -> None:
    (table,) = read_again.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Kind", "Notes"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [cell.text for cell in table.rows[1].cells] == ["Lesson observation", "7"]
