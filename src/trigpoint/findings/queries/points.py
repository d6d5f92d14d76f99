"""Short points under the lists of a model, such as "What went well": each with the notes it rests on."""

import dataclasses
import uuid
from collections.abc import Iterable
from typing import Any

__all__ = ["Point", "of", "plain", "under"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """`under` is the list's key in the model."""

    under: str
    text: str
    note_ids: list[uuid.UUID] = dataclasses.field(default_factory=list)


def of(rows: Iterable[dict[str, Any]]) -> tuple[Point, ...]:
    """From what is kept."""
    return tuple(
        Point(under=row["under"], text=row["text"], note_ids=[uuid.UUID(pk) for pk in row["note_ids"]]) for row in rows
    )


def plain(points: Iterable[Point]) -> list[dict[str, Any]]:
    """As it is kept."""
    return [
        {"under": point.under, "text": point.text, "note_ids": [str(pk) for pk in dict.fromkeys(point.note_ids)]}
        for point in points
    ]


def under(points: Iterable[Point], key: str) -> list[Point]:
    """Those of one list, in order."""
    return [point for point in points if point.under == key]
