"""The profile's own row: where it stands, what the school asked, who has read it."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterable, Mapping

from django.db.models import Q
from django.utils import timezone

from trigpoint.findings.models import Correction, Feedback, Look, Profile, QualityCheck, Reply
from trigpoint.findings.queries import outputs
from trigpoint.kernel.errors import Missing
from trigpoint.reviews.queries.scene import Review, Scene

__all__ = [
    "Checked",
    "Correction",
    "Feedback",
    "Look",
    "Profile",
    "QualityCheck",
    "Reply",
    "Standing",
    "profile",
    "standing",
]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a review's profile stands, and with whom the head shares it. `state` is empty before it is drafted.

    `is_gone`: what it said was deleted, its time being over.
    """

    state: str = ""
    version: int = 0
    priority: str = ""
    priority_aspect: str = ""
    head_agreed_priority: bool | None = None
    sent_at: dt.datetime | None = None
    answer_by: dt.date | None = None
    answered_at: dt.datetime | None = None
    head_agrees: bool | None = None
    released_at: dt.datetime | None = None
    governors: bool = False
    staff: bool = False
    partnership_lead: bool = False
    texts: Mapping[str, str] = dataclasses.field(default_factory=dict)
    is_gone: bool = False

    @property
    def answered(self) -> bool:
        return self.answered_at is not None

    @property
    def is_released(self) -> bool:
        return self.state == "released"

    def is_checked_for_facts(self, on: dt.date) -> bool:
        """The school has answered, or its time is over: silence is agreement."""
        return self.state == "fact_check" and (self.answered or (self.answer_by is not None and on > self.answer_by))


def standing(review: Review) -> Standing:
    """One query."""
    return of_reviews([review.pk])[review.pk]


def of_reviews(review_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Standing]:
    """Where the profiles of several reviews stand. One query."""
    ids = list(review_ids)
    rows = Profile.objects.filter(review_id__in=ids).defer("content").annotate(is_gone=Q(content={}))
    found = {row.review_id: of(row) for row in rows}
    return {pk: found.get(pk, Standing()) for pk in ids}


def of(row: Profile) -> Standing:
    return Standing(
        state=row.state,
        version=row.version,
        priority=row.priority,
        priority_aspect=row.priority_aspect,
        head_agreed_priority=row.head_agreed_priority,
        sent_at=row.sent_at,
        answer_by=row.answer_by,
        answered_at=row.answered_at,
        head_agrees=row.head_agrees,
        released_at=row.released_at,
        governors=row.shared_with_governors,
        staff=row.shared_with_staff,
        partnership_lead=row.shared_with_partnership_lead,
        texts=row.texts,
        is_gone=getattr(row, "is_gone", False) or False,
    )


def profile(review: Review) -> Profile:
    """The row. Raises Missing when it isn't drafted yet."""
    row = Profile.objects.select_related("review", "answered_by", "released_by").filter(review=review).first()
    if row is None:
        raise Missing
    return row


def reply(review: Review) -> Reply | None:
    """The school's newest reply."""
    rows = Reply.objects.filter(profile__review=review).select_related("replied_by")
    return rows.order_by("-replied_at", "-created_at").first()


def corrections(review: Review) -> list[Correction]:
    """What the school asked to put right, in the order in which it was asked."""
    rows = Correction.objects.filter(profile__review=review).select_related(
        "raised_by", "settled_by", "profile__review"
    )
    return list(rows.order_by("raised_at", "aspect"))


def correction(review: Review, correction_id: uuid.UUID) -> Correction:
    found = next((row for row in corrections(review) if row.pk == correction_id), None)
    if found is None:
        raise Missing
    return found


def feedback(review: Review) -> Feedback | None:
    return Feedback.objects.filter(review=review).select_related("recorded_by").first()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The programme's newest look at the profile. `holds` while nothing that was read has changed since."""

    passed: bool
    text: str
    holds: bool
    checked_at: dt.datetime
    checked_by: str


def checked(review: Review, standing: Standing, versions: Mapping[str, int]) -> Checked | None:
    """`versions` are those of the positions now. One query."""
    rows = QualityCheck.objects.filter(profile__review=review).select_related("checked_by")
    row = rows.order_by("-checked_at", "-created_at").first()
    if row is None:
        return None
    return Checked(
        passed=row.passed,
        text=row.text,
        holds=row.profile_version == standing.version and row.versions == dict(versions),
        checked_at=row.checked_at,
        checked_by=row.checked_by.name,
    )


def is_known_released(scene: Scene) -> bool:
    """Whether it is released, where that decides whether the team still sees its positions. One query then, else none."""
    output = outputs.of(scene.model)
    if output is None or not output.hides_from(scene.parts):
        return False
    return Profile.objects.filter(review=scene.review, state="released").exists()


def looks(review: Review, *, limit: int = 200) -> list[Look]:
    """Who from outside the school has opened the profile, newest first."""
    rows = Look.objects.filter(profile__review=review).select_related("person")
    return list(rows.order_by("-looked_at")[:limit])


def has_looked_on(review: Review, person_id: uuid.UUID | None, *, day: dt.date) -> bool:
    """Whether this person has opened the profile on that day: a look counts for the day on which it is noted."""
    midnight = timezone.make_aware(dt.datetime.combine(day, dt.time.min))
    looks = Look.objects.filter(profile__review=review, person_id=person_id)
    return looks.filter(looked_at__gte=midnight, looked_at__lt=midnight + dt.timedelta(days=1)).exists()
