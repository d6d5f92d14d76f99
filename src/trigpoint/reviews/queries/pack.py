"""The data pack: what is in it, to whom it is open, and who has looked. Whoever asks has asked `rules.pack` first."""

import dataclasses
import datetime as dt
import uuid

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from trigpoint.kernel.errors import Missing
from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.queries.review_models import definition
from trigpoint.reviews.models import PackItem, PackLook, PackRelease, Review, Stage
from trigpoint.reviews.queries.scene import Scene

LOG = 200
"""How many looks the host is shown: the newest."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """
    A release as it stands: `last_day` is its expiry, or earlier where the profile has been final for long enough.

    `recipients` are the people and schools named when it was released.
    """

    id: uuid.UUID
    released_at: dt.datetime
    released_by: str
    expires_on: dt.date
    last_day: dt.date
    items: tuple[str, ...]
    recipients: tuple[tuple[str, str], ...]
    withdrawn_at: dt.datetime | None

    def is_expired(self, on: dt.date) -> bool:
        return on > self.last_day


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Somebody opened the pack, or one thing in it (`title`)."""

    name: str
    school: str
    title: str
    looked_at: dt.datetime


def items(review: Review) -> list[PackItem]:
    """What is in the pack, oldest first, with who added it."""
    return list(_held(review).select_related("added_by").order_by("added_at", "created_at"))


def item(review: Review, item_id: uuid.UUID) -> PackItem:
    """One thing in the pack. Raises Missing when it isn't there (any longer)."""
    found = _held(review).filter(pk=item_id).first()
    if found is None:
        raise Missing
    return found


def _held(review: Review) -> QuerySet[PackItem]:
    return PackItem.objects.filter(review=review, withdrawn_at__isnull=True)


def release(review: Review) -> Opening | None:
    """The release that stands, expired or not; None before it and after it was withdrawn. One query."""
    row = _releases(review).filter(withdrawn_at__isnull=True).first()
    return _opening(row, review) if row else None


def releases(review: Review) -> list[Opening]:
    """Every release there was, newest first. One query."""
    return [_opening(row, review) for row in _releases(review).order_by("-released_at")]


def _releases(review: Review) -> QuerySet[PackRelease]:
    profile = Stage.objects.filter(review=OuterRef("review"), kind=StageKind.PROFILE)
    return (
        PackRelease.objects.filter(review=review)
        .annotate(profile_done_at=Subquery(profile.values("done_at")[:1]))
        .select_related("released_by")
    )


def _opening(row: PackRelease, review: Review) -> Opening:
    last_day = row.expires_on
    done_at: dt.datetime | None = getattr(row, "profile_done_at", None)
    if done_at is not None:
        days = int(definition(review.review_model_id).number("pack.days_after_profile"))
        last_day = min(last_day, timezone.localdate(done_at) + dt.timedelta(days=days))
    return Opening(
        id=row.pk,
        released_at=row.released_at,
        released_by=row.released_by.name,
        expires_on=row.expires_on,
        last_day=last_day,
        items=tuple(row.record["items"]),
        recipients=tuple((person["name"], person["school"]) for person in row.record["recipients"]),
        withdrawn_at=row.withdrawn_at,
    )


def has_opened(opening: Opening, person_id: uuid.UUID, *, on: dt.date) -> bool:
    """Whether the person has opened the pack on this day: what is read on the day rests on that entry in the log."""
    return PackLook.objects.filter(
        release_id=opening.id, person_id=person_id, item__isnull=True, looked_at__date=on
    ).exists()


def has_taken(opening: Opening, item_id: uuid.UUID, person_id: uuid.UUID, *, on: dt.date) -> bool:
    """Whether the person's asking for this file on this day stands in the log."""
    return PackLook.objects.filter(
        release_id=opening.id, person_id=person_id, item_id=item_id, looked_at__date=on
    ).exists()


def looks(review: Review) -> list[Look]:
    """Who of the team has looked at what, newest first. Two queries."""
    schools = {
        person["person_id"]: person["school"]
        for record in PackRelease.objects.filter(review=review).values_list("record", flat=True)
        for person in record["recipients"]
    }
    rows = (
        PackLook.objects.filter(release__review=review)
        .select_related("person", "item")
        .order_by("-looked_at", "-created_at")
    )
    return [
        Look(
            name=row.person.name,
            school=schools.get(str(row.person_id), ""),
            title=row.item.title if row.item else "",
            looked_at=row.looked_at,
        )
        for row in rows[:LOG]
    ]


def usual_last_day(scene: Scene) -> dt.date:
    """Of a pack that is released today: the model's number of days from now, but not before the visit is over."""
    days = int(scene.model.number("pack.default_days"))
    return max(scene.on + dt.timedelta(days=days), scene.review.visit_ends_on)
