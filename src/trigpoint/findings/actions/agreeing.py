"""The school's own word on what the team says, where the review's model has positions agreed with it."""

import datetime as dt

from trigpoint.audit.actions import action
from trigpoint.evidence.queries.stages import is_done
from trigpoint.findings.actions import checks
from trigpoint.findings.models import HostAnswer, Position
from trigpoint.findings.queries import positions
from trigpoint.findings.queries import profile as profiles
from trigpoint.findings.rules import settling
from trigpoint.kernel.errors import Refused, Stale, Unacceptable
from trigpoint.people.queries.accounts import Account
from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.queries import scene as scenes
from trigpoint.reviews.queries.scene import Review

LONGEST = 2_000


@action("findings.answer_position", subject="review")
def answer(
    *, actor: Account, at: dt.datetime, review: Review, aspect: str, version: int, agrees: bool, text: str = ""
) -> HostAnswer:
    """
    The head agrees with what the team says of an aspect, or says how the school sees it otherwise: that is printed too.

    `version` is the position's that was read: Stale when the team has written since. Said again, the newest counts, until
    the profile goes to the school for its check of facts.
    """
    scene = scenes.acting(actor.pk, review, at=at)
    checks.in_focus(scene, aspect)
    settling.may_answer_position(
        scene,
        meeting_closed=is_done(review, StageKind.TEAM_MEETING.value),
        state=profiles.standing(review).state,
    ).require()
    text = text.strip().replace("\r\n", "\n")
    if len(text) > LONGEST or "\x00" in text:
        raise Unacceptable({"text": [_("Shorten this to %(longest)d characters.") % {"longest": LONGEST}]})
    if not agrees and not text:
        raise Unacceptable({"text": [_("Say how the {school} sees it.")]})
    Position.objects.select_for_update().filter(review=review, aspect=aspect).first()
    now = positions.one(review, aspect)
    if now is None:
        raise Refused(_("The team has not agreed anything on this yet."))
    if now.version != version:
        raise Stale(
            _("The team has changed what it says since you read it. Read it again."), current={"version": now.version}
        )
    return HostAnswer.objects.create(
        network_id=review.network_id,
        review=review,
        aspect=aspect,
        version=version,
        agrees=agrees,
        text=text,
        answered_at=at,
        answered_by=actor,
    )
