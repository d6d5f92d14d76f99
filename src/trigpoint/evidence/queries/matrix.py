"""Where the evidence is thin: notes counted by aspect, kind and reviewer."""

import dataclasses
import uuid
from collections import defaultdict
from collections.abc import Iterable

from trigpoint.evidence.models import Note
from trigpoint.frameworks.queries import Aspect
from trigpoint.reviews.queries.scene import Review


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """
    One aspect: notes by kind, and by person. A note that speaks to two aspects counts under both.

    Rows are never added up to one figure for a school.
    """

    aspect: Aspect
    by_kind: dict[str, int]
    by_person: dict[uuid.UUID, int]

    @property
    def kinds(self) -> int:
        return len(self.by_kind)

    @property
    def people(self) -> int:
        return len(self.by_person)

    @property
    def notes(self) -> int:
        return sum(self.by_kind.values())


def matrix(review: Review, aspects: Iterable[Aspect]) -> list[Row]:
    """One row for each of the aspects, in the order given. One query."""
    by_kind: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    by_person: dict[str, dict[uuid.UUID, int]] = defaultdict(lambda: defaultdict(int))
    for codes, kind, person_id in Note.objects.filter(review=review).values_list("aspects", "kind", "author_id"):
        for code in codes:
            by_kind[code][kind] += 1
            by_person[code][person_id] += 1
    return [
        Row(aspect=aspect, by_kind=dict(by_kind[aspect.code]), by_person=dict(by_person[aspect.code]))
        for aspect in aspects
    ]
