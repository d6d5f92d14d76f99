"""Word files for people who want to go on writing: language, title, heading styles, table heads that repeat."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table

MOSS = RGBColor(0x17, 0x59, 0x4A)
QUIET = RGBColor(0x4B, 0x55, 0x63)
FONT = "Calibri"
MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Word:
    """A document that is written from top to bottom: `word.heading(…)`, `word.words(…)`, `word.table(…)`, `word.file()`."""

    def __init__(self, title: str, *, subtitle: str = "", at: dt.datetime, language: str = "en-GB") -> None:
        self.document: Document = docx.Document()
        _dress(self.document, language)
        self._ids = {style.name: style.style_id for style in self.document.styles}
        properties = self.document.core_properties
        properties.title, properties.author, properties.language = title, "Trigpoint", language
        properties.comments = ""
        properties.created = properties.modified = at
        self._add(title, "Title")
        if subtitle:
            self._add(subtitle, "Subtitle")

    def heading(self, text: str, level: int = 1) -> None:
        self._add(text, f"Heading {level}")

    def words(self, text: str, *, style: str = "Normal") -> None:
        """A person's text: a paragraph for each of theirs."""
        for part in text.replace("\r\n", "\n").split("\n\n"):
            if part.strip():
                self._add(part.strip(), style)

    def note(self, text: str) -> None:
        """A quiet line: where something comes from, or what is not said here."""
        run = self.document.add_paragraph().add_run(_kept(text))
        run.font.size, run.font.color.rgb = Pt(10), QUIET

    def items(self, texts: Iterable[str]) -> None:
        for text in texts:
            self._add(text, "List Bullet")

    def facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """What is known of a thing: a line for each key and value."""
        for key, value in facts:
            paragraph = self.document.add_paragraph()
            paragraph.add_run(f"{_kept(key)}: ").bold = True
            paragraph.add_run(_kept(value))

    def table(self, head: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
        """A table whose head repeats on every page and whose rows are not torn."""
        table = self.document.add_table(rows=1, cols=len(head), style="Table Grid")
        for cell, text in zip(table.rows[0].cells, head, strict=True):
            cell.paragraphs[0].add_run(_kept(text)).bold = True
        _mark(table.rows[0], "w:tblHeader")
        for texts in rows:
            row = table.add_row()
            _mark(row, "w:cantSplit")
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = _kept(text)
        self.document.add_paragraph()
        return table

    def _add(self, text: str, style: str) -> None:
        """A paragraph with a style: python-docx would read through all of them for each paragraph."""
        paragraph = self.document.add_paragraph(_kept(text))
        if style != "Normal":
            paragraph._p.style = self._ids[style]  # noqa: SLF001

    def file(self) -> bytes:
        into = io.BytesIO()
        self.document.save(into)
        return into.getvalue()


def _kept(text: str) -> str:
    """The text without the control characters that XML can't carry."""
    return "".join(c for c in str(text) if c in "\t\n\r" or ord(c) >= 0x20)


def _mark(row: object, name: str) -> None:
    properties = row._tr.get_or_add_trPr()  # type: ignore[attr-defined]  # noqa: SLF001 - python-docx has no door for it
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    properties.append(mark)


def _dress(document: Document, language: str) -> None:
    """Our type and colours in the styles, so that a reader who changes a style changes all of it."""
    for name, size, colour in (
        ("Normal", 11, None),
        ("Title", 24, None),
        ("Subtitle", 12, QUIET),
        ("Heading 1", 16, MOSS),
        ("Heading 2", 13, MOSS),
        ("Heading 3", 11.5, MOSS),
    ):
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)  # noqa: S101 - the six are of every document
        style.font.name, style.font.size, style.font.italic = FONT, Pt(size), False
        if colour is not None:
            style.font.color.rgb = colour
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), language)
    properties = document.styles["Normal"].element.get_or_add_rPr()
    properties.append(spoken)
    for default in document.styles.element.iter(qn("w:lang")):
        default.set(qn("w:val"), language)
