"""Who looks at what, and whether the team has been briefed."""

import dataclasses
import uuid

from trigpoint.reviews.models import Allocation, Briefing, Review


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What one person looks at: codes of aspects and ids of lines of enquiry."""

    aspects: frozenset[str]
    lines: frozenset[uuid.UUID]


NOTHING = Task(aspects=frozenset(), lines=frozenset())


def allocations(review: Review) -> dict[uuid.UUID, Task]:
    """What each person looks at, by person id. One query."""
    aspects: dict[uuid.UUID, set[str]] = {}
    lines: dict[uuid.UUID, set[uuid.UUID]] = {}
    for row in Allocation.objects.filter(review=review):
        if row.line_id is None:
            aspects.setdefault(row.person_id, set()).add(row.aspect)
        else:
            lines.setdefault(row.person_id, set()).add(row.line_id)
    return {
        person_id: Task(aspects=frozenset(aspects.get(person_id, ())), lines=frozenset(lines.get(person_id, ())))
        for person_id in {*aspects, *lines}
    }


def briefing(review: Review) -> Briefing | None:
    """The second meeting as recorded; None before it was held."""
    return Briefing.objects.filter(review=review).select_related("held_by").first()
