"""Propose, each alone; and open what was proposed."""

import datetime as dt
import uuid

from django.db.models import Max

from trigpoint.audit.actions import action
from trigpoint.evidence.queries.stages import is_done
from trigpoint.findings.actions import checks
from trigpoint.findings.models import Opening, Proposal
from trigpoint.findings.queries import proposals
from trigpoint.findings.queries.points import Point
from trigpoint.findings.rules import settling
from trigpoint.people.queries.accounts import Account
from trigpoint.reviews.queries import scene as scenes
from trigpoint.reviews.queries.scene import Review


@action("findings.propose", subject="review")
def propose(
    *,
    actor: Account,
    at: dt.datetime,
    review: Review,
    aspect: str,
    statements: list[str] | None = None,
    level: str = "",
    strength: str = "",
    points: list[Point] | None = None,
    not_enough_evidence: bool = False,
    commentary: str = "",
    note_ids: list[uuid.UUID] | None = None,
) -> Proposal:
    """
    Say what one would say of an aspect, unseen by the others. Said again, the newest counts.

    What is asked for (statements, a level, the strength of the evidence, points in lists) the review's model says.
    Raises Refused once the aspect is open, Unacceptable for what is not of this review.
    """
    scene = scenes.acting(actor.pk, review, at=at)
    found = checks.in_focus(scene, aspect)
    settling.may_propose(
        scene,
        is_open=proposals.round_of(scene, aspect).is_open,
        meeting_closed=is_done(review, "team_meeting"),
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
    checks.check(scene, found, said, for_the_team=False)
    mine = Proposal.objects.filter(review=review, aspect=aspect, author=actor)
    return Proposal.objects.create(
        network_id=review.network_id,
        review=review,
        author=actor,
        number=(mine.aggregate(last=Max("number"))["last"] or 0) + 1,
        proposed_at=at,
        **said.values(found),
    )


@action("findings.open_proposals", subject="review")
def open_up(*, actor: Account, at: dt.datetime, review: Review, aspect: str) -> None:
    """The lead reviewer opens an aspect before all have proposed. Open already: nothing changes."""
    scene = scenes.acting(actor.pk, review, at=at)
    settling.may_open(scene).require()
    checks.in_focus(scene, aspect)
    Opening.objects.get_or_create(review=review, aspect=aspect, defaults={"opened_at": at, "opened_by": actor})
