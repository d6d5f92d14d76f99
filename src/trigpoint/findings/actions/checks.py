"""What is said of an aspect must be of this review: its aspects, what its model asks for, and its notes."""

import dataclasses
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from trigpoint.evidence.queries import citations, plans
from trigpoint.evidence.queries.citations import Basis
from trigpoint.findings.queries import points as of_points
from trigpoint.findings.queries.judging import Judging, judging
from trigpoint.findings.queries.points import Point
from trigpoint.frameworks.queries import Aspect
from trigpoint.kernel.errors import Unacceptable
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.queries.scene import Scene

LONGEST = 6_000
LONGEST_POINT, MOST_POINTS = 400, 12


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody says of an aspect, as it was given."""

    statements: Sequence[str] = ()
    level: str = ""
    strength: str = ""
    points: Sequence[Point] = ()
    not_enough_evidence: bool = False
    commentary: str = ""
    note_ids: Sequence[uuid.UUID] = ()

    @property
    def cited(self) -> frozenset[uuid.UUID]:
        """The notes it rests on, as a whole or in a point."""
        return frozenset(self.note_ids).union(*(point.note_ids for point in self.points))

    def values(self, aspect: Aspect) -> dict[str, Any]:
        """As the tables keep it: statements in the framework's order, each note once."""
        cited = dict.fromkeys([*self.note_ids, *(pk for point in self.points for pk in point.note_ids)])
        return {
            "aspect": aspect.code,
            "statements": [s.key for s in aspect.statements if s.key in self.statements],
            "level": self.level,
            "strength": self.strength,
            "points": of_points.plain(self.points),
            "not_enough_evidence": self.not_enough_evidence,
            "commentary": self.commentary.strip().replace("\r\n", "\n"),
            "note_ids": list(cited),
        }


def told(
    *,
    statements: list[str] | None,
    level: str,
    strength: str,
    points: list[Point] | None,
    not_enough_evidence: bool,
    commentary: str,
    note_ids: list[uuid.UUID] | None,
) -> Told:
    """What was given, tidied: empty points are left out."""
    said = [
        Point(under=point.under, text=" ".join(point.text.split()), note_ids=point.note_ids)
        for point in points or []
        if point.text.strip()
    ]
    return Told(
        statements=statements or [],
        level=level,
        strength=strength,
        points=said,
        not_enough_evidence=not_enough_evidence,
        commentary=commentary,
        note_ids=note_ids or [],
    )


def in_focus(scene: Scene, code: str) -> Aspect:
    """The aspect, when the review looks at it. Raises Unacceptable otherwise."""
    found = next((aspect for aspect in plans.in_focus(scene.review) if aspect.code == code), None)
    if found is None:
        raise Unacceptable({"aspect": [_("This review does not look at that {aspect}.")]})
    return found


def check(scene: Scene, aspect: Aspect, said: Told, *, for_the_team: bool) -> Basis:
    """
    What the notes amount to. Raises Unacceptable with all that is to be put right.

    What the team says (`for_the_team`) has a note under each point; a proposal may still lack them.
    """
    asked = judging(scene.model, scene.tree)
    basis = citations.basis(scene.review.pk, said.cited, aspect=aspect.code)
    found = (
        ("statements", _statements(asked, aspect, said)),
        ("level", _one_of(asked.levels, said.level, said, needed=asked.estimates)),
        ("strength", _one_of(asked.strengths, said.strength, said, needed=bool(asked.strengths))),
        ("points", _points(asked, said, for_the_team=for_the_team)),
        ("not_enough_evidence", _not_enough(asked, said)),
        ("commentary", _commentary(asked, said)),
        ("note_ids", _notes(said.cited, basis)),
    )
    errors = {field: [reason] for field, reason in found if reason}
    if errors:
        raise Unacceptable(errors)
    return basis


def _statements(asked: Judging, aspect: Aspect, said: Told) -> str:
    unknown = sorted(set(said.statements) - {statement.key for statement in aspect.statements})
    if unknown:
        return _("%(key)s is no {statement} of this {aspect}.") % {"key": ", ".join(unknown)}
    if said.statements and not asked.statements:
        return _("This review does not highlight {statements}.")
    if said.not_enough_evidence and said.statements:
        return _("Highlight {statements}, or say that there is not enough evidence: not both.")
    if asked.statements and aspect.statements and not said.not_enough_evidence and not said.statements:
        return _("Highlight what fits, or say that there is not enough evidence.")
    return ""


def _one_of(choices: dict[str, str], given: str, said: Told, *, needed: bool) -> str:
    if given and (given not in choices or said.not_enough_evidence):
        return _("Choose one of the list, or leave it open.") if not needed else _("Choose one of the list.")
    if needed and not given and not said.not_enough_evidence:
        return _("Choose one of the list, or say that there is not enough evidence.")
    return ""


def _points(asked: Judging, said: Told, *, for_the_team: bool) -> str:  # noqa: PLR0911 - one answer for each mistake
    if any(point.under not in asked.lists for point in said.points):
        return _("A point stands under one of the lists of this review.")
    if said.not_enough_evidence and said.points:
        return _("Write points, or say that there is not enough evidence: not both.")
    if asked.lists and not said.not_enough_evidence and not said.points:
        return _("Write at least one point, or say that there is not enough evidence.")
    if any(len(of_points.under(said.points, key)) > MOST_POINTS for key in asked.lists):
        return _("Keep to %(most)d points in each list.") % {"most": MOST_POINTS}
    if any(len(point.text) > LONGEST_POINT or "\x00" in point.text for point in said.points):
        return _("Shorten each point to %(longest)d characters.") % {"longest": LONGEST_POINT}
    if for_the_team and any(not point.note_ids for point in said.points):
        return _("Each point rests on evidence: choose at least one note for each.")
    return ""


def _not_enough(asked: Judging, said: Told) -> str:
    if said.not_enough_evidence and not asked.not_enough_evidence:
        return _("This review asks for an answer to every one.")
    return ""


def _commentary(asked: Judging, said: Told) -> str:
    if len(said.commentary) > LONGEST:
        words = _("Shorten this to %(longest)d characters; it has %(length)d.")
        return words % {"longest": LONGEST, "length": len(said.commentary)}
    if "\x00" in said.commentary:
        return _("This holds a character that can't be kept. Type it again.")
    if asked.words_alone and not said.not_enough_evidence and not said.commentary.strip():
        return _("Write what you saw, or say that there is not enough evidence.")
    return ""


def _notes(cited: Iterable[uuid.UUID], basis: Basis) -> str:
    if frozenset(cited) - basis.notes:
        return _("Some of these notes are not about this {aspect}. Choose from the list.")
    return ""
