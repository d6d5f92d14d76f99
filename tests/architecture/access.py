"""How a context states who may open each of its pages; see any `tests/<context>/web/access_table.py`."""

import dataclasses

ANYBODY = frozenset({"anybody"})
SIGNED_IN = frozenset({"signed in"})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """
    One URL of one context.

    name:   the URL's name, such as "reviews:team".
    rule:   who may open it and why, in a sentence.
    parts:  what a person must be to the thing: ANYBODY, SIGNED_IN, or names of parts such as "head", "lead", "host",
            "reviewer", "partnership_lead", "programme_staff", "operator", "evaluator".
    kwargs: for each argument of the URL, what kind of thing its id is: {"review_id": "review"}.
    writes: it only takes POST (so a GET is answered with 405).
    """

    name: str
    rule: str
    parts: frozenset[str]
    kwargs: dict[str, str] = dataclasses.field(default_factory=dict)
    writes: bool = False

    def __post_init__(self) -> None:
        if not self.parts:
            raise ValueError(f"{self.name}: say who may open it, or remove it")
        if len(self.rule.split()) < 3:
            raise ValueError(f"{self.name}: say the rule in a sentence")
