"""What a template says to people, taken apart: which of its words stand outside a translation."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from django.conf import settings
from django.template.base import Lexer, TokenType

HOLE = "\ufffc"  # stands where a tag or a variable stood
SPOKEN_ATTRIBUTES = {"alt", "title", "placeholder", "aria-label", "aria-description", "label"}
SPOKEN_OPTIONS = re.compile(
    r"""\b(\w*(?:[tT]ext|[tT]itle|note|eyebrow|caption|label|html|said|remark|action|button|link))=(["'])(.*?)\2"""
)
NAMES = {"Trigpoint", "URN"}
"""Words that are the same in every language."""


def sources() -> list[Path]:
    return sorted((settings.BASE_DIR / "src" / "trigpoint").glob("*/templates/**/*.html"))


def name_of(path: Path) -> str:
    """The name under which the loader knows the template."""
    return str(path).partition("/templates/")[2]


class _Words(HTMLParser):
    """Collects the texts and spoken attributes of HTML in which tags of the template are holes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style", "code", "kbd"}:
            self.silent += 1
        is_button = tag == "input" and ("type", "submit") in attrs
        for name, value in attrs:
            if name in SPOKEN_ATTRIBUTES or (name == "value" and is_button):
                self._take(value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style", "code", "kbd"}:
            self.silent -= 1

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self._take(data)

    def _take(self, text: str) -> None:
        for part in text.split(HOLE):
            words = part.strip()
            if re.search(r"[^\W\d_]{2}", words) and words.strip(" –—-:·.,") not in NAMES:
                self.found.append(words)


def untranslated(source: str) -> list[str]:
    """The words of a template that no translator would ever be shown."""
    html, spoken = [], []
    skipping = ""
    for token in Lexer(source).tokenize():
        tag = token.contents.split(" ", 1)[0] if token.token_type is TokenType.BLOCK else ""
        if skipping:
            skipping = "" if tag == f"end{skipping}" else skipping
        elif tag in {"blocktranslate", "blocktrans", "comment"}:
            skipping = tag
            html.append(HOLE)
        elif token.token_type is TokenType.TEXT:
            html.append(token.contents)
        elif token.token_type is not TokenType.COMMENT:
            html.append(HOLE)
            spoken += _spoken(tag, token.contents)
    parser = _Words()
    parser.feed("".join(html))
    parser.close()
    return [*parser.found, *spoken]


def _spoken(tag: str, contents: str) -> Iterator[str]:
    """Words given to a component as they are, in place of a translation."""
    if tag in {"component", "componentblock", "card", "include", "with"}:
        for match in SPOKEN_OPTIONS.finditer(contents):
            if re.search(r"[^\W\d_]{2}", match[3]) and contents[match.start(2) - 2 : match.start(2)] != "_(":
                yield f"{match[1]}={match[3]}"
