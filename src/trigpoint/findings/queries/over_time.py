"""
One aspect through the reviews of the same school: side by side where the versions of the framework are comparable.

Where they are not, that is what is told, and nothing of what was found then. No two aspects are ever joined. A review
whose profile is not this person's to read is not told of at all.
"""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Callable

from trigpoint.access.decision import Decision
from trigpoint.findings.models import Profile
from trigpoint.findings.queries import profile as profiles
from trigpoint.findings.queries.printed import Printed, PrintedAspect
from trigpoint.findings.queries.profile import Standing
from trigpoint.frameworks.queries import Aspect, tree
from trigpoint.reviews.queries import scene as scenes
from trigpoint.reviews.queries.scene import Scene

__all__ = ["Said", "Thread", "threads"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """
    What one review said of an aspect. `said` is None where the review did not look at it, or is not comparable.

    `framework` names the version that the review was made with.
    """

    review_id: uuid.UUID
    visit_starts_on: dt.date
    framework: str
    is_comparable: bool
    said: PrintedAspect | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """An aspect of this review's framework, and the reviews of the school up to this one, oldest first."""

    aspect: Aspect
    reviews: tuple[Said, ...]


type MayRead = Callable[[Scene, Standing], Decision]


def threads(scene: Scene, *, may_read: MayRead) -> list[Thread]:
    """
    For each aspect that this review has released, in the framework's order. One query, and one for each model and framework.

    `may_read` is the rule of reading a profile: it is asked of each review, which may go by another model than this one.
    """
    rows = [
        row for row in _released(scene) if may_read(scenes.of(scene.hats, row.review, on=scene.on), profiles.of(row))
    ]
    now = next((_content(row) for row in rows if row.review_id == scene.review.pk), None)
    codes = {aspect.code for aspect in now.aspects} if now else set()
    return [
        Thread(aspect=aspect, reviews=tuple(_said(scene, aspect, row) for row in rows))
        for code, aspect in scene.tree.aspects.items()
        if code in codes
    ]


def _released(scene: Scene) -> list[Profile]:
    """Released profiles of the same school, and of the same subject in it, up to this review."""
    review = scene.review
    rows = Profile.objects.filter(
        state="released",
        content__isnull=False,
        network_id=review.network_id,
        review__host_id=review.host_id,
        review__subject_name=review.subject_name,
        review__visit_starts_on__lte=review.visit_starts_on,
    )
    rows = rows.exclude(content={})  # what it said was deleted, its time being over
    return list(rows.select_related("review__programme").order_by("review__visit_starts_on", "released_at"))


def _said(scene: Scene, aspect: Aspect, row: Profile) -> Said:
    then = tree(row.review.framework_id)
    twin = scene.tree.twin(aspect.code, then)
    content = _content(row) if twin else None
    return Said(
        review_id=row.review_id,
        visit_starts_on=row.review.visit_starts_on,
        framework=f"{then.title} {then.version}",
        is_comparable=bool(twin),
        said=next((one for one in content.aspects if one.code == twin), None) if content else None,
    )


def _content(row: Profile) -> Printed:
    return Printed.of(row.content or {})  # a released profile has its content: the database sees to it
