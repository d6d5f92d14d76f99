"""
Dates that run from the visit by the model alone: what is to be published by when, and when progress is looked at.

A model says `publish_by: {months: 3}` of an output, `publish: true` of a stage whose outcome is to be public by its date, and
`progress_review: {months: 10}`, which is its stage of the kind `impact_review`. No code knows of any model.
"""

import calendar
import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterable, Iterator, Mapping

from trigpoint.proformas.models import Publication
from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.queries.review_models import Definition, definition
from trigpoint.reviews.queries import stages
from trigpoint.reviews.queries.scene import Review, Scene
from trigpoint.reviews.queries.stages import Step

__all__ = ["Clock", "Publication", "of", "of_reviews"]


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
            *_outputs(review, model, published),
            *_stages(review, model, steps[review.pk], published),
            *_progress(review, model, steps[review.pk]),
        ]
        found[review.pk] = sorted(clocks, key=lambda clock: clock.by)
    return found


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, or that month's last."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _has_any(model: Definition) -> bool:
    asks = [output.publish_by_months for output in model.outputs] + [stage.publish for stage in model.stages]
    return bool(model.follow_up.progress_review_months) or any(asks)


type Published = Mapping[tuple[uuid.UUID, str], Publication]


def _outputs(review: Review, model: Definition, published: Published) -> Iterator[Clock]:
    for output in model.outputs:
        if output.publish_by_months:
            row = published.get((review.pk, output.key))
            yield Clock(
                title=output.title,
                output=output.key,
                stage=output.stage,
                owner=output.owner,
                by=months_after(review.visit_ends_on, output.publish_by_months),
                met_on=row.published_on if row else None,
                address=row.address if row else "",
            )


def _stages(review: Review, model: Definition, steps: Iterable[Step], published: Published) -> Iterator[Clock]:
    """What a stage brings, by the date of the stage; an output of the stage has its own clock."""
    for step in steps:
        stage = model.stage_by_key[step.key]
        if stage.publish and model.output_of(stage) is None:
            row = published.get((review.pk, stage.key))
            yield Clock(
                title=stage.title,
                output=stage.key,
                stage=stage.key,
                owner=stage.owner_key,
                by=step.ends_on,
                met_on=row.published_on if row else None,
                address=row.address if row else "",
            )


def _progress(review: Review, model: Definition, steps: Iterable[Step]) -> Iterator[Clock]:
    months = model.follow_up.progress_review_months
    step = next((step for step in steps if step.kind == StageKind.IMPACT_REVIEW), None)
    if months and step:
        yield Clock(
            title=step.title,
            output="",
            stage=step.key,
            owner=model.stage_by_key[step.key].owner_key,
            by=months_after(review.visit_ends_on, months),
            met_on=step.done_on,
        )
