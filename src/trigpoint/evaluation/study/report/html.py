"""The report as one page: no script, nothing fetched, every number with the key that it was looked up by."""

import html
import re
from functools import singledispatch
from importlib.resources import files

from trigpoint.evaluation.study.figures import Figure
from trigpoint.evaluation.study.report.blocks import (
    LOOKED_UP,
    NOTHING,
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
from trigpoint.evaluation.study.words import gettext as _

MARK = (
    '<svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">'
    '<path d="M16 4 29 27H3Z" fill="none" stroke="#17594a" stroke-width="2.5" stroke-linejoin="round"/>'
    '<circle cx="16" cy="19.5" r="3" fill="#b3600b"/></svg>'
)


def page(document: Document) -> str:
    """The whole file."""
    style = files(__package__).joinpath("report.css").read_text(encoding="utf-8")
    sections = [block for block in document.blocks if isinstance(block, Heading) and block.level == 2]
    contents = "\n".join(f'<li><a href="#{slug(one.text)}">{html.escape(one.text)}</a></li>' for one in sections)
    body = "\n".join(made(block) for block in document.blocks)
    about = " · ".join(filter(None, (document.subtitle, document.date)))
    return f"""<!DOCTYPE html>
<html lang="{document.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(document.title)}</title>
<style>
{style}</style>
</head>
<body>
<a class="skip" href="#report">{html.escape(_("Skip to the report"))}</a>
<header><div>{MARK}<span>Trigpoint</span></div></header>
<main id="report">
<h1>{html.escape(document.title)}</h1>
<p class="about">{html.escape(about)}</p>
<nav aria-labelledby="contents"><h2 id="contents">{html.escape(_("Contents"))}</h2>
<ol>
{contents}
</ol></nav>
{body}
</main>
<footer><p>{html.escape(_("Every number in this report was looked up in results.json, by the key that it carries."))}</p></footer>
</body>
</html>
"""


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", plain(text).lower()).strip("-")


def said(text: str) -> str:
    """A text as HTML: its numbers carry their keys."""
    return LOOKED_UP.sub(r'<span data-key="\1">\2</span>', html.escape(text, quote=True))


@singledispatch
def made(block: Block) -> str:
    raise TypeError(block)


@made.register
def _heading(block: Heading) -> str:
    return f'<h{block.level} id="{slug(block.text)}">{said(block.text)}</h{block.level}>'


@made.register
def _words(block: Words) -> str:
    return f'<p class="quiet">{said(block.text)}</p>' if block.quiet else f"<p>{said(block.text)}</p>"


@made.register
def _given(block: Given) -> str:
    parts = [part.strip() for part in re.split(r"\n\s*\n", block.text.replace("\r\n", "\n")) if part.strip()]
    return "\n".join("<p>" + "<br>".join(said(line) for line in part.split("\n")) + "</p>" for part in parts)


@made.register
def _items(block: Items) -> str:
    return "<ul>\n" + "\n".join(f"<li>{said(text)}</li>" for text in block.texts) + "\n</ul>"


@made.register
def _answer(block: Answer) -> str:
    name = slug(block.title)
    texts = "\n".join(f"<p>{said(text)}</p>" for text in block.texts)
    return (
        f'<section class="answer" aria-labelledby="{name}"><h3 id="{name}">{said(block.title)}</h3>\n{texts}</section>'
    )


@made.register
def _code(block: Code) -> str:
    label = html.escape(_("The plan"), quote=True)
    return f'<pre tabindex="0" role="region" aria-label="{label}"><code>{html.escape(block.text)}</code></pre>'


@made.register
def _table(block: Table) -> str:
    caption = f'<span class="code">{block.code}</span> {said(block.caption)}' if block.code else said(block.caption)
    label = html.escape(plain(block.caption), quote=True)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{label}">'
        f"<table><caption>{caption}</caption>\n{_cells(block)}</table></div>"
        + (f'\n<p class="quiet">{said(block.note)}</p>' if block.note else "")
    )


def _cells(block: Table) -> str:
    def kind(i: int) -> str:
        return "" if i in block.words else ' class="number"'

    head = "".join(f'<th scope="col"{kind(i)}>{said(name)}</th>' for i, name in enumerate(block.head))
    rows = []
    for row in block.rows:
        cells = [f'<th scope="row"{kind(0)}>{said(row[0])}</th>']
        cells += [f"<td{kind(i)}>{said(cell)}</td>" for i, cell in enumerate(row[1:], start=1)]
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<thead><tr>{head}</tr></thead>\n<tbody>\n" + "\n".join(rows) + "\n</tbody>"


@made.register
def _picture(block: Picture) -> str:
    figure = block.figure
    label = _("The figures behind “%(title)s”") % {"title": figure.title}
    caption = _("Figures: %(title)s") % {"title": figure.title}
    table = Table(code="", caption=caption, head=figure.head, rows=_data(figure))
    return (
        f'<figure id="figure-{figure.name}"><figcaption>{html.escape(figure.title)}</figcaption>\n'
        f'<div class="scroll" tabindex="0" role="region" aria-label="{html.escape(figure.title, quote=True)}">{figure.svg}</div>'
        f'<p class="quiet">{html.escape(figure.desc)}</p>\n'
        f"<details><summary>{html.escape(label)}</summary>{made(table)}</details></figure>"
    )


def _data(figure: Figure) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(_cell(cell) for cell in row) for row in figure.rows)


def _cell(cell: object) -> str:
    if cell is None or cell == "":
        return NOTHING
    return f"{cell:.6g}".replace("-", "−") if isinstance(cell, float) else str(cell)
