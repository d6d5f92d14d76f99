"""The dates of a review as a value: what is proposed when it is planned, and what stands."""

import dataclasses
import datetime as dt
from collections.abc import Callable, Collection, Mapping

from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.queries.review_models import Definition, StageDefinition
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
    model: Definition,
    *,
    visit_starts_on: dt.date,
    visit_days: int,
    why_not: WhyNot,
    given: Mapping[str, dt.date],
    without: Collection[str] = (),
) -> Dates:
    """
    The days `given`, and for the rest the model's offsets from the visit, moved to school days away from the visit.

    Stages that happen with the visit (the team's meeting, the immediate feedback) stand on its last day. An offset in
    school days is counted in school days. `without` are the stages that this review leaves out.
    """
    ends_on = visit_starts_on + dt.timedelta(days=visit_days - 1)
    due = {}
    for stage in model.stages:
        if stage.key in without:
            continue
        if stage.kind == StageKind.VISIT:
            due[stage.key] = visit_starts_on
        elif stage.kind in WITH_THE_VISIT:
            due[stage.key] = ends_on
        elif stage.key in given:
            due[stage.key] = given[stage.key]
        else:
            due[stage.key] = _offset(stage, visit_starts_on, ends_on, why_not)
    return Dates(visit_starts_on=visit_starts_on, visit_ends_on=ends_on, due=due)


def last_day(stage: StageDefinition, due_on: dt.date, visit_ends_on: dt.date) -> dt.date:
    """The visit's last day, or that of a stage that lasts longer than a day."""
    if stage.kind == StageKind.VISIT:
        return visit_ends_on
    return due_on + dt.timedelta(days=stage.lasts_days - 1)


def _offset(stage: StageDefinition, visit_starts_on: dt.date, ends_on: dt.date, why_not: WhyNot) -> dt.date:
    if stage.offset_school_days is not None:
        day = _school_days_on(visit_starts_on, stage.offset_school_days, why_not)
        return max(day, ends_on) if stage.offset_school_days > 0 else day
    if stage.offset_days <= 0:
        return _school_day(visit_starts_on + dt.timedelta(days=stage.offset_days), why_not, step=-1)
    return _school_day(max(visit_starts_on + dt.timedelta(days=stage.offset_days), ends_on), why_not, step=1)


def of(review: Review) -> Dates:
    """As they stand. One query."""
    return Dates(
        visit_starts_on=review.visit_starts_on,
        visit_ends_on=review.visit_ends_on,
        due=dict(review.stages.values_list("key", "due_on")),
    )


def _school_days_on(day: dt.date, count: int, why_not: WhyNot) -> dt.date:
    """So many school days after the day, or before it where `count` is negative."""
    step = dt.timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    for _distance in range(4 * left + FURTHEST):
        if not left:
            break
        day += step
        left -= not why_not(day)
    return day


def _school_day(day: dt.date, why_not: WhyNot, *, step: int) -> dt.date:
    """The nearest school day in the direction."""
    for distance in range(FURTHEST):
        moved = day + dt.timedelta(days=step * distance)
        if not why_not(moved):
            return moved
    return day
