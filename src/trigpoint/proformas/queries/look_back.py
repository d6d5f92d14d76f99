"""
The last review of the same school, and what it left to work on.

The points of a review are said in a higher context, which registers where they come from (in its `AppConfig.ready`).
"""

import dataclasses
from collections.abc import Callable

from trigpoint.proformas.models import Looked
from trigpoint.reviews.queries import reviews
from trigpoint.reviews.queries.scene import Review, Scene

__all__ = ["Looked", "Point", "earlier", "points", "register_points", "said"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing that a review left to work on: `key` is its own for ever, `area` the name of what it is about."""

    key: str
    area: str
    text: str


_sources: list[Callable[[Review], list[Point]]] = []


def register_points(source: Callable[[Review], list[Point]]) -> None:
    """Say where the points of a released review come from."""
    _sources.append(source)


def earlier(scene: Scene) -> Review | None:
    """The last review of the same host and subject before this one."""
    return reviews.before(scene.review)


def points(review: Review) -> list[Point]:
    """What it left to work on, from all that know some."""
    return [point for source in _sources for point in source(review)]


def said(review: Review) -> dict[str, Looked]:
    """What the school says became of each, by the point's key."""
    return {row.point: row for row in Looked.objects.filter(review=review).select_related("said_by")}
