"""Agree what the team says of an aspect: compare and set, one row an aspect, every version kept."""

import datetime as dt
import uuid
from typing import Any

from trigpoint.audit.actions import action
from trigpoint.evidence.queries.citations import Basis
from trigpoint.evidence.queries.stages import is_done
from trigpoint.findings.actions import checks
from trigpoint.findings.models import Opening, Position, PositionRevision, Profile
from trigpoint.findings.queries import outputs, proposals
from trigpoint.findings.queries import profile as profiles
from trigpoint.findings.queries.points import Point
from trigpoint.findings.rules import guards, settling
from trigpoint.kernel.errors import Stale, Unacceptable
from trigpoint.kernel.guards import Breach, enforce
from trigpoint.people.queries.accounts import Account
from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.actions import overrides, stages
from trigpoint.reviews.queries import scene as scenes
from trigpoint.reviews.queries.scene import Review, Scene


@action("findings.agree_position", subject="review")
def agree(
    *,
    actor: Account,
    at: dt.datetime,
    review: Review,
    aspect: str,
    version: int,
    statements: list[str] | None = None,
    level: str = "",
    strength: str = "",
    points: list[Point] | None = None,
    not_enough_evidence: bool = False,
    commentary: str = "",
    note_ids: list[uuid.UUID] | None = None,
    reason: str = "",
) -> Position:
    """
    Write the team's position on an aspect over the version that was read (0: there was none).

    What is asked for (statements, a level, the strength of the evidence, points in lists) the review's model says.
    Whoever leads opens the aspect by writing on it. Raises Stale with what is held now when somebody else wrote first,
    Refused without any note (G10), NeedsReason when it rests on few kinds or few people and no reason is given.
    """
    scene = scenes.acting(actor.pk, review, at=at)
    found = checks.in_focus(scene, aspect)
    Profile.objects.select_for_update(of=["self"]).filter(
        review=review
    ).first()  # a release in between waits, or comes first
    standing = profiles.standing(review)
    is_open = proposals.round_of(scene, aspect).is_open
    settling.may_agree(
        scene,
        is_open=is_open,
        meeting_closed=is_done(review, StageKind.TEAM_MEETING.value),
        state=standing.state,
        answered=standing.answered,
    ).require()
    said = checks.told(
        statements=statements,
        level=level,
        strength=strength,
        points=points,
        not_enough_evidence=not_enough_evidence,
        commentary=commentary,
        note_ids=note_ids,
    )
    basis = checks.check(scene, found, said, for_the_team=True)
    reason = reason.strip()
    if len(reason) > 2_000:
        raise Unacceptable({"reason": [_("Shorten this to 2,000 characters.")]})
    if not not_enough_evidence:
        passed = enforce(thin(scene, basis), reason=reason)
        overrides.record(actor=actor, at=at, review=review, breaches=passed, reason=reason)
    values: dict[str, Any] = {
        **said.values(found),
        "reason": reason,
        "agreed_at": at,
        "agreed_by": actor,
    }
    if not is_open:
        Opening.objects.get_or_create(review=review, aspect=aspect, defaults={"opened_at": at, "opened_by": actor})
    position = _write(review, version, values)
    if standing.state == "fact_check" and scene.model.stage_of_kind(outputs.CHECKED) is not None:
        stages.reopen(actor=actor, at=at, review=review, kind=outputs.CHECKED)  # it is looked through again
    return position


def thin(scene: Scene, basis: Basis) -> list[Breach]:
    """G10 with the review model's numbers."""
    return guards.thin(
        basis,
        notes_min=scene.model.number("evidence.notes_min"),
        kinds=scene.model.number("evidence.kinds_recommended"),
        sources=scene.model.number("evidence.sources_recommended"),
    )


def _write(review: Review, version: int, values: dict[str, Any]) -> Position:
    here = Position.objects.filter(review=review, aspect=values["aspect"])
    if version:
        written = here.filter(version=version).update(**values, version=version + 1)
    else:
        row = Position(review=review, network_id=review.network_id, **values)
        Position.objects.bulk_create([row], ignore_conflicts=True)
        written = here.filter(pk=row.pk).exists()
    if not written:
        raise _stale(here.select_related("agreed_by").first())
    position = here.get()
    PositionRevision.objects.create(position=position, version=position.version, **values)
    return position


def _stale(row: Position | None) -> Stale:
    if row is None:
        return Stale(_("There is no {position} on this {aspect} yet."), current={"version": 0})
    words = _("%(name)s has written on this {aspect} in the meantime. Nothing was overwritten.")
    return Stale(
        words % {"name": row.agreed_by.name},
        current={
            "statements": row.statements,
            "level": row.level,
            "strength": row.strength,
            "points": row.points,
            "not_enough_evidence": row.not_enough_evidence,
            "commentary": row.commentary,
            "note_ids": [str(pk) for pk in row.note_ids],
            "version": row.version,
        },
    )
