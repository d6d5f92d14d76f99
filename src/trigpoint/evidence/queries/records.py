"""How much evidence reviews rest on, to be counted: no note is read."""

import dataclasses
import uuid
from collections import defaultdict
from collections.abc import Iterable

from trigpoint.evidence.models import Note

__all__ = ["Evidence", "of_reviews"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Of one review: its notes, the kinds among them, and for each aspect that has any, how many notes speak to it."""

    notes: int
    kinds: frozenset[str]
    by_aspect: dict[str, int]


def of_reviews(review_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Evidence]:
    """By review; one without notes is not there. One query."""
    notes: dict[uuid.UUID, int] = defaultdict(int)
    kinds: dict[uuid.UUID, set[str]] = defaultdict(set)
    by_aspect: dict[uuid.UUID, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    rows = Note.objects.filter(review_id__in=list(review_ids)).values_list("review_id", "kind", "aspects")
    for review_id, kind, aspects in rows:
        notes[review_id] += 1
        kinds[review_id].add(kind)
        for aspect in aspects:
            by_aspect[review_id][aspect] += 1
    return {
        review_id: Evidence(notes=count, kinds=frozenset(kinds[review_id]), by_aspect=dict(by_aspect[review_id]))
        for review_id, count in notes.items()
    }
