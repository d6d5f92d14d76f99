"""Propose, each alone; and open what was proposed."""

import datetime as dt
import uuid

from django.db.models import Max

from trigpoint.audit.actions import action
from trigpoint.evidence.queries.stages import is_done
from trigpoint.findings.actions import checks
from trigpoint.findings.models import Opening, Proposal
from trigpoint.findings.queries import proposals
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
    statements: list[str],
    level: str = "",
    not_enough_evidence: bool = False,
    commentary: str = "",
    note_ids: list[uuid.UUID] | None = None,
) -> Proposal:
    """
    Say what one would highlight on an aspect, unseen by the others. Said again, the newest counts.

    Raises Refused once the aspect is open, Unacceptable for what is not of this review.
    """
    scene = scenes.acting(actor.pk, review, at=at)
    found = checks.in_focus(scene, aspect)
    settling.may_propose(
        scene,
        is_open=proposals.round_of(scene, aspect).is_open,
        meeting_closed=is_done(review, "team_meeting"),
    ).require()
    checks.check(
        scene,
        found,
        statements=statements,
        level=level,
        not_enough_evidence=not_enough_evidence,
        commentary=commentary,
        note_ids=note_ids or [],
    )
    mine = Proposal.objects.filter(review=review, aspect=aspect, author=actor)
    return Proposal.objects.create(
        network_id=review.network_id,
        review=review,
        author=actor,
        number=(mine.aggregate(last=Max("number"))["last"] or 0) + 1,
        proposed_at=at,
        aspect=aspect,
        statements=list(dict.fromkeys(statements)),
        level=level,
        not_enough_evidence=not_enough_evidence,
        commentary=commentary.strip(),
        note_ids=list(dict.fromkeys(note_ids or [])),
    )


@action("findings.open_proposals", subject="review")
def open_up(*, actor: Account, at: dt.datetime, review: Review, aspect: str) -> None:
    """The lead reviewer opens an aspect before all have proposed. Open already: nothing changes."""
    scene = scenes.acting(actor.pk, review, at=at)
    settling.may_open(scene).require()
    checks.in_focus(scene, aspect)
    Opening.objects.get_or_create(review=review, aspect=aspect, defaults={"opened_at": at, "opened_by": actor})
