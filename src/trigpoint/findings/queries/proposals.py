"""What the reviewers propose, and whether they see each other's."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterable

from trigpoint.findings.models import Opening, Proposal
from trigpoint.findings.queries import points
from trigpoint.findings.queries.points import Point
from trigpoint.reviews.queries import team
from trigpoint.reviews.queries.scene import Review, Scene
from trigpoint.reviews.queries.team import Member

__all__ = ["Proposed", "Round", "newest", "round_of", "rounds"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """One reviewer's newest proposal on one aspect."""

    author_id: uuid.UUID
    author_name: str
    statements: tuple[str, ...]
    level: str
    strength: str
    points: tuple[Point, ...]
    not_enough_evidence: bool
    commentary: str
    note_ids: tuple[uuid.UUID, ...]
    proposed_at: dt.datetime


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """
    Where the team is with one aspect: who sits on it, who has proposed, and whether it is open to all of them.

    `proposals` holds everybody's; whoever shows them asks `rules.visibility` for each.
    """

    aspect: str
    members: tuple[Member, ...]
    proposals: dict[uuid.UUID, Proposed]
    opened_at: dt.datetime | None

    @property
    def waiting(self) -> tuple[Member, ...]:
        return tuple(member for member in self.members if member.person_id not in self.proposals)

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None or (bool(self.members) and not self.waiting)


def rounds(scene: Scene, aspects: Iterable[str]) -> dict[str, Round]:
    """The rounds of these aspects, in the order given. Three queries."""
    codes = list(aspects)
    members = tuple(member for member in team.members(scene.review, on=scene.on) if member.reviews)
    opened = dict(Opening.objects.filter(review=scene.review).values_list("aspect", "opened_at"))
    found = newest(scene.review, codes)
    return {
        code: Round(aspect=code, members=members, proposals=found[code], opened_at=opened.get(code)) for code in codes
    }


def round_of(scene: Scene, aspect: str) -> Round:
    return rounds(scene, [aspect])[aspect]


def newest(review: Review, aspects: Iterable[str]) -> dict[str, dict[uuid.UUID, Proposed]]:
    """Each author's newest proposal, by aspect. One query."""
    found: dict[str, dict[uuid.UUID, Proposed]] = {aspect: {} for aspect in aspects}
    rows = Proposal.objects.filter(review=review, aspect__in=list(found)).select_related("author").order_by("number")
    for row in rows:
        found[row.aspect][row.author_id] = Proposed(
            author_id=row.author_id,
            author_name=row.author.name,
            statements=tuple(row.statements),
            level=row.level,
            strength=row.strength,
            points=points.of(row.points),
            not_enough_evidence=row.not_enough_evidence,
            commentary=row.commentary,
            note_ids=tuple(row.note_ids),
            proposed_at=row.proposed_at,
        )
    return found
