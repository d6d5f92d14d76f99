"""What people read of a page, and the product's words in it that a model's own ought to stand for."""

import html
import re
from collections.abc import Iterable, Iterator

UNSEEN = re.compile(r"<(script|style|noscript|header|head)\b.*?</\1>", re.DOTALL)
"""The frame's header says what somebody is in the network, whatever a review's model calls them."""
SAID_BY_A_TAG = re.compile(r"""\b(?:aria-label|alt|title)="([^"]*)\"""")
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
ADDRESS = re.compile(r"https?://\S+")
WORDS = re.compile(
    r"\b(profiles?|themes?|aspects?|positions?|lead reviewers?|partnership leads?|clusters?|impact reviews?"
    r"|commentar(?:y|ies)|workshops?|(?:workshop )?facilitators?|action plans?|self-evaluations?|host schools?"
    r"|review team|headteachers?|improvement priority)\b|\{\w[\w ]*\}",
    re.IGNORECASE,
)
AROUND = 60


def slips(page: str, content: Iterable[str] = ()) -> Iterator[str]:
    """
    Each of the product's words that somebody reads here, with what stands around it; and a brace that was not filled.

    `content` is what somebody has written: a framework, a model's summary, what the school has put in its plan.
    """
    text = seen(page)
    for written in content:
        text = text.replace(" ".join(written.split()), "…")
    for match in WORDS.finditer(text):
        before, after = text[max(0, match.start() - AROUND) : match.start()], text[match.end() : match.end() + AROUND]
        yield f"…{before}[{match.group()}]{after}…"


def seen(page: str) -> str:
    """Title, text and what is read out, in one line."""
    title = TITLE.findall(page)
    body = UNSEEN.sub(" ", page)
    parts = [*title, *SAID_BY_A_TAG.findall(body), re.sub(r"<[^>]*>", " ", body)]
    return " ".join(ADDRESS.sub(" ", html.unescape(" | ".join(parts))).split())
