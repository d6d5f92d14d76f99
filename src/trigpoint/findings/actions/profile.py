"""The profile's way from draft to release, by the lead reviewer."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from trigpoint.audit.actions import action
from trigpoint.evidence.queries import plans
from trigpoint.findings.actions import gate, letters
from trigpoint.findings.events import ProfileReleased, ProfileSentForCheck
from trigpoint.findings.lifecycle import PROFILE
from trigpoint.findings.models import Correction, Profile
from trigpoint.findings.queries import host_answers, outputs, positions, printed, window
from trigpoint.findings.queries import profile as profiles
from trigpoint.findings.queries.outputs import Output
from trigpoint.findings.queries.positions import Agreed
from trigpoint.findings.rules import guards, settling
from trigpoint.kernel.errors import Refused, Stale, Unacceptable
from trigpoint.kernel.events import publish
from trigpoint.kernel.guards import enforce
from trigpoint.people.queries.accounts import Account
from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.actions import stages
from trigpoint.reviews.queries import scene as scenes
from trigpoint.reviews.queries.scene import Review, Scene

LONGEST = 6_000


@action("findings.draft_profile", subject="review")
def draft(
    *,
    actor: Account,
    at: dt.datetime,
    review: Review,
    version: int,
    priority: str = "",
    priority_aspect: str = "",
    texts: dict[str, str] | None = None,
) -> Profile:
    """
    Begin the profile, or change its improvement priority, over the version that was read (0: there was none).

    `texts` are what the lead reviewer writes for sections of the model's output (`context`, `support`); what is left out
    stays as it is.

    Raises Refused once it is released or while the school has it, Stale when somebody else wrote first.
    """
    scene = _leading(actor, at, review)
    standing = profiles.standing(review)
    if standing.is_released:
        raise Refused(_("The {profile} is released: what it says stays as it is."))
    if standing.state == "fact_check" and not standing.answered:
        raise Refused(_("The {school} is checking the facts. Take the {profile} back to change it."))
    output = _output(scene)
    values: dict[str, Any] = {"priority": priority.strip(), "priority_aspect": priority_aspect}
    _check_priority(scene, **values)
    values["texts"] = {**standing.texts, **_texts(output, texts or {})}
    here = Profile.objects.filter(review=review)
    if version:
        written = here.filter(version=version).update(**values, version=version + 1)
    else:
        row = Profile(review=review, network_id=review.network_id, **values)
        Profile.objects.bulk_create([row], ignore_conflicts=True)
        written = here.filter(pk=row.pk).exists()
    if not written:
        words = _("The {profile} was changed in the meantime. Nothing was overwritten.")
        raise Stale(words, current={"priority": standing.priority, "version": standing.version})
    if standing.state == "fact_check" and output.checked:
        stages.reopen(actor=actor, at=at, review=review, kind=outputs.CHECKED)  # it is looked through again
    return here.get()


@action("findings.send_for_factual_check", subject="review")
def send_for_factual_check(*, actor: Account, at: dt.datetime, review: Review) -> Profile:
    """
    Give the profile to the head of the school, who has the review model's number of school days to answer.

    Raises Refused while an aspect has no position (G9), or the model has positions agreed with the school and it has not
    said anything to one; Unacceptable without an improvement priority, where the output has one.
    """
    scene = _leading(actor, at, review)
    output = _output(scene)
    row = _locked(review)
    PROFILE.advance(row, "send")
    agreed = positions.agreed(review)
    enforce(guards.without_position(plans.in_focus(review), agreed))
    _require_the_school(scene, agreed)
    if output.has("priority") and not row.priority:
        raise Unacceptable({"priority": [_("Write the improvement {priority} before the {school} checks the facts.")]})
    row.sent_at = at
    row.answer_by = window.last_day(review, sent_on=scene.on, days=output.fact_check_days)
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
        raise Unacceptable({"answer": [_("Tell the {school} why the {profile} stays as it is.")]})
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
    Raises Refused before the school has answered or its window is over, while a correction has no answer, and while
    something that the model has come before the release is not done.
    """
    scene = scenes.acting(actor.pk, review, at=at)
    output = _output(scene)
    row = _locked(review)
    if not PROFILE.allows(row, "release"):
        settling.may_lead(scene).require()
        PROFILE.advance(row, "release")
    settling.may_release(
        scene, answered=row.answered_at is not None, answer_by=row.answer_by, released_by=output.released_by
    ).require()
    agreed = positions.agreed(review)
    enforce(guards.without_position(plans.in_focus(review), agreed))
    if row.corrections.filter(outcome="").exists():
        raise Refused(_("Answer each correction that the {school} asked for first."))
    current = {code: said.version for code, said in agreed.items()}
    if versions is not None and any(current.get(code) != version for code, version in versions.items()):
        raise Stale(_("{An position} has changed since you read the {profile}. Read it again."), current=current)
    gate.require(scene, output, current)
    PROFILE.advance(row, "release")
    row.content = printed.printed(scene, row).content()
    row.released_at, row.released_by = at, actor
    row.version += 1
    row.save()
    stages.complete(actor=actor, at=at, review=review, kind=StageKind.PROFILE.value)
    if not outputs.is_sampled(review, scene.model):
        stages.complete(actor=None, at=at, review=review, kind=outputs.CHECKED)
    letters.released(review, output, on=scene.on)
    publish(ProfileReleased(at=at, actor_id=actor.pk, review_id=review.pk, profile_id=row.pk))
    return row


def _leading(actor: Account, at: dt.datetime, review: Review) -> Scene:
    scene = scenes.acting(actor.pk, review, at=at)
    settling.may_lead(scene).require()
    return scene


def _output(scene: Scene) -> Output:
    found = outputs.of(scene.model)
    if found is None:
        raise Refused(_("This review has no {profile}."))
    return found


def _require_the_school(scene: Scene, agreed: Mapping[str, Agreed]) -> None:
    """Where positions are agreed with the school: it has said to each, as it is now, whether it sees it so."""
    if not scene.model.judgement.agreed_with_host:
        return
    left = host_answers.waiting(agreed.values(), host_answers.newest(scene.review))
    if left:
        names = ", ".join(scene.tree.aspects[code].name for code in left)
        raise Refused(_("The {school} has not said yet whether it sees these as you do: %(names)s.") % {"names": names})


def _texts(output: Output, given: dict[str, str]) -> dict[str, str]:
    known = {section.source for section in output.written}
    if unknown := sorted(set(given) - known):
        words = _("The {lead} writes nothing under %(names)s.")
        raise Unacceptable({"texts": [words % {"names": ", ".join(unknown)}]})
    tidy = {source: text.strip().replace("\r\n", "\n") for source, text in given.items()}
    if any(len(text) > LONGEST or "\x00" in text for text in tidy.values()):
        raise Unacceptable({"texts": [_("Shorten this to %(longest)d characters.") % {"longest": LONGEST}]})
    return tidy


def _locked(review: Review) -> Profile:
    """The row, locked, so that two moves stand in line. Refused when it isn't drafted yet."""
    row = Profile.objects.select_for_update(of=["self"]).select_related("review").filter(review=review).first()
    if row is None:
        raise Refused(_("The {profile} is not drafted yet."))
    return row


def _check_priority(scene: Scene, *, priority: str, priority_aspect: str) -> None:
    errors = {}
    if len(priority) > 300 or "\x00" in priority:
        errors["priority"] = [_("Shorten the {priority} to 300 characters.")]
    if priority_aspect and priority_aspect not in {aspect.code for aspect in plans.in_focus(scene.review)}:
        errors["priority_aspect"] = [_("Choose {an aspect} that the review looks at.")]
    if errors:
        raise Unacceptable(errors)
