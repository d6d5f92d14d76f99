"""The stages of reviews: when each is due, and when it was done."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterable

from django.utils import timezone

from trigpoint.programmes.queries.review_models import definition
from trigpoint.reviews.models import Review, Stage
from trigpoint.reviews.queries.dates import last_day

__all__ = ["Step", "next_step", "of_reviews", "stages"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """
    One stage of one review, with its name and owner from the pinned model.

    `due_on` is its first day and `ends_on` its last (they differ for a visit of several days, and for a stage that lasts).
    `planned` stages have a date of their own on the calendar; the others follow from them. `owner` is the product's role,
    `owner_key` the model's; `strand` is empty for what belongs to all strands.
    """

    key: str
    kind: str
    title: str
    group: str
    owner: str
    planned: bool
    due_on: dt.date
    ends_on: dt.date
    done_on: dt.date | None
    strand: str = ""
    owner_key: str = ""

    @property
    def is_done(self) -> bool:
        return self.done_on is not None

    def is_late(self, on: dt.date) -> bool:
        """Not done, and its last day is over."""
        return self.done_on is None and self.ends_on < on


def stages(review: Review) -> tuple[Step, ...]:
    """All stages of one review in the model's order. One query."""
    return of_reviews([review])[review.pk]


def of_reviews(reviews: Iterable[Review]) -> dict[uuid.UUID, tuple[Step, ...]]:
    """The stages of several reviews by review id. One query (and one for each review model not read before)."""
    by_id = {review.pk: review for review in reviews}
    found: dict[uuid.UUID, list[Step]] = {pk: [] for pk in by_id}
    if not by_id:
        return {}
    rows = Stage.objects.filter(review_id__in=by_id).order_by("order")
    zone = timezone.get_current_timezone()
    for review_id, key, kind, due_on, done_at in rows.values_list("review_id", "key", "kind", "due_on", "done_at"):
        review = by_id[review_id]
        stage = definition(review.review_model_id).stage_by_key[key]
        found[review_id].append(
            Step(
                key=key,
                kind=kind,
                title=stage.title,
                group=stage.group,
                owner=stage.owner,
                planned=stage.planned,
                due_on=due_on,
                ends_on=last_day(stage, due_on, review.visit_ends_on),
                strand=stage.strand,
                owner_key=stage.owner_key,
                done_on=done_at.astimezone(zone).date() if done_at else None,
            )
        )
    return {pk: tuple(steps) for pk, steps in found.items()}


def next_step(steps: Iterable[Step]) -> Step | None:
    """The first planned stage that is not done."""
    return next((step for step in steps if step.planned and not step.is_done), None)
