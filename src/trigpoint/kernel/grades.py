"""
Words that would be one grade for a whole school, in the languages in which content is written.

Frameworks and review models are data: whoever writes one could give a grade by the back door. Both are read with these.
"""

import re
from collections.abc import Iterable, Iterator

OVERALL = re.compile(
    r"\boverall\b.{0,20}\b(grade|judge?ment|effectiveness|rating|score|level|estimate|outcome|mark|verdict)s?\b"
    r"|\b(grade|rating|score|mark) (for|of) (the|this|your) (whole )?(school|trust)\b"
    r"|\b(level|judge?ment|verdict)s? (for|of|on) (the|this|your) whole (school|trust)\b"
    r"|\bwhole[- ](school|trust) (grade|rating|score|level|mark|judge?ment|verdict)s?\b"
    r"|\b(total|average|mean) (score|grade|level|mark|rating)s?\b"
    r"|\b(n?gradd|radd|barn|farn|marn|sg[ôo]r|marc|farc|lefel|dd?yfarniad|asesiad|effeithiolrwydd) (c|g|ch)yffredinol\b"
    r"|\b(n?gradd|radd|sg[ôo]r|marc) (i['’]r|o['’]r|ar gyfer yr|yr) ysgol\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(no|not|never|without|nor|nid oes|dim)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?;:\n]")

INSPECTION = frozenset(
    {
        "outstanding", "good", "requires improvement", "inadequate", "satisfactory", "special measures",
        "exceptional", "strong standard", "expected standard", "needs attention", "urgent improvement",
        "excellent", "adequate", "adequate and needs improvement", "unsatisfactory",
        "rhagorol", "da", "digonol", "digonol ac angen gwella", "digonol ac angen gwelliant", "anfoddhaol",
        "anfoddhaol ac angen gwelliant ar frys",
        "eithriadol", "safon gref", "safon ddisgwyliedig", "angen sylw", "gwelliant brys",
    }
)  # fmt: skip
"""Words that inspectorates grade with, now and before."""

_AROUND = frozenset({"grade", "level", "judged", "rated", "we", "are", "is", "it", "the", "this", "school"})


def promised(text: str) -> str:
    """The words of a text that promise one grade for a whole school; "" where none do, or where the sentence denies it."""
    for found in OVERALL.finditer(text):
        before = _SENTENCE.split(text[: found.start()])[-1]
        if not _DENIED.search(before):
            return found.group()
    return ""


def inspected(labels: Iterable[str]) -> frozenset[str]:
    """The words among these labels that schools are inspected with, numbered or not: two of them make a scale."""
    return INSPECTION & frozenset(map(plain, labels))


def plain(label: str) -> str:
    """A label without its number, marks, and the words around: "Grade 2 – Good" is "good"."""
    return " ".join(_words(label)) or label.casefold().strip()


def _words(label: str) -> Iterator[str]:
    for word in re.findall(r"[^\W\d_]+", label.casefold()):
        if word not in _AROUND:
            yield word
