"""
Whenever a profile is released the workshop can be prepared; whenever it was held the plan begins.

In a model without a workshop the plan begins when the profile is released; without either there is nothing to begin.
"""

from trigpoint.findings.events import ProfileReleased
from trigpoint.improvement.actions import plan, workshop
from trigpoint.improvement.events import WorkshopHeld
from trigpoint.kernel.events import subscribe
from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.queries.review_models import definition
from trigpoint.reviews.queries import reviews


@subscribe(ProfileReleased)
def prepare_the_workshop(event: ProfileReleased) -> None:
    review = reviews.by_id(event.review_id)
    model = definition(review.review_model_id)
    if model.stage_of_kind(StageKind.WORKSHOP.value) is not None:
        workshop.prepare(actor=None, at=event.at, review=review)
    elif model.stage_of_kind(StageKind.PLAN.value) is not None:
        plan.open_plan(actor=None, at=event.at, review=review)


@subscribe(WorkshopHeld)
def begin_the_plan(event: WorkshopHeld) -> None:
    plan.open_plan(actor=None, at=event.at, review=reviews.by_id(event.review_id))
