"""A list of reviews in words."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from trigpoint.access.hats import Hats
from trigpoint.programmes.queries.review_models import definition
from trigpoint.reviews.enums import Part
from trigpoint.reviews.lifecycle import REVIEW
from trigpoint.reviews.queries.parts import called, parts
from trigpoint.reviews.queries.scene import Review
from trigpoint.reviews.queries.stages import Step, next_step, of_reviews
from trigpoint.ui import dates

TONES = {"planned": "quiet", "under_way": "", "postponed": "now", "closed": "quiet", "cancelled": "quiet"}

GOING_ON = {"planned", "under_way"}


def entries(reviews: Iterable[Review], hats: Hats, *, on: dt.date) -> dict[str, Any]:
    """Each review with the person's part, its days and what comes next. One query."""
    found = list(reviews)
    steps = of_reviews(review for review in found if review.state in GOING_ON)
    return {"entries": [_entry(review, hats, steps.get(review.pk, ()), on) for review in found]}


def state(review: Review) -> dict[str, str]:
    """As the component `status` takes it."""
    return {"text": str(REVIEW.states[review.state].label), "tone": TONES[review.state]}


def _entry(review: Review, hats: Hats, steps: tuple[Step, ...], on: dt.date) -> dict[str, Any]:
    played = parts(hats, review)
    step, model = next_step(steps), definition(review.review_model_id)
    return {
        "review_id": review.pk,
        "host": review.called,
        "partnership": review.partnership.name,
        "cycle": review.cycle.name,
        "days": dates.span(review.visit_starts_on, review.visit_ends_on),
        "year": review.visit_starts_on.year,
        "part": ", ".join(called(part, model) for part in Part if part in played),
        "state": state(review),
        "next": _next(step, on) if step else "",
        "late": bool(step and step.is_late(on)),
    }


def _next(step: Step, on: dt.date) -> str:
    when = dates.near(step.due_on, today=on)
    return _("%(stage)s: %(when)s") % {"stage": step.title, "when": when}
