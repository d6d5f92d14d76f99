"""What the library says to people: a sentence with places for facts, so that a product can translate it first."""

from typing import Any


class Words:
    """`str()` is the English sentence; a translator formats its own version of `template` with `facts`."""

    __slots__ = ("facts", "template")

    def __init__(self, template: str, **facts: Any) -> None:
        self.template = template
        self.facts = facts

    def __str__(self) -> str:
        return self.template.format(**self.facts)

    def __repr__(self) -> str:
        return f"Words({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Words) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))
