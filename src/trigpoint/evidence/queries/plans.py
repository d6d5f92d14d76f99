"""What evidence needs of the preparation: the aspects in focus, and what is on the timetable now."""

import datetime as dt
import uuid

from trigpoint.frameworks.queries import Aspect
from trigpoint.reviews.queries import focus, timetable
from trigpoint.reviews.queries.scene import Review
from trigpoint.reviews.queries.timetable import Entry

__all__ = ["Entry", "current", "in_focus"]

EARLY, AFTER = dt.timedelta(minutes=10), dt.timedelta(minutes=45)


def in_focus(review: Review) -> tuple[Aspect, ...]:
    """The aspects that the review looks at; before any is chosen, all that apply. One query or two."""
    return focus.looked_at(review)


def current(review: Review, person_id: uuid.UUID | None, *, at: dt.datetime) -> Entry | None:
    """What this person does at the moment by the timetable, is about to do, or has just done. Two queries."""
    near = [one for one in timetable.activities(review, person_id) if one.starts_at - EARLY <= at < one.ends_at + AFTER]
    running = [one for one in near if one.starts_at <= at < one.ends_at]
    return max(running or near, key=lambda one: one.starts_at, default=None)
