"""Agreements as blocks: a small part of Markdown, and no HTML at all."""

from trigpoint.programmes.enums import AgreementKind
from trigpoint.programmes.queries import texts
from trigpoint.programmes.queries.texts import Block


def test_headings_paragraphs_and_lists() -> None:
    body = "Some words\non two lines.\n\n## A heading\nWith words\n- one\n- two\n  goes on\n\n1. first\n2) second"

    assert texts.blocks(body) == (
        Block(kind="paragraph", text="Some words on two lines."),
        Block(kind="heading", text="A heading", level=2),
        Block(kind="paragraph", text="With words"),
        Block(kind="bullets", items=("one", "two goes on")),
        Block(kind="numbers", items=("first", "second")),
    )


def test_html_stays_words() -> None:
    assert texts.blocks("<script>alert(1)</script>")[0].text == "<script>alert(1)</script>"


def test_a_text_pasted_twice_has_one_fingerprint() -> None:
    assert texts.tidy("One \r\ntwo\r\n") == texts.tidy("\nOne\ntwo")


def test_the_shipped_texts_say_what_they_must() -> None:
    memorandum, sharing = (texts.default(kind) for kind in AgreementKind)

    assert (memorandum.title, sharing.title) == ("Memorandum of understanding", "Data-sharing agreement")
    headings = [block.text for block in texts.blocks(memorandum.body) if block.kind == "heading"]
    assert {"Mutual support", "What happens to concerns", "How we conduct ourselves"} <= set(headings)
    headings = [block.text for block in texts.blocks(sharing.body) if block.kind == "heading"]
    assert {"What is shared", "Who sees what", "How long it is kept", "Freedom of information"} <= set(headings)
