"""What the library says to people: a sentence with places for facts, so that a product can translate it first."""

from datetime import date
from typing import Any


class Words:
    """
    `str()` is the English sentence; a translator formats its own version of `template` with `facts`.

    Facts are texts, numbers, days, and sentences or phrases that are words themselves.
    """

    __slots__ = ("facts", "template")

    def __init__(self, template: str, **facts: Any) -> None:
        self.template = template
        self.facts = facts

    @classmethod
    def as_given(cls, text: str) -> "Words":
        """What somebody has written, whatever it holds."""
        return cls(text.replace("{", "{{").replace("}", "}}"))

    @property
    def said(self) -> dict[str, Any]:
        """The facts in English, as JSON can hold them."""
        return {name: _said(fact) for name, fact in self.facts.items()}

    def __str__(self) -> str:
        return self.template.format(**self.said)

    def __repr__(self) -> str:
        return f"Words({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Words) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))


def _said(fact: Any) -> Any:
    if isinstance(fact, date):
        return f"{fact.day} {fact:%B %Y}"
    return str(fact) if isinstance(fact, Words) else fact
