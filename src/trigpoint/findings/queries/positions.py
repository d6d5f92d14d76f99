"""The positions that the team has agreed."""

import dataclasses
import datetime as dt
import uuid

from trigpoint.findings.models import Position, PositionRevision
from trigpoint.findings.queries import points
from trigpoint.findings.queries.points import Point
from trigpoint.reviews.queries.scene import Review

__all__ = ["Agreed", "agreed", "history", "one"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """What the team says of one aspect, in the version that counts."""

    aspect: str
    statements: tuple[str, ...]
    level: str
    strength: str
    points: tuple[Point, ...]
    not_enough_evidence: bool
    commentary: str
    note_ids: tuple[uuid.UUID, ...]
    reason: str
    version: int
    agreed_at: dt.datetime
    agreed_by: str


def agreed(review: Review) -> dict[str, Agreed]:
    """Agreed positions by aspect. One query."""
    rows = Position.objects.filter(review=review).select_related("agreed_by")
    return {row.aspect: of(row) for row in rows}


def one(review: Review, aspect: str) -> Agreed | None:
    row = Position.objects.filter(review=review, aspect=aspect).select_related("agreed_by").first()
    return of(row) if row else None


def history(review: Review, aspect: str) -> list[Agreed]:
    """Every version of one aspect's position, newest first."""
    rows = PositionRevision.objects.filter(position__review=review, aspect=aspect).select_related("agreed_by")
    return [of(row) for row in rows.order_by("-version")]


def of(row: Position | PositionRevision) -> Agreed:
    """The row as a value."""
    return Agreed(
        aspect=row.aspect,
        statements=tuple(row.statements),
        level=row.level,
        strength=row.strength,
        points=points.of(row.points),
        not_enough_evidence=row.not_enough_evidence,
        commentary=row.commentary,
        note_ids=tuple(row.note_ids),
        reason=row.reason,
        version=row.version,
        agreed_at=row.agreed_at,
        agreed_by=row.agreed_by.name,
    )
