"""The dates of a review as a value: what is proposed when it is planned, and what stands."""

import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping

from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.queries.review_models import Definition
from trigpoint.reviews.models import Review

type WhyNot = Callable[[dt.date], str]
"""Why a day is no school day ("half term", "a Saturday", "Good Friday"); empty for a school day."""

WITH_THE_VISIT = {StageKind.TEAM_MEETING, StageKind.FEEDBACK}
FURTHEST = 60  # the summer holiday, and then some


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """First and last day of the visit, and the day of every stage by its key."""

    visit_starts_on: dt.date
    visit_ends_on: dt.date
    due: Mapping[str, dt.date]

    @property
    def visit_days(self) -> int:
        return (self.visit_ends_on - self.visit_starts_on).days + 1


def proposed(
    model: Definition, *, visit_starts_on: dt.date, visit_days: int, why_not: WhyNot, given: Mapping[str, dt.date]
) -> Dates:
    """
    The days `given`, and for the rest the model's offsets from the visit, moved to school days away from the visit.

    Stages that happen with the visit (the team's meeting, the immediate feedback) stand on its last day.
    """
    ends_on = visit_starts_on + dt.timedelta(days=visit_days - 1)
    due = {}
    for stage in model.stages:
        if stage.kind == StageKind.VISIT:
            due[stage.key] = visit_starts_on
        elif stage.kind in WITH_THE_VISIT:
            due[stage.key] = ends_on
        elif stage.key in given:
            due[stage.key] = given[stage.key]
        elif stage.offset_days <= 0:
            due[stage.key] = _school_day(visit_starts_on + dt.timedelta(days=stage.offset_days), why_not, step=-1)
        else:
            wished = max(visit_starts_on + dt.timedelta(days=stage.offset_days), ends_on)
            due[stage.key] = _school_day(wished, why_not, step=1)
    return Dates(visit_starts_on=visit_starts_on, visit_ends_on=ends_on, due=due)


def of(review: Review) -> Dates:
    """As they stand. One query."""
    return Dates(
        visit_starts_on=review.visit_starts_on,
        visit_ends_on=review.visit_ends_on,
        due=dict(review.stages.values_list("key", "due_on")),
    )


def _school_day(day: dt.date, why_not: WhyNot, *, step: int) -> dt.date:
    """The nearest school day in the direction."""
    for distance in range(FURTHEST):
        moved = day + dt.timedelta(days=step * distance)
        if not why_not(moved):
            return moved
    return day
