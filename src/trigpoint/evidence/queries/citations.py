"""What a reader who may not see notes is told of them: kind, count and day."""

import dataclasses
import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterable

from django.utils import timezone

from trigpoint.evidence.models import Note


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """So many notes of one kind on one day."""

    kind: str
    count: int
    day: dt.date


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a position rests on: how many notes, of which kinds, by how many people."""

    notes: frozenset[uuid.UUID]
    kinds: frozenset[str]
    people: frozenset[uuid.UUID]


def cite(note_ids: Iterable[uuid.UUID]) -> tuple[Citation, ...]:
    """The citations of these notes by day and kind. One query."""
    rows = Note.objects.filter(pk__in=list(note_ids)).values_list("kind", "seen_at")
    counted = Counter((timezone.localdate(seen_at), kind) for kind, seen_at in rows)
    return tuple(Citation(kind=kind, count=count, day=day) for (day, kind), count in sorted(counted.items()))


def cite_each(groups: dict[str, Iterable[uuid.UUID]]) -> dict[str, tuple[Citation, ...]]:
    """The same for several groups of notes (aspect -> ids). One query for all."""
    wanted = {key: frozenset(ids) for key, ids in groups.items()}
    rows = {
        pk: (timezone.localdate(seen_at), kind)
        for pk, kind, seen_at in Note.objects.filter(pk__in=frozenset().union(*wanted.values())).values_list(
            "pk", "kind", "seen_at"
        )
    }
    return {
        key: tuple(
            Citation(kind=kind, count=count, day=day)
            for (day, kind), count in sorted(Counter(rows[pk] for pk in ids if pk in rows).items())
        )
        for key, ids in wanted.items()
    }


def basis(review_id: uuid.UUID, note_ids: Iterable[uuid.UUID], *, aspect: str) -> Basis:
    """What these notes amount to for one aspect of one review; notes of other reviews or aspects don't count."""
    rows = list(
        Note.objects.filter(review_id=review_id, pk__in=list(note_ids), aspects__contains=[aspect]).values_list(
            "pk", "kind", "author_id"
        )
    )
    return Basis(
        notes=frozenset(pk for pk, _kind, _author in rows),
        kinds=frozenset(kind for _pk, kind, _author in rows),
        people=frozenset(author for _pk, _kind, author in rows),
    )
