"""
Dates that run from the visit by the model alone: what is to be published by when, and when progress is looked at.

A model says `publish_by: {months: 3}` of an output, and `progress_review: {months: 10}`; no code knows of any model.
"""

import calendar
import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterable

from trigpoint.proformas.models import Publication
from trigpoint.programmes.language.pieces import Output
from trigpoint.programmes.queries.review_models import Definition, definition
from trigpoint.reviews.queries import stages
from trigpoint.reviews.queries.scene import Review, Scene
from trigpoint.reviews.queries.stages import Step

__all__ = ["Clock", "Publication", "of", "of_reviews"]

PROGRESS = "impact_review"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """
    One date that the model sets. `output` is the key of what is to be published ("" for the look at progress).

    `owner` is the role that answers for it, `address` where it can be read.
    """

    title: str
    output: str
    stage: str
    owner: str
    by: dt.date
    met_on: dt.date | None
    address: str = ""

    def is_late(self, on: dt.date) -> bool:
        return self.met_on is None and self.by < on


def of(scene: Scene) -> list[Clock]:
    """The clocks of a review, by date. At most two queries, none for a model that sets none."""
    return of_reviews([scene.review])[scene.review.pk]


def of_reviews(reviews: Iterable[Review]) -> dict[uuid.UUID, list[Clock]]:
    """By review id. At most two queries for all."""
    all_reviews = list(reviews)
    models = {review.pk: definition(review.review_model_id) for review in all_reviews}
    found: dict[uuid.UUID, list[Clock]] = {review.pk: [] for review in all_reviews}
    timed = [review for review in all_reviews if _has_any(models[review.pk])]
    if not timed:
        return found
    steps = stages.of_reviews(timed)
    published = {(row.review_id, row.output): row for row in Publication.objects.filter(review__in=timed)}
    for review in timed:
        model = models[review.pk]
        clocks = [
            _to_publish(review, output, published.get((review.pk, output.key)))
            for output in model.outputs
            if output.publish_by_months
        ]
        progress = _progress(review, model, steps[review.pk])
        found[review.pk] = sorted([*clocks, *([progress] if progress else [])], key=lambda clock: clock.by)
    return found


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, or that month's last."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _has_any(model: Definition) -> bool:
    return bool(model.follow_up.progress_review_months) or any(o.publish_by_months for o in model.outputs)


def _to_publish(review: Review, output: Output, row: Publication | None) -> Clock:
    return Clock(
        title=output.title,
        output=output.key,
        stage=output.stage,
        owner=output.owner,
        by=months_after(review.visit_ends_on, output.publish_by_months),
        met_on=row.published_on if row else None,
        address=row.address if row else "",
    )


def _progress(review: Review, model: Definition, steps: Iterable[Step]) -> Clock | None:
    months = model.follow_up.progress_review_months
    stage = model.stage_by_key.get("progress_review") or model.stage_of_kind(PROGRESS)
    if not months or stage is None:
        return None
    step = next((step for step in steps if step.key == stage.key), None)
    return Clock(
        title=stage.title,
        output="",
        stage=stage.key,
        owner=stage.owner_key,
        by=months_after(review.visit_ends_on, months),
        met_on=step.done_on if step else None,
    )
