"""The school fills its data pack, opens it to the team, and takes it back."""

import datetime as dt
import uuid

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from trigpoint.audit.actions import action
from trigpoint.kernel import files
from trigpoint.kernel.errors import Refused, Unacceptable
from trigpoint.kernel.events import publish
from trigpoint.kernel.guards import enforce
from trigpoint.people.queries.accounts import Account
from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.actions import letters, stages
from trigpoint.reviews.actions.locks import one_at_a_time
from trigpoint.reviews.enums import ItemKind, ItemSubject
from trigpoint.reviews.events import PackReleased
from trigpoint.reviews.models import PackItem, PackLook, PackRelease, Review
from trigpoint.reviews.queries import figures, self_evaluation, signing, team
from trigpoint.reviews.queries import pack as packs
from trigpoint.reviews.queries.scene import Scene, acting
from trigpoint.reviews.rules import pack as rules

LONGEST = 20_000
OWN_TITLE = (ItemKind.FIGURES, ItemKind.SELF_EVALUATION)


@action("reviews.add_pack_item")
def add_item(
    *,
    actor: Account,
    at: dt.datetime,
    review: Review,
    kind: str,
    title: str = "",
    subject: str = ItemSubject.OTHER,
    text: str = "",
    address: str = "",
) -> PackItem:
    """
    Put one thing in: a note (`text`), a link (`address`), or the register's figures of the school.

    In a pack that is open to the team it is there at once. Raises Unacceptable for what can't be taken.
    """
    made = _begun(actor=actor, at=at, review=review, kind=kind, title=title, subject=subject)
    match kind:
        case ItemKind.NOTE:
            made.text = _text(text)
        case ItemKind.LINK:
            made.address = _address(address)
        case ItemKind.FIGURES:
            _alone(review, kind, _("The figures are in the pack already. Take them out to put in new ones."))
            made.figures, made.subject = figures.of_host(review), ItemSubject.DATA
        case ItemKind.SELF_EVALUATION:
            _alone(review, kind, _("The {self_evaluation} is in the pack already."))
        case _:
            raise Unacceptable({"kind": [_("Bring a file as a file.")]})
    made.save()
    return made


@action("reviews.add_pack_file")
def add_file(
    *,
    actor: Account,
    at: dt.datetime,
    review: Review,
    file_name: str,
    content: bytes,
    title: str = "",
    subject: str = ItemSubject.OTHER,
) -> PackItem:
    """Put in a file; what it is follows from its content. Raises Unacceptable for what can't be taken."""
    made = _begun(actor=actor, at=at, review=review, kind=ItemKind.FILE, title=title, subject=subject)
    file = files.accept(file_name, content)
    files.keep(file)
    made.file_name, made.media_type, made.size, made.sha256 = file.name, file.media_type, file.size, file.sha256
    made.title = made.title or file.name
    made.save()
    return made


@action("reviews.withdraw_pack_item", subject="item")
def withdraw_item(*, actor: Account, at: dt.datetime, item: PackItem) -> None:
    """Take one thing out. Its title stays in the log; what it held is no longer there."""
    rules.may_fill(acting(actor.pk, item.review, at=at)).require()
    item.withdrawn_at, item.withdrawn_by = at, actor
    item.text = item.address = item.sha256 = item.file_name = ""
    item.figures = None
    item.save()


@action("reviews.release_pack", subject="review")
def release(*, actor: Account, at: dt.datetime, review: Review, expires_on: dt.date | None = None) -> PackRelease:
    """
    Open the pack to the team that is named now, until a day (`usual_last_day`, without one).

    Raises Refused (G1) when the school or a reviewer's school has not signed both agreements.
    """
    scene = acting(actor.pk, review, at=at)
    one_at_a_time(review)
    rules.may_release(
        scene,
        is_complete=self_evaluation.status(review).is_complete,
        is_released=packs.release(review) is not None,
    ).require()
    named = [member for member in team.members(review, on=scene.on) if member.reviews]
    if not named:
        raise Refused(_("Nobody is on the team yet: the {partnership_lead} names it, then you can release the pack."))
    enforce(signing.breaches(scene, named))
    last_day = _last_day(scene, expires_on)
    evaluates = scene.model.stage_of_kind(StageKind.SELF_EVALUATION) is not None
    there = PackItem.objects.filter(review=review, kind=ItemKind.SELF_EVALUATION, withdrawn_at__isnull=True)
    if evaluates and not there.exists():
        PackItem.objects.create(
            review=review,
            kind=ItemKind.SELF_EVALUATION,
            title=str(ItemKind.SELF_EVALUATION.label),
            added_at=at,
            added_by=actor,
        )
    made = PackRelease.objects.create(
        review=review,
        released_at=at,
        released_by=actor,
        expires_on=last_day,
        record={
            "items": [item.title for item in packs.items(review)],
            "recipients": [
                {"person_id": str(member.person_id), "name": member.name, "school": member.school_name}
                for member in named
            ],
        },
    )
    stages.complete(actor=actor, at=at, review=review, kind=StageKind.DATA_PACK)
    letters.pack_released(review, on=scene.on, last_day=last_day)
    publish(PackReleased(at=at, actor_id=actor.pk, review_id=review.pk, expires_on=last_day))
    return made


@action("reviews.withdraw_pack", subject="review")
def withdraw(*, actor: Account, at: dt.datetime, review: Review) -> None:
    """Close the pack to the team. What was looked at stays in the log."""
    rules.may_fill(acting(actor.pk, review, at=at)).require()
    changed = PackRelease.objects.filter(review=review, withdrawn_at__isnull=True).update(
        withdrawn_at=at, withdrawn_by=actor
    )
    if not changed:
        raise Refused(_("The data pack is not open to the team."))
    stages.reopen(actor=actor, at=at, review=review, kind=StageKind.DATA_PACK)


@action("reviews.set_pack_expiry", subject="review")
def set_expiry(*, actor: Account, at: dt.datetime, review: Review, expires_on: dt.date) -> None:
    """Another last day for the pack that is open."""
    scene = acting(actor.pk, review, at=at)
    rules.may_fill(scene).require()
    changed = PackRelease.objects.filter(review=review, withdrawn_at__isnull=True).update(
        expires_on=_last_day(scene, expires_on)
    )
    if not changed:
        raise Refused(_("The data pack is not open to the team."))


@action("reviews.open_pack", subject="review")
def record_view(*, actor: Account, at: dt.datetime, review: Review, item_id: uuid.UUID | None = None) -> None:
    """
    Somebody of the team opens the pack, or takes one thing from it: the host sees who, what and when.

    The school's own people read without an entry. Raises Refused when the pack is not open to the person.
    """
    scene = acting(actor.pk, review, at=at)
    opening = packs.release(review)
    is_shared = self_evaluation.status(review).is_shared
    rules.may_read(scene, opening, is_shared=is_shared, has_signed=signing.has_signed(scene)).require()
    if opening is None or not rules.is_outside(scene):
        return
    if item_id is None and packs.has_opened(opening, actor.pk, on=scene.on):
        return
    taken = packs.item(review, item_id) if item_id else None
    PackLook.objects.create(release_id=opening.id, item=taken, person=actor, looked_at=at)


def _begun(*, actor: Account, at: dt.datetime, review: Review, kind: str, title: str, subject: str) -> PackItem:
    """A thing to put in, not saved, by somebody who may. Raises Unacceptable for a kind or a title that can't be."""
    rules.may_fill(acting(actor.pk, review, at=at)).require()
    one_at_a_time(review)
    made = PackItem(review=review, kind=kind, subject=subject, title=title.strip(), added_at=at, added_by=actor)
    errors: dict[str, list[str]] = {}
    if kind not in ItemKind.values:
        errors["kind"] = [_("Choose what to put in.")]
    elif not made.title and kind in OWN_TITLE:
        made.title = str(ItemKind(kind).label)
    elif not made.title and kind != ItemKind.FILE:
        errors["title"] = [_("Give it a title, so that the team knows what it is.")]
    if len(made.title) > 120 or "\0" in made.title:
        errors["title"] = [_("Shorten the title to 120 characters.")]
    if subject not in ItemSubject.values:
        errors["subject"] = [_("Choose what it is.")]
    if errors:
        raise Unacceptable(errors)
    return made


def _alone(review: Review, kind: str, refusal: str) -> None:
    if PackItem.objects.filter(review=review, kind=kind, withdrawn_at__isnull=True).exists():
        raise Refused(refusal)


def _text(text: str) -> str:
    tidy = text.replace("\r\n", "\n").strip()
    if not tidy:
        raise Unacceptable({"text": [_("Write something here.")]})
    if len(tidy) > LONGEST:
        raise Unacceptable({"text": [_("Shorten this to 20,000 characters; it has %(n)s.") % {"n": f"{len(tidy):,}"}]})
    return tidy


def _address(address: str) -> str:
    tidy = address.strip()
    try:
        URLValidator(schemes=["https", "http"])(tidy)
    except ValidationError:
        raise Unacceptable({"address": [_("Give an address that starts with https://.")]}) from None
    if len(tidy) > 500:
        raise Unacceptable({"address": [_("Give an address of up to 500 characters.")]})
    return tidy


def _last_day(scene: Scene, wanted: dt.date | None) -> dt.date:
    last_day = wanted or packs.usual_last_day(scene)
    if last_day < scene.on:
        raise Unacceptable({"expires_on": [_("This day is over. Choose the last day on which the team may read it.")]})
    if last_day > scene.on + dt.timedelta(days=366):
        raise Unacceptable({"expires_on": [_("Choose a day within a year.")]})
    return last_day
