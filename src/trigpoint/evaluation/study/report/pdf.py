"""The report as a tagged PDF (PDF/UA-1), through Typst: the same blocks give the same bytes."""

import dataclasses
import functools
import json
import re
from collections.abc import Sequence
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
LONG_HEAD = 8
WIDEST = 44
"""Letters: a column of words gets no wider than these would, next to others."""
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
        "head": [breakable(name) for name in block.head],
        "rows": [[breakable(cell) for cell in row] for row in block.rows],
        "widths": widths(block),
        "repeat": not is_prose(block.head),
        "note": plain(block.note),
        "words": sorted(block.words),
    }


def breakable(text: str) -> str:
    """The text with places where a long name or hash may be broken."""
    return re.sub(r"([0-9a-f]{16})(?=[0-9a-f])", "\\1\u200b", re.sub(r"([_./])(?=[A-Za-z])", "\\1\u200b", plain(text)))


def is_prose(head: Sequence[str]) -> bool:
    """
    Whether a head reads like a sentence. On a table's later pages it would be an artifact, which no reader speaks: right
    for labels that were spoken once, and what checkers take for words that are lost when it is long.
    """
    words = " ".join(plain(name) for name in head).split()
    return len(words) >= LONG_HEAD and sum(word[:1].islower() for word in words) >= LONG_HEAD // 2


def widths(block: Table) -> list[float]:
    """The share of the width that each column gets: by its longest word and, up to a point, its longest cell."""
    made_of = []
    for i, name in enumerate(block.head):
        cells = [plain(row[i]) for row in block.rows]
        words = [word for text in (name, *cells) for word in re.split(r"[\s\u200b]+", breakable(text))]
        longest = max(map(len, words), default=1)
        most = max((len(cell) for cell in cells), default=1)
        made_of.append(float(max(longest + 2, min(most + 2, WIDEST if i in block.words else 24))))
    return made_of


@made.register
def _picture(block: Picture) -> dict[str, Any]:
    figure = block.figure
    drawing = figure.drawing
    return {
        "kind": "picture",
        "title": figure.title,
        "desc": figure.desc,
        "art": drawing.art(),
        "width": drawing.width,
        "height": drawing.height,
        "texts": [dataclasses.asdict(text) for text in drawing.texts],
    }


@made.register
def _code(block: Code) -> dict[str, Any]:
    return {"kind": "code", "text": block.text}
