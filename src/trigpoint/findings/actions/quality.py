"""The programme's look at a profile before it is released, where the review's model has one."""

import datetime as dt

from trigpoint.audit.actions import action
from trigpoint.findings.actions import letters
from trigpoint.findings.models import Profile, QualityCheck
from trigpoint.findings.queries import outputs, positions
from trigpoint.findings.queries import profile as profiles
from trigpoint.findings.rules import settling
from trigpoint.kernel.errors import Refused, Unacceptable
from trigpoint.people.queries.accounts import Account
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.actions import stages
from trigpoint.reviews.queries import scene as scenes
from trigpoint.reviews.queries.scene import Review

LONGEST = 4_000


@action("findings.check_quality", subject="review")
def check(*, actor: Account, at: dt.datetime, review: Review, passed: bool, text: str = "") -> QualityCheck:
    """
    Say that the profile may be released, or what is to be changed first.

    It holds for what was read: where the lead reviewer changes the profile afterwards, it is looked at again.
    Raises Refused before the school has had its time for the facts, and while a correction has no answer.
    """
    scene = scenes.acting(actor.pk, review, at=at)
    output = outputs.of(scene.model)
    row = Profile.objects.select_for_update(of=["self"]).filter(review=review).first()
    standing = profiles.standing(review)
    settling.may_check_quality(scene, output, standing).require()
    if row is None or row.corrections.filter(outcome="").exists():
        raise Refused(_("The {lead} answers each correction that the {school} asked for first."))
    text = text.strip().replace("\r\n", "\n")
    if len(text) > LONGEST or "\x00" in text:
        raise Unacceptable({"text": [_("Shorten this to %(longest)d characters.") % {"longest": LONGEST}]})
    if not passed and not text:
        raise Unacceptable({"text": [_("Say what is to be changed.")]})
    found = QualityCheck.objects.create(
        profile=row,
        passed=passed,
        text=text,
        profile_version=row.version,
        versions={code: said.version for code, said in positions.agreed(review).items()},
        checked_at=at,
        checked_by=actor,
    )
    if passed:
        stages.complete(actor=actor, at=at, review=review, kind=outputs.CHECKED)
    else:
        stages.reopen(actor=actor, at=at, review=review, kind=outputs.CHECKED)
    letters.quality_checked(review, on=scene.on)
    return found
