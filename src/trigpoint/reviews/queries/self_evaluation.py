"""How a school sees itself, aspect by aspect. Whoever asks has asked `rules.self_evaluation` first."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any

from trigpoint.frameworks.queries import Aspect, tree
from trigpoint.programmes.queries.review_models import definition
from trigpoint.reviews.enums import SelfField
from trigpoint.reviews.models import Review, SelfAnswer, SelfEvaluation
from trigpoint.reviews.queries import scope

EMPTY: dict[str, Any] = {
    SelfField.LEVEL: "",
    SelfField.STATEMENTS: [],
    SelfField.EVIDENCE: "",
    SelfField.HOW_WE_KNOW: "",
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SelfPosition:
    """
    What the school says of itself in one aspect. Empty where it has not said anything.

    `level` is a key of the framework's ladder, `statements` keys of its statements; `versions` holds the version of
    each field that was ever written. `is_open` where the review asks an open question: no level, no statement.
    """

    level: str
    statements: tuple[str, ...]
    evidence: str
    how_we_know: str
    versions: Mapping[str, int]
    saved_at: dt.datetime | None
    saved_by: str
    is_open: bool = False

    @property
    def is_placed(self) -> bool:
        """The school has said where it stands: a level, or statements that fit; words, where the question is open."""
        return bool(self.level or self.statements or (self.is_open and self.evidence))

    @property
    def is_begun(self) -> bool:
        return bool(self.is_placed or self.evidence or self.how_we_know)

    def value(self, field: str) -> Any:
        found = getattr(self, field)
        return list(found) if isinstance(found, tuple) else found


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The self-evaluation as a whole."""

    completed_at: dt.datetime | None
    completed_by: str
    is_shared: bool

    @property
    def is_complete(self) -> bool:
        return self.completed_at is not None


def positions(review: Review) -> dict[str, SelfPosition]:
    """
    A position for every aspect that the school is asked about, by code, in the framework's order. One query.

    Those are the ones that apply to it, and any that it had written on before its register said otherwise.
    """
    by_aspect: dict[str, list[SelfAnswer]] = {}
    for row in SelfAnswer.objects.filter(review=review).select_related("saved_by"):
        by_aspect.setdefault(row.aspect, []).append(row)
    applying = scope.aspects_by_code(review)
    return {
        code: _position(by_aspect.get(code, []), is_open=not any(asked(review, aspect)))
        for code, aspect in tree(review.framework_id).aspects.items()
        if code in applying or code in by_aspect
    }


def position(review: Review, aspect: str) -> SelfPosition:
    """One aspect's position. One query."""
    rows = list(SelfAnswer.objects.filter(review=review, aspect=aspect).select_related("saved_by"))
    return _position(rows, is_open=not any(asked(review, tree(review.framework_id).aspects[aspect])))


def concerns(review: Review, aspect: Aspect) -> bool:
    """Whether the school is asked about it. No query where it applies."""
    applies = not aspect.applies_to or aspect.code in scope.aspects_by_code(review)
    return applies or SelfAnswer.objects.filter(review=review, aspect=aspect.code).exists()


def asked(review: Review, aspect: Aspect) -> tuple[bool, bool]:
    """Whether a school is asked for a level, and for statements: what the model says, as far as the framework has them."""
    judgement = definition(review.review_model_id).judgement
    has_levels = bool(tree(review.framework_id).levels)
    return judgement.levels and has_levels, judgement.statements and bool(aspect.statements)


def status(review: Review) -> Status:
    row = SelfEvaluation.objects.filter(review=review).select_related("completed_by").first()
    if row is None:
        return Status(completed_at=None, completed_by="", is_shared=False)
    return Status(
        completed_at=row.completed_at,
        completed_by=row.completed_by.name if row.completed_by else "",
        is_shared=row.shared_with_governors,
    )


def _position(rows: list[SelfAnswer], *, is_open: bool) -> SelfPosition:
    values = EMPTY | {row.field: row.value for row in rows}
    last = max(rows, key=lambda row: row.saved_at, default=None)
    return SelfPosition(
        level=values[SelfField.LEVEL],
        statements=tuple(values[SelfField.STATEMENTS]),
        evidence=values[SelfField.EVIDENCE],
        how_we_know=values[SelfField.HOW_WE_KNOW],
        versions={row.field: row.version for row in rows},
        saved_at=last.saved_at if last else None,
        saved_by=last.saved_by.name if last and last.saved_by else "",
        is_open=is_open,
    )
