"""What the school does with its profile: check the facts, reply, share; and what is kept when others read it."""

import datetime as dt

from trigpoint.audit.actions import action
from trigpoint.findings.actions import letters
from trigpoint.findings.enums import Channel
from trigpoint.findings.models import Correction, Look, Profile, Reply
from trigpoint.findings.queries import outputs, positions
from trigpoint.findings.queries import profile as profiles
from trigpoint.findings.rules import settling, visibility
from trigpoint.kernel.errors import Refused, Unacceptable
from trigpoint.people.queries.accounts import Account
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.queries import scene as scenes
from trigpoint.reviews.queries.scene import Review

LONGEST = 4_000
LONGEST_REPLY = 10_000


@action("findings.answer_factual_check", subject="review")
def answer_factual_check(
    *,
    actor: Account,
    at: dt.datetime,
    review: Review,
    agrees: bool,
    corrections: dict[str, str] | None = None,
    agrees_priority: bool = True,
) -> Profile:
    """
    The head agrees, or names what is not right, aspect by aspect. Once for each time that the profile is sent.

    Raises Refused when it isn't with the school, was answered, or was released; Unacceptable for corrections that
    name no aspect of the profile, and for "not right" without any.
    """
    scene = scenes.acting(actor.pk, review, at=at)
    settling.may_answer(scene).require()
    row = Profile.objects.select_for_update().filter(review=review).first()
    if row is None or row.state != "fact_check":
        raise Refused(_("The {profile} is not with the {school} for a check of facts."))
    if row.answered_at is not None:
        raise Refused(_("The check of facts is answered already."))
    asked = {code: text.strip() for code, text in (corrections or {}).items() if text.strip()}
    _check_corrections(review, asked, agrees=agrees)
    Correction.objects.bulk_create(
        Correction(profile=row, aspect=code, text=text, raised_at=at, raised_by=actor) for code, text in asked.items()
    )
    row.answered_at, row.answered_by, row.head_agrees = at, actor, agrees
    row.head_agreed_priority = agrees_priority
    row.version += 1
    row.save()
    letters.answered(review, on=scene.on)
    return row


@action("findings.reply", subject="review")
def reply(*, actor: Account, at: dt.datetime, review: Review, text: str) -> Reply:
    """The head's own words, printed with the profile, before or after its release. Said again, the newest counts."""
    scene = scenes.acting(actor.pk, review, at=at)
    settling.may_answer(scene).require()
    output = outputs.of(scene.model)
    if output is None or not output.reply:
        raise Refused(_("This review has no reply of the {school}: say it when you check the facts."))
    standing = profiles.standing(review)
    if standing.state not in {"fact_check", "released"}:
        raise Refused(_("You can reply once you have read the {profile}."))
    text = text.strip().replace("\r\n", "\n")
    if not text:
        raise Unacceptable({"text": [_("Write your reply.")]})
    if len(text) > LONGEST_REPLY or "\x00" in text:
        words = _("Shorten this to %(longest)d characters; it has %(length)d.")
        raise Unacceptable({"text": [words % {"longest": LONGEST_REPLY, "length": len(text)}]})
    return Reply.objects.create(profile=profiles.profile(review), text=text, replied_at=at, replied_by=actor)


@action("findings.share_profile", subject="review")
def share(
    *,
    actor: Account,
    at: dt.datetime,
    review: Review,
    governors: bool = False,
    staff: bool = False,
    partnership_lead: bool = False,
) -> Profile:
    """The head decides who else reads the released profile; takes it back as easily."""
    settling.may_answer(scenes.acting(actor.pk, review, at=at)).require()
    row = Profile.objects.select_for_update().filter(review=review, state="released").first()
    if row is None:
        raise Refused(_("The {profile} is not released yet."))
    row.shared_with_governors = governors
    row.shared_with_staff = staff
    row.shared_with_partnership_lead = partnership_lead
    row.version += 1
    row.save()
    return row


@action("findings.open_profile", subject="review")
def look(*, actor: Account, at: dt.datetime, review: Review, channel: str = Channel.PAGE.value) -> None:
    """Somebody opens the profile. Kept, for the school to see, when they are not of the school and it is released."""
    scene = scenes.acting(actor.pk, review, at=at)
    standing = profiles.standing(review)
    visibility.may_see_profile(scene, standing).require()
    if visibility.is_logged(scene, standing):
        Look.objects.create(
            profile=profiles.profile(review), person=actor, channel=Channel(channel).value, looked_at=at
        )


def _check_corrections(review: Review, asked: dict[str, str], *, agrees: bool) -> None:
    errors: dict[str, list[str]] = {}
    unknown = sorted(set(asked) - set(positions.agreed(review)))
    if unknown:
        errors["corrections"] = [_("The {profile} has nothing on %(code)s.") % {"code": ", ".join(unknown)}]
    elif any(len(text) > LONGEST or "\x00" in text for text in asked.values()):
        errors["corrections"] = [_("Shorten each correction to 4,000 characters.")]
    elif agrees and asked:
        errors["agrees"] = [_("Agree, or ask for corrections: not both.")]
    elif not agrees and not asked:
        errors["corrections"] = [_("Say what is not right, or agree.")]
    if errors:
        raise Unacceptable(errors)
