"""The report as a tagged PDF (PDF/UA-1), through Typst: the same blocks give the same bytes."""

import functools
import json
from functools import singledispatch
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

from trigpoint.evaluation.study.report.blocks import (
    Answer,
    Block,
    Code,
    Document,
    Given,
    Heading,
    Items,
    Picture,
    Table,
    Words,
    plain,
)

ROOT = Path(__file__).resolve().parents[3]
TEMPLATE = Path(__file__).with_name("report.typ")


@functools.cache
def _fonts() -> typst.Fonts:
    """Our own typeface and those that Typst carries; none of the machine's, so that every machine sets the same page."""
    ours = Path(str(files("fontpkg_source_sans_3") / "files"))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[ours])


def pdf(document: Document) -> bytes:
    """The whole file. Raises typst.TypstError when it can't be set."""
    given = {
        "language": document.language,
        "title": document.title,
        "subtitle": " · ".join(filter(None, (document.subtitle, document.date))),
        "foot": document.title,
        "blocks": [made(block) for block in document.blocks],
    }
    set_ = typst.compile(
        TEMPLATE,
        root=ROOT,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(given)},
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=0,
    )
    if not isinstance(set_, bytes):
        raise TypeError("The report made no single PDF")
    return set_


@singledispatch
def made(block: Block) -> dict[str, Any]:
    raise TypeError(block)


@made.register
def _heading(block: Heading) -> dict[str, Any]:
    return {"kind": "heading", "level": block.level, "text": plain(block.text)}


@made.register
def _words(block: Words) -> dict[str, Any]:
    return {"kind": "words", "quiet": block.quiet, "text": plain(block.text)}


@made.register
def _given(block: Given) -> dict[str, Any]:
    return {"kind": "given", "text": block.text}


@made.register
def _items(block: Items) -> dict[str, Any]:
    return {"kind": "items", "texts": [plain(text) for text in block.texts]}


@made.register
def _answer(block: Answer) -> dict[str, Any]:
    return {"kind": "answer", "title": plain(block.title), "texts": [plain(text) for text in block.texts]}


@made.register
def _table(block: Table) -> dict[str, Any]:
    return {
        "kind": "table",
        "code": block.code,
        "caption": plain(block.caption),
        "head": [plain(name) for name in block.head],
        "rows": [[plain(cell) for cell in row] for row in block.rows],
        "note": plain(block.note),
        "words": sorted(block.words),
    }


@made.register
def _picture(block: Picture) -> dict[str, Any]:
    figure = block.figure
    return {"kind": "picture", "title": figure.title, "desc": figure.desc, "svg": figure.svg}


@made.register
def _code(block: Code) -> dict[str, Any]:
    return {"kind": "code", "text": block.text}
