"""The profile's way from draft to release, by the lead reviewer."""

import datetime as dt

from django.utils.translation import gettext as _

from trigpoint.audit.actions import action
from trigpoint.evidence.queries import plans
from trigpoint.findings.actions import letters
from trigpoint.findings.events import ProfileReleased, ProfileSentForCheck
from trigpoint.findings.lifecycle import PROFILE
from trigpoint.findings.models import Correction, Profile
from trigpoint.findings.queries import positions, printed, window
from trigpoint.findings.queries import profile as profiles
from trigpoint.findings.rules import guards, settling
from trigpoint.kernel.errors import Refused, Stale, Unacceptable
from trigpoint.kernel.events import publish
from trigpoint.kernel.guards import enforce
from trigpoint.people.queries.accounts import Account
from trigpoint.programmes.enums import StageKind
from trigpoint.reviews.actions import stages
from trigpoint.reviews.queries import scene as scenes
from trigpoint.reviews.queries.scene import Review, Scene


@action("findings.draft_profile", subject="review")
def draft(
    *, actor: Account, at: dt.datetime, review: Review, priority: str, version: int, priority_aspect: str = ""
) -> Profile:
    """
    Begin the profile, or change its improvement priority, over the version that was read (0: there was none).

    Raises Refused once it is released or while the school has it, Stale when somebody else wrote first.
    """
    scene = _leading(actor, at, review)
    standing = profiles.standing(review)
    if standing.is_released:
        raise Refused(_("The profile is released: what it says stays as it is."))
    if standing.state == "fact_check" and not standing.answered:
        raise Refused(_("The school is checking the facts. Take the profile back to change it."))
    values = {"priority": priority.strip(), "priority_aspect": priority_aspect}
    _check_priority(scene, **values)
    here = Profile.objects.filter(review=review)
    if version:
        written = here.filter(version=version).update(**values, version=version + 1)
    else:
        row = Profile(review=review, network_id=review.network_id, **values)
        Profile.objects.bulk_create([row], ignore_conflicts=True)
        written = here.filter(pk=row.pk).exists()
    if not written:
        words = _("The profile was changed in the meantime. Nothing was overwritten.")
        raise Stale(words, current={"priority": standing.priority, "version": standing.version})
    return here.get()


@action("findings.send_for_factual_check", subject="review")
def send_for_factual_check(*, actor: Account, at: dt.datetime, review: Review) -> Profile:
    """
    Give the profile to the head of the school, who has the review model's number of school days to answer.

    Raises Refused while an aspect has no position (G9), Unacceptable without an improvement priority.
    """
    scene = _leading(actor, at, review)
    row = _locked(review)
    PROFILE.advance(row, "send")
    enforce(guards.without_position(plans.in_focus(review), positions.agreed(review)))
    if not row.priority:
        raise Unacceptable({"priority": [_("Write the improvement priority before the school checks the facts.")]})
    row.sent_at = at
    row.answer_by = window.last_day(review, sent_on=scene.on, days=scene.model.number("fact_check.working_days"))
    row.answered_at = row.answered_by = row.head_agrees = row.head_agreed_priority = None
    row.version += 1
    row.save()
    letters.to_check(review, on=scene.on, answer_by=row.answer_by)
    publish(
        ProfileSentForCheck(at=at, actor_id=actor.pk, review_id=review.pk, profile_id=row.pk, answer_by=row.answer_by)
    )
    return row


@action("findings.take_back_profile", subject="review")
def take_back(*, actor: Account, at: dt.datetime, review: Review) -> Profile:
    """Draft on: the school no longer reads it, and is asked anew when it is sent again."""
    _leading(actor, at, review)
    row = _locked(review)
    PROFILE.advance(row, "take_back")
    row.version += 1
    row.save()
    return row


@action("findings.settle_correction", subject="correction")
def settle_correction(
    *, actor: Account, at: dt.datetime, correction: Correction, outcome: str, answer: str = ""
) -> Correction:
    """Say what became of a correction that the school asked for. A correction left as it was needs an answer."""
    review = correction.profile.review
    _leading(actor, at, review)
    _locked(review)
    answer = answer.strip()
    if outcome not in {"taken", "left"}:
        raise Unacceptable({"outcome": [_("Choose one of the list.")]})
    if outcome == "left" and not answer:
        raise Unacceptable({"answer": [_("Tell the school why the profile stays as it is.")]})
    if len(answer) > 2_000 or "\x00" in answer:
        raise Unacceptable({"answer": [_("Shorten this to 2,000 characters.")]})
    row = Correction.objects.select_for_update().get(pk=correction.pk)
    if row.settled_at is not None:
        raise Refused(_("This correction is settled already."))
    row.outcome, row.answer, row.settled_at, row.settled_by = outcome, answer, at, actor
    row.save()
    return row


@action("findings.release_profile", subject="review")
def release(*, actor: Account, at: dt.datetime, review: Review, versions: dict[str, int] | None = None) -> Profile:
    """
    Release the profile to the school. What it says is kept as it is now.

    `versions` are those of the positions that were read (aspect -> version): Stale when one has changed since.
    Raises Refused before the school has answered or its window is over, and while a correction has no answer.
    """
    scene = scenes.acting(actor.pk, review, at=at)
    row = _locked(review)
    if not PROFILE.allows(row, "release"):
        settling.may_lead(scene).require()
        PROFILE.advance(row, "release")
    settling.may_release(scene, answered=row.answered_at is not None, answer_by=row.answer_by).require()
    agreed = positions.agreed(review)
    enforce(guards.without_position(plans.in_focus(review), agreed))
    if row.corrections.filter(outcome="").exists():
        raise Refused(_("Answer each correction that the school asked for first."))
    current = {code: said.version for code, said in agreed.items()}
    if versions is not None and any(current.get(code) != version for code, version in versions.items()):
        raise Stale(_("A position has changed since you read the profile. Read it again."), current=current)
    PROFILE.advance(row, "release")
    row.content = printed.printed(scene, row).content()
    row.released_at, row.released_by = at, actor
    row.version += 1
    row.save()
    stages.complete(actor=actor, at=at, review=review, kind=StageKind.PROFILE.value)
    letters.released(review, on=scene.on)
    publish(ProfileReleased(at=at, actor_id=actor.pk, review_id=review.pk, profile_id=row.pk))
    return row


def _leading(actor: Account, at: dt.datetime, review: Review) -> Scene:
    scene = scenes.acting(actor.pk, review, at=at)
    settling.may_lead(scene).require()
    return scene


def _locked(review: Review) -> Profile:
    """The row, locked, so that two moves stand in line. Refused when it isn't drafted yet."""
    row = Profile.objects.select_for_update(of=["self"]).select_related("review").filter(review=review).first()
    if row is None:
        raise Refused(_("The profile is not drafted yet."))
    return row


def _check_priority(scene: Scene, *, priority: str, priority_aspect: str) -> None:
    errors = {}
    if len(priority) > 300 or "\x00" in priority:
        errors["priority"] = [_("Shorten the priority to 300 characters.")]
    if priority_aspect and priority_aspect not in {aspect.code for aspect in plans.in_focus(scene.review)}:
        errors["priority_aspect"] = [_("Choose an aspect that the review looks at.")]
    if errors:
        raise Unacceptable(errors)
