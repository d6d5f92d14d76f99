"""
The texts of agreements, as blocks that a page or a document lays out.

A small part of Markdown: headings, paragraphs and two kinds of list. Nothing of it is ever HTML, so that a text which
somebody pasted can't hold any: templates escape every block.
"""

import dataclasses
import hashlib
import re
from pathlib import Path

from trigpoint.programmes.enums import AgreementKind

SHIPPED = Path(__file__).parents[1] / "shipped"

HEADING = re.compile(r"^(#{1,3})\s+(.+)$")
BULLET = re.compile(r"^[-*]\s+(.+)$")
NUMBERED = re.compile(r"^\d+[.)]\s+(.+)$")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """`kind` is heading, paragraph, bullets or numbers; a heading has a `level`, a list its `items`."""

    kind: str
    text: str = ""
    level: int = 0
    items: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A text that isn't published yet."""

    title: str
    body: str


def default(kind: str) -> Draft:
    """The text that comes with the product: its first heading is the title."""
    title, body = (SHIPPED / f"{AgreementKind(kind)}.md").read_text(encoding="utf-8").split("\n", 1)
    return Draft(title=title.removeprefix("# ").strip(), body=body.strip())


def tidy(body: str) -> str:
    """One kind of line end and no space at the ends, so that a text pasted twice has one fingerprint."""
    return "\n".join(line.rstrip() for line in body.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip()


def fingerprint(title: str, body: str) -> str:
    """The SHA-256 of what a signatory reads: the title, an empty line, the text, in UTF-8."""
    return hashlib.sha256(f"{title}\n\n{body}".encode()).hexdigest()


def blocks(body: str) -> tuple[Block, ...]:
    """The text in order. Lines that follow one another without an empty line belong together."""
    found: list[Block] = []
    for part in re.split(r"\n\s*\n", tidy(body)):
        found.extend(_part(part.split("\n")))
    return tuple(found)


def _part(lines: list[str]) -> list[Block]:
    found: list[Block] = []
    for line in lines:
        said = line.strip()
        if heading := HEADING.match(said):
            found.append(Block(kind="heading", text=heading[2], level=len(heading[1])))
        elif bullet := BULLET.match(said):
            _listed(found, "bullets", bullet[1])
        elif numbered := NUMBERED.match(said):
            _listed(found, "numbers", numbered[1])
        elif said and found and found[-1].kind == "paragraph":
            found[-1] = dataclasses.replace(found[-1], text=f"{found[-1].text} {said}")
        elif said and found and found[-1].items:
            *items, last = found[-1].items
            found[-1] = dataclasses.replace(found[-1], items=(*items, f"{last} {said}"))
        elif said:
            found.append(Block(kind="paragraph", text=said))
    return found


def _listed(found: list[Block], kind: str, item: str) -> None:
    if found and found[-1].kind == kind:
        found[-1] = dataclasses.replace(found[-1], items=(*found[-1].items, item))
    else:
        found.append(Block(kind=kind, items=(item,)))
